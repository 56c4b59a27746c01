//! Commands in a block of code, as the steps that they are: each with the comment above it.

use super::cite::{Clerk, Statement};
use crate::facts::Place;
use crate::outline::{Block, Span};

/// What a place says: of a block of code each part between two comments, else the text as it stands.
pub(super) fn steps(clerk: &Clerk<'_>, place: Place) -> Vec<Statement> {
    let text = clerk.reading.source(place.source).slice(place.span);
    if !text.trim().contains('\n') || !is_code(clerk, place) {
        return vec![clerk.quote(place)];
    }
    let mut parts: Vec<(Span, String, Vec<&str>)> = Vec::new();
    let mut at = place.span.start;
    for line in text.split_inclusive('\n') {
        let (bare, span) = (line.trim(), Span { start: at, end: at + line.trim_end().len() as u32 });
        at += line.len() as u32;
        let open = parts.last_mut().filter(|(_, _, commands)| commands.is_empty());
        match (comment(bare), open) {
            _ if bare.is_empty() => {}
            (Some((said, false)), Some((_, about, _))) => {
                about.push(' ');
                about.push_str(said);
            }
            (Some((said, _)), _) => parts.push((span, said.to_owned(), Vec::new())),
            (None, _) => match parts.last_mut() {
                Some((_, _, commands)) => commands.push(bare),
                None => parts.push((span, String::new(), vec![bare])),
            },
        }
    }
    let told = parts.into_iter().map(|(span, about, commands)| {
        let commands = commands.join("; ");
        let text = match (about.is_empty(), commands.is_empty()) {
            (true, _) => commands,
            (_, true) => about,
            _ => format!("{}: {commands}", about.trim_end_matches([':', '.', '…'])),
        };
        clerk.state(text, Place { span, ..place })
    });
    told.collect()
}

/// What a comment says, without a number of its own, and whether it has one: the steps are counted anew.
fn comment(line: &str) -> Option<(&str, bool)> {
    let said = line.strip_prefix('#').or_else(|| line.strip_prefix("//"))?.trim_start_matches(['#', '/', ' ']);
    let digits = said.bytes().take_while(u8::is_ascii_digit).count();
    let behind = said.get(digits..).and_then(|rest| rest.strip_prefix(['.', ')', ':']));
    let behind = behind.filter(|rest| digits > 0 && rest.starts_with(' '));
    Some((behind.unwrap_or(said).trim(), behind.is_some()))
}

fn is_code(clerk: &Clerk<'_>, place: Place) -> bool {
    let outline = clerk.outline(place.source);
    let holds = |block: &Block| matches!(block, Block::Code(code) if code.span.start <= place.span.start && place.span.end <= code.span.end);
    outline.sections.iter().any(|section| section.blocks.iter().any(holds))
}

#[cfg(test)]
mod tests {
    use super::comment;

    #[test]
    fn comments_lose_their_marks_and_numbers() {
        assert_eq!(comment("# 1. Stop the rollout"), Some(("Stop the rollout", true)));
        assert_eq!(comment("## 2.3.1 is back"), Some(("2.3.1 is back", false)));
        assert_eq!(comment("// wait"), Some(("wait", false)));
        assert_eq!(comment("git revert v5.9"), None);
    }
}

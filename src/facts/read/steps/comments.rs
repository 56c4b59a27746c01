//! Steps that are numbered comments between the commands of one code block: `# 1. Build`.

use super::super::Said;
use super::super::document::Doc;
use super::{bare, observes, ordinal, shell};
use crate::facts::Step;
use crate::outline::{Block, Code, Section, Span};
use crate::vocabulary::{self, Word};

/// Steps of the code blocks below the heading of the steps; that of one block with numbers, where there are several.
pub(super) fn read(doc: &Doc<'_>) -> Vec<Step> {
    let parts = doc.about(vocabulary::Section::Steps);
    let mut codes = parts.flat_map(|part: &Section| &part.blocks).filter_map(|block| match block {
        Block::Code(code) => Some(from_code(doc, code)),
        _ => None,
    });
    codes.find(|steps| steps.len() >= 2).unwrap_or_default()
}

/// Steps of the code blocks below headings that mean nothing else, of which each counts from one.
pub(super) fn elsewhere(doc: &Doc<'_>) -> Vec<Step> {
    const LEAST: usize = 3;
    let open = |(index, part): &(usize, &Section)| {
        use vocabulary::Section as About;
        let topic = doc.topic(*index);
        let title = doc.terms(&part.title);
        let free =
            topic.is_none_or(|topic| matches!(topic, About::Deployments | About::Environments | About::Migration));
        free && !title.has_any(&[Word::GoBack, Word::UndoLabel, Word::Prerequisite, Word::Record, Word::OtherMatter])
    };
    let parts = doc.outline.sections.iter().enumerate().filter(open);
    let codes = parts.flat_map(|(_, part)| &part.blocks).filter_map(|block| match block {
        Block::Code(code) => Some(from_code(doc, code)),
        _ => None,
    });
    let counts = |steps: &Vec<Step>| {
        let numbers = steps.iter().enumerate().all(|(at, step)| step.number == (at + 1).to_string());
        steps.len() >= LEAST && numbers
    };
    codes.filter(counts).flatten().collect()
}

fn from_code(doc: &Doc<'_>, code: &Code) -> Vec<Step> {
    let written = doc.source.slice(code.span);
    let mut steps: Vec<Step> = Vec::new();
    let (mut start, mut in_list) = (code.span.start, false);
    // A block without a language may be a list in the shape of code.
    let plain = matches!(code.language.as_str(), "" | "text" | "txt");
    for line in written.split_inclusive('\n') {
        let span = Span { start, end: start + line.trim_end().len() as u32 };
        start += line.len() as u32;
        let at = doc.place(span);
        let listed = plain.then(|| counted(line)).flatten();
        in_list |= listed.is_some();
        let trailed = || trailing(line).map(|(command, number, action)| (number, action, Some(command)));
        let found = numbered(line).or(listed).map(|(number, action)| (number, action, None)).or_else(trailed);
        if let Some((number, action, command)) = found {
            let mut step = bare(number, Said { value: action.to_owned(), at });
            step.commands.extend(command.map(|command| Said { value: command.to_owned(), at }));
            step.observes = observes(vocabulary::find(action).of(action));
            steps.push(step);
        } else if let Some(step) = steps.last_mut()
            && is_command(line)
            && (!in_list || shell::is_command(line.trim()))
        {
            step.commands.push(Said { value: line.trim().to_owned(), at });
        }
    }
    steps
}

/// Number and words of `# 1. Build`, `// 2) Migrate`, `REM 3: start`, `# Step 4: switch`.
fn numbered(line: &str) -> Option<(String, &str)> {
    let comment = ["#", "//", "--", "REM ", "rem ", "::"].iter().find_map(|sign| line.trim().strip_prefix(sign))?;
    let comment = comment.trim_start_matches(['#', ' ', '\t', '=', '-']).trim_end_matches(['=', '-', ' ']);
    behind_number(comment).or_else(|| {
        let found = vocabulary::find(comment);
        let (number, begin) = ordinal::numbered(found.of(comment))?;
        let action = comment.get(begin..)?.trim();
        (!action.is_empty()).then_some((number, action))
    })
}

/// `npm run build   # 5. build`: the command, and what the comment behind it says.
fn trailing(line: &str) -> Option<(&str, String, &str)> {
    let (command, comment) = line.trim().split_once(" # ")?;
    let (number, action) = behind_number(comment.trim())?;
    let command = command.trim_end();
    (!command.is_empty() && !command.starts_with('#')).then_some((command, number, action))
}

/// `1. Build`, `[2] Migrate` in a list that stands in a block.
fn counted(line: &str) -> Option<(String, &str)> {
    let line = line.trim();
    let bracketed = || {
        let (number, action) = line.strip_prefix('[')?.split_once(']')?;
        let whole = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        (whole && !action.trim().is_empty()).then(|| (number.to_owned(), action.trim()))
    };
    bracketed().or_else(|| behind_number(line))
}

fn behind_number(text: &str) -> Option<(String, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits).filter(|(number, _)| (1..=2).contains(&number.len()))?;
    let rest = rest.strip_prefix(['.', ')', ':', '：', '、', '．'])?;
    // `10.0.0.1 web` is no step.
    let action = rest.trim();
    (!action.is_empty() && !rest.starts_with(|next: char| next.is_ascii_digit())).then(|| (number.to_owned(), action))
}

fn is_command(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#') && !line.starts_with("//") && !line.starts_with("```")
}

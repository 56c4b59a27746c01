//! A choice that stands in a value: boxes to tick (`☐ yes ☐ no`), or answers of which one is to be kept (`GO / NO-GO`).

use super::status::plain_answer;
use super::token::{head, weight};
use crate::bytes;

/// What became of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice<'t> {
    /// The text offers none.
    None,
    /// Boxes of which none is ticked, or several.
    Open,
    /// The text behind the only box that is ticked.
    Ticked(&'t str),
    /// Several answers side by side, none of them marked.
    Answers,
}

const OPEN: [&str; 9] = ["☐", "□", "▢", "◻", "⬜", "[ ]", "[]", "( )", "[_]"];
const TICKED: [&str; 9] = ["☑", "☒", "✅", "✔", "✓", "■", "[x]", "[X]", "(x)"];

/// The choice that a text offers.
pub fn choice(text: &str) -> Choice<'_> {
    let text = head(text);
    let boxes = boxes(text);
    if boxes.iter().any(|mark| !mark.ticked) {
        let mut ticked = boxes.iter().enumerate().filter(|(_, mark)| mark.ticked);
        return match (ticked.next(), ticked.next()) {
            (Some((at, mark)), None) => {
                let end = boxes.get(at + 1).map_or(text.len(), |next| next.start);
                Choice::Ticked(text.get(mark.end..end).unwrap_or_default().trim())
            }
            // A sole open box before a text is a task.
            _ => Choice::Open,
        };
    }
    if are_answers(text) { Choice::Answers } else { Choice::None }
}

/// Whether a box to tick stands in a text.
pub fn has_box(text: &str) -> bool {
    !boxes(head(text)).is_empty()
}

struct Mark {
    start: usize,
    end: usize,
    ticked: bool,
}

const BEGINS: [bool; 256] = bytes::set(b"[(\xe2");

fn boxes(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    // Every box begins with one of these bytes; the last is also that of much punctuation.
    let may_begin = |byte: &u8| BEGINS[usize::from(*byte)];
    let Some(mut at) = text.bytes().position(|byte| may_begin(&byte)) else { return found };
    // `○ Pass ● Fail`: several circles are boxes; `○` alone is a mark, and `○○` a name to be filled in.
    let circles = text.contains('○') && !text.contains("○○") && text.matches(['○', '●']).count() > 1;
    while let Some(length) = text.as_bytes().get(at..).and_then(|rest| rest.iter().position(may_begin)) {
        at += length;
        let rest = text.get(at..).unwrap_or_default();
        let known = |marks: &[&str]| marks.iter().find(|mark| rest.starts_with(**mark)).map(|mark| mark.len());
        let hit = known(&OPEN).map(|length| (length, false)).or_else(|| known(&TICKED).map(|length| (length, true)));
        let circle = || match rest.chars().next() {
            Some('○') if circles => Some(('○'.len_utf8(), false)),
            Some('●') if circles => Some(('●'.len_utf8(), true)),
            _ => None,
        };
        match hit.or_else(circle) {
            Some((length, ticked)) => {
                found.push(Mark { start: at, end: at + length, ticked });
                at += length;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// Words that stand between two answers.
const OR: [&str; 8] = [" or ", " oder ", " ou ", " o ", " vs ", "または", "或", "还是"];

/// `GO / NO-GO`, `[GO/NO-GO]`, `Release / Release with conditions / Do not release`: short parts, of which two give
/// different answers. `Go/No-Go: GO` asks and answers.
fn are_answers(text: &str) -> bool {
    const PART: u32 = 16;
    if text.contains([':', '：', '?', '？']) {
        return false;
    }
    let signs = ['/', '|', '／', '｜', '・', '、'];
    let parts: Vec<&str> = if text.contains(signs) {
        text.split(signs).collect()
    } else {
        OR.iter().find(|word| text.contains(**word)).map_or_else(Vec::new, |word| text.split(*word).collect())
    };
    if !(2..=6).contains(&parts.len()) || parts.iter().any(|part| weight(part) > PART) {
        return false;
    }
    let mut answers = parts.iter().filter_map(|part| plain_answer(part));
    answers.next().is_some_and(|first| answers.any(|other| other != first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_told_from_answers() {
        for (text, wanted) in [
            ("☐ ja ☐ nein", Choice::Open),
            ("[ ] yes [ ] no", Choice::Open),
            ("☑ ja ☐ nein", Choice::Ticked("ja")),
            ("[ ] yes [x] no", Choice::Ticked("no")),
            ("☑ ja ☑ nein ☐ offen", Choice::Open),
            ("✅ Approved", Choice::None),
            ("GO / NO-GO", Choice::Answers),
            ("[GO/NO-GO]", Choice::Answers),
            ("Go or No-Go", Choice::Answers),
            ("Yes / No", Choice::Answers),
            ("Liberar / Liberar con condiciones / No liberar", Choice::Answers),
            ("Release / Release with conditions / Do not release", Choice::Answers),
            ("可／不可", Choice::Answers),
            ("Go/No-Go: GO", Choice::None),
            ("GO", Choice::None),
            ("○ Pass ● Fail", Choice::Ticked("Fail")),
            ("○ Pass ○ Fail", Choice::Open),
            ("○", Choice::None),
            ("Pass / Fail", Choice::Answers),
            ("Bestanden / Nicht bestanden", Choice::Answers),
            ("合格／不合格", Choice::Answers),
            ("通过 / 不通过", Choice::Answers),
            ("✅ / ❌", Choice::Answers),
            ("10 passed / 0 failed", Choice::None),
            ("A. Novak / Product Owner", Choice::None),
        ] {
            assert_eq!(choice(text), wanted, "{text}");
        }
    }
}

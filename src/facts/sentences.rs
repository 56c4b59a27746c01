//! Cutting running text into sentences.

use std::ops::Range;

use crate::bytes;

/// Takes each sentence of a text, as bytes of it; what holds no sign is none.
pub(crate) fn each(plain: &str, mut take: impl FnMut(Range<usize>)) {
    let mut from = 0;
    let mut at = 0;
    while let Some(length) =
        plain.as_bytes().get(at..).and_then(|rest| rest.iter().position(|byte| MARKS[usize::from(*byte)]))
    {
        at += length;
        let Some(mark) = plain.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let next = at + mark.len_utf8();
        let ends = match mark {
            '.' | '!' | '?' | ';' => plain[next..].starts_with(' ') && !is_abbreviation(&plain[from..at]),
            _ => matches!(mark, '。' | '！' | '？' | '；'),
        };
        if ends {
            push(plain, from..next, &mut take);
            from = next;
        }
        at = next;
    }
    push(plain, from..plain.len(), &mut take);
}

/// The marks that end sentences, or their first bytes; none of them is inside a letter.
const MARKS: [bool; 256] = bytes::set(b".!?;\xe3\xef");

fn push(plain: &str, range: Range<usize>, take: &mut impl FnMut(Range<usize>)) {
    let part = &plain[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let kept = part.trim().len();
    if kept > 0 {
        take(start..start + kept);
    }
}

/// Whether the full stop behind this text belongs to an abbreviation: `A. Novak`, `e.g.`.
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit([' ', '(']).next().unwrap_or_default();
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    initial
        || matches!(
            word,
            "e.g"
                | "i.e"
                | "approx"
                | "No"
                | "vs"
                | "z.B"
                | "u.a"
                | "d.h"
                | "bzw"
                | "ggf"
                | "inkl"
                | "ej"
                | "ex"
                | "cf"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut parts = Vec::new();
        each(text, |range| parts.push(&text[range]));
        parts
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        assert_eq!(cut(" Back up. Deploy v2.4.0!  Done? "), ["Back up.", "Deploy v2.4.0!", "Done?"]);
        assert_eq!(cut("Ask A. Novak, e.g. by mail; then go."), ["Ask A. Novak, e.g. by mail;", "then go."]);
        assert_eq!(
            cut("Status prüfen (z. B. mit Flyway). Dann los."),
            ["Status prüfen (z. B. mit Flyway).", "Dann los."]
        );
        assert_eq!(cut("停止する。再開する！"), ["停止する。", "再開する！"]);
        assert_eq!(cut("、ー \u{feff}x"), ["、ー \u{feff}x"]);
        assert_eq!(cut("   "), [""; 0]);
    }
}

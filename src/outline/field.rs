//! `Key: value` lines.

use super::{Field, Span, Text};

/// Longest key of a `Key: value` line, in characters and in words.
const KEY_CHARACTERS: usize = 48;
const KEY_WORDS: usize = 6;

/// Splits a line at the first colon that ends a short key.
pub(super) fn field(plain: &str, span: Span) -> Option<Field> {
    let (at, width) = colon(plain)?;
    let key = plain[..at].trim();
    // Most long lines are sentences: they need no counting.
    if key.len() > KEY_CHARACTERS * 4 || !is_key(key) {
        return None;
    }
    Some(Field {
        key: Text { plain: key.to_owned(), span },
        value: Text { plain: plain[at + width..].trim().to_owned(), span },
    })
}

/// The first colon that white space follows, or a full-width one; and its width in bytes.
fn colon(plain: &str) -> Option<(usize, usize)> {
    const WIDE: char = '：';
    let narrow = plain
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| plain[at + 1..].chars().next().is_none_or(char::is_whitespace));
    let before = &plain[..narrow.unwrap_or(plain.len())];
    match if before.is_ascii() { None } else { before.find(WIDE) } {
        Some(at) => Some((at, WIDE.len_utf8())),
        None => narrow.map(|at| (at, 1)),
    }
}

fn is_key(key: &str) -> bool {
    let named = key.chars().next().is_some_and(char::is_alphanumeric) && !ends_sentence(key);
    named && key.chars().count() <= KEY_CHARACTERS && key.split_whitespace().count() <= KEY_WORDS
}

/// Whether a sentence ends inside: the dot of an initial (`A. Ito`) ends none.
fn ends_sentence(key: &str) -> bool {
    let dot = |at: usize| {
        let mut before = key.get(..at).unwrap_or_default().chars().rev();
        before.next().is_some_and(char::is_uppercase) && before.next().is_none_or(|letter| !letter.is_alphanumeric())
    };
    key.contains('。') || key.match_indices(". ").any(|(at, _)| !dot(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_key_before_a_colon_makes_a_field() {
        let split = |line: &str| field(line, Span::default()).map(|field| (field.key.plain, field.value.plain));
        let pair = |key: &str, value: &str| Some((key.to_owned(), value.to_owned()));
        assert_eq!(split("Owner: A. Ito"), pair("Owner", "A. Ito"));
        assert_eq!(split("担当：伊藤"), pair("担当", "伊藤"));
        assert_eq!(split("Window 02:00: long"), pair("Window 02:00", "long"));
        assert_eq!(split("Sign-off:"), pair("Sign-off", ""));
        assert_eq!(split("Engineering (A. Ito): GO"), pair("Engineering (A. Ito)", "GO"));
        assert_eq!(split("It failed. Reason: none"), None);
        assert_eq!(split("现在不能上线。原因：压测未完成"), None);
        assert_eq!(split("at 02:00 sharp"), None);
        assert_eq!(split("Key = value"), None);
        assert_eq!(split("When all of the steps above are done and green: go"), None);
    }
}

//! Numbers as people write them into tables: `1,204 (100 %)`, `0 ✅`, `118/120`, `none`.

use std::borrow::Cow;

use super::concepts::Word;
use super::find;

/// The number that a cell begins with; `none` is zero. A percentage or a fraction is no number of things.
pub fn amount(cell: &str) -> Option<u64> {
    let narrow = narrow(cell);
    let plain = narrow.trim().trim_start_matches(['~', '≈', '`', '*', ' ', '約']);
    let first = digits(plain);
    if first == 0 {
        return find(plain).of(plain).begins(Word::None).then_some(0);
    }
    let mut number: u64 = plain[..first].parse().ok()?;
    let mut rest = &plain[first..];
    // `1,204`, `1.204`, `1 204`, `1’204`: three digits behind each mark.
    while first <= 3
        && let Some(group) =
            rest.strip_prefix([',', '.', '\'', '’', ' ', '\u{202f}', '\u{a0}']).filter(|rest| digits(rest) == 3)
    {
        number = number.checked_mul(1000)?.checked_add(group[..3].parse().ok()?)?;
        rest = &group[3..];
    }
    let fraction = rest.strip_prefix(['.', ',']).is_some_and(|rest| digits(rest) > 0);
    if fraction || rest.trim_start().starts_with('%') {
        return None;
    }
    Some(number)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The text with its letters, digits and marks of full width in their usual width.
pub(super) fn narrow(text: &str) -> Cow<'_, str> {
    let wide = |letter: char| matches!(letter, '\u{ff01}'..='\u{ff5e}' | '\u{3000}');
    if !text.contains(wide) {
        return Cow::Borrowed(text);
    }
    let usual = |letter: char| match letter {
        '\u{3000}' => ' ',
        _ if wide(letter) => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    Cow::Owned(text.chars().map(usual).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_many_forms() {
        for (text, wanted) in [
            ("12", Some(12)),
            ("1,204 (100 %)", Some(1204)),
            ("2 310", Some(2310)),
            ("0 ✅", Some(0)),
            ("none", Some(0)),
            ("118/120", Some(118)),
            ("**3**", Some(3)),
            ("1.204", Some(1204)),
            ("1’204", Some(1204)),
            ("1 204 567", Some(1_204_567)),
            ("１２０件", Some(120)),
            ("なし", Some(0)),
            ("keine", Some(0)),
            ("97,5 %", None),
            ("97,5", None),
            ("98 %", None),
            ("９８％", None),
            ("97.5 %", None),
            ("98%", None),
            ("many", None),
            ("-", None),
        ] {
            assert_eq!(amount(text), wanted, "{text}");
        }
    }
}

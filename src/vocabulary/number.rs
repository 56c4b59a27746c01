//! Numbers as people write them into tables: `1,204 (100 %)`, `0 ✅`, `118/120`, `none`.

/// The number that a cell begins with; `none` is zero. A percentage is no number of things.
pub fn amount(cell: &str) -> Option<u64> {
    let plain = cell.trim().trim_start_matches(['~', '≈', '`', '*', ' ']);
    if plain.to_lowercase().starts_with("none") {
        return Some(0);
    }
    let (number, rest) = leading(plain)?;
    (number.fract() == 0.0 && !rest.trim_start().starts_with('%')).then_some(number as u64)
}

/// The number that a text begins with, thousands set apart by commas or thin spaces, and what stands behind it.
pub fn leading(text: &str) -> Option<(f64, &str)> {
    let is_part = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',' | '\u{202f}' | '\u{a0}' | '\'');
    let length = text.find(|character: char| !is_part(character)).unwrap_or(text.len());
    let written = text[..length].trim_end_matches(|last: char| !last.is_ascii_digit());
    let digits: String = written.chars().filter(|character| character.is_ascii_digit() || *character == '.').collect();
    Some((digits.parse().ok()?, &text[written.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_many_forms() {
        for (text, wanted) in [
            ("12", Some(12)),
            ("1,204 (100 %)", Some(1204)),
            ("0 ✅", Some(0)),
            ("none", Some(0)),
            ("118/120", Some(118)),
            ("**3**", Some(3)),
            ("97.5 %", None),
            ("98%", None),
            ("many", None),
            ("-", None),
        ] {
            assert_eq!(amount(text), wanted, "{text}");
        }
        assert_eq!(leading("97.5 % of 120"), Some((97.5, " % of 120")));
    }
}

//! Numbers as people write them into tables: `1,204 (100 %)`, `0 ✅`, `118/120`, `none`.

/// The number that a cell begins with; `none` is zero. A percentage or a fraction is no number of things.
pub fn amount(cell: &str) -> Option<u64> {
    let plain = cell.trim().trim_start_matches(['~', '≈', '`', '*', ' ']);
    if plain.to_lowercase().starts_with("none") {
        return Some(0);
    }
    let is_part =
        |character: char| character.is_ascii_digit() || matches!(character, ',' | '\'' | ' ' | '\u{202f}' | '\u{a0}');
    let length = plain.find(|character: char| !is_part(character)).unwrap_or(plain.len());
    let digits: String = plain[..length].chars().filter(char::is_ascii_digit).collect();
    if plain[length..].starts_with(['%', '.']) {
        return None;
    }
    digits.parse().ok()
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
            ("97.5 %", None),
            ("98%", None),
            ("many", None),
            ("-", None),
        ] {
            assert_eq!(amount(text), wanted, "{text}");
        }
    }
}

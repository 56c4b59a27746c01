//! Texts of a length that a row or a title can hold.

/// The begin of a text, cut before a name in code rather than within it, with `…` where something was cut off.
pub(super) fn clip(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let kept = &text[..end];
    let open = kept.matches('`').count() % 2 == 1;
    let kept = if open { kept.rfind('`').map_or(kept, |tick| &kept[..tick]) } else { kept };
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::clip;

    #[test]
    fn names_stay_whole() {
        for (text, most, wanted) in [
            ("short", 5, "short"),
            ("a longer one", 8, "a longer…"),
            ("see `a name` there", 8, "see…"),
            ("see `a` there", 9, "see `a` t…"),
            ("äöü", 2, "äö…"),
        ] {
            assert_eq!(clip(text, most), wanted, "{text}");
        }
    }
}

//! Whether a cell or a value says something, or was only left to be filled in.

/// What kind of statement a cell makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Nothing, or a dash.
    Blank,
    /// Text that was left to be filled in.
    Placeholder,
    /// "n/a" without a reason. With a reason it is stated.
    NotApplicable,
    /// Something that can be used.
    Stated,
}

const OPEN_WORDS: [&str; 8] = ["tbd", "todo", "fixme", "tba", "tbc", "xxx", "xxxx", "wip"];

const DATE_PATTERNS: [&str; 6] = ["yyyy-mm-dd", "yyyy/mm/dd", "dd/mmm/yy", "dd/mm/yyyy", "mm/dd/yyyy", "hh:mm"];

/// What kind of statement a text makes.
pub fn written(text: &str) -> Written {
    let text = text.trim().trim_matches('`').trim();
    let bare =
        text.trim_matches(|character: char| matches!(character, '-' | '–' | '—' | '_' | '*' | '.' | '…' | '/' | ' '));
    if bare.is_empty() {
        return if text.contains("...") || text.contains('…') || text.contains("___") {
            Written::Placeholder
        } else {
            Written::Blank
        };
    }
    let lower = text.to_lowercase();
    if is_placeholder(text, &lower) {
        return Written::Placeholder;
    }
    match lower.trim_end_matches('.') {
        "n/a" | "na" | "n.a" | "not applicable" | "none" => Written::NotApplicable,
        _ => Written::Stated,
    }
}

/// Whether the whole text was left to be filled in.
fn is_placeholder(text: &str, lower: &str) -> bool {
    let wrapped = |open: char, close: char| {
        text.starts_with(open) && text.ends_with(close) && !text[open.len_utf8()..].contains(open)
    };
    let mut words = lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let open = words.next().is_some_and(|first| OPEN_WORDS.contains(&first))
        || words.next_back().is_some_and(|last| matches!(last, "tbd" | "tba" | "tbc"));
    open || lower.contains("???")
        || wrapped('{', '}')
        || (wrapped('<', '>') && !lower.starts_with("<http") && !lower.contains('@'))
        || (wrapped('[', ']') && !is_tick(text) && !is_reference(text))
        || ((lower.contains("yy") || lower.contains("hh:"))
            && DATE_PATTERNS.iter().any(|pattern| lower.contains(pattern))
            && !lower.contains("format"))
        || (text.contains('-') && numbered_placeholder(text))
        || lower.contains("____")
        || matches!(lower, "to be determined" | "to be decided" | "to be defined" | "to be confirmed")
}

/// `[DEF-42]`, `[#123]`, `[^1]`: an id or a note, known by its digit.
fn is_reference(text: &str) -> bool {
    !text.contains(' ') && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// `[x]`, `[ ]`: a tick box.
fn is_tick(text: &str) -> bool {
    matches!(text, "[x]" | "[X]" | "[ ]")
}

/// `ADM-XXX`, `ADR-NNN`, `R-###`.
pub(super) fn numbered_placeholder(text: &str) -> bool {
    text.split(|character: char| {
        character.is_whitespace() || matches!(character, ',' | '(' | ')' | '`' | '.' | ':' | '|' | '/')
    })
    .any(|token| {
        token.rsplit_once('-').is_some_and(|(prefix, rest)| {
            !prefix.is_empty()
                && prefix.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-')
                && matches!(rest, "XXX" | "XXXX" | "NNN" | "###" | "NN" | "XX")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart() {
        for text in ["", "-", "—", " ", "**"] {
            assert_eq!(written(text), Written::Blank, "{text:?}");
        }
        for text in [
            "TBD",
            "[Name]",
            "{name/role}",
            "<owner>",
            "YYYY-MM-DD",
            "ADM-XXX",
            "...",
            "Sign-off: ____",
            "owner TBD",
            "TODO: ask",
        ] {
            assert_eq!(written(text), Written::Placeholder, "{text:?}");
        }
        for text in ["n/a", "N/A", "none"] {
            assert_eq!(written(text), Written::NotApplicable, "{text:?}");
        }
        for text in [
            "A. Ito",
            "n/a: read-only step",
            "(from secret)",
            "[REL-12] Faster search",
            "[DEF-42]",
            "Dates have the format YYYY-MM-DD.",
            "<https://x.example>",
            "{a} and {b}",
            "{\"a\": 1}, {}",
        ] {
            assert_eq!(written(text), Written::Stated, "{text:?}");
        }
    }
}

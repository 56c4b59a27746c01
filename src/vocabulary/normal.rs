//! Bringing text into the form that words are looked up in.

use std::collections::BTreeSet;

/// The words of a text: lower case, letters and digits only.
pub fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The words of a heading or column name, without its number and what stands in brackets (`5. Rolling Restart Strategy
/// (12-Factor IX)`), unless nothing else is left.
pub fn heading(text: &str) -> Vec<String> {
    let outside = without_brackets(text);
    let outside = words(&outside);
    let all = if outside.is_empty() { words(text) } else { outside };
    let number = all.iter().take_while(|word| is_number(word)).count();
    if number < all.len() { all[number..].to_vec() } else { all }
}

fn is_number(word: &str) -> bool {
    // `1a`, `9a`, `5`; a bare letter is a word.
    let digits = word.trim_end_matches(|last: char| last.is_ascii_lowercase());
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && word.len() - digits.len() <= 1
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .map(|character| match character {
            '(' | '（' | '[' => {
                depth += 1;
                ' '
            }
            ')' | '）' | ']' => {
                depth = depth.saturating_sub(1);
                ' '
            }
            _ if depth > 0 => ' ',
            _ => character,
        })
        .collect()
}

/// The ids of a kind that a text names, such as `ADM-001`, in upper case, each once.
pub fn ids(text: &str, prefixes: &[impl AsRef<str>]) -> Vec<String> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let is_behind = |at: usize, prefix: &str| {
        let start = at.checked_sub(prefix.len());
        start
            .and_then(|start| text.as_bytes().get(start..at))
            .is_some_and(|it| it.eq_ignore_ascii_case(prefix.as_bytes()))
    };
    // Most texts hold no such hyphen.
    if !text.match_indices('-').any(|(at, _)| prefixes.iter().any(|prefix| is_behind(at, prefix.as_ref()))) {
        return found;
    }
    let upper = text.to_ascii_uppercase();
    for token in upper.split(|character: char| !character.is_ascii_alphanumeric() && character != '-') {
        if is_id(token, prefixes) && seen.insert(token) {
            found.push(token.to_owned());
        }
    }
    found
}

/// Whether a word in capitals is an id with one of these prefixes.
pub fn is_id(word: &str, prefixes: &[impl AsRef<str>]) -> bool {
    let body = |prefix: &str| word.strip_prefix(prefix)?.strip_prefix('-');
    prefixes.iter().any(|prefix| body(prefix.as_ref()).is_some_and(is_id_body))
}

/// `042`, `APP-042`, `20261120-004`: at least one part begins with a digit.
fn is_id_body(body: &str) -> bool {
    let mut parts = body.split('-');
    parts.clone().all(|part| !part.is_empty())
        && parts.any(|part| part.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lose_number_and_brackets() {
        assert_eq!(
            heading("5. Rolling Restart Strategy (12-Factor IX — Disposability)").join(" "),
            "rolling restart strategy"
        );
        assert_eq!(heading("1a Tech Stack Parity Matrix").join(" "), "tech stack parity matrix");
        assert_eq!(heading("9a.3 Disposability").join(" "), "disposability");
        assert_eq!(heading("(optional)").join(" "), "optional");
    }

    #[test]
    fn ids_are_found_in_running_text() {
        assert_eq!(ids("see adm-001, ADM-XXX and ADM-001; DEF-APP-12.", &["ADM", "DEF"]), ["ADM-001", "DEF-APP-12"]);
    }
}

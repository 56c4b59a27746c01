//! What may be said to people outside the team: no files, hosts, variables, ids, channels and severities.

use crate::facts::each_sentence;

/// Whether a text holds nothing that only the team understands or should know.
pub(super) fn is_outward(text: &str) -> bool {
    !text.contains(['`', '{', '}', '<', '>', '$', '\\', '|']) && !text.split_whitespace().any(is_internal)
}

/// The sentences of a text that may be said outside.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    each_sentence(text, |range| found.extend(text.get(range)));
    found.retain(|sentence| is_outward(sentence));
    found
}

fn is_internal(word: &str) -> bool {
    let edge = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '#' | '/' | '.');
    let word = word.trim_matches(edge).trim_end_matches(['.', '/']);
    let address = word.contains('@');
    let channel = word.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphabetic));
    let path = word.contains("://") || word.matches('/').count() > 1 || word.starts_with('/');
    // `config.yaml`, `db-01.internal`; `2.4.0` is a version.
    let dotted = word.split_once('.').is_some_and(|(name, rest)| {
        !name.is_empty() && rest.starts_with(char::is_alphabetic) && name.chars().any(char::is_alphabetic)
    });
    !address && (channel || path || dotted || word.contains('_') || is_id(word) || is_severity(word))
}

/// `ADM-021`, `DEF-ORD-118`, `XII-02`.
fn is_id(word: &str) -> bool {
    let first = word.split('-').next().unwrap_or_default();
    let last = word.rsplit('-').next().unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    word.contains('-') && !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_uppercase()) && digits(last)
}

/// `P0` to `P4`.
fn is_severity(word: &str) -> bool {
    matches!(word.as_bytes(), [b'P', b'0'..=b'4'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_team_understands_stays_inside() {
        for text in [
            "See deployment-plan.md first",
            "The host db-01.internal restarts",
            "Set `FLAG` to off",
            "EXPORT_MAX_ROWS is new",
            "ADM-021 runs first",
            "It is a P1",
            "Ask in #orderflow-support",
            "Open https://wiki.kestrel.example/x",
            "Look under /var/log",
        ] {
            assert!(!is_outward(text), "{text}");
        }
        for text in [
            "Merchants: support@kestrel.example or the help button.",
            "Orderflow 2.4.0 goes live on 2026-12-08.",
            "Up to 50,000 orders in one go, e-mail and/or link.",
            "A P-value of 5 % (see above).",
        ] {
            assert!(is_outward(text), "{text}");
        }
        assert_eq!(
            sentences("Operators run ADM-021. Merchants need to do nothing."),
            ["Merchants need to do nothing."]
        );
    }
}

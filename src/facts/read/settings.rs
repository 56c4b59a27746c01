//! What kind of value a variable is given.

use crate::dossier::secrets::MASK;
use crate::facts::ValueState;
use crate::vocabulary::secrets::{is_placeholder, is_reference, is_secret_name};
use crate::vocabulary::{Written, written};

/// What kind of value this is. `name` decides whether it is judged as a secret. Nothing that is written is empty.
pub(super) fn state(name: &str, value: &str) -> ValueState {
    let value = value.trim();
    if value.contains("{{") || value.contains("<%") {
        return ValueState::Template;
    }
    if let Some(state) = interpolated(value) {
        return state;
    }
    if value.contains(MASK) {
        return ValueState::Literal;
    }
    if is_secret_name(name) && !value.is_empty() {
        if is_reference(value) {
            return ValueState::Secret;
        }
        if is_placeholder(value) {
            return ValueState::Placeholder;
        }
    }
    match written(value) {
        Written::Placeholder => ValueState::Placeholder,
        _ if value.is_empty() => ValueState::Empty,
        _ if stands_for_another(value) => ValueState::Placeholder,
        _ if is_manager(value) => ValueState::Secret,
        _ => ValueState::Literal,
    }
}

/// A value that is one `${…}` and nothing else.
fn interpolated(value: &str) -> Option<ValueState> {
    let inside = value.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    let Some(inside) = inside.filter(|inside| !inside.contains("${") && !inside.contains('}')) else {
        let name = value.strip_prefix('$').unwrap_or_default();
        return (is_variable_name(name) && !name.is_empty()).then_some(ValueState::Passed);
    };
    let operator = inside.find(|character: char| !(character.is_ascii_alphanumeric() || character == '_'));
    Some(match operator.map(|at| inside[at..].trim_start_matches(':')) {
        Some(rest) if rest.starts_with('-') => ValueState::Default,
        Some(rest) if rest.starts_with('?') => ValueState::Required,
        _ => ValueState::Passed,
    })
}

/// `CHANGE_ME`, `your-domain-here`: written where a value belongs.
fn stands_for_another(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    ["changeme", "change_me", "change-me", "replaceme", "replace_me", "replace-me", "your_", "your-", "<your"]
        .iter()
        .any(|start| lower.starts_with(start))
        || ["-your-", "_your_"].iter().any(|part| lower.contains(part))
}

/// A value that names an entry of a secret manager, under whatever name.
fn is_manager(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    ["secret://", "vault:", "op://", "arn:aws:secretsmanager:", "arn:aws:ssm:", "awssm:", "gcp-sm:", "akv:"]
        .iter()
        .any(|start| lower.starts_with(start))
        || lower.contains("(from secret")
}

/// Whether this is written as variables are: `DATABASE_URL`, `PORT`.
pub(super) fn is_variable_name(name: &str) -> bool {
    name.len() >= 2
        && name.starts_with(|first: char| first.is_ascii_uppercase() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_apart() {
        for (name, value, wanted) in [
            ("PORT", "8080", ValueState::Literal),
            ("PORT", "", ValueState::Empty),
            ("DB_PASSWORD", "•••••", ValueState::Literal),
            ("DB_PASSWORD", "/run/secrets/db", ValueState::Secret),
            ("DB_PASSWORD", "changeme", ValueState::Placeholder),
            ("LOG_DIR", "/var/log", ValueState::Literal),
            ("HOST", "<your-host>", ValueState::Placeholder),
            ("HOST", "your-host.example", ValueState::Placeholder),
            ("BUILD_ARG", "add-your-token-key", ValueState::Placeholder),
            ("TAG", "${TAG:-latest}", ValueState::Default),
            ("TAG", "${TAG-latest}", ValueState::Default),
            ("TAG", "${TAG:?must be set}", ValueState::Required),
            ("TAG", "${TAG}", ValueState::Passed),
            ("TAG", "$TAG", ValueState::Passed),
            ("URL", "http://${HOST}:${PORT}", ValueState::Literal),
            ("URL", "{{ .Values.url }}", ValueState::Template),
            ("URL", "vault:secret/data/app#url", ValueState::Secret),
        ] {
            assert_eq!(state(name, value), wanted, "{name}={value}");
        }
    }
}

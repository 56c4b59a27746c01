//! What kind of value a variable is given.

use super::Phrase;
use crate::dossier::secrets::MASK;
use crate::facts::{Origin, Setting, ValueState};
use crate::vocabulary::secrets::{is_placeholder, is_reference, is_secret_name, is_stand_in};
use crate::vocabulary::{Written, written};

/// What kind of value this is. `name` decides whether it is judged as a secret. Nothing that is written is empty.
pub(super) fn state(name: &str, value: &str) -> ValueState {
    let value = value.trim();
    if let Some(state) = of_pipeline(value) {
        return state;
    }
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
            // `proxy-$(POD_NAME)`: put together of other variables.
            return if is_composed(value) { ValueState::Passed } else { ValueState::Secret };
        }
        if is_placeholder(value) {
            return ValueState::Placeholder;
        }
    }
    match written(value) {
        Written::Placeholder => ValueState::Placeholder,
        _ if value.is_empty() => ValueState::Empty,
        _ if stands_for_another(value) || is_stand_in(name, value) => ValueState::Placeholder,
        _ if is_manager(value) => ValueState::Secret,
        _ => ValueState::Literal,
    }
}

/// A variable that is given a value, or none.
pub(super) fn setting(
    name: Phrase,
    value: Option<Phrase>,
    origin: Origin,
    owner: Option<&str>,
    environment: Option<&'static str>,
) -> Setting {
    let state = match &value {
        Some(value) if !value.value.is_empty() => state(&name.value, &value.value),
        _ => ValueState::Empty,
    };
    Setting { name, value, state, origin, owner: owner.map(str::to_owned), environment, required: None, note: None }
}

/// `${{ secrets.TOKEN }}`, `${{ vars.REGION }}` of a workflow.
fn of_pipeline(value: &str) -> Option<ValueState> {
    let inside = value.strip_prefix("${{")?.strip_suffix("}}")?.trim();
    let of = |name: &str| inside.strip_prefix(name).is_some_and(is_key);
    if of("secrets.") {
        Some(ValueState::Secret)
    } else {
        (of("vars.") || of("env.") || of("inputs.")).then_some(ValueState::Passed)
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether other variables stand in a value.
fn is_composed(value: &str) -> bool {
    let name =
        |at: usize| value.get(at + 2..).is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic()));
    ["$(", "${"].iter().any(|open| value.match_indices(open).any(|(at, _)| name(at)))
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

/// `CHANGE_ME`, `your-domain-here`, `https://your-app.example`: written where a value belongs.
fn stands_for_another(value: &str) -> bool {
    const HOSTS: [&str; 12] = [
        "your-",
        "your_",
        "yourdomain",
        "<",
        "xxx.",
        "seu-dominio",
        "sua-",
        "tu-dominio",
        "su-dominio",
        "votre",
        "deine-",
        "ihre-",
    ];
    if value.ends_with("...") || value.ends_with('…') {
        return true;
    }
    let lower = value.to_ascii_lowercase();
    let host = lower.split_once("://").map_or("", |(_, rest)| rest);
    if HOSTS.iter().any(|start| host.starts_with(start)) {
        return true;
    }
    lower.starts_with("<your") || ["-your-", "_your_"].iter().any(|part| lower.contains(part))
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
        && (name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
            || is_path_name(name))
}

/// `ConnectionStrings__Default`: .NET writes the path of a setting so.
fn is_path_name(name: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    name.contains("__") && name.starts_with(|first: char| first.is_ascii_uppercase()) && name.split("__").all(part)
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
            ("API_URL", "https://your-app.example/x", ValueState::Placeholder),
            ("API_URL", "https://<host>/x", ValueState::Placeholder),
            ("API_URL", "https://yours.example/x", ValueState::Literal),
            ("TAG", "${TAG:-latest}", ValueState::Default),
            ("TAG", "${TAG-latest}", ValueState::Default),
            ("TAG", "${TAG:?must be set}", ValueState::Required),
            ("TAG", "${TAG}", ValueState::Passed),
            ("TAG", "$TAG", ValueState::Passed),
            ("URL", "http://${HOST}:${PORT}", ValueState::Literal),
            ("URL", "{{ .Values.url }}", ValueState::Template),
            ("NPM_TOKEN", "${{ secrets.NPM_TOKEN }}", ValueState::Secret),
            ("REGION", "${{ vars.REGION }}", ValueState::Passed),
            ("SHA", "${{ github.sha }}", ValueState::Template),
            ("STATE_SECRET", "proxy-$(POD_NAME)", ValueState::Passed),
            ("URL", "vault:secret/data/app#url", ValueState::Secret),
        ] {
            assert_eq!(state(name, value), wanted, "{name}={value}");
        }
    }
}

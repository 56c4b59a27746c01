//! How firmly a reference holds an artifact.

use crate::facts::image_ref;

/// How firmly a reference holds an artifact.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pin {
    /// By a digest or an exact version.
    Exact,
    /// By a tag that may point to another image tomorrow.
    Moving(String),
    /// By a name alone.
    NameOnly,
    /// By a variable that the build or the shell fills in.
    Variable,
}

const MOVING: [&str; 18] = [
    "latest",
    "main",
    "master",
    "edge",
    "stable",
    "nightly",
    "dev",
    "develop",
    "development",
    "trunk",
    "head",
    "canary",
    "current",
    "lts",
    "snapshot",
    "release",
    "production",
    "staging",
];

/// How firmly an artifact is held by what is written.
pub(super) fn pin(text: &str) -> Pin {
    let text = text.trim().trim_matches('`');
    if text.contains("${") || text.contains("{{") || text.starts_with('$') {
        return Pin::Variable;
    }
    let tagged = |word: &str| image_ref(word).filter(|image| image.tag.is_some() || image.digest.is_some());
    // "ghcr.io/app:2.0.0 (signed)": the reference is one word of the cell.
    let image = tagged(text)
        .or_else(|| text.split_whitespace().find_map(|word| tagged(word.trim_matches(['`', '(', ')', ',']))));
    match image.map(|image| (image.digest, image.tag)) {
        Some((Some(_), _)) => Pin::Exact,
        Some((None, Some(tag))) if is_replaced(&tag) => Pin::Variable,
        Some((None, Some(tag))) if is_exact(&tag) => Pin::Exact,
        Some((None, Some(tag))) => Pin::Moving(tag),
        _ => plain(text),
    }
}

/// `IMAGE_TAG`, `__TAG__`, `TAG_PLACEHOLDER`: a mark that the build replaces. Tags of releases have a digit.
fn is_replaced(tag: &str) -> bool {
    tag.contains('_') && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// "Orderflow 2.0.0", `orderflow-2.0.0.tar.gz`, "commit 3f9c2ab".
fn plain(text: &str) -> Pin {
    let name = text.rsplit('/').next().unwrap_or_default();
    let words = || {
        name.split(|character: char| !(character.is_alphanumeric() || character == '.'))
            .map(|word| word.trim_matches('.'))
    };
    if words().any(|word| is_commit(word) || is_dotted(word)) {
        return Pin::Exact;
    }
    let moving = words().find(|word| MOVING[..7].contains(&word.to_ascii_lowercase().as_str()));
    moving.map_or(Pin::NameOnly, |word| Pin::Moving(word.to_owned()))
}

fn is_exact(tag: &str) -> bool {
    let lower = tag.to_ascii_lowercase();
    let moving = MOVING.contains(&lower.as_str())
        || lower.ends_with("-latest")
        || lower.rsplit('.').next() == Some("x")
        || lower.contains('*');
    !moving && (lower.bytes().any(|byte| byte.is_ascii_digit()) || is_commit(&lower))
}

/// `2.0`, `v2.0.0`, `2026.12.1`.
fn is_dotted(word: &str) -> bool {
    let mut parts = word.trim_start_matches(['v', 'V']).split('.');
    let numeric = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    numeric(parts.next()) && numeric(parts.next())
}

/// Seven or more hexadecimal digits.
fn is_commit(word: &str) -> bool {
    word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_apart() {
        for text in [
            "ghcr.io/acme/app:2.0.0",
            "`app:2.0.0-rc.1` (signed)",
            "app@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
            "Orderflow 2.0.0",
            "orderflow-2.0.0.tar.gz",
            "commit 3f9c2ab",
            "redis:7-alpine",
        ] {
            assert_eq!(pin(text), Pin::Exact, "{text}");
        }
        for (text, tag) in [
            ("app:latest", "latest"),
            ("localhost:5000/app:main", "main"),
            ("redis:alpine", "alpine"),
            ("app:2.x", "2.x"),
        ] {
            assert_eq!(pin(text), Pin::Moving(tag.to_owned()), "{text}");
        }
        assert_eq!(pin("frontend"), Pin::NameOnly);
        assert_eq!(pin("app:${TAG:-latest}"), Pin::Variable);
        assert_eq!(pin("registry.example/app:IMAGE_TAG"), Pin::Variable);
        assert_eq!(pin("registry.example/app:__TAG__"), Pin::Variable);
    }
}

//! Paths that answer whether a process is well: `/healthz`, `GET /actuator/health → 200`.

use std::collections::BTreeSet;

use super::document::Doc;
use super::{Kind, Said, is_release_document};
use crate::facts::HealthEndpoint;
use crate::outline::Span;

/// How such a path ends, and whether it is told from other paths only by the word before it.
const PATHS: [(&str, bool); 13] = [
    ("/healthz", false),
    ("/healthcheck", false),
    ("/health-check", false),
    ("/health", false),
    ("/readyz", false),
    ("/readiness", false),
    ("/ready", false),
    ("/livez", false),
    ("/liveness", false),
    ("/live", true),
    ("/ping", true),
    ("/status", true),
    ("/up", true),
];

/// Paths of one document.
const MOST: usize = 64;

/// Bytes around a path that are looked at.
const LONG: usize = 200;

pub(super) fn read(doc: &Doc<'_>) -> Vec<HealthEndpoint> {
    let other = doc.is(&[Kind::Environment, Kind::Architecture, Kind::AdminCatalog, Kind::AdminTask]);
    if !other && !is_release_document(doc.kind) {
        return Vec::new();
    }
    let text = doc.source.text.as_str();
    let mut found: Vec<HealthEndpoint> = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, _) in text.match_indices('/') {
        let rest = &text[at..];
        for (end, asked) in PATHS.into_iter().filter(|(end, _)| rest.starts_with(end)) {
            if found.len() >= MOST {
                return found;
            }
            let Some(path) = path(text, at, at + end.len()) else { continue };
            let line = line(text, at);
            if (asked && !is_asked(&text[line.start..path.start])) || !seen.insert(&text[path.clone()]) {
                continue;
            }
            let span = Span::of(path.clone());
            let at = doc.place(span);
            let expected = code(&text[path.end..line.end]);
            let path = Said { value: text[path].to_owned(), at };
            found.push(HealthEndpoint { path, expected, at });
        }
    }
    found
}

/// The whole path around one of these endings, if it is one: no file, no part of a longer word, no link.
fn path(text: &str, at: usize, end: usize) -> Option<std::ops::Range<usize>> {
    let of_path = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.');
    let bytes = text.as_bytes();
    let behind = bytes.get(end).copied().unwrap_or(b' ');
    let next = bytes.get(end + 1).copied().unwrap_or(b' ');
    let longer = behind.is_ascii_alphanumeric() || matches!(behind, b'-' | b'_');
    let file = behind == b'.' && next.is_ascii_alphanumeric();
    let deeper = behind == b'/' && next.is_ascii_alphanumeric();
    if longer || file {
        return None;
    }
    let mut end = end;
    if deeper {
        // `/health/ready`; any other deeper path is something else.
        let rest = bytes.get(end..(end + LONG).min(bytes.len()))?;
        let length = rest.iter().position(|byte| !of_path(*byte)).unwrap_or(rest.len());
        let tail = text.get(end..end + length)?.trim_end_matches('.');
        if !["/ready", "/live", "/liveness", "/readiness", "/db", "/startup"].contains(&tail) {
            return None;
        }
        end += tail.len();
    }
    let near = at.saturating_sub(LONG);
    let before = bytes.get(near..at)?;
    let from = near + before.iter().rposition(|byte| !of_path(*byte))? + 1;
    let word = text.get(from..end)?;
    let begins = text.get(..from)?;
    // Behind a host the path begins at the first slash; `docs/health` is a folder.
    let start = if word.starts_with("//") || begins.ends_with(':') {
        let host = word.trim_start_matches('/');
        from + (word.len() - host.len()) + host.find('/')?
    } else if word.starts_with('/') || begins.ends_with(['}', '>', ']', ')']) {
        from + word.find('/')?
    } else {
        let host = &word[..word.find('/')?];
        from + host.contains('.').then_some(host.len())?
    };
    let own = text.get(start..end)?;
    (!begins.ends_with('(') || begins.ends_with(" (")).then_some(())?;
    (own.matches('/').count() <= 4 && !own.contains('.')).then_some(start..end)
}

/// `GET /up`, `curl … /ping`.
fn is_asked(before: &str) -> bool {
    ["GET", "curl", "wget", "HEAD", "http"].iter().any(|word| before.contains(word))
}

/// What stands near on the same line.
fn line(text: &str, at: usize) -> std::ops::Range<usize> {
    let (mut from, mut to) = (at.saturating_sub(LONG), (at + LONG).min(text.len()));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let start = text[from..at].rfind('\n').map_or(from, |end| from + end + 1);
    let end = text[at..to].find('\n').map_or(to, |length| at + length);
    start..end
}

/// The first status code in what stands behind a path.
fn code(text: &str) -> Option<String> {
    let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(12);
    words
        .find(|word| {
            word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit()) && word.starts_with(['2', '3', '4', '5'])
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::facts::Kind;
    use crate::facts::read::testing::facts;

    #[test]
    fn a_path_without_end_is_not_walked_from_each_of_its_slashes() {
        let text = format!("# Plan\n## Checks\n- GET {}\n", "/health".repeat(100_000));
        assert!(facts(Kind::DeploymentPlan, &text).health_endpoints.is_empty());
    }

    #[test]
    fn paths_of_health_are_found_in_text_and_code() {
        let text = "# Plan\n## Checks\n- `GET /healthz` answers 200\n- see docs/health.md and [x](guides/health)\n\
            - curl https://shop.example/actuator/health\n- /orders/status and /health/ready\n\
            ~~~bash\ncurl -f localhost:8080/ping # 204\n~~~\n- the metrics: /metrics/team\n";
        let found = facts(Kind::DeploymentPlan, text).health_endpoints;
        let shown: Vec<String> =
            found.iter().map(|one| format!("{} {}", one.path.value, one.expected.as_deref().unwrap_or("-"))).collect();
        assert_eq!(shown, ["/healthz 200", "/actuator/health -", "/health/ready -", "/ping 204"]);
    }
}

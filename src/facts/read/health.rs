//! What an environment health report says.

use super::document::Doc;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::Health;
use crate::vocabulary::{self, GoWord};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::HealthReport {
        return;
    }
    for field in doc.outline.fields().filter(|field| !is_expected(&field.key.plain)) {
        facts.health.extend(statement(doc.phrase(&field.key), doc.phrase(&field.value)));
    }
    for (_, table) in doc.outline.tables() {
        let expected: Vec<bool> = table.header.iter().map(|name| is_expected(&name.plain)).collect();
        for row in &table.rows {
            let Some(first) = row.cells.first() else { continue };
            let cells = row.cells.iter().enumerate().skip(1).filter(|(at, _)| expected.get(*at) != Some(&true));
            let status =
                cells.map(|(_, cell)| cell).rev().find_map(|cell| statement(doc.phrase(first), doc.phrase(cell)));
            facts.health.extend(status);
        }
    }
}

/// What should be, not what is.
fn is_expected(name: &str) -> bool {
    vocabulary::words(name).iter().any(|word| matches!(word.as_str(), "expected" | "target" | "wanted" | "required"))
}

/// A value that is a status word, alone or first in the cell (`DEGRADED: queue depth`).
fn statement(subject: Phrase, value: Phrase) -> Option<Health> {
    let decides = vocabulary::words(&subject.value)
        .iter()
        .any(|word| matches!(word.as_str(), "decision" | "go" | "verdict" | "recommendation"));
    if decides && let Some(word) = vocabulary::go_word(&value.value) {
        return Some(Health { subject, good: word == GoWord::Go, status: value });
    }
    let words = vocabulary::words(&value.value);
    let first = words.first()?;
    let negated = first == "not";
    let word = if negated { words.get(1)? } else { first };
    let good = match word.as_str() {
        "healthy" | "ready" | "green" | "ok" | "operational" | "available" => !negated,
        // "Missing: none" is good news, and no statement about the subject.
        _ if words.get(1).is_some_and(|next| matches!(next.as_str(), "none" | "0" | "nothing")) => return None,
        "degraded" | "unhealthy" | "missing" | "invalid" | "down" | "red" | "amber" | "yellow" | "unavailable"
        | "failed" => false,
        _ => return None,
    };
    Some(Health { subject, status: Said { value: value.value, at: value.at }, good })
}

//! What an environment health report says.

use super::document::Doc;
use super::{Facts, Kind, Phrase};
use crate::facts::Health;
use crate::vocabulary::{self, GoWord, Hit, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::HealthReport {
        return;
    }
    for line in doc.lines() {
        let (key, value) = (&line.field.key, &line.field.value);
        if !line.named.has(Word::Expected) {
            facts.health.extend(statement(line.named, line.said, || (doc.phrase(key), doc.phrase(value))));
        }
    }
    for (_, table) in doc.outline.tables() {
        let expected: Vec<bool> = table.header.iter().map(|name| doc.terms(name).has(Word::Expected)).collect();
        for row in &table.rows {
            let Some(first) = row.cells.first() else { continue };
            let cells = row.cells.iter().enumerate().skip(1).filter(|(at, _)| expected.get(*at) != Some(&true));
            let found = cells.rev().find_map(|(_, cell)| {
                statement(doc.terms(first), doc.terms(cell), || (doc.phrase(first), doc.phrase(cell)))
            });
            facts.health.extend(found);
        }
    }
}

/// A value that is a status word, alone or first in the cell (`DEGRADED: queue depth`).
fn statement(subject: Terms<'_>, value: Terms<'_>, said: impl FnOnce() -> (Phrase, Phrase)) -> Option<Health> {
    let decided = subject.has(Word::DecisionWord).then(|| vocabulary::go_word(value.text())).flatten();
    let good = match decided {
        Some(word) => word == GoWord::Go,
        None => is_good(value)?,
    };
    let (subject, status) = said();
    Some(Health { subject, status, good })
}

/// Whether the word that a text begins with is a good one; of several the longest counts (`not ready`).
fn is_good(value: Terms<'_>) -> Option<bool> {
    if let Some(good) = mark(value.text()) {
        return Some(good);
    }
    let first = |word| {
        value.of(word).filter(|hit| value.begins_at(hit) || is_negated(value, hit)).max_by_key(|hit: &&Hit| hit.words)
    };
    match (first(Word::Good), first(Word::Bad)) {
        (Some(good), bad) if bad.is_none_or(|bad| bad.words <= good.words && bad.start >= good.start) => {
            Some(!is_negated(value, good))
        }
        (_, Some(bad)) if is_negated(value, bad) => None,
        // "Missing: none" is good news, and no statement about the subject.
        (_, Some(bad)) => (!denies(value.behind(bad), value, bad)).then_some(false),
        _ => None,
    }
}

/// Whether a "not" begins the text, right before the word.
fn is_negated(value: Terms<'_>, hit: &Hit) -> bool {
    value.of(Word::Not).any(|not| value.begins_at(not) && not.is_before(hit))
}

fn denies(behind: &str, value: Terms<'_>, hit: &Hit) -> bool {
    let none = value.of(Word::None).chain(value.of(Word::No)).chain(value.of(Word::DeniedBehind));
    let zero = behind.trim_start_matches(|letter: char| !letter.is_alphanumeric()).starts_with('0');
    zero || none.into_iter().any(|none| hit.is_before(none))
}

fn mark(text: &str) -> Option<bool> {
    match text.trim().chars().next()? {
        '✅' | '✔' | '✓' | '🟢' | '○' | '◎' => Some(true),
        '❌' | '✗' | '✘' | '🔴' | '🟡' | '🟠' | '×' => Some(false),
        _ => None,
    }
}

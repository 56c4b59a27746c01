//! Architecture decision records.

use crate::facts::Decision;
use crate::facts::read::Phrase;
use crate::facts::read::dates;
use crate::facts::read::document::Doc;
use crate::outline::{Section as Part, Text};
use crate::vocabulary::{self, Column, Key, Word};

/// An ADR: its id from a field, the title or the file name; its status from a field, a row or the text below `## Status`.
pub(super) fn read(doc: &Doc<'_>) -> Option<Decision> {
    let field = doc.keyed(Key::DecisionId).map(|value| value.value).unwrap_or_default();
    let title = doc.title();
    let heading = title.map(|title| title.plain.as_str()).unwrap_or_default();
    let first = |text: &str| vocabulary::ids(text, &doc.ids.decision).into_iter().next();
    let id = [field.as_str(), heading, doc.source.name()]
        .into_iter()
        .find_map(first)
        .or_else(|| numbered(doc, doc.source.name()))
        .or_else(|| numbered(doc, heading))?;
    let status = doc.keyed(Key::Status).or_else(|| in_table(doc)).or_else(|| below(doc));
    let line = doc.lines().iter().find(|line| has(&line.field.key, Word::SupersededBy));
    let behind = |text: &str| {
        let found = vocabulary::find(text);
        let terms = found.of(text);
        first(terms.behind(terms.first(Word::SupersededBy)?))
    };
    let superseded_by = status.as_ref().and_then(|status| behind(&status.value));
    Some(Decision {
        superseded_by: superseded_by
            .or_else(|| line.and_then(|line| first(&line.field.value.plain)))
            .filter(|other| *other != id),
        id,
        date: doc.keyed(Key::Date).and_then(|value| dates::date(&value.value)),
        status,
        text: doc.source.text.to_lowercase(),
        at: doc.place(title.map(|title| title.span).unwrap_or_default()),
    })
}

fn has(text: &Text, word: Word) -> bool {
    vocabulary::find(&text.plain).of(&text.plain).has(word)
}

/// `0007-use-valkey.md`, `7. Use Valkey`: the number of a record that spells no id.
fn numbered(doc: &Doc<'_>, text: &str) -> Option<String> {
    let prefix = doc.ids.decision.first()?;
    let end = text.find(|letter: char| !letter.is_ascii_digit()).filter(|end| (1..=4).contains(end))?;
    text[end..]
        .starts_with(['-', '.', '_', ' '])
        .then(|| format!("{prefix}-{:0>3}", text[..end].trim_start_matches('0')))
}

/// The first sentence below `## Status`.
fn below(doc: &Doc<'_>) -> Option<Phrase> {
    let is_status = |section: &&Part| {
        let bare = vocabulary::bare(&section.title.plain);
        vocabulary::find(bare).of(bare).whole() == Some(Column::Status)
    };
    let section = doc.outline.sections.iter().find(is_status)?;
    doc.sentences(section).into_iter().next()
}

/// `| Status | Accepted |`
fn in_table(doc: &Doc<'_>) -> Option<Phrase> {
    let tables = doc.outline.tables().map(|(_, table)| table);
    let pairs = tables.flat_map(|table| {
        let header = Some(table.header.as_slice());
        header.into_iter().chain(table.rows.iter().map(|row| row.cells.as_slice()))
    });
    pairs.filter(|cells| cells.len() == 2).find_map(|cells| {
        let is_status = doc.terms(&cells[0]).whole() == Some(Column::Status);
        is_status.then(|| doc.phrase(&cells[1])).filter(Phrase::is_stated)
    })
}

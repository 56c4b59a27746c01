//! Tests of the way back: a report of one, and sentences, lines and rows that tell of one.

use jiff::civil::Date;

use super::document::Doc;
use super::{Facts, Kind, Phrase, Said, dates};
use crate::facts::{Place, RollbackTest, TestVerdict, outcome};
use crate::outline::{Block, Row, Table, Text};
use crate::vocabulary::{self, Column, Key, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.kind {
        Kind::RollbackValidation => facts.rollback_tests.push(report(doc)),
        Kind::DeploymentPlan | Kind::ReadinessReview | Kind::ChangeRequest | Kind::SupportRunbook => told(doc, facts),
        _ => {}
    }
}

/// A report of one test.
fn report(doc: &Doc<'_>) -> RollbackTest {
    let title = doc.title();
    let start = doc.place(title.map(|title| title.span).unwrap_or_default());
    let when = day(doc);
    let mut said = Vec::new();
    let mut good = None;
    let mut loses_data = None;
    let pairs = doc.outline.tables().flat_map(|(_, table)| &table.rows).filter_map(pair);
    let lines = doc.lines().iter().map(|line| (&line.field.key, &line.field.value));
    for (key, value) in lines.chain(pairs) {
        let named = vocabulary::find(&key.plain);
        let named = named.of(&key.plain);
        let state = matches!(named.whole(), Some(Key::Status | Key::GateStatus | Key::Recommendation))
            || matches!(named.whole(), Some(Column::Result | Column::Status));
        if state && good.is_none() {
            good = came_out(&value.plain);
            said.extend(good.map(|_| doc.place(value.span)));
        } else if named.has(Key::DataLoss) && loses_data.is_none() {
            loses_data = loses(&value.plain);
            said.extend(loses_data.map(|_| doc.place(value.span)));
        }
    }
    let text = when.as_ref().map_or_else(
        || Said { value: title.map(|title| title.plain.clone()).unwrap_or_default(), at: start },
        |(_, text)| text.clone(),
    );
    RollbackTest { day: when.map(|(day, _)| day), good, loses_data, text, said }
}

fn pair(row: &Row) -> Option<(&Text, &Text)> {
    match row.cells.as_slice() {
        [key, value] => Some((key, value)),
        _ => None,
    }
}

/// The day of a report: of its line, its title, its name.
fn day(doc: &Doc<'_>) -> Option<(Date, Phrase)> {
    let dated = |text: &Text| Some((dates::date(&text.plain)?, doc.phrase(text)));
    let called = |key: &Text| {
        let named = vocabulary::find(&key.plain);
        let named = named.of(&key.plain);
        matches!(named.whole(), Some(Key::Date | Key::Start))
            || named.whole() == Some(Column::Date)
            || named.has(Key::Tried)
    };
    let line = doc.lines().iter().filter(|line| called(&line.field.key)).find_map(|line| dated(&line.field.value));
    let rows = doc.outline.tables().flat_map(|(_, table)| &table.rows).filter_map(pair);
    let row = || rows.filter(|(key, _)| called(key)).find_map(|(_, value)| dated(value));
    let title = || dated(doc.title()?);
    line.or_else(row).or_else(title).or_else(|| {
        let name = doc.source.name();
        let starts = name.match_indices("20").map(|(at, _)| at);
        let day = starts.filter_map(|at| name.get(at..at + 10)).find_map(dates::date)?;
        Some((day, Said { value: name.to_owned(), at: doc.place(crate::outline::Span::default()) }))
    })
}

/// `SUCCESS`, `READY`, `NOT_READY`, `❌ failed`.
fn came_out(text: &str) -> Option<bool> {
    let spaced = text.replace('_', " ");
    let found = vocabulary::find(&spaced);
    let terms = found.of(&spaced);
    if terms.begins(Key::Unmet) || terms.begins(Word::Bad) || terms.begins(Word::Rejected) {
        return Some(false);
    }
    match outcome(&spaced) {
        Some(TestVerdict::Passed) => Some(true),
        Some(TestVerdict::Failed) => Some(false),
        Some(TestVerdict::NotRun) => None,
        None => (terms.begins(Word::Good) && !terms.has(Word::Not)).then_some(true),
    }
}

/// What stands behind `Data loss:`.
fn loses(text: &str) -> Option<bool> {
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let number: Option<f64> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .find(|part| !part.is_empty())
        .and_then(|part| part.parse().ok());
    if vocabulary::says_none(text)
        || terms.begins(Word::None)
        || terms.begins(Word::No)
        || terms.has(Word::DeniedBehind)
    {
        return Some(false);
    }
    if terms.begins(Word::Yes) {
        return Some(true);
    }
    let begins = text.trim_start().starts_with(|first: char| first.is_ascii_digit());
    number.filter(|_| begins).map(|number| number > 0.0)
}

/// "Rollback: 5 minutes, rehearsed in staging on 2026-12-03", and rows of rehearsals with their result.
fn told(doc: &Doc<'_>, facts: &mut Facts) {
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let going_back = doc.topic(index) == Some(Section::Rollback);
        for sentence in doc.told(section) {
            // "The restore of a backup was tested" is another test.
            let copy = sentence.terms.has(Word::Backup) || sentence.terms.has(Key::Snapshot);
            if sentence.terms.has(Key::Tried) && ((going_back && !copy) || goes_back(sentence.terms)) {
                push(sentence.phrase(), None, facts);
            }
        }
        for block in &section.blocks {
            if let Block::Table(table) = block {
                rows(doc, table, facts);
            }
        }
    }
}

fn rows(doc: &Doc<'_>, table: &Table, facts: &mut Facts) {
    let header = |at: usize| table.header.get(at).map(|name| doc.terms(name));
    let result = (0..table.header.len())
        .find(|at| header(*at).is_some_and(|name| matches!(name.whole(), Some(Column::Result | Column::Status))));
    // A step of the plan has an owner and a start.
    let planned = table.header.iter().any(|name| {
        matches!(doc.terms(name).whole(), Some(Column::Start | Column::Duration | Column::Trigger | Column::Threshold))
    });
    for row in table.rows.iter().filter(|_| !planned) {
        let back = row.cells.iter().any(|cell| goes_back(doc.terms(cell)));
        let tried = row.cells.iter().any(|cell| doc.terms(cell).has(Key::Tried));
        if !back || !(tried || result.is_some()) {
            continue;
        }
        let good = result.and_then(|at| row.cells.get(at)).and_then(|cell| came_out(&cell.plain));
        let cell = row.cells.iter().find(|cell| {
            let own = doc.terms(cell);
            (own.has(Key::Tried) || result.is_some()) && dates::date(&cell.plain).is_some()
        });
        if let Some(cell) = cell.filter(|_| good.is_some() || tried) {
            push(Said { value: cell.plain.clone(), at: doc.place(row.span) }, good, facts);
        }
    }
}

fn goes_back(terms: Terms<'_>) -> bool {
    terms.has(Section::Rollback) || terms.has(Word::UndoLabel)
}

fn push(text: Phrase, good: Option<bool>, facts: &mut Facts) {
    if let Some(day) = dates::date(&text.value) {
        let said: Vec<Place> = Vec::new();
        facts.rollback_tests.push(RollbackTest { day: Some(day), good, loses_data: None, text, said });
    }
}

//! Records of rollbacks: whether everything is as it was.

use super::super::document::Doc;
use super::super::quantity::{durations, quantities};
use super::super::{Facts, Phrase, Place, Said, cases};
use crate::facts::RollbackRecord;
use crate::outline::{Block, Text};
use crate::vocabulary::{self, Column, Metric, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let title = super::smoke::title(doc);
    let mut record =
        RollbackRecord { title, version: None, levels: None, smoke: None, alerts: None, took: None, incident: None };
    for line in doc.lines() {
        let value = &line.field.value;
        if line.named.has(Column::Duration) {
            took(line.said, doc.place(value.span), &mut record);
        } else {
            let at = doc.place(line.field.key.span.join(value.span));
            note(&Told { about: line.named, state: Some(line.said), ticked: None, at }, &mut record);
        }
    }
    for section in &doc.outline.sections {
        for block in &section.blocks {
            if let Block::Item(item) = block {
                let terms = doc.terms(&item.text);
                let line = terms.text().contains([':', '：']) && item.checked.is_none();
                if !line {
                    let told = Told { about: terms, state: None, ticked: item.checked, at: doc.place(item.text.span) };
                    note(&told, &mut record);
                }
            }
        }
    }
    for grid in doc.grids() {
        let result = [Column::Result, Column::Status].into_iter().find_map(|column| grid.position(column));
        let length = grid.position(Column::Duration);
        for row in &grid.table.rows {
            let Some(first) = row.cells.iter().find(|cell| cell.plain.chars().any(char::is_alphabetic)) else {
                continue;
            };
            let about = doc.terms(first);
            let state =
                result.and_then(|at| row.cells.get(at)).or_else(|| row.cells.last().filter(|_| row.cells.len() == 2));
            if about.has(Word::Total) || about.has(Column::Duration) {
                let cell = length.and_then(|at| row.cells.get(at)).or(state);
                if let Some(cell) = cell {
                    took(doc.terms(cell), grid.row(row), &mut record);
                }
                continue;
            }
            note(
                &Told { about, state: state.map(|cell: &Text| doc.terms(cell)), ticked: None, at: grid.row(row) },
                &mut record,
            );
        }
    }
    facts.rollback_records.push(record);
}

/// One statement: what it is about, and what it says of it.
struct Told<'t> {
    about: Terms<'t>,
    state: Option<Terms<'t>>,
    ticked: Option<bool>,
    at: Place,
}

fn took(terms: Terms<'_>, at: Place, record: &mut RollbackRecord) {
    if let Some((value, _)) = durations(terms).next() {
        record.took = Some(Said { value, at });
    }
}

fn note(told: &Told<'_>, record: &mut RollbackRecord) {
    let about = told.about;
    let at = told.at;
    let said = |value: bool| Some(Said { value, at });
    if about.has_any(&[Word::Trigger, Word::TriggerHeading]) {
        // Why one went back, not what came of it.
    } else if about.has(Word::Incident) {
        record.incident = said(incident(told));
    } else if about.has(Metric::SmokeTests) {
        record.smoke = said(is_good(told));
    } else if about.has(Metric::Alerts) {
        record.alerts = said(is_quiet(told));
    } else if about.has(Column::Baseline) || about.has_any(&[Metric::ErrorRate, Metric::Latency, Metric::Availability])
    {
        // A value without a word for it says nothing.
        if told.ticked.is_some()
            || told.state.is_none_or(|state| cases::ended(state).is_some() || state.has(Column::Baseline))
        {
            record.levels = said(is_good(told));
        }
    } else if let Some(whole) = whole(told) {
        record.version = said(whole && is_good(told));
    }
}

/// `100 % on 2.3.2`, "all instances run the previous version": whether all of it does.
fn whole(told: &Told<'_>) -> Option<bool> {
    let versioned = |terms: Terms<'_>| {
        terms.has_any(&[Word::VersionWord, Word::Previous]) || super::super::release::version(terms.text()).is_some()
    };
    let share = |terms: Terms<'_>| {
        quantities(terms)
            .find(|found| terms.text().get(found.digits..found.end).is_some_and(|unit| unit.contains(['%', '％'])))
            .map(|found| found.value >= 100.0)
    };
    let parts = [Some(told.about), told.state];
    parts
        .iter()
        .flatten()
        .any(|terms| versioned(*terms))
        .then(|| parts.iter().flatten().find_map(|terms| share(*terms)))?
}

fn is_good(told: &Told<'_>) -> bool {
    if let Some(ticked) = told.ticked {
        return ticked;
    }
    let words = told.state.unwrap_or(told.about);
    let bad = || words.has_any(&[Word::Failed, Word::Not, Word::Pending]);
    cases::ended(words).unwrap_or_else(|| !bad())
}

/// `none`, `0`, "no alert fires".
fn is_quiet(told: &Told<'_>) -> bool {
    if let Some(ticked) = told.ticked {
        return ticked;
    }
    let words = told.state.unwrap_or(told.about);
    let number = quantities(words).next().map(|found| found.value);
    match number {
        Some(number) => number == 0.0,
        None => words.has_any(&[Word::None, Word::No, Word::Not]) || cases::ended(words) == Some(true),
    }
}

/// Whether an incident is named: by an id, or as opened.
fn incident(told: &Told<'_>) -> bool {
    if let Some(ticked) = told.ticked {
        return ticked;
    }
    let words = told.state.unwrap_or(told.about);
    let text = Phrase { value: words.text().to_owned(), at: told.at };
    !vocabulary::says_none(words.text())
        && text.is_stated()
        && !words.begins(Word::No)
        && !words.has_any(&[Word::Not, Word::Pending])
}

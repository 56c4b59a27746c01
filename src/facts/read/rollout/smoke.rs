//! How smoke tests came out: what is stated, and what the listed tests add up to.

use super::super::document::Doc;
use super::super::grid::Grid;
use super::super::numbers::{Counts, counts};
use super::super::{Facts, Phrase, Place, Said, cases, cells};
use crate::facts::SmokeResult;
use crate::outline::Row;
use crate::vocabulary::{self, Column, Key, Terms, Word};

/// Failing tests and places that are kept.
const NAMED: usize = 32;
const SHOWN: usize = 8;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let mut found = Tally::default();
    for line in doc.lines() {
        let number = vocabulary::amount(line.said.text());
        let of = |word: Word| number.filter(|_| line.named.has(word));
        let stated =
            Counts { total: of(Word::Total), passed: of(Word::Passed), failed: of(Word::Failed), skipped: None };
        let at = doc.place(line.field.value.span);
        // `Passed: 9 of 10`, `Result: 9 passed, 1 failed`.
        let text = format!("{}: {}", line.field.key.plain, line.field.value.plain);
        let words = vocabulary::find(&text);
        let mut counted = counts(words.of(&text));
        // What is left over may not have run.
        counted.failed = counted.failed.filter(|_| words.of(&text).has(Word::Failed));
        found.state(&counted, at);
        found.state(&stated, at);
    }
    // Lines that follow each other are one sentence.
    if found.places.is_empty() {
        for sentence in doc.outline.sections.iter().flat_map(|section| doc.told(section)) {
            found.state(&counts(sentence.terms), sentence.at);
        }
    }
    for grid in doc.grids() {
        table(doc, &grid, &mut found);
    }
    let status = doc.lines().iter().rev().find_map(|line| {
        let named = line.key == Some(Key::Status) || matches!(line.column, Some(Column::Result | Column::Status));
        let good = named.then(|| says(line.said)).flatten()?;
        Some((doc.phrase(&line.field.value), good))
    });
    if status.is_some() || found.total.is_some() || found.passed.is_some() || found.failed.is_some() {
        facts.smoke_results.push(found.result(title(doc), status));
    }
}

/// What the status of the whole says: `PASS`, `GO`, `FAILED (2 of 10)`.
fn says(terms: Terms<'_>) -> Option<bool> {
    cases::ended(terms).or_else(|| vocabulary::go_word(terms.text()).map(|word| word == vocabulary::GoWord::Go))
}

/// The title of the document, or its file.
pub(super) fn title(doc: &Doc<'_>) -> Phrase {
    let title = doc.title().map(|title| doc.phrase(title));
    title.unwrap_or_else(|| Said { value: doc.source.path.clone(), at: Place { source: doc.id, ..Place::default() } })
}

#[derive(Default)]
struct Tally {
    total: Option<u64>,
    passed: Option<u64>,
    failed: Option<u64>,
    failing: Vec<Phrase>,
    places: Vec<Place>,
}

impl Tally {
    /// The graver of two numbers counts.
    fn state(&mut self, counts: &Counts, at: Place) {
        if counts.total.is_none() && counts.passed.is_none() && counts.failed.is_none() {
            return;
        }
        let most = |known: Option<u64>, new: Option<u64>| known.max(new);
        self.total = most(self.total, counts.total);
        self.failed = most(self.failed, counts.failed);
        self.passed = match (self.passed, counts.passed) {
            (Some(known), Some(new)) => Some(known.min(new)),
            (known, new) => known.or(new),
        };
        self.places.push(at);
        self.places.truncate(SHOWN);
    }

    fn result(self, name: Phrase, status: Option<(Phrase, bool)>) -> SmokeResult {
        let Self { total, passed, failed, failing, places } = self;
        SmokeResult { name, total, passed, failed, status, failing, places }
    }
}

fn table(doc: &Doc<'_>, grid: &Grid<'_>, found: &mut Tally) {
    let summed = [Column::Total, Column::Passed, Column::Failed].map(|column| grid.position(column));
    if summed.iter().flatten().count() >= 2 {
        for row in &grid.table.rows {
            let number = |at: Option<usize>| at.and_then(|at| vocabulary::amount(&grid.nth(row, at).value));
            let [total, passed, failed] = summed.map(number);
            found.state(&Counts { total, passed, failed, skipped: None }, grid.row(row));
        }
        return;
    }
    let Some(result) = [Column::Result, Column::Status].into_iter().find_map(|column| grid.position(column)) else {
        // `Passed | 9`
        grid.table.rows.iter().filter(|row| row.cells.len() == 2).for_each(|row| pair(grid, row, found));
        return;
    };
    let (mut total, mut passed, mut failed) = (0, 0, 0);
    for row in &grid.table.rows {
        let Some(cell) = row.cells.get(result).filter(|cell| !cells::is_blank(&cell.plain) || !cell.plain.is_empty())
        else {
            continue;
        };
        total += 1;
        match cases::ended(doc.terms(cell)) {
            Some(true) => passed += 1,
            Some(false) => {
                failed += 1;
                if found.failing.len() < NAMED {
                    found.failing.push(Said { value: name(row, result), at: grid.row(row) });
                }
            }
            None => {}
        }
    }
    if passed + failed > 0 {
        let counts = Counts { total: Some(total), passed: Some(passed), failed: Some(failed), skipped: None };
        found.state(&counts, Place { source: doc.id, span: grid.table.span });
    }
}

fn pair(grid: &Grid<'_>, row: &Row, found: &mut Tally) {
    let [name, value] = row.cells.as_slice() else { return };
    let terms = vocabulary::find(&name.plain);
    let terms = terms.of(&name.plain);
    let number = vocabulary::amount(&value.plain);
    let of = |word: Word| number.filter(|_| terms.has(word));
    let counts = Counts { total: of(Word::Total), passed: of(Word::Passed), failed: of(Word::Failed), skipped: None };
    found.state(&counts, grid.row(row));
}

/// The first cells that say which test it was.
fn name(row: &Row, result: usize) -> String {
    let said = row.cells.iter().enumerate().filter(|(at, cell)| *at != result && !cell.plain.trim().is_empty());
    said.take(2).map(|(_, cell)| cell.plain.trim()).collect::<Vec<_>>().join(" ")
}

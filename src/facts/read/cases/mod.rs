//! Test results that stand case by case, or in passing; and the coverage that a document states.

mod coverage;
mod outcome;
#[cfg(test)]
mod tests;
mod told;

use super::document::Doc;
use super::grid::Grid;
use super::{Kind, numbers};
use crate::facts::TestRun;
use crate::facts::read::tests::{level_of, run};
use crate::outline::{Row, Text};
use crate::vocabulary::{self, Column, Section, Word};
pub(super) use coverage::coverage;
use outcome::{Outcome, outcome};
pub(super) use told::{mentioned, totals};

/// The runs that are told case by case, or with all numbers in one cell: in a report on tests, elsewhere below its own heading.
pub(super) fn read(doc: &Doc<'_>) -> Vec<TestRun> {
    let report = doc.kind == Kind::TestEvaluation;
    let own = doc.grids().filter(|grid| report || grid.topic == Some(Section::TestResults));
    let mut runs: Vec<TestRun> = own.flat_map(|grid| from_grid(doc, &grid)).collect();
    if report {
        runs.extend(from_lines(doc));
    }
    runs
}

fn from_grid(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<TestRun> {
    if crate::facts::read::tests::is_results(grid) {
        return Vec::new();
    }
    let cases = || from_table(doc, grid).map(|run| vec![run]);
    let sums = || Some(in_cells(doc, grid)).filter(|runs| !runs.is_empty());
    // A case may say how many of its checks passed; a suite is told by them.
    let found = if grid.has(Column::Test) { cases().or_else(sums) } else { sums().or_else(cases) };
    found.unwrap_or_default()
}

/// One run of all the cases of a table or a list.
fn tally(doc: &Doc<'_>, title: &Text, outcomes: &[Outcome]) -> TestRun {
    let count = |wanted| outcomes.iter().filter(|outcome| **outcome == wanted).count() as u64;
    let skipped = count(Outcome::Skipped);
    TestRun {
        total: Some(outcomes.len() as u64),
        passed: Some(count(Outcome::Passed)),
        failed: Some(count(Outcome::Failed)),
        // What passed in part only is left over.
        skipped: (skipped > 0 || count(Outcome::Partly) == 0).then_some(skipped),
        ..run(level_of(doc.terms(title)), doc.phrase(title))
    }
}

/// `Test case | Result`, a row for each case.
fn from_table(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<TestRun> {
    const OTHERS: [Column; 5] =
        [Column::DefectId, Column::Severity, Column::CriterionId, Column::Criterion, Column::Environment];
    let title = &doc.outline.sections.get(grid.section)?.title;
    let about = grid.topic == Some(Section::TestResults)
        || grid.has_any(&[Column::Test, Column::Level])
        || doc.terms(title).has(Word::TestCount)
        || level_of(doc.terms(title)).is_some();
    // `Criterion | Status` with a row for each level is one of tests.
    let levels =
        || grid.table.rows.iter().any(|row| row.cells.first().is_some_and(|cell| level_of(doc.terms(cell)).is_some()));
    let other = |column: &Column| {
        let tests = *column == Column::Criterion && grid.topic == Some(Section::TestResults) && levels();
        grid.has(*column) && !tests
    };
    if !about || OTHERS.iter().any(other) || matches!(grid.topic, Some(Section::Defects | Section::Approvals)) {
        return None;
    }
    let column = [Column::Result, Column::Status].into_iter().find(|column| grid.has(*column))?;
    let rows = grid.table.rows.iter().filter(|row| !is_sum(doc, row));
    let cells = rows.filter_map(|row| grid.text(row, column)).filter(|cell| !cell.plain.is_empty());
    let outcomes: Vec<Option<Outcome>> = cells.map(|cell| outcome(doc.terms(cell))).collect();
    let unclear = outcomes.iter().filter(|outcome| outcome.is_none()).count();
    // A note in place of a result says that the case did not simply pass; many say that the column holds none.
    if unclear * 3 > outcomes.len() {
        return None;
    }
    let outcomes: Vec<Outcome> = outcomes.into_iter().map(|outcome| outcome.unwrap_or(Outcome::Partly)).collect();
    outcomes.iter().any(|outcome| *outcome != Outcome::Skipped).then(|| tally(doc, title, &outcomes))
}

/// A row that adds up those above it.
fn is_sum(doc: &Doc<'_>, row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.plain.is_empty());
    first.is_some_and(|cell| doc.terms(cell).begins(Word::Total))
}

/// `Suite | Result` with cells such as `118/120`, `13/13 passed, 0 skipped` and `9 passed, 1 failed`: a run for each row.
fn in_cells(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<TestRun> {
    let counts = |at: usize| {
        let name = grid.table.header.get(at).map(|name| doc.terms(name));
        name.is_some_and(|name| {
            name.has_any(&[Word::Passed, Word::TestCount])
                || matches!(
                    name.heading(),
                    Some(Column::Passed | Column::Total | Column::PassRate | Column::Result | Column::Status)
                )
        })
    };
    let cells = |at: usize| grid.table.rows.iter().filter_map(move |row| row.cells.get(at));
    let says = |at: &usize| {
        let mut stated = cells(*at).filter(|cell| !cell.plain.is_empty()).peekable();
        stated.peek().is_some() && stated.all(|cell| numbers_of(doc, cell).is_some())
    };
    let Some(at) = (1..grid.table.header.len()).filter(|at| counts(*at)).find(says) else { return Vec::new() };
    let rows = grid.table.rows.iter().filter_map(|row| {
        let (cell, text) = (row.cells.get(at)?, row.cells.first()?);
        let (counts, name) = (numbers_of(doc, cell)?, doc.phrase(text));
        let numbers::Counts { total, passed, failed, skipped } = counts;
        let total = total.or_else(|| vocabulary::amount(&grid.cell(row, Column::Total)?.value));
        let run = TestRun { total, passed, failed, skipped, ..run(level_of(doc.terms(text)), name) };
        (!is_sum(doc, row)).then_some(run)
    });
    rows.collect()
}

/// The numbers of a cell that says nothing but them.
fn numbers_of(doc: &Doc<'_>, cell: &Text) -> Option<numbers::Counts> {
    let counts = numbers::counts(doc.terms(cell));
    if let Some((passed, total)) = fraction(&cell.plain) {
        // What did not pass and was not skipped has failed.
        let failed = counts.failed.or_else(|| (total - passed).checked_sub(counts.skipped.unwrap_or(0)));
        return Some(numbers::Counts { total: Some(total), passed: Some(passed), failed, skipped: counts.skipped });
    }
    let begins = cell.plain.trim_start().starts_with(|first: char| first.is_ascii_digit() || !first.is_alphanumeric());
    let worded = counts.passed.is_some() || (counts.failed.is_some() && begins);
    (worded && cell.plain.contains(|letter: char| letter.is_ascii_digit())).then_some(counts)
}

/// `118/120` at the start of a cell.
fn fraction(text: &str) -> Option<(u64, u64)> {
    let text = text.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '/' | ' '))).unwrap_or(text.len());
    let (passed, total) = text.get(..end)?.split_once('/')?;
    let (passed, total) = (passed.trim().parse::<u64>().ok()?, total.trim().parse::<u64>().ok()?);
    (passed <= total && total > 0).then_some((passed, total))
}

/// Lines that make a list of cases.
const CASES: usize = 2;

/// `AT-001: PASS`, `AT-002: PARTIAL (…)`: one run for each section.
fn from_lines(doc: &Doc<'_>) -> Vec<TestRun> {
    let own = doc.lines().chunk_by(|one, next| one.section == next.section);
    let found = own.filter_map(|lines| {
        let title = &doc.outline.sections.get(lines.first()?.section)?.title;
        let cases = lines.iter().filter(|line| is_id(&line.field.key.plain));
        let outcomes: Vec<Outcome> = cases.filter_map(|line| outcome(line.said)).collect();
        (outcomes.len() >= CASES).then(|| tally(doc, title, &outcomes))
    });
    found.collect()
}

fn is_id(key: &str) -> bool {
    let letters = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    letters
        && key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.contains(|letter: char| letter.is_ascii_digit())
}

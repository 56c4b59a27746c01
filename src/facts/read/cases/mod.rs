//! Test results that stand case by case, or in passing; and the coverage that a document states.

mod alone;
mod coverage;
mod outcome;
mod table;
#[cfg(test)]
mod tests;
mod told;

use super::document::Doc;
use super::grid::Grid;
use super::{Kind, numbers};
use crate::facts::TestRun;
use crate::facts::read::tests::{level_of, run};
use crate::outline::{Row, Text};
use crate::vocabulary::{self, Column, Section, Terms, Word};
pub(super) use coverage::coverage;
use outcome::{Outcome, outcome};
pub(super) use table::names_tests;
pub(super) use told::{Room, mentioned, totals};

/// The runs that are told case by case, or with all numbers in one cell: in a report on tests, elsewhere below a heading about
/// them, or where the columns say so.
pub(super) fn read(doc: &Doc<'_>) -> Vec<TestRun> {
    let report = doc.kind == Kind::TestEvaluation;
    let own =
        doc.grids().filter(|grid| report || grid.topic == Some(Section::TestResults) || table::is_of_tests(doc, grid));
    let mut runs: Vec<TestRun> = own.flat_map(|grid| from_grid(doc, &grid)).collect();
    let mut alone = alone::read(doc, report);
    if report {
        for (section, run) in from_lines(doc) {
            // A list is read in both ways: what tells of more cases counts.
            let more = |own: &TestRun| own.total >= run.total || (own.failed > Some(0) && run.failed == Some(0));
            if !alone.get(&section).is_some_and(more) {
                alone.insert(section, run);
            }
        }
    }
    runs.extend(alone.into_values());
    runs
}

fn from_grid(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<TestRun> {
    if crate::facts::read::tests::is_results(grid) {
        return Vec::new();
    }
    let cases = || table::read(doc, grid);
    let sums = || Some(in_cells(doc, grid)).filter(|runs| !runs.is_empty());
    // A case may say how many of its checks passed; a suite is told by them.
    let found = if grid.has(Column::Test) { cases().or_else(sums) } else { sums().or_else(cases) };
    found.unwrap_or_default()
}

/// One run of all the cases of a table or a list.
fn tally(doc: &Doc<'_>, title: &Text, outcomes: &[Outcome]) -> TestRun {
    let count = |wanted| outcomes.iter().filter(|outcome| **outcome == wanted).count() as u64;
    let open = count(Outcome::Open);
    let skipped = count(Outcome::Skipped) + open;
    TestRun {
        total: Some(outcomes.len() as u64),
        passed: Some(count(Outcome::Passed)),
        failed: Some(count(Outcome::Failed)),
        // What passed in part only is left over.
        skipped: (skipped > 0 || count(Outcome::Partly) == 0).then_some(skipped),
        open,
        ..run(level_of(doc.terms(title)), doc.phrase(title))
    }
}

/// Whether a cell says how something came out.
/// Whether a text says that something passed; nothing where it was not run or says neither.
pub(super) fn ended(terms: Terms<'_>) -> Option<bool> {
    match outcome::outcome(terms)? {
        outcome::Outcome::Passed => Some(true),
        outcome::Outcome::Failed | outcome::Outcome::Partly => Some(false),
        outcome::Outcome::Skipped | outcome::Outcome::Open => None,
    }
}

pub(super) fn says_outcome(terms: Terms<'_>) -> bool {
    outcome(terms).is_some()
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
    // What is no number is a result all the same: "pending", `OK`.
    let says = |at: &usize| {
        let (mut numbers, mut worded, mut all) = (0_usize, 0_usize, 0_usize);
        let own = grid.table.rows.iter().filter(|row| !is_sum(doc, row)).filter_map(|row| row.cells.get(*at));
        for cell in own.filter(|cell| !cell.plain.is_empty()) {
            all += 1;
            let counted = numbers_of(doc, cell).is_some();
            numbers += usize::from(counted);
            worded += usize::from(counted && doc.terms(cell).has_any(&[Word::Passed, Word::Failed]));
        }
        let result = matches!(grid.meaning(*at), Some(Column::Result | Column::Status));
        numbers > 0 && (numbers == all || (result && worded > 0 && worded * 4 >= all))
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
    let mut runs: Vec<TestRun> = rows.collect();
    let other = grid.table.rows.iter().filter(|row| !is_sum(doc, row)).filter_map(|row| row.cells.get(at));
    let other = other.filter(|cell| !cell.plain.is_empty() && numbers_of(doc, cell).is_none());
    let other: Vec<Outcome> = other.map(|cell| outcome(doc.terms(cell)).unwrap_or(Outcome::Partly)).collect();
    if let Some(section) = doc.outline.sections.get(grid.section)
        && other.iter().any(|outcome| matches!(outcome, Outcome::Passed | Outcome::Failed))
    {
        runs.push(tally(doc, &section.title, &other));
    }
    runs
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

/// With the index of its section: `AT-001: PASS`, `AT-002: PARTIAL (…)`; below a heading about tests `Login: not tested`: one run for each section.
fn from_lines(doc: &Doc<'_>) -> Vec<(usize, TestRun)> {
    let own = doc.lines().chunk_by(|one, next| one.section == next.section);
    let found = own.filter_map(|lines| {
        let section = lines.first()?.section;
        let title = &doc.outline.sections.get(section)?.title;
        let named = lines.iter().any(|line| is_id(&line.field.key.plain));
        let told = || doc.topic(section) == Some(Section::TestResults) || table::speaks_of_tests(doc, section);
        if !named && !told() {
            return None;
        }
        let cases = lines.iter().filter(|line| !named || is_id(&line.field.key.plain));
        let outcomes: Vec<Outcome> = cases
            .filter(|line| named || line.field.value.plain.chars().nth(SHORT).is_none())
            .filter_map(|line| outcome(line.said))
            .collect();
        let whole = named || outcomes.len() * 2 > lines.len();
        (outcomes.len() >= CASES && whole).then(|| (section, tally(doc, title, &outcomes)))
    });
    found.collect()
}

/// Letters of a value that is a result and no more.
const SHORT: usize = 32;

fn is_id(key: &str) -> bool {
    let letters = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    letters
        && key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.contains(|letter: char| letter.is_ascii_digit())
}

//! Tables with a row for each test case, or for each suite with the number of its tests.

use super::outcome::{Outcome, outcome};
use super::{is_sum, tally};
use crate::facts::TestRun;
use crate::facts::read::cells;
use crate::facts::read::document::Doc;
use crate::facts::read::grid::Grid;
use crate::facts::read::tests::{level_of, run};
use crate::outline::{Row, Text};
use crate::vocabulary::{self, Column, Section, Terms, Word};

/// What makes a table one of something else.
const OTHERS: [Column; 8] = [
    Column::DefectId,
    Column::Severity,
    Column::CriterionId,
    Column::Criterion,
    Column::Environment,
    Column::RiskId,
    Column::Role,
    Column::Variable,
];

/// Whether a table outside a report on tests shows plainly that it is one of their results: by a column for the test, or by
/// the heading.
pub(super) fn is_of_tests(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    !is_elsewhere(grid.topic)
        && (grid.has(Column::Test) || speaks_of_tests(doc, grid.section))
        && answers(doc, grid).is_some()
}

/// Whether a section is about something that is no test.
pub(super) fn is_elsewhere(topic: Option<Section>) -> bool {
    matches!(
        topic,
        Some(
            Section::Criteria
                | Section::Steps
                | Section::Rollback
                | Section::Checklist
                | Section::Environments
                | Section::Approvals
                | Section::SignOff
                | Section::Schedule
                | Section::Risks
                | Section::Defects
        )
    )
}

/// Whether a heading or one above it names tests.
pub(super) fn speaks_of_tests(doc: &Doc<'_>, section: usize) -> bool {
    let mut at = Some(section);
    while let Some(part) = at.and_then(|index| doc.outline.sections.get(index)).filter(|part| part.level > 1) {
        if names_tests(&part.title.plain) {
            return true;
        }
        at = part.parent.filter(|parent| Some(*parent) < at);
    }
    false
}

/// Whether a title holds a word for tests.
pub(in crate::facts::read) fn names_tests(title: &str) -> bool {
    const WIDE: [&str; 5] = ["テスト", "試験", "测试", "測試", "用例"];
    const BEGINS: [&str; 5] = ["test", "prueba", "essai", "teste", "ensaio"];
    const NOT: [&str; 8] =
        ["latest", "contest", "protest", "fastest", "greatest", "attest", "testimonial", "testimonials"];
    let lower = title.to_lowercase();
    WIDE.iter().any(|noun| lower.contains(noun))
        || lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !NOT.contains(word)).any(|word| {
            BEGINS.iter().any(|noun| word.starts_with(noun)) || word.ends_with("test") || word.ends_with("tests")
        })
}

/// The runs of a table: one of all its cases, or one for each suite.
pub(super) fn read(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<Vec<TestRun>> {
    let title = &doc.outline.sections.get(grid.section)?.title;
    let about = grid.topic == Some(Section::TestResults)
        || grid.has_any(&[Column::Test, Column::Level])
        || doc.terms(title).has(Word::TestCount)
        || level_of(doc.terms(title)).is_some()
        || speaks_of_tests(doc, grid.section);
    // `Criterion | Status` with a row for each level is one of tests.
    let levels =
        || grid.table.rows.iter().any(|row| row.cells.first().is_some_and(|cell| level_of(doc.terms(cell)).is_some()));
    let counted = grid.has(Column::Total);
    let other = |column: &Column| {
        let tests = match column {
            Column::Criterion => grid.topic == Some(Section::TestResults) && levels(),
            // The issue that a suite of tests belongs to; the role that a case is run as.
            Column::DefectId => counted && !grid.has(Column::Severity),
            Column::Role => speaks_of_tests(doc, grid.section) && !grid.has_any(&[Column::Name, Column::Approval]),
            _ => false,
        };
        grid.has(*column) && !tests
    };
    let elsewhere = matches!(grid.topic, Some(Section::Defects | Section::Approvals | Section::SignOff));
    if !about || OTHERS.iter().any(other) || elsewhere {
        return None;
    }
    let counted = grid.position(Column::Total).filter(|at| {
        cells::all(grid, *at, |cell| vocabulary::amount(&cell.plain).is_some() || doc.terms(cell).is_only(Word::Total))
    });
    let answers = answers(doc, grid);
    if let Some(at) = counted.filter(|at| *at > 0) {
        return Some(suites(doc, grid, at, answers.as_ref().map(|(at, _)| *at))).filter(|runs| !runs.is_empty());
    }
    let (_, outcomes) = answers?;
    outcomes.iter().any(|outcome| outcome.ran()).then(|| vec![tally(doc, title, &outcomes)])
}

/// The column that says how each case came out, and what it says: by its name, else by its cells. What was expected is no
/// answer.
fn answers(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<(usize, Vec<Outcome>)> {
    let columns = || {
        let names = grid.table.header.iter().enumerate().skip(1);
        names.filter(|(_, name)| !is_expected(doc.terms(name))).map(|(at, _)| at)
    };
    let of = |at: usize| {
        let rows = grid.table.rows.iter().filter(|row| !is_sum(doc, row));
        let cells = rows.filter_map(|row| row.cells.get(at)).filter(|cell| !cell.plain.is_empty());
        let outcomes: Vec<Option<Outcome>> = cells.map(|cell| outcome(doc.terms(cell))).collect();
        let unclear = outcomes.iter().filter(|outcome| outcome.is_none()).count();
        // A note in place of a result says that the case did not simply pass; many say that the column holds none.
        let named = matches!(grid.meaning(at), Some(Column::Result | Column::Status));
        let holds = if named { unclear * 3 <= outcomes.len() } else { unclear == 0 && !outcomes.is_empty() };
        let mut outcomes: Vec<Outcome> = outcomes.into_iter().map(|one| one.unwrap_or(Outcome::Partly)).collect();
        let said = outcomes.iter().any(|outcome| outcome.ran());
        // A case beside which nothing is written did not run, where the others have their result.
        if holds && said && named {
            let blank =
                grid.table.rows.iter().filter(|row| !is_sum(doc, row) && is_case_without_result(row, at)).count();
            outcomes.extend(std::iter::repeat_n(Outcome::Open, blank));
        }
        (holds && (said || named)).then_some((at, outcomes))
    };
    let named = |column: Column| columns().filter(|at| grid.meaning(*at) == Some(column)).find_map(of);
    let by_cells = || {
        let found: Vec<_> = columns().filter(|at| grid.meaning(*at).is_none_or(may_answer)).filter_map(of).collect();
        let fails = found.iter().position(|(_, outcomes)| outcomes.contains(&Outcome::Failed));
        found.into_iter().nth(fails.unwrap_or(0))
    };
    named(Column::Result).or_else(|| named(Column::Status)).or_else(by_cells)
}

/// A row that names a case and says nothing of its end; one with a single cell heads the rows below it.
fn is_case_without_result(row: &Row, at: usize) -> bool {
    let written = row.cells.iter().filter(|cell| !cells::is_blank(&cell.plain)).count();
    let blank = row.cells.get(at).is_some_and(|cell| cell.plain.trim().is_empty());
    blank && written >= if row.cells.len() > 2 { 2 } else { 1 }
}

/// Columns of another name that may hold marks all the same.
fn may_answer(column: Column) -> bool {
    matches!(column, Column::Passed | Column::Failed | Column::Approval | Column::Evidence | Column::Description)
}

fn is_expected(name: Terms<'_>) -> bool {
    name.has_any(&[Word::Expected, Word::Goal]) && !name.has(Word::Measured)
}

/// `Suite | Tests | Result`: a run for each suite, with the number of its tests.
fn suites(doc: &Doc<'_>, grid: &Grid<'_>, total: usize, answers: Option<usize>) -> Vec<TestRun> {
    let rows = grid.table.rows.iter().filter(|row| !is_sum(doc, row));
    let runs = rows.filter_map(|row| {
        let name: &Text = row.cells.iter().find(|cell| !cells::is_blank(&cell.plain))?;
        let amount = vocabulary::amount(&row.cells.get(total)?.plain).filter(|amount| *amount > 0)?;
        let said = answers.and_then(|at| row.cells.get(at)).and_then(|cell| outcome(doc.terms(cell)));
        let (passed, failed) = match said {
            Some(Outcome::Passed) => (Some(amount), Some(0)),
            // How many is not said: one at least.
            Some(Outcome::Failed) => (None, Some(1)),
            _ => (None, None),
        };
        Some(TestRun { total: Some(amount), passed, failed, ..run(level_of(doc.terms(name)), doc.phrase(name)) })
    });
    runs.collect()
}

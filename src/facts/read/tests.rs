//! Test results that people summarised, and what they recommend.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase};
use crate::facts::{Recommendation, TestLevel, TestRun};
use crate::outline::{Block, Row};
use crate::vocabulary::{self, Column, GoWord, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::TestEvaluation, Kind::DeploymentPlan, Kind::ReadinessReview, Kind::GateReport]) {
        return;
    }
    for grid in doc.grids().filter(|grid| grid.has(Column::Failed) || (grid.has(Column::Passed) && grid.has(Column::Total))) {
        facts.test_runs.extend(grid.table.rows.iter().filter_map(|row| from_row(&grid, row)));
    }
    if doc.kind == Kind::TestEvaluation {
        facts.recommendations.extend(recommendation(doc));
    }
}

/// The level that the words name.
pub(super) fn level(words: &[String]) -> Option<TestLevel> {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if has(&["integration", "integrationtest", "integrationtests"]) {
        Some(TestLevel::Integration)
    } else if has(&["e2e", "system", "playwright", "cypress", "selenium"]) || words.windows(3).any(|window| window == ["end", "to", "end"]) {
        Some(TestLevel::EndToEnd)
    } else if has(&["acceptance", "uat"]) {
        Some(TestLevel::Acceptance)
    } else if has(&["performance", "load", "stress", "soak"]) {
        Some(TestLevel::Performance)
    } else if has(&["security", "sast", "dast"]) {
        Some(TestLevel::Security)
    } else if has(&["unit", "units", "unittest", "unittests"]) {
        Some(TestLevel::Unit)
    } else {
        None
    }
}

fn from_row(grid: &Grid<'_>, row: &Row) -> Option<TestRun> {
    let name = grid.stated(row, Column::Level).or_else(|| Some(grid.nth(row, 0)).filter(Phrase::is_stated))?;
    let words = vocabulary::words(&name.value);
    if words.first().is_some_and(|first| matches!(first.as_str(), "total" | "sum" | "all" | "overall")) {
        return None;
    }
    let number = |column| grid.cell(row, column).and_then(|cell| cell.value.replace([',', ' '], "").parse().ok());
    let run = TestRun {
        level: level(&words),
        machine: false,
        total: number(Column::Total),
        passed: number(Column::Passed),
        failed: number(Column::Failed),
        skipped: number(Column::Skipped),
        failing: Vec::new(),
        name,
    };
    (run.total.is_some() || run.passed.is_some() || run.failed.is_some()).then_some(run)
}

/// The first go/no-go word of the recommendation: in a field that names it, else below its heading.
fn recommendation(doc: &Doc<'_>) -> Option<Recommendation> {
    let keys = ["recommendation", "go no go", "go no go recommendation", "release recommendation", "decision", "overall recommendation"];
    let field = doc.value(&keys).and_then(|value| Some((vocabulary::go_word(&value.value)?, value)));
    let below = || {
        doc.about(Section::Recommendation)
            .flat_map(|section| doc.sentences(section))
            .find_map(|sentence| Some((vocabulary::go_word(&sentence.value)?, sentence)))
    };
    let (decision, sentence) = field.or_else(below)?;
    let conditions = if decision == GoWord::Conditional { conditions(doc) } else { Vec::new() };
    Some(Recommendation { decision, sentence, conditions })
}

/// The conditions: items below the heading, ticked, or said to be closed.
fn conditions(doc: &Doc<'_>) -> Vec<(Phrase, bool)> {
    doc.about(Section::Recommendation)
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Item(item) => {
                let words = vocabulary::words(&item.text.plain);
                let closed = words.iter().any(|word| matches!(word.as_str(), "closed" | "done" | "met" | "resolved"));
                Some((doc.phrase(&item.text), item.checked.unwrap_or(closed)))
            }
            _ => None,
        })
        .collect()
}

//! Test results that people summarised, and what they recommend.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase};
use crate::facts::{Recommendation, TestLevel, TestRun};
use crate::outline::{Block, Field, Row};
use crate::vocabulary::{self, Column, GoWord, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::TestEvaluation, Kind::DeploymentPlan, Kind::ReadinessReview, Kind::GateReport]) {
        return;
    }
    for grid in doc.grids().filter(is_results) {
        facts.test_runs.extend(grid.table.rows.iter().filter_map(|row| from_row(&grid, row)));
    }
    facts.test_runs.extend(doc.outline.fields().filter_map(|field| from_field(doc, field)));
    if doc.kind == Kind::TestEvaluation {
        facts.recommendations.extend(recommendation(doc));
    }
}

fn is_results(grid: &Grid<'_>) -> bool {
    let counts = grid.has(Column::Failed) || (grid.has(Column::Passed) && grid.has(Column::Total));
    counts || (grid.has(Column::PassRate) && grid.has(Column::Level))
}

/// `Integration tests: 118/120 passed`, `Integration tests: 120 passed, 0 failed`.
fn from_field(doc: &Doc<'_>, field: &Field) -> Option<TestRun> {
    let level = level(&vocabulary::words(&field.key.plain))?;
    let mut run = TestRun {
        level: Some(level),
        name: doc.phrase(&field.key),
        machine: false,
        total: None,
        passed: None,
        failed: None,
        skipped: None,
        duration: None,
        stated: None,
        counted: None,
        failing: Vec::new(),
    };
    let tokens: Vec<&str> = field.value.plain.split_whitespace().collect();
    for pair in tokens.windows(2) {
        let word = pair[1].trim_matches(|character: char| !character.is_alphabetic()).to_lowercase();
        let number = vocabulary::amount(pair[0].trim_start_matches('('));
        match word.as_str() {
            "passed" | "pass" | "green" if pair[0].eq_ignore_ascii_case("all") => run.failed = Some(0),
            "passed" | "pass" | "green" => {
                run.passed = run.passed.or(number);
                run.total = run.total.or(pair[0].split_once('/').and_then(|(_, total)| vocabulary::amount(total)));
            }
            "failed" | "failures" | "failing" | "errors" if number.is_some() => {
                run.failed = Some(run.failed.unwrap_or(0) + number.unwrap_or(0));
            }
            "skipped" | "ignored" => run.skipped = run.skipped.or(number),
            "tests" | "executed" | "run" => run.total = run.total.or(number),
            _ => {}
        }
    }
    (run.passed.is_some() || run.failed.is_some()).then_some(run)
}

/// The number of failed tests behind a pass rate: `97.5 %` of 120; at least one below 100 %.
fn failed_by_rate(rate: &Phrase, total: Option<u64>) -> Option<u64> {
    let percent = rate.value.trim().trim_end_matches(['%', ' ']);
    let (whole, part) = percent.split_once(['.', ',']).unwrap_or((percent, "0"));
    let tenths = whole.parse::<u64>().ok()? * 10 + part.get(..1)?.parse::<u64>().ok()?;
    match tenths.min(1000) {
        1000 => Some(0),
        tenths => total.map(|total| ((total * (1000 - tenths) + 500) / 1000).max(1)),
    }
}

/// The level that the words name.
pub(super) fn level(words: &[String]) -> Option<TestLevel> {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if has(&["integration", "integrationtest", "integrationtests", "failsafe"]) {
        Some(TestLevel::Integration)
    } else if has(&["e2e", "system", "playwright", "cypress", "selenium"])
        || words.windows(3).any(|window| window == ["end", "to", "end"])
    {
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
    let number = |column| grid.cell(row, column).and_then(|cell| vocabulary::amount(&cell.value));
    let by_rate = || grid.cell(row, Column::PassRate).and_then(|rate| failed_by_rate(&rate, number(Column::Total)));
    let run = TestRun {
        level: level(&words),
        machine: false,
        total: number(Column::Total),
        passed: number(Column::Passed),
        failed: number(Column::Failed).or_else(by_rate),
        skipped: number(Column::Skipped),
        duration: None,
        stated: None,
        counted: None,
        failing: Vec::new(),
        name,
    };
    (run.total.is_some() || run.passed.is_some() || run.failed.is_some()).then_some(run)
}

/// The first go/no-go word of the recommendation: in a field that names it, else below its heading.
fn recommendation(doc: &Doc<'_>) -> Option<Recommendation> {
    let keys = [
        "recommendation",
        "go no go",
        "go no go recommendation",
        "release recommendation",
        "decision",
        "overall recommendation",
    ];
    let field = doc.value(&keys).and_then(|value| Some((vocabulary::go_word(&value.value)?, value)));
    let mut sentences: Vec<Phrase> =
        doc.about(Section::Recommendation).flat_map(|section| doc.sentences(section)).collect();
    // "We recommend GO.", under any heading.
    let recommends =
        |sentence: &Phrase| vocabulary::words(&sentence.value).iter().any(|word| word.starts_with("recommend"));
    sentences.extend(doc.outline.sections.iter().flat_map(|section| doc.prose(section)).filter(recommends));
    let below = |read: fn(&str) -> Option<GoWord>| {
        sentences.iter().find_map(|sentence| Some((read(&sentence.value)?, sentence.clone())))
    };
    let advice = || doc.value(&keys).and_then(|value| Some((vocabulary::release_advice(&value.value)?, value)));
    let (decision, sentence) =
        field.or_else(|| below(vocabulary::go_word)).or_else(advice).or_else(|| below(vocabulary::release_advice))?;
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

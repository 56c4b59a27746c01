//! How much of the code the tests reach, as a document states it.

use crate::facts::read::Place;
use crate::facts::read::document::Doc;
use crate::facts::read::grid::Grid;
use crate::facts::{Coverage, CoverageMetric};
use crate::outline::Row;
use crate::vocabulary::Word;

/// `Coverage: 95.2 % (line)`, `98 % test coverage`; what is aimed at stands otherwise.
pub(in crate::facts::read) fn coverage(doc: &Doc<'_>) -> Vec<Coverage> {
    if !doc.mentions(Word::Coverage) && doc.lines().iter().all(|line| !line.named.has(Word::Coverage)) {
        return Vec::new();
    }
    let lines = doc.lines().iter().filter(|line| line.named.covered(Word::Coverage));
    let mut found: Vec<Coverage> = lines
        .filter_map(|line| {
            let value = &line.field.value;
            Some(stated(percent_first(&value.plain)?, doc.place(value.span)))
        })
        .collect();
    if found.is_empty() {
        let items = doc.outline.sections.iter().flat_map(|section| doc.telling(section, Word::Coverage));
        found.extend(items.filter_map(|sentence| {
            let hit = sentence.terms.first(Word::Coverage)?;
            Some(stated(percent_before(sentence.terms.before(hit))?, sentence.at))
        }));
    }
    if found.is_empty() && doc.mentions(Word::Coverage) {
        found.extend(doc.grids().filter_map(|grid| in_table(doc, &grid)).take(1));
        found.extend(in_list(doc));
    }
    found.truncate(1);
    found
}

/// `Module | Lines | Branches` below a heading about the coverage, or `Module | Coverage`: the row that sums up, else the
/// first. What is aimed at stands in a column of its own.
fn in_table(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<Coverage> {
    let title = doc.terms(&doc.outline.sections.get(grid.section)?.title);
    let aims = |at: usize| {
        grid.table.header.get(at).is_some_and(|name| doc.terms(name).has_any(&[Word::Goal, Word::Expected]))
    };
    let named = |at: usize| grid.table.header.get(at).is_some_and(|name| doc.terms(name).has(Word::Coverage));
    let percent = |row: &Row| {
        let cells = row.cells.iter().enumerate().skip(1).filter(|(at, _)| !aims(*at));
        let mut cells = cells.filter(|(at, _)| title.has(Word::Coverage) || named(*at));
        cells.find_map(|(_, cell)| Some(stated(percent_first(&cell.plain)?, doc.place(cell.span))))
    };
    // "13 suites | 13 endpoints | 100 %": the column counts something else.
    let counts = |at: usize| {
        let cells = || grid.table.rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.plain.is_empty());
        let other = cells().filter(|cell| {
            cell.plain.starts_with(|first: char| first.is_ascii_digit()) && percent_first(&cell.plain).is_none()
        });
        other.count() * 2 > cells().count()
    };
    if (1..grid.table.header.len()).any(|at| named(at) && counts(at)) {
        return None;
    }
    let sums = |row: &&Row| row.cells.first().is_some_and(|cell| doc.terms(cell).has(Word::Total));
    let rows = &grid.table.rows;
    rows.iter().find(sums).and_then(percent).or_else(|| rows.iter().find_map(percent))
}

/// `- Lines: 92.1 %` below a heading about the coverage.
fn in_list(doc: &Doc<'_>) -> Option<Coverage> {
    let own = |section: usize| {
        doc.outline.sections.get(section).is_some_and(|part| doc.terms(&part.title).has(Word::Coverage))
    };
    let told = doc.lines().iter().filter(|line| own(line.section) && !line.named.has(Word::Goal));
    told.into_iter().find_map(|line| {
        let value = &line.field.value;
        Some(stated(percent_first(&value.plain)?, doc.place(value.span)))
    })
}

fn stated(percent: f64, at: Place) -> Coverage {
    Coverage { metric: CoverageMetric::Line, file: None, covered: None, total: None, percent, at }
}

/// The percentage that a value begins with.
fn percent_first(text: &str) -> Option<f64> {
    let (number, _) = text.split_once(['%', '％'])?;
    in_range(number)
}

/// The percentage right before the word, with at most one small word between: `98% de cobertura`.
fn percent_before(text: &str) -> Option<f64> {
    let (number, between) = text.rsplit_once(['%', '％'])?;
    if between.chars().count() > 8 || between.contains([',', ';', '.', '(']) {
        return None;
    }
    // Only a sentence that begins with it says so; others may speak of a goal.
    in_range(number)
}

fn in_range(number: &str) -> Option<f64> {
    let percent = number.trim().replace(',', ".").parse::<f64>().ok()?;
    (0.0..=100.0).contains(&percent).then_some(percent)
}

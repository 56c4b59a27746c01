//! Security scans: open findings by severity, secrets, licences.

use super::{Doc, Phrase, Said, amount, clean, sections, stated};
use crate::facts::read::grid::Grid;
use crate::facts::read::severity::severity;
use crate::facts::{DefectSeverity, SecurityScan};
use crate::outline::{Row, Text};
use crate::vocabulary::{self, Column, Terms, Title};

/// The report that a document is or holds.
pub(super) fn read(doc: &Doc<'_>) -> Option<SecurityScan> {
    let (title, own) = sections(doc, Title::SecurityScan)?;
    let mut scan = SecurityScan { title, critical: None, high: None, secrets: None, licences: None };
    for grid in own.iter().flat_map(|section| doc.grids_of(*section)) {
        if !(by_row(doc, grid, &mut scan) || by_column(doc, grid, &mut scan)) {
            listed(doc, grid, &mut scan);
        }
    }
    for stated in stated(doc, &own) {
        let value = &stated.value;
        match stated.column() {
            Some(Column::SecretsFound) if scan.secrets.is_none() => {
                scan.secrets = clean(value).map(|clean| (value.clone(), clean));
            }
            Some(Column::LicenceCheck | Column::Licence) if scan.licences.is_none() => {
                scan.licences = clean(value).map(|clean| (value.clone(), clean));
            }
            _ => {}
        }
    }
    for line in own.iter().flat_map(|section| doc.lines_of(*section)) {
        if let (Some(level), Some(number)) = (level(line.named), found(&doc.phrase(&line.field.value))) {
            count(&mut scan, level, number);
        }
    }
    let says = scan.critical.is_some() || scan.high.is_some() || scan.secrets.is_some() || scan.licences.is_some();
    says.then_some(scan)
}

/// The severity that a short name is: `Critical`, `High (7.0–8.9)`.
fn level(terms: Terms<'_>) -> Option<DefectSeverity> {
    const SHORT: usize = 4;
    let (level, hit) = severity(terms)?;
    (terms.begins_at(hit) && vocabulary::words(terms.text()).len() <= SHORT + hit.length()).then_some(level)
}

/// A number of findings: `2`, `0 ✅`, `2 open`, `1 (accepted)`. `7 days` is a time to mend them.
fn found(value: &Phrase) -> Option<Said<u64>> {
    let number = amount(value)?;
    let plain = value.value.split(['(', '（']).next().unwrap_or_default();
    let says = || {
        let found = vocabulary::find(plain);
        found.of(plain).has_any(&[Column::Findings, Column::Open])
    };
    (number.value == 0 || !plain.contains(char::is_alphabetic) || says()).then_some(number)
}

/// Adds findings of a severity. Each scanner tells its own.
fn count(scan: &mut SecurityScan, level: DefectSeverity, number: Said<u64>) {
    let slot = match level {
        DefectSeverity::P0 => &mut scan.critical,
        DefectSeverity::P1 => &mut scan.high,
        _ => return,
    };
    match slot {
        // The line with the most findings is the one to be shown.
        Some(known) if number.value > 0 && known.value == 0 => *slot = Some(number),
        Some(known) => known.value = known.value.saturating_add(number.value),
        None => *slot = Some(number),
    }
}

/// `Severity | Open`: a row for each severity.
fn by_row(doc: &Doc<'_>, grid: &Grid<'_>, scan: &mut SecurityScan) -> bool {
    if grid.has_any(&[Column::Status, Column::Title, Column::Description, Column::Id]) {
        return false;
    }
    let first = |row: &Row| row.cells.first().and_then(|cell| level(doc.terms(cell)));
    let Some(at) = number_column(grid).filter(|_| grid.table.rows.iter().filter_map(first).count() >= 2) else {
        return false;
    };
    for row in &grid.table.rows {
        if let (Some(level), Some(number)) = (first(row), found(&grid.nth(row, at))) {
            count(scan, level, number);
        }
    }
    true
}

/// What is still open, else what was found.
fn number_column(grid: &Grid<'_>) -> Option<usize> {
    const KNOWN: [Column; 4] = [Column::Open, Column::Findings, Column::Total, Column::Number];
    KNOWN.into_iter().find_map(|column| grid.position(column)).filter(|at| *at > 0)
}

/// `Image | Critical | High | Medium`: a column for each severity.
fn by_column(doc: &Doc<'_>, grid: &Grid<'_>, scan: &mut SecurityScan) -> bool {
    let named = |(at, name): (usize, &Text)| Some((at, level(doc.terms(name))?));
    let columns: Vec<(usize, DefectSeverity)> = grid.table.header.iter().enumerate().filter_map(named).collect();
    if columns.len() < 2 {
        return false;
    }
    for row in &grid.table.rows {
        let sum = row.cells.first().is_some_and(|cell| doc.terms(cell).begins(vocabulary::Word::Total));
        for (at, level) in columns.iter().filter(|_| !sum || grid.table.rows.len() == 1) {
            if let Some(number) = found(&grid.nth(row, *at)) {
                count(scan, *level, number);
            }
        }
    }
    true
}

/// `Id | Severity | Status`: a row for each finding; those that are closed do not count.
fn listed(doc: &Doc<'_>, grid: &Grid<'_>, scan: &mut SecurityScan) {
    if !(grid.has(Column::Severity) && grid.has(Column::Status)) {
        return;
    }
    for level in [DefectSeverity::P0, DefectSeverity::P1] {
        count(scan, level, Said { value: 0, at: grid.place(grid.table.span) });
    }
    for row in &grid.table.rows {
        let grave = grid.text(row, Column::Severity).and_then(|cell| severity(doc.terms(cell)));
        let open = grid.stated(row, Column::Status).is_some_and(|status| vocabulary::defect_is_open(&status.value));
        if let Some((level, _)) = grave.filter(|_| open) {
            count(scan, level, Said { value: 1, at: grid.row(row) });
        }
    }
}

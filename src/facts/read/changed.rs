//! When a document was last changed, as it says of itself: a line such as `Updated: 2026-12-03`, or the last row of its history.

use super::document::Doc;
use super::grid::Grid;
use super::{Kind, Said, cells, dates};
use crate::facts::{LastChange, Phrase};
use crate::outline::{Row, Text};
use crate::vocabulary::{Column, Key, Section, Terms, Title, Word};

/// The latest that it says.
pub(super) fn read(doc: &Doc<'_>) -> Option<LastChange> {
    let said = lines(doc).chain(rows(doc));
    // What changed is said by the history: of equal days it counts.
    said.chain(history(doc)).max_by_key(|change| (change.day, change.logged))
}

fn change(text: Phrase, logged: bool) -> Option<LastChange> {
    Some(LastChange { day: dates::date(&text.value)?, text, logged })
}

/// `Last updated: …` anywhere, `Updated: …` at the head: further below it may be said of a part.
fn lines<'d>(doc: &'d Doc<'_>) -> impl Iterator<Item = LastChange> + 'd {
    let named = doc.lines().iter().filter(|line| is_named(line.key, doc, line.section));
    named.filter_map(|line| change(doc.phrase(&line.field.value), false))
}

/// The same as a row of two cells.
fn rows<'d>(doc: &'d Doc<'_>) -> impl Iterator<Item = LastChange> + 'd {
    doc.grids().flat_map(|grid| {
        let rows = grid.table.rows.iter().filter(|row| row.cells.len() == 2);
        let found = rows.filter_map(|row| {
            let key = doc.terms(row.cells.first()?).whole();
            is_named(key, doc, grid.section).then(|| change(grid.nth(row, 1), false)).flatten()
        });
        found.collect::<Vec<_>>()
    })
}

fn is_named(key: Option<Key>, doc: &Doc<'_>, section: usize) -> bool {
    let head = doc.outline.sections.get(section).is_some_and(|part| part.level <= 1);
    key == Some(Key::LastChange) || (head && key == Some(Key::Updated))
}

/// Rows of the table below a heading such as "Revision history". That of a list of releases is about the product, and a row
/// that only records a signature changes nothing.
fn history(doc: &Doc<'_>) -> Vec<LastChange> {
    if doc.is(&[Kind::ReleaseNotes, Kind::Changelog, Kind::OtherDocument]) {
        return Vec::new();
    }
    let own = |grid: &Grid<'_>| {
        let title = doc.outline.sections.get(grid.section).map(|part| doc.terms(&part.title));
        title.is_some_and(|title| title.has(Title::Changelog))
    };
    doc.grids().filter(own).flat_map(|grid| from_history(doc, &grid)).collect()
}

fn from_history(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<LastChange> {
    let dated = |cell: &Text| dates::date(&cell.plain).is_some();
    let Some(column) = grid.position(Column::Date).or_else(|| cells::column(grid, dated)) else { return Vec::new() };
    let rows = grid.table.rows.iter().filter(|row| !signs(doc, row));
    rows.filter_map(|row| change(Said { value: grid.nth(row, column).value, at: grid.row(row) }, true)).collect()
}

/// "Approved by the change board", "signatures added".
fn signs(doc: &Doc<'_>, row: &Row) -> bool {
    let about = |terms: Terms<'_>| terms.has_any(&[Word::Approved, Word::ApprovedBy]) || terms.has(Section::Approvals);
    row.cells.iter().any(|cell| about(doc.terms(cell)) || doc.terms(cell).has(Section::SignOff))
}

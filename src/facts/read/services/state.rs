//! The state model: what each process type keeps, and where.

use super::{Phrase, decisions};
use crate::facts::read::document::Doc;
use crate::facts::read::grid::Grid;
use crate::facts::{Facts, StateKept, StateRow};
use crate::outline::Row;
use crate::vocabulary::{self, Column, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids() {
        if grid.has(Column::Storage) && grid.has(Column::ProcessType) && grid.environments().is_empty() {
            facts.states.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
        }
    }
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<StateRow> {
    let process = grid.stated(row, Column::ProcessType)?;
    let text = grid.text(row, Column::Storage)?;
    let kept = kept(doc.terms(text));
    let rebuildable = row.cells.iter().any(|cell| doc.terms(cell).has(Word::Rebuildable));
    Some(StateRow {
        process,
        state: grid.cell(row, Column::StateKind),
        storage: doc.phrase(text),
        kept,
        durability: grid.cell(row, Column::Durability),
        rebuildable,
        decisions: decisions(doc, row),
        at: grid.row(row),
    })
}

/// Folders on the disk of a machine; `/tmp` may be used while one request or job runs, `/mnt` and `/data` are mounted.
const FOLDERS: [&str; 6] = ["/var/", "/opt/", "/srv/", "/home/", "./", "c:\\"];

fn kept(terms: Terms<'_>) -> StateKept {
    let text = terms.text();
    let lower = text.to_lowercase();
    let stated = vocabulary::written(text) == vocabulary::Written::Stated;
    let denied = [Word::Denial, Word::None, Word::Not, Word::Unused].iter().any(|word| terms.has(*word));
    let stream = ["stdout", "stderr", "/tmp"].iter().any(|word| lower.contains(word));
    let path = lower.split([' ', '`', '(', '"', ',']).any(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)));
    // Redis keeps in memory, too; SQLite is a file.
    let file_base = ["sqlite", "h2 ", "leveldb", "rocksdb"].iter().any(|name| lower.contains(name));
    let service = vocabulary::knows_technology(text) && !file_base;
    let local = path || terms.has(Word::LocalState);
    match (local && !service && !denied && !stream, stated) {
        (true, _) => StateKept::Locally,
        (_, false) => StateKept::Unknown,
        _ if service || denied || stream => StateKept::Outside,
        _ => StateKept::Unknown,
    }
}

impl StateRow {
    /// Whether the row is about a backing service itself, which is there to keep things.
    pub fn is_of_service(&self) -> bool {
        vocabulary::knows_technology(&self.process.value)
    }

    /// What is kept, in words.
    pub fn what(&self) -> &str {
        self.state.as_ref().filter(|state| Phrase::is_stated(state)).map_or("state", |state| state.value.as_str())
    }
}

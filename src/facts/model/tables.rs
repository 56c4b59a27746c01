//! Tables that the templates prescribe, as they stand: which columns they have, and what was left blank.

use crate::facts::{Phrase, Place};
use crate::vocabulary::Column;

/// Which table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableForm {
    /// The parity matrix: components by environment.
    Parity,
    /// The catalog of environment variables.
    Variables,
    /// The catalog of admin tasks.
    AdminTasks,
}

/// One such table.
#[derive(Clone, Debug)]
pub struct TableFound {
    /// Which table it is.
    pub form: TableForm,
    /// The titles of its columns, and what each holds.
    pub columns: Vec<(Phrase, Option<Column>)>,
    /// The environments that columns are named after, by their normal names.
    pub environments: Vec<String>,
    /// How many rows it has.
    pub rows: usize,
    /// Cells of an admin catalog that are blank or hold a placeholder.
    pub open: Vec<OpenCell>,
    /// Its header.
    pub at: Place,
}

impl TableFound {
    /// Whether a column holds one of these.
    pub fn has_any(&self, wanted: &[Column]) -> bool {
        self.columns.iter().any(|(_, column)| column.is_some_and(|column| wanted.contains(&column)))
    }
}

/// A cell that is blank or holds a placeholder.
#[derive(Clone, Debug)]
pub struct OpenCell {
    /// The first cell of its row.
    pub row: String,
    /// The title of its column.
    pub column: String,
    /// The cell.
    pub at: Place,
}

//! What an office document holds, whatever wrote it.

/// One part of a document, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// A heading of this level, from 1.
    Heading(usize, String),
    /// A paragraph; `\n` between its lines.
    Paragraph { text: String, bold: bool },
    /// An entry of a list.
    Item { depth: usize, number: Option<u64>, checked: Option<bool>, text: String },
    /// One line of program text.
    Code(String),
    /// A table.
    Table(Table),
    /// A note at the foot of the page, under its name.
    Note(String, String),
}

/// Rows of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// Whether the first row names the columns.
    pub(super) header: bool,
    /// The rows; they may differ in length.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Its text; `\n` between its lines.
    Text(String),
    /// It is one with the cell above it.
    Above,
}

//! The parts of a document that people write: sections, paragraphs, lists, tables, code.

use super::{Span, Text};

/// A heading and what stands below it, up to the next heading of any level.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The heading; empty for what stands before the first one.
    pub title: Text,
    /// 1 for the highest; 0 for what stands before the first heading.
    pub level: u8,
    /// Index of the section that this one is part of.
    pub parent: Option<usize>,
    /// Paragraphs, lists, tables and code, in order.
    pub blocks: Vec<Block>,
    /// The `Key: value` lines among them.
    pub fields: Vec<Field>,
    /// Heading and blocks.
    pub span: Span,
    /// The title is a bold line that stands for a heading: no anchor leads to it.
    pub bold: bool,
}

/// One block of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Paragraph),
    /// One item of a list.
    Item(Item),
    /// A table with a header.
    Table(Table),
    /// A code block.
    Code(Code),
}

impl Block {
    /// Its texts but those of code: of a table, the cells below the header.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Paragraph(paragraph) => vec![&paragraph.text],
            Self::Item(item) => vec![&item.text],
            Self::Table(table) => table.rows.iter().flat_map(|row| &row.cells).collect(),
            Self::Code(_) => Vec::new(),
        }
    }
}

/// Running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// The whole.
    pub text: Text,
    /// The callout that it stands in.
    pub alert: Option<Alert>,
}

/// The kind of a callout: `> [!WARNING]`, an admonition, a panel of a wiki.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// Of help.
    Tip,
    /// Needed for success.
    Important,
    /// To be minded.
    Warning,
    /// Something bad can follow.
    Caution,
}

impl Alert {
    /// The kind by its name, in whatever case.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "note" | "info" | "information" | "seealso" | "panel" => Self::Note,
            "tip" | "hint" | "success" => Self::Tip,
            "important" | "attention" => Self::Important,
            "warning" => Self::Warning,
            "caution" | "danger" | "error" => Self::Caution,
            _ => return None,
        })
    }
}

/// A link or a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What a reader sees; the alternative text of a picture.
    pub text: Text,
    /// Where it leads, as written, entities decoded.
    pub target: String,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its own text, without that of items below it.
    pub text: Text,
    /// Number of a numbered item.
    pub number: Option<u64>,
    /// Ticked or not, if the item is a task.
    pub checked: Option<bool>,
    /// 0 for an item of an outer list.
    pub depth: u8,
}

/// A code block, or a fenced one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The word behind the fence, in lower case; empty if there is none.
    pub language: String,
    /// What stands inside.
    pub text: String,
    /// Where the inside stands.
    pub span: Span,
}

/// A table with a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Column names.
    pub header: Vec<Text>,
    /// Rows, each with as many cells as were written.
    pub rows: Vec<Row>,
    /// Header and rows.
    pub span: Span,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Text>,
    /// The whole row.
    pub span: Span,
}

/// A `Key: value`, `**Key**: value` or `- Key: value` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What stands before the colon.
    pub key: Text,
    /// What stands behind it; may be empty.
    pub value: Text,
}

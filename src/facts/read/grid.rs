//! A table with the meaning of its columns.

use std::rc::Rc;

use super::{Phrase, Place, Said};
use crate::dossier::SourceId;
use crate::facts::sense::NamedColumn;
use crate::outline::{Row, Table, Text};
use crate::vocabulary::{self, Column, Section};

/// A table of a document; a copy shares what was found out about its columns.
#[derive(Clone)]
pub(super) struct Grid<'a> {
    source: SourceId,
    pub(super) table: &'a Table,
    /// Index of its section.
    pub(super) section: usize,
    /// What its section is about.
    pub(super) topic: Option<Section>,
    columns: Rc<[Option<Column>]>,
    environments: Rc<[NamedColumn]>,
}

impl<'a> Grid<'a> {
    pub(super) fn new(
        source: SourceId,
        table: &'a Table,
        section: usize,
        topic: Option<Section>,
        columns: Rc<[Option<Column>]>,
        environments: Rc<[NamedColumn]>,
    ) -> Self {
        Self { source, table, section, topic, columns, environments }
    }

    /// A table that does not stand so in the document, and whose columns name no environments.
    pub(super) fn of(source: SourceId, table: &'a Table, section: usize, topic: Option<Section>) -> Self {
        let columns = table.header.iter().map(|name| vocabulary::column(&name.plain)).collect();
        Self::new(source, table, section, topic, columns, Rc::from([]))
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    pub(super) fn has_any(&self, columns: &[Column]) -> bool {
        columns.iter().any(|column| self.has(*column))
    }

    /// Which column is the first of this meaning.
    pub(super) fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|known| *known == Some(column))
    }

    /// What column `index` holds.
    pub(super) fn meaning(&self, index: usize) -> Option<Column> {
        self.columns.get(index).copied().flatten()
    }

    /// A place in the table.
    pub(super) fn place(&self, span: crate::outline::Span) -> Place {
        Place { source: self.source, span }
    }

    /// The cell of a row in the first column of this meaning. A row that is too short has a blank one.
    pub(super) fn cell(&self, row: &Row, column: Column) -> Option<Phrase> {
        Some(self.nth(row, self.position(column)?))
    }

    /// The text of the cell of a row in the first column of this meaning.
    pub(super) fn text<'r>(&self, row: &'r Row, column: Column) -> Option<&'r Text> {
        row.cells.get(self.position(column)?)
    }

    /// What the columns of this meaning say together, and where the first of them stands.
    pub(super) fn joined(&self, row: &Row, column: Column) -> Option<Phrase> {
        let indexes =
            self.columns.iter().enumerate().filter(|(_, known)| **known == Some(column)).map(|(index, _)| index);
        let cells: Vec<Phrase> =
            indexes.map(|index| self.nth(row, index)).filter(|cell| !cell.value.is_empty()).collect();
        let value = cells.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>().join(" ");
        Some(Said { value, at: cells.first()?.at })
    }

    /// The cells of a row in every column of this meaning.
    pub(super) fn cells(&self, row: &Row, column: Column) -> Vec<Phrase> {
        let own = self.columns.iter().enumerate().filter(|(_, known)| **known == Some(column));
        own.map(|(index, _)| self.nth(row, index)).collect()
    }

    /// The cell, if something can be used there.
    pub(super) fn stated(&self, row: &Row, column: Column) -> Option<Phrase> {
        self.cell(row, column).filter(Phrase::is_stated)
    }

    /// The cell of the row's id: in its own column, or in one that is just named "ID" where the table is known to hold such.
    pub(super) fn id(&self, row: &Row, column: Column, known: bool) -> Option<Phrase> {
        self.stated(row, column).or_else(|| self.stated(row, Column::Id).filter(|_| known))
    }

    /// The cell in column `index`.
    pub(super) fn nth(&self, row: &Row, index: usize) -> Phrase {
        match row.cells.get(index) {
            Some(cell) => Said { value: cell.plain.clone(), at: Place { source: self.source, span: cell.span } },
            None => Said { value: String::new(), at: self.row(row) },
        }
    }

    /// The place of a row.
    pub(super) fn row(&self, row: &Row) -> Place {
        Place { source: self.source, span: row.span }
    }

    /// Columns that are named after an environment: index and normal name.
    pub(super) fn environments(&self) -> Vec<NamedColumn> {
        self.environments.to_vec()
    }

    /// All words of a row, in lower case.
    pub(super) fn row_text(row: &Row) -> String {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.plain.as_str()).collect();
        cells.join(" | ").to_lowercase()
    }
}

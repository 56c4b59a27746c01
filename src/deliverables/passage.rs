//! Passages of the dossier's own documents, taken over block by block.

use serde::Serialize;

use super::cite::{Clerk, Statement};
use crate::dossier::SourceId;
use crate::facts::{Document, Kind, Place};
use crate::outline::{self, Block, Span};
use crate::vocabulary::{self, Column, Section, Written, written};

/// One block of a section.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Passage {
    /// `text`, `item`, `step` (of a numbered list), `code` or `table`.
    pub(super) form: &'static str,
    /// What it says and where; of a table, where it begins.
    pub(super) said: Statement,
    /// The column names of a table.
    pub(super) header: Vec<String>,
    /// The rows of a table: the cells, and where the row stands.
    pub(super) rows: Vec<Line>,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Line {
    /// The cells, as many as the header has.
    pub(super) cells: Vec<String>,
    /// Where, as `path:line`.
    pub(super) source: String,
}

impl Passage {
    /// A block other than a table.
    pub(super) fn of(form: &'static str, said: Statement) -> Self {
        Self { form, said, ..Self::default() }
    }
}

impl Clerk<'_> {
    /// What the documents of the first of these kinds that speaks of a subject say of it.
    pub(super) fn passages(&self, kinds: &[Kind], subject: Section) -> Vec<Passage> {
        kinds
            .iter()
            .map(|kind| {
                self.reading
                    .facts
                    .of_kind(*kind)
                    .flat_map(|document| self.section(document, subject))
                    .collect::<Vec<_>>()
            })
            .find(|passages| !passages.is_empty())
            .unwrap_or_default()
    }

    /// The tables of documents of these kinds whose first column holds this.
    pub(super) fn tables(&self, kinds: &[Kind], first: Column) -> Vec<Passage> {
        let documents = kinds.iter().flat_map(|kind| self.reading.facts.of_kind(*kind));
        let all = documents.flat_map(|document| {
            let outline = self.outline(document.source);
            let tables = outline.tables().filter_map(|(_, table)| self.table(document.source, table));
            tables.collect::<Vec<_>>()
        });
        let holds = |table: &Passage| table.header.first().is_some_and(|name| vocabulary::column(name) == Some(first));
        all.filter(holds).collect()
    }

    fn section(&self, document: &Document, subject: Section) -> Vec<Passage> {
        let Some(section) = document.section(subject) else { return Vec::new() };
        let outline = self.outline(document.source);
        let index = outline.sections.iter().position(|candidate| candidate.title.span == section.title.at.span);
        let blocks =
            index.map(|index| outline.branch(index)).unwrap_or_default().iter().flat_map(|section| &section.blocks);
        blocks.flat_map(|block| self.block(document.source, block)).collect()
    }

    /// A block as a passage; nothing if it says nothing.
    pub(super) fn block(&self, source: SourceId, block: &Block) -> Vec<Passage> {
        match block {
            Block::Paragraph(paragraph) => self.passage("text", source, &paragraph.text).into_iter().collect(),
            Block::Item(item) => {
                let form = if item.number.is_some() { "step" } else { "item" };
                self.passage(form, source, &item.text).into_iter().collect()
            }
            Block::Table(table) => self.table(source, table).into_iter().collect(),
            Block::Code(code) => {
                vec![Passage::of("code", self.state(code.text.trim_end(), Place { source, span: code.span }))]
            }
        }
    }

    fn passage(&self, form: &'static str, source: SourceId, text: &outline::Text) -> Option<Passage> {
        let said = matches!(written(&text.plain), Written::Stated | Written::NotApplicable);
        said.then(|| Passage::of(form, self.state(text.plain.as_str(), Place { source, span: text.span })))
    }

    fn table(&self, source: SourceId, table: &outline::Table) -> Option<Passage> {
        let width = table.header.len();
        let rows: Vec<Line> = table
            .rows
            .iter()
            .filter(|row| !cells(row).is_empty())
            .map(|row| Line {
                cells: (0..width)
                    .map(|at| row.cells.get(at).map(|cell| cell.plain.clone()).unwrap_or_default())
                    .collect(),
                source: self.cite(Place { source, span: row.span }),
            })
            .collect();
        let header = table.header.iter().map(|name| name.plain.clone()).collect();
        let said = self.state("", Place { source, span: table.span });
        (!rows.is_empty()).then_some(Passage { form: "table", said, header, rows })
    }

    /// What stands at a place, mark-up taken off.
    pub(super) fn quote(&self, place: Place) -> Statement {
        let outline = self.outline(place.source);
        let mut lines: Vec<String> = Vec::new();
        for section in within(&outline.sections, place.span, |section| section.span) {
            for block in within(&section.blocks, place.span, span) {
                match block {
                    Block::Paragraph(paragraph) => lines.push(paragraph.text.plain.clone()),
                    Block::Item(item) => lines.push(item.text.plain.clone()),
                    Block::Table(table) => lines.extend(within(&table.rows, place.span, |row| row.span).map(cells)),
                    Block::Code(code) => lines.push(code.text.clone()),
                }
            }
        }
        if lines.is_empty() {
            lines.push(self.reading.source(place.source).slice(place.span).to_owned());
        }
        self.state(lines.join(" "), place)
    }
}

fn span(block: &Block) -> Span {
    match block {
        Block::Paragraph(paragraph) => paragraph.text.span,
        Block::Item(item) => item.text.span,
        Block::Table(table) => table.span,
        Block::Code(code) => code.span,
    }
}

/// The parts that meet a span. Parts stand in the order of the text, so that the first is found without looking at all.
fn within<T>(parts: &[T], wanted: Span, span: impl Fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let first = parts.partition_point(|part| span(part).end <= wanted.start);
    parts[first..].iter().take_while(move |part| span(part).start < wanted.end)
}

/// The cells of a row that say something.
fn cells(row: &outline::Row) -> String {
    let said = row.cells.iter().map(|cell| cell.plain.as_str()).filter(|cell| written(cell) == Written::Stated);
    said.collect::<Vec<_>>().join(" · ")
}

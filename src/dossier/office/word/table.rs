//! Tables of a document.

use roxmltree::Node;

use super::super::blocks::{Block, Cell, Table};
use super::super::xml::{attribute, first, name, number, value};
use super::body::{Reader, is_on};
use super::inline::is_deleted_row;

/// Reads a table. A frame around text is no table, and a first row that is one cell names the table.
pub(super) fn read(reader: &mut Reader<'_>, table: Node<'_, '_>) {
    let mut rows = Vec::new();
    below(table, "tr", &mut rows);
    rows.retain(|row| !is_deleted_row(*row));
    let is_single = |row: &Node<'_, '_>| cells(*row).len() == 1;
    if rows.iter().all(is_single) {
        for cell in rows.into_iter().flat_map(cells) {
            reader.blocks(cell);
        }
        return;
    }
    if rows.first().is_some_and(is_single) {
        let text = rows.remove(0);
        let text = cells(text).into_iter().map(|cell| reader.flat(cell)).collect::<String>();
        reader.found.push(Block::Paragraph { text, bold: true });
    }
    let header = has_header(table, &rows);
    let rows = rows.into_iter().map(|row| row_of(reader, row)).collect();
    reader.found.push(Block::Table(Table { header, rows }));
}

/// The elements of this name, through what only groups them.
fn below<'a, 'i>(node: Node<'a, 'i>, wanted: &str, found: &mut Vec<Node<'a, 'i>>) {
    for child in node.children() {
        match name(child) {
            own if own == wanted => found.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => below(child, wanted, found),
            _ => {}
        }
    }
}

fn cells<'a, 'i>(row: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut cells = Vec::new();
    below(row, "tc", &mut cells);
    cells
}

/// Word marks the first row by the table's look; a row that repeats on each page is a header in any case. A table of one
/// column of names and one of values has none.
fn has_header(table: Node<'_, '_>, rows: &[Node<'_, '_>]) -> bool {
    if rows.first().is_some_and(|row| is_on(*row, "trPr", "tblHeader")) {
        return true;
    }
    let look = first(table, "tblPr").and_then(|properties| first(properties, "tblLook"));
    let says = |look: Node<'_, '_>| {
        let bits = || attribute(look, "val").and_then(|bits| u32::from_str_radix(bits, 16).ok());
        attribute(look, "firstRow").map(|on| on == "1" || on == "true").or_else(|| bits().map(|bits| bits & 0x20 != 0))
    };
    look.and_then(says).unwrap_or(true) && !names_and_values(rows)
}

/// Whether every row is `Name: value`.
fn names_and_values(rows: &[Node<'_, '_>]) -> bool {
    let ends_in_colon = |row: &Node<'_, '_>| {
        let cells = cells(*row);
        let text = |cell: &Node<'_, '_>| {
            let texts = cell.descendants().filter(|node| name(*node) == "t");
            texts.filter_map(|text| text.text()).collect::<String>()
        };
        cells.len() == 2 && cells.first().is_some_and(|cell| text(cell).trim_end().ends_with([':', '：']))
    };
    rows.iter().all(ends_in_colon)
}

/// A cell over several columns is followed by empty ones; one over several rows is repeated.
fn row_of(reader: &mut Reader<'_>, row: Node<'_, '_>) -> Vec<Cell> {
    let widest = reader.limits.sheet_columns;
    let skipped = first(row, "trPr").and_then(|properties| number(first(properties, "gridBefore")?, "val"));
    let mut read = vec![Cell::Text(String::new()); skipped.unwrap_or(0_usize).min(widest)];
    for cell in cells(row) {
        let properties = first(cell, "tcPr");
        let span = properties.and_then(|properties| number(first(properties, "gridSpan")?, "val")).unwrap_or(1_usize);
        let merged = properties.and_then(|properties| first(properties, "vMerge"));
        let continues =
            merged.is_some() && properties.and_then(|properties| value(properties, "vMerge")) != Some("restart");
        read.push(if continues { Cell::Above } else { Cell::Text(reader.flat(cell)) });
        let follow = if continues { Cell::Above } else { Cell::Text(String::new()) };
        read.extend(std::iter::repeat_n(follow, span.clamp(1, widest) - 1));
    }
    read.truncate(widest);
    read
}

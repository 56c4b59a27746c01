//! The cells of a sheet that hold something, as text.

use roxmltree::Node;

use super::super::xml::{self, attribute, first, name, named, number};
use super::styles::Styles;
use crate::dossier::size::mebibytes;
use crate::policy::Limits;

/// A cell that holds something.
pub(super) struct Cell {
    /// Column, from 0.
    pub(super) column: usize,
    pub(super) text: String,
    pub(super) bold: bool,
}

/// A row that holds something.
pub(super) struct Row {
    /// Row, from 0.
    pub(super) number: usize,
    /// By column.
    pub(super) cells: Vec<Cell>,
}

/// Reads sheets, counting over all of them.
pub(super) struct Reader<'w> {
    styles: &'w Styles,
    strings: &'w [String],
    limits: &'w Limits,
    cells: usize,
    bytes: u64,
    /// What was left out.
    pub(super) notices: Vec<String>,
}

impl<'w> Reader<'w> {
    pub(super) fn new(styles: &'w Styles, strings: &'w [String], limits: &'w Limits) -> Self {
        Self { styles, strings, limits, cells: 0, bytes: 0, notices: Vec::new() }
    }

    /// The rows of a sheet, by number.
    pub(super) fn sheet(&mut self, sheet: Node<'_, '_>, title: &str) -> Result<Vec<Row>, String> {
        let mut rows: Vec<Row> = Vec::new();
        let mut wide = false;
        let mut next = 0;
        for row in named(sheet, "sheetData").flat_map(|data| named(data, "row")) {
            let number = number::<usize>(row, "r").map_or(next, |number| number.saturating_sub(1));
            next = number.saturating_add(1);
            let cells = self.row(row, &mut wide)?;
            if cells.is_empty() {
                continue;
            }
            if rows.len() >= self.limits.sheet_rows || self.cells > self.limits.cells {
                self.notices.push(self.cut(title));
                break;
            }
            rows.push(Row { number, cells });
        }
        if wide {
            let limit = self.limits.sheet_columns;
            self.notices
                .push(format!("of its sheet “{title}” only the first {limit} columns were read, which is the limit"));
        }
        rows.sort_by_key(|row| row.number);
        rows.dedup_by_key(|row| row.number);
        self.merge(sheet, &mut rows)?;
        Ok(rows)
    }

    fn cut(&self, title: &str) -> String {
        if self.cells > self.limits.cells {
            format!(
                "it holds more than {} cells, which is the limit; the rest, from sheet “{title}” on, was left out",
                self.limits.cells
            )
        } else {
            format!(
                "of its sheet “{title}” only the first {} rows were read, which is the limit",
                self.limits.sheet_rows
            )
        }
    }

    fn row(&mut self, row: Node<'_, '_>, wide: &mut bool) -> Result<Vec<Cell>, String> {
        let mut cells = Vec::new();
        let mut next = 0;
        for cell in named(row, "c") {
            let column = attribute(cell, "r").and_then(place).map_or(next, |(column, _)| column);
            next = column.saturating_add(1);
            let style = number::<usize>(cell, "s").unwrap_or_default();
            let text = self.text(cell, style);
            if text.trim().is_empty() {
                continue;
            }
            if column >= self.limits.sheet_columns {
                *wide = true;
                continue;
            }
            self.take(&text)?;
            cells.push(Cell { column, text, bold: self.styles.is_bold(style) });
        }
        cells.sort_by_key(|cell| cell.column);
        cells.dedup_by_key(|cell| cell.column);
        Ok(cells)
    }

    /// Counts a cell: one long text can be named by many.
    fn take(&mut self, text: &str) -> Result<(), String> {
        self.cells += 1;
        self.bytes = self.bytes.saturating_add(text.len() as u64);
        if self.bytes <= self.limits.file_bytes {
            return Ok(());
        }
        Err(format!(
            "the text in it is larger than {}, which is the limit of a file",
            mebibytes(self.limits.file_bytes)
        ))
    }

    /// What a cell shows. Of a formula, the result that the workbook was saved with.
    fn text(&self, cell: Node<'_, '_>, style: usize) -> String {
        let value = || first(cell, "v").and_then(|value| value.text()).unwrap_or_default().trim();
        match attribute(cell, "t").unwrap_or("n") {
            "s" => value().parse().ok().and_then(|at: usize| self.strings.get(at).cloned()).unwrap_or_default(),
            "inlineStr" => first(cell, "is").map(rich).unwrap_or_default(),
            "str" => unescape(value()),
            "b" => if value() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "n" => self.styles.form(style).show(value(), self.styles.from_1904),
            // Errors are shown as such; dates are ISO already.
            _ => value().to_owned(),
        }
    }

    /// Repeats what stands in a cell that is merged downwards, in the rows that hold something else too.
    fn merge(&mut self, sheet: Node<'_, '_>, rows: &mut [Row]) -> Result<(), String> {
        let mut steps = self.limits.cells;
        for merge in named(sheet, "mergeCells").flat_map(|merges| named(merges, "mergeCell")) {
            let range = attribute(merge, "ref").and_then(|range| range.split_once(':'));
            let Some((from, to)) = range.and_then(|(from, to)| Some((place(from)?, place(to)?))) else { continue };
            let first = rows.partition_point(|row| row.number < from.1);
            let end = rows.partition_point(|row| row.number <= to.1);
            let Some((top, below)) = rows.get_mut(first..end).and_then(<[Row]>::split_first_mut) else { continue };
            let anchor = top.cells.iter().find(|cell| cell.column == from.0 && top.number == from.1);
            let Some(anchor) = anchor else { continue };
            for row in below {
                let Some(left) = steps.checked_sub(1) else { return Ok(()) };
                steps = left;
                let at = row.cells.partition_point(|cell| cell.column < from.0);
                if row.cells.get(at).is_none_or(|cell| cell.column != from.0) {
                    self.take(&anchor.text)?;
                    row.cells.insert(at, Cell { column: from.0, text: anchor.text.clone(), bold: anchor.bold });
                }
            }
        }
        Ok(())
    }
}

/// Column and row of a reference such as `C7`, both from 0.
fn place(reference: &str) -> Option<(usize, usize)> {
    let reference = reference.replace('$', "");
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let (column, row) = reference.split_at(letters);
    let column = column.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some((column - 1, row.parse::<usize>().ok()?.checked_sub(1)?))
}

/// The texts that cells share.
pub(super) fn strings(text: &str, limits: &Limits) -> Result<Vec<String>, String> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let document = xml::parse(text, limits)?;
    Ok(named(document.root_element(), "si").map(rich).collect())
}

/// Text that may be set in several types. How its characters are read aloud is no part of it.
fn rich(text: Node<'_, '_>) -> String {
    let parts = text.children().flat_map(|child| match name(child) {
        "t" => vec![child],
        "r" => named(child, "t").collect(),
        _ => Vec::new(),
    });
    unescape(&parts.filter_map(|part| part.text()).collect::<String>())
}

/// Control characters stand as `_x000D_`.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        if let Some(character) = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            out.push(if character == '\r' { '\n' } else { character });
            rest = &rest[at + 7..];
        } else {
            out.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_column_and_row() {
        for (text, wanted) in [
            ("A1", Some((0, 0))),
            ("AB12", Some((27, 11))),
            ("$C$7", Some((2, 6))),
            ("XFD1048576", Some((16_383, 1_048_575))),
            ("A0", None),
            ("7", None),
            ("ABCD1", None),
            ("", None),
        ] {
            assert_eq!(place(text), wanted, "{text}");
        }
    }

    #[test]
    fn escaped_characters_are_read() {
        assert_eq!(unescape("a_x000D_b _x_ _x00"), "a\nb _x_ _x00");
    }
}

//! Tables: their cells are gathered first, for the widths of the columns follow from them.

use std::fmt::Write as _;

use pulldown_cmark::Alignment;

/// A table while it is gathered.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    rows: Vec<Vec<Cell>>,
    /// The paragraphs stay with what follows them.
    keep: bool,
}

/// A cell: its runs as XML, and how much room its text asks for.
#[derive(Default)]
struct Cell {
    runs: String,
    width: usize,
    longest_word: usize,
}

/// Widths in letters that a column may ask for: a long text wraps, and so does a word longer than most.
const LONG: usize = 44;
const WORD: usize = 14;
const SHORT: usize = 3;
/// Width of a letter, and the margins of a cell, in twentieths of a point.
const LETTER: usize = 120;
const MARGIN: usize = 216;

impl Table {
    pub(super) fn new(columns: Vec<Alignment>, keep: bool) -> Self {
        Self { columns, keep, ..Self::default() }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::with_capacity(self.columns.len()));
    }

    /// Adds a cell to the row; `text` is what its runs say.
    pub(super) fn cell(&mut self, runs: String, text: &str) {
        let longest_word = text.split_whitespace().map(room).max().unwrap_or_default();
        // Bold letters are wider.
        let header = self.rows.len() == 1;
        let longest_word = if header { longest_word + longest_word.div_ceil(6) } else { longest_word };
        if let Some(row) = self.rows.last_mut() {
            row.push(Cell { runs, width: room(text), longest_word });
        }
    }

    /// The table as XML, in so many twentieths of a point. A header that says nothing is left out.
    pub(super) fn write(&self, room: usize, xml: &mut String) {
        let widths = self.widths(room);
        let _ = write!(
            xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"{room}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        xml.push_str("</w:tblGrid>");
        let count = self.rows.len();
        for (at, row) in self.rows.iter().enumerate() {
            let header = at == 0;
            if header && count > 1 && row.iter().all(|cell| cell.width == 0) {
                continue;
            }
            self.write_row(row, &widths, header, at + 1 < count, xml);
        }
        xml.push_str("</w:tbl>");
    }

    fn write_row(&self, row: &[Cell], widths: &[usize], header: bool, more: bool, xml: &mut String) {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/>");
        if header {
            xml.push_str("<w:tblHeader/>");
        }
        xml.push_str("</w:trPr>");
        for (column, width) in widths.iter().enumerate() {
            let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
            if header {
                xml.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF1F4\"/>");
            }
            xml.push_str("</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"");
            xml.push_str(if header { "TableHeader" } else { "TableText" });
            xml.push_str("\"/>");
            if header || (self.keep && more) {
                xml.push_str("<w:keepNext/>");
            }
            match self.columns.get(column) {
                Some(Alignment::Center) => xml.push_str("<w:jc w:val=\"center\"/>"),
                Some(Alignment::Right) => xml.push_str("<w:jc w:val=\"right\"/>"),
                _ => {}
            }
            xml.push_str("</w:pPr>");
            xml.push_str(row.get(column).map(|cell| cell.runs.as_str()).unwrap_or_default());
            xml.push_str("</w:p></w:tc>");
        }
        xml.push_str("</w:tr>");
    }

    /// The width of each column: room for its longest word, and a part of what is left by how long its texts are.
    fn widths(&self, room: usize) -> Vec<usize> {
        let columns = (0..self.columns.len()).map(|column| self.rows.iter().filter_map(move |row| row.get(column)));
        let least: Vec<usize> = columns
            .clone()
            .map(|cells| {
                cells.map(|cell| cell.longest_word).max().unwrap_or_default().clamp(SHORT, WORD) * LETTER + MARGIN
            })
            .collect();
        let wanted: Vec<usize> = columns
            .zip(&least)
            .map(|(cells, least)| {
                let text = cells.map(|cell| cell.width).max().unwrap_or_default().min(LONG) * LETTER + MARGIN;
                text.saturating_sub(*least) + 1
            })
            .collect();
        let taken: usize = least.iter().sum();
        let (left, all) = (room.saturating_sub(taken), wanted.iter().sum::<usize>().max(1));
        let share = |least: usize, wanted: usize| match left {
            0 => least * room / taken.max(1),
            _ => least + wanted * left / all,
        };
        least.into_iter().zip(wanted).map(|(least, wanted)| share(least, wanted)).collect()
    }
}

/// How many narrow characters a text is as wide as.
fn room(text: &str) -> usize {
    text.chars().map(|character| if character >= '\u{1100}' { 2 } else { 1 }).sum()
}

//! HTML tables: spanning cells, and which row is the header.

use crate::outline::{Row, Span, Table, Text};

/// Most columns that one cell may span.
const COLUMNS: usize = 64;

/// A cell that is whole.
struct Cell {
    text: Text,
    bold: bool,
    head: bool,
}

/// A row that is whole.
struct Line {
    cells: Vec<Cell>,
    span: Span,
    /// Inside `<thead>`.
    head: bool,
}

/// The cell that is open.
pub(super) struct OpenCell {
    pub(super) head: bool,
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) span: Span,
}

/// A table that is open.
#[derive(Default)]
pub(super) struct Grid {
    lines: Vec<Line>,
    row: Option<Line>,
    pub(super) cell: Option<OpenCell>,
    /// For each column the cell that reaches down into the next rows, and how many rows.
    carried: Vec<Option<(usize, Text)>>,
    pub(super) head: bool,
    pub(super) span: Span,
}

impl Grid {
    pub(super) fn new(span: Span) -> Self {
        Self { span, ..Self::default() }
    }

    pub(super) fn open_row(&mut self, span: Span) {
        self.row = Some(Line { cells: Vec::new(), span, head: self.head });
    }

    pub(super) fn has_row(&self) -> bool {
        self.row.is_some()
    }

    /// Takes in the cell that is open. `copies` bounds, in bytes, how often spanning cells may be repeated.
    pub(super) fn close_cell(&mut self, mut text: Text, bold: bool, end: Span, copies: &mut usize) {
        let Some(cell) = self.cell.take() else { return };
        if text.plain.is_empty() {
            text.span = cell.span.join(end);
        }
        self.carry(copies);
        let Some(row) = &mut self.row else { return };
        let column = row.cells.len();
        row.span = row.span.join(cell.span.join(end));
        let columns = cell.columns.clamp(1, COLUMNS);
        for extra in 0..columns {
            // A heading stands over all its columns; a spanning cell of a row is said once.
            let text = match extra {
                0 => text.clone(),
                _ if cell.head => copy(&text, copies),
                _ => Text { plain: String::new(), span: text.span },
            };
            row.cells.push(Cell { text, bold, head: cell.head });
        }
        if cell.rows > 1 {
            self.carried.resize_with(self.carried.len().max(column + columns), || None);
            for place in self.carried.iter_mut().skip(column).take(columns) {
                *place = Some((cell.rows - 1, text.clone()));
            }
        }
    }

    /// Fills the columns into which cells of the rows above reach.
    fn carry(&mut self, copies: &mut usize) {
        let Some(row) = &mut self.row else { return };
        while let Some(Some((rows, text))) = self.carried.get_mut(row.cells.len()) {
            if *copies == 0 {
                self.carried.clear();
                return;
            }
            let text_again = copy(text, copies);
            let at = row.cells.len();
            *rows -= 1;
            if *rows == 0 {
                self.carried[at] = None;
            }
            row.cells.push(Cell { text: text_again, bold: false, head: false });
        }
    }

    pub(super) fn close_row(&mut self, copies: &mut usize) {
        self.carry(copies);
        if let Some(row) = self.row.take()
            && !row.cells.is_empty()
        {
            self.span = self.span.join(row.span);
            self.lines.push(row);
        }
    }

    /// The table; or the text of its only cell, which is then a frame around other things.
    pub(super) fn finish(mut self) -> Option<Result<Table, Text>> {
        if let [line] = self.lines.as_mut_slice()
            && let [cell] = line.cells.as_mut_slice()
        {
            return Some(Err(std::mem::take(&mut cell.text)));
        }
        let heads = self.heads();
        let width = self.lines.first()?.cells.len();
        let mut header: Vec<Text> = vec![Text { plain: String::new(), span: self.span }; width];
        let mut rows = Vec::with_capacity(self.lines.len());
        for (index, line) in self.lines.into_iter().enumerate() {
            if index < heads {
                for (column, cell) in header.iter_mut().zip(line.cells) {
                    join(column, cell.text);
                }
            } else {
                rows.push(Row { cells: line.cells.into_iter().map(|cell| cell.text).collect(), span: line.span });
            }
        }
        Some(Ok(Table { header, rows, span: self.span }))
    }

    /// How many rows are the header.
    fn heads(&self) -> usize {
        let declared =
            self.lines.iter().take_while(|line| line.head || line.cells.iter().all(|cell| cell.head)).count();
        if declared > 0 {
            return if declared == self.lines.len() { 1 } else { declared };
        }
        let labels = |is: fn(&Cell) -> bool| self.lines.iter().all(|line| line.cells.first().is_some_and(is));
        let Some(first) = self.lines.first() else { return 0 };
        let bold = first.cells.iter().all(|cell| cell.bold);
        let labelled = labels(|cell| cell.head) || (first.cells.len() == 2 && labels(|cell| cell.bold) && !bold);
        usize::from(!labelled)
    }
}

/// A further copy of a cell, while some may be made.
fn copy(text: &Text, copies: &mut usize) -> Text {
    let cost = text.plain.len() + 8;
    if *copies < cost {
        *copies = 0;
        return Text { plain: String::new(), span: text.span };
    }
    *copies -= cost;
    text.clone()
}

fn join(column: &mut Text, cell: Text) {
    if column.plain.is_empty() {
        *column = cell;
    } else if !cell.plain.is_empty() && cell.plain != column.plain {
        column.plain.push(' ');
        column.plain.push_str(&cell.plain);
        column.span = column.span.join(cell.span);
    }
}

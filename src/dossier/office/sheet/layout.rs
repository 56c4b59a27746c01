//! Where the tables of a sheet lie: a sheet has one grid, people put titles, notes and several tables on it.

use super::super::blocks::{self, Block, Table};
use super::cells::{Cell, Row};

/// Adds the parts of a sheet, in order.
pub(super) fn blocks(rows: Vec<Row>, found: &mut Vec<Block>) {
    let mut open: Vec<Row> = Vec::new();
    for row in rows {
        if open.last().is_some_and(|last| ends_before(&open, last, &row)) {
            close(std::mem::take(&mut open), found);
        }
        open.push(row);
    }
    close(open, found);
}

/// Whether a row begins something new. After a blank row it does if it is set like a header or stands elsewhere; else the
/// blank row only parts the rows of one table.
fn ends_before(open: &[Row], last: &Row, row: &Row) -> bool {
    let gap = row.number.saturating_sub(last.number).saturating_sub(1);
    let (first, single) = (open.first(), row.cells.len() == 1);
    if gap == 0 {
        // Below lines of text a table begins; below a table, directly, nothing does.
        return !single && open.iter().all(|row| row.cells.len() == 1);
    }
    let starts = |row: &Row| row.cells.first().map(|cell| cell.column);
    let bold = row.cells.iter().all(|cell| cell.bold);
    let elsewhere = first.and_then(starts) != starts(row);
    gap > 1 || bold || elsewhere || single || open.iter().all(|row| row.cells.len() == 1)
}

fn close(rows: Vec<Row>, found: &mut Vec<Block>) {
    if rows.iter().all(|row| row.cells.len() == 1) {
        found.extend(
            rows.into_iter()
                .flat_map(|row| row.cells)
                .map(|cell| Block::Paragraph { text: cell.text, bold: cell.bold }),
        );
        return;
    }
    let Some(left) = rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.column).min() else { return };
    let header = !rows.iter().all(is_name_and_value);
    let rows = rows.into_iter().map(|row| spread(row.cells, left)).collect();
    found.push(Block::Table(Table { header, rows }));
}

/// Whether a row is a name, marked as one, and its value.
fn is_name_and_value(row: &Row) -> bool {
    let marked = |name: &Cell, value: Option<&Cell>| {
        name.text.trim_end().ends_with([':', '：']) || (name.bold && value.is_some_and(|value| !value.bold))
    };
    row.cells.len() <= 2 && row.cells.first().is_some_and(|name| marked(name, row.cells.get(1)))
}

/// The cells of a row with empty ones between them, from column `left` on.
fn spread(cells: Vec<Cell>, left: usize) -> Vec<blocks::Cell> {
    let mut row = Vec::new();
    for cell in cells {
        row.resize(cell.column - left, blocks::Cell::Text(String::new()));
        row.push(blocks::Cell::Text(cell.text));
    }
    row
}

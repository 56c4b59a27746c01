//! Tables that the templates prescribe, as they stand.

use super::Phrase;
use super::grid::Grid;
use crate::facts::{OpenCell, TableForm, TableFound};
use crate::outline::{Row, Span, Text};
use crate::vocabulary::Column;

/// Blank cells that are kept of one table.
const MOST_OPEN: usize = 64;

/// The table, and what its columns hold.
pub(super) fn found(grid: &Grid<'_>, form: TableForm) -> TableFound {
    let header = &grid.table.header;
    let title = |(index, text): (usize, &Text)| {
        let phrase = Phrase { value: text.plain.clone(), at: grid.place(text.span) };
        (phrase, grid.meaning(index))
    };
    let span = header.first().zip(header.last());
    let span = span.map_or_else(Span::default, |(first, last)| Span { start: first.span.start, end: last.span.end });
    TableFound {
        form,
        columns: header.iter().enumerate().map(title).collect(),
        environments: grid.environments().into_iter().map(|(_, name)| name.to_owned()).collect(),
        rows: grid.table.rows.len(),
        open: if form == TableForm::AdminTasks { open(grid) } else { Vec::new() },
        at: grid.place(span),
    }
}

/// The cells of an admin catalog that say nothing. Which rollback a task has, and whether it is approved, others ask.
fn open(grid: &Grid<'_>) -> Vec<OpenCell> {
    const ASKED: [Column; 5] = [Column::Name, Column::Title, Column::Category, Column::InvokedBy, Column::Approval];
    let asked: Vec<usize> = (0..grid.table.header.len())
        .filter(|index| grid.meaning(*index).is_some_and(|column| ASKED.contains(&column)))
        .collect();
    let of_row = |row: &Row| {
        let name = row.cells.first().map_or("", |cell| cell.plain.as_str()).to_owned();
        let blank = asked.iter().filter(|index| !grid.nth(row, **index).is_stated());
        let blank = blank.map(|index| {
            let title = grid.table.header.get(*index).map_or("", |title| title.plain.as_str());
            OpenCell { row: name.clone(), column: title.to_owned(), at: grid.nth(row, *index).at }
        });
        blank.collect::<Vec<_>>()
    };
    grid.table.rows.iter().flat_map(of_row).take(MOST_OPEN).collect()
}

//! What a column of a table holds, by what stands in its cells: names of columns are many, codes and states are few.

use super::grid::Grid;
use crate::outline::Text;
use crate::vocabulary::Column;

/// Letters of a code that names a row: `P1-5`, `DEF-042`, `#27`, `2.1`.
const CODE: usize = 14;

/// Whether a cell holds a code or a number that names its row, and nothing to read.
pub(super) fn is_code(text: &str) -> bool {
    let text = text.trim();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_' | '#' | '/');
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    // `2026-12-08`, `3/4`
    let dated = (letters == 0 && text.contains(['-', '/'])) || text.get(4..5) == Some("-");
    !text.is_empty()
        && (!dated || text.starts_with(|first: char| first.is_ascii_alphabetic()))
        && text.len() <= CODE
        && text.chars().all(plain)
        && text.contains(|letter: char| letter.is_ascii_digit())
        && (letters <= 4 || text.contains(['-', '_']))
}

/// Whether a cell says nothing: blank, or a dash.
pub(super) fn is_blank(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric) && !text.contains(|letter: char| letter > '\u{2500}')
}

/// The cells of a column that say something.
pub(super) fn stated<'t>(grid: &Grid<'t>, at: usize) -> impl Iterator<Item = &'t Text> + use<'t> {
    grid.table.rows.iter().filter_map(move |row| row.cells.get(at)).filter(|cell| !is_blank(&cell.plain))
}

/// The first column of which every cell that says something is of a kind; at least one does.
pub(super) fn column(grid: &Grid<'_>, is: impl Fn(&Text) -> bool) -> Option<usize> {
    (0..grid.table.header.len()).find(|at| all(grid, *at, &is))
}

/// Whether every cell of a column that says something is of a kind; at least one does.
pub(super) fn all(grid: &Grid<'_>, at: usize, is: impl Fn(&Text) -> bool) -> bool {
    let mut cells = stated(grid, at).peekable();
    cells.peek().is_some() && cells.all(is)
}

/// The column that numbers the rows or names them by a code: by its name, else the first if all its cells are codes.
pub(super) fn codes(grid: &Grid<'_>) -> Option<usize> {
    let named = [Column::Id, Column::Number].into_iter().find_map(|column| grid.position(column));
    named.or_else(|| Some(0).filter(|first| all(grid, *first, |cell| is_code(&cell.plain))))
}

/// The column that says what each row is about: the first of these that does, else the longest whose name says nothing else.
pub(super) fn subject(grid: &Grid<'_>, named: &[Column], not: &[Option<usize>]) -> Option<usize> {
    const OTHER: [Column; 24] = [
        Column::Owner,
        Column::Role,
        Column::Name,
        Column::Date,
        Column::Due,
        Column::Number,
        Column::Id,
        Column::Status,
        Column::Severity,
        Column::Result,
        Column::Evidence,
        Column::Workaround,
        Column::Mitigation,
        Column::Environment,
        Column::Version,
        Column::Contact,
        Column::Channel,
        Column::Duration,
        Column::Start,
        Column::End,
        Column::Category,
        Column::Impact,
        Column::Waiver,
        Column::Command,
    ];
    let free = |at: &usize| !not.contains(&Some(*at));
    let texts =
        |at: &usize| stated(grid, *at).any(|cell| cell.plain.chars().any(char::is_alphabetic) && !is_code(&cell.plain));
    let first = || named.iter().find_map(|column| grid.position(*column).filter(|at| free(at) && texts(at)));
    let length = |at: &usize| stated(grid, *at).map(|cell| cell.plain.len()).sum::<usize>();
    let longest = || {
        let other = |at: &usize| grid.meaning(*at).is_some_and(|column| OTHER.contains(&column));
        let columns = (0..grid.table.header.len()).filter(|at| free(at) && !other(at) && texts(at));
        columns.max_by_key(|at| (length(at), std::cmp::Reverse(*at)))
    };
    first().or_else(longest)
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn codes_name_rows() {
        for text in ["P1-5", "1", "#27", "DEF-042", "T1", "2.1", "CA-08", "RSK_1"] {
            assert!(is_code(text), "{text}");
        }
        for text in ["", "–", "Login", "version 2", "2026-12-08T01", "2026-12-08", "release2", "3 open", "第1"] {
            assert!(!is_code(text), "{text}");
        }
    }
}

//! Tables of reStructuredText: drawn as a grid, ruled, or as a directive.

use super::super::lines::{Line, span as span_of};
use super::super::prose::{Row, Table};
use super::super::{Span, Text, csv, inline};
use super::Reader;

impl Reader<'_> {
    /// Reads a table that begins at the next line.
    pub(super) fn table(&mut self, indent: usize) -> bool {
        let first = self.line(0).trimmed().text;
        let grid = first.len() > 4 && first.starts_with("+-") && first.ends_with('+');
        let ruled = is_ruler(first);
        if !grid && !ruled {
            return false;
        }
        let rest = self.lines.get(self.at..).unwrap_or_default();
        let count = if grid {
            rest.iter().take_while(|line| line.trimmed().text.starts_with(['+', '|'])).count()
        } else {
            ruled_length(rest)
        };
        let lines = rest.get(..count).unwrap_or_default();
        let table = if grid { drawn(lines, indent) } else { ruled_table(lines) };
        let Some(table) = table else { return false };
        self.writer.flush();
        self.writer.table(table);
        self.at += count;
        true
    }
}

/// `=====  ===`
fn is_ruler(text: &str) -> bool {
    let apart = text.starts_with('=') && text.ends_with('=') && text.contains("= ");
    apart && text.bytes().all(|byte| matches!(byte, b'=' | b' '))
}

/// Lines of a ruled table: up to its last ruler, which an empty line follows.
fn ruled_length(lines: &[Line<'_>]) -> usize {
    let mut rulers = 0;
    for (index, line) in lines.iter().enumerate() {
        rulers += usize::from(is_ruler(line.trimmed().text));
        let ends = lines.get(index + 1).is_none_or(|next| next.is_blank());
        if rulers >= 2 && is_ruler(line.trimmed().text) && ends {
            return index + 1;
        }
    }
    0
}

/// A cell that grows line by line.
fn grow(cell: &mut Text, part: Line<'_>) {
    let part = part.trimmed();
    if part.text.is_empty() {
        if cell.span == Span::default() {
            cell.span = Span::of(part.start..part.start);
        }
        return;
    }
    if cell.plain.is_empty() {
        cell.span = part.span();
    } else {
        cell.plain.push(' ');
        cell.span = cell.span.join(part.span());
    }
    cell.plain.push_str(&bare(part.text));
}

/// Text without its marks.
fn bare(text: &str) -> String {
    inline::folded(&text.replace("``", "").replace("**", ""))
}

/// The characters `from..to` of a line.
fn columns(line: Line<'_>, from: usize, to: usize) -> Line<'_> {
    if line.text.is_ascii() {
        let end = line.text.len();
        return line.part(from.min(end)..to.min(end).max(from.min(end)));
    }
    let mut places = line.text.char_indices().map(|(at, _)| at).skip(from);
    let start = places.next().unwrap_or(line.text.len());
    let end = if to > from { places.nth(to - from - 1).unwrap_or(line.text.len()) } else { start };
    line.part(start..end.max(start))
}

/// `+---+---+`
fn drawn(lines: &[Line<'_>], indent: usize) -> Option<Table> {
    let first = lines.first()?;
    let borders: Vec<usize> =
        first.text.bytes().enumerate().filter(|(_, byte)| *byte == b'+').map(|(at, _)| at).collect();
    let width = borders.len().checked_sub(1).filter(|width| *width > 0)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut heads = 0;
    let mut fresh = true;
    for line in lines {
        let body = line.trimmed();
        if body.text.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=')) {
            if body.text.contains('=') {
                heads = rows.len();
            }
            fresh = true;
            continue;
        }
        if std::mem::take(&mut fresh) {
            rows.push(Row { cells: vec![Text::default(); width], span: body.span() });
        }
        let Some(row) = rows.last_mut() else { continue };
        row.span = row.span.join(body.span());
        for (cell, part) in row.cells.iter_mut().zip(parts(*line, &borders, indent)) {
            grow(cell, part);
        }
    }
    Some(table(rows, heads, span_of(lines)))
}

/// The cells of a drawn line: between its bars, or by their places where a bar is missing.
fn parts<'a>(line: Line<'a>, borders: &[usize], indent: usize) -> Vec<Line<'a>> {
    let body = line.part(indent.min(line.text.len())..line.text.trim_end().len().max(indent.min(line.text.len())));
    let bars: Vec<usize> = body.text.bytes().enumerate().filter(|(_, byte)| *byte == b'|').map(|(at, _)| at).collect();
    if bars.len() == borders.len() {
        return bars.windows(2).map(|pair| body.part(pair[0] + 1..pair[1])).collect();
    }
    let cut = |pair: &[usize]| {
        let part = columns(line, pair[0] + 1, pair[1]);
        // A cell that spans columns: its text may run over the border.
        let inside = part.text.trim_matches('|');
        part.part(part.text.find(inside).unwrap_or_default()..part.text.find(inside).unwrap_or_default() + inside.len())
    };
    borders.windows(2).map(cut).collect()
}

/// `===  ===`
fn ruled_table(lines: &[Line<'_>]) -> Option<Table> {
    let ruler = lines.first()?.text;
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (at, _) in ruler.bytes().enumerate().filter(|(_, byte)| *byte == b'=') {
        match places.last_mut() {
            Some((_, end)) if *end == at => *end = at + 1,
            _ => places.push((at, at + 1)),
        }
    }
    if let Some((_, end)) = places.last_mut() {
        *end = usize::MAX / 2;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut heads = 0;
    let mut rulers = 0;
    for line in lines {
        let body = line.trimmed();
        if is_ruler(body.text) {
            rulers += 1;
            heads = if rulers == 2 { rows.len() } else { heads };
            continue;
        }
        if body.text.is_empty()
            || (body.text.starts_with("--") && body.text.bytes().all(|byte| matches!(byte, b'-' | b' ')))
        {
            continue;
        }
        let cells = places.iter().map(|(from, to)| columns(*line, *from, *to));
        let continues = places.first().is_some_and(|(from, to)| columns(*line, *from, *to).is_blank());
        if !continues || rows.is_empty() {
            rows.push(Row { cells: vec![Text::default(); places.len()], span: body.span() });
        }
        let Some(row) = rows.last_mut() else { continue };
        row.span = row.span.join(body.span());
        for (cell, part) in row.cells.iter_mut().zip(cells) {
            grow(cell, part);
        }
    }
    // Two rulers only: there is no header.
    Some(table(rows, if rulers > 2 { heads } else { 0 }, span_of(lines)))
}

/// The first `heads` rows are the header.
fn table(mut rows: Vec<Row>, heads: usize, span: Span) -> Table {
    let width = rows.first().map_or(0, |row| row.cells.len());
    let mut header = vec![Text { plain: String::new(), span }; width];
    for row in rows.drain(..heads.min(rows.len())) {
        for (column, cell) in header.iter_mut().zip(row.cells) {
            if column.plain.is_empty() {
                *column = cell;
            } else {
                column.plain = format!("{} {}", column.plain, cell.plain).trim().to_owned();
            }
        }
    }
    Table { header, rows, span }
}

/// `* - cell` begins a row, `- cell` a cell.
pub(super) fn list_table(lines: &[Line<'_>], heads: usize) -> Option<Table> {
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        let body = line.trimmed();
        let (cell, row) = match body.after("* ") {
            Some(rest) => (rest.trimmed(), true),
            None => (body, false),
        };
        if row {
            rows.push(Row { cells: Vec::new(), span: body.span() });
        }
        let Some(open) = rows.last_mut() else { continue };
        open.span = if body.text.is_empty() { open.span } else { open.span.join(body.span()) };
        let begins = cell.after("- ").or_else(|| (cell.text == "-").then(|| cell.part(1..1)));
        if let Some(text) = begins {
            open.cells.push(Text::default());
            grow(open.cells.last_mut()?, text);
        } else if let Some(last) = open.cells.last_mut() {
            grow(last, cell);
        }
    }
    (!rows.is_empty()).then(|| table(rows, heads, span_of(lines)))
}

/// Lines of cells apart by commas; the header may stand in an option, which begins at `header_at`.
pub(super) fn csv_table(
    text: &str,
    lines: &[Line<'_>],
    header: Option<Vec<Row>>,
    header_at: usize,
    heads: usize,
) -> Option<Table> {
    let span = span_of(lines);
    let rows = csv::rows(text, span.range());
    let mut table = table(rows, heads, span);
    if let Some(row) = header.and_then(|rows| rows.into_iter().next()) {
        let at = Span::of(header_at..header_at);
        table.header = row.cells.into_iter().map(|cell| Text { plain: cell.plain, span: at }).collect();
    }
    (!table.rows.is_empty()).then_some(table)
}

//! Tables between `|===` lines.

use super::super::lines::{Line, span};
use super::super::prose::{Row, Table};
use super::super::{Span, Text, inline};

/// Most cells that one specification may repeat or span.
const REPEAT: usize = 64;

/// Reads the lines between the fences; `attributes` is what stood in brackets above them.
pub(super) fn read(lines: &[Line<'_>], attributes: &str) -> Option<Table> {
    let whole = span(lines);
    let (cells, first) = cells(lines);
    let width = columns(attributes).or(first).filter(|width| *width > 0)?;
    let mut rows: Vec<Row> = Vec::new();
    for cells in cells.chunks(width) {
        let span = cells.iter().map(|cell| cell.span).reduce(Span::join)?;
        rows.push(Row { cells: cells.to_vec(), span });
    }
    let implicit = lines
        .iter()
        .position(|line| !line.is_blank())
        .is_some_and(|at| lines.get(at + 1).is_some_and(|next| next.is_blank()) && at == 0);
    let declared = attributes.contains("header");
    let mut header = vec![Text { plain: String::new(), span: whole }; width];
    if (declared || (implicit && !attributes.contains("noheader"))) && !rows.is_empty() {
        header = rows.remove(0).cells;
    }
    Some(Table { header, rows, span: whole })
}

/// The number of columns that the attributes name.
fn columns(attributes: &str) -> Option<usize> {
    let rest = attributes.split_once("cols=")?.1;
    let value = match rest.strip_prefix('"') {
        Some(rest) => rest.split('"').next()?,
        None => rest.split([',', ']']).next()?,
    };
    let count = value.split([',', ';']).filter(|column| !column.trim().is_empty()).map(|column| {
        let repeat = column.trim().split_once('*').and_then(|(count, _)| count.parse::<usize>().ok());
        repeat.unwrap_or(1).min(REPEAT)
    });
    Some(count.sum())
}

/// All cells in order, and how many stand in the first line.
fn cells(lines: &[Line<'_>]) -> (Vec<Text>, Option<usize>) {
    let mut cells: Vec<Text> = Vec::new();
    // The cell that takes the text; those that it spans stay empty.
    let mut current = 0;
    let mut first = None;
    for line in lines {
        let mut from = 0;
        let mut open = false;
        for bar in bars(line.text) {
            let before = &line.text[from..bar];
            let word = before.rfind(' ').map_or(0, |at| at + 1);
            let specification = if is_specification(&before[word..]) { word } else { before.len() };
            if open || from > 0 || !before[..specification].trim().is_empty() {
                grow(cells.get_mut(current), line.part(from..from + specification));
            }
            current = cells.len();
            for _ in 0..repeats(&before[specification..]) {
                cells.push(Text { plain: String::new(), span: Span::of(line.start + bar + 1..line.start + bar + 1) });
            }
            open = true;
            from = bar + 1;
        }
        grow(cells.get_mut(current), line.part(from..line.text.len()));
        if first.is_none() && !cells.is_empty() {
            first = Some(cells.len());
        }
    }
    (cells, first)
}

/// Where the bars stand that begin cells.
fn bars(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices('|').map(|(at, _)| at).filter(|at| !text[..*at].ends_with('\\'))
}

/// `2+`, `.3+`, `3*`, `a`, `^.>s`: what may stand before the bar of a cell.
fn is_specification(word: &str) -> bool {
    !word.is_empty()
        && word.bytes().all(|byte| {
            byte.is_ascii_digit()
                || matches!(
                    byte,
                    b'+' | b'*' | b'.' | b'<' | b'>' | b'^' | b'a' | b'h' | b's' | b'e' | b'm' | b'd' | b'l'
                )
        })
        && (word.len() == 1 && !word.as_bytes()[0].is_ascii_digit() || word.contains(['+', '*', '<', '>', '^']))
}

/// How many cells a specification makes.
fn repeats(specification: &str) -> usize {
    let count = specification.split(['+', '*']).next().filter(|_| specification.contains(['+', '*']));
    count.and_then(|count| count.split('.').next()?.parse().ok()).unwrap_or(1).clamp(1, REPEAT)
}

fn grow(cell: Option<&mut Text>, part: Line<'_>) {
    let part = part.trimmed();
    let Some(cell) = cell.filter(|_| !part.text.is_empty()) else { return };
    let plain = inline::folded(&part.text.replace("\\|", "|").replace(['`', '*'], ""));
    if cell.plain.is_empty() {
        cell.span = part.span();
    } else {
        cell.plain.push(' ');
        cell.span = cell.span.join(part.span());
    }
    cell.plain.push_str(&plain);
}

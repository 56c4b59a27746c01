//! What environments use, told row by row or in a sentence: `SQLite locally, PostgreSQL in production`.

use super::technology;
use crate::facts::ParityRow;
use crate::facts::read::document::{Doc, Sentence};
use crate::facts::read::grid::Grid;
use crate::facts::read::{Phrase, Said};
use crate::outline::{Block, Row};
use crate::vocabulary::{self, Column, Environment, Hit, Meaning, Terms, Word};

/// A table with a row for each environment and a column for each component. A column counts if all that it names are
/// technologies.
pub(super) fn by_row(grid: &Grid<'_>) -> Vec<ParityRow> {
    let named = grid.position(Column::Environment).unwrap_or(0);
    let environment = |row: &Row| row.cells.get(named).and_then(|cell| vocabulary::environment(&cell.plain));
    let each: Option<Vec<(&Row, &'static str)>> =
        grid.table.rows.iter().map(|row| Some((row, environment(row)?))).collect();
    let Some(rows) = each.filter(|rows| rows.len() >= 2) else { return Vec::new() };
    let columns = grid.table.header.iter().enumerate().filter(|(index, name)| {
        *index != named
            && !name.plain.trim().is_empty()
            && matches!(grid.meaning(*index), None | Some(Column::Component | Column::Category | Column::Name))
    });
    let row = |(index, name): (usize, &crate::outline::Text)| {
        let cells: Vec<(&'static str, Phrase)> =
            rows.iter().map(|(row, environment)| (*environment, grid.nth(row, index))).collect();
        let stated: Vec<_> = cells.into_iter().filter(|(_, cell)| cell.is_stated()).collect();
        let known = stated.iter().all(|(_, cell)| vocabulary::knows_technology(&cell.value));
        (stated.len() >= 2 && known).then(|| ParityRow {
            component: Said { value: name.plain.clone(), at: grid.place(name.span) },
            cells: stated.into_iter().map(|(name, cell)| (name.to_owned(), technology(cell))).collect(),
            decisions: Vec::new(),
        })
    };
    columns.filter_map(row).collect()
}

/// Lines that give two or more environments a technology each. What tells somebody to do something compares nothing.
pub(super) fn in_prose(doc: &Doc<'_>) -> Vec<ParityRow> {
    let mut rows = Vec::new();
    for block in doc.outline.sections.iter().flat_map(|section| &section.blocks) {
        let text = match block {
            Block::Item(item) => &item.text,
            Block::Paragraph(paragraph) => &paragraph.text,
            Block::Table(_) | Block::Code(_) => continue,
        };
        // What names fewer environments gives them nothing each.
        let mut named = doc.terms(text).hits().iter().filter(|hit| Environment::of(hit.concept).is_some());
        if named.nth(1).is_none() {
            continue;
        }
        let whole = Sentence { terms: doc.terms(text), at: doc.place(text.span) };
        let told = |sentence: Sentence<'_>| row(doc, &sentence).filter(|_| !sentence.terms.begins(Word::Imperative));
        // `local: SQLite; production: PostgreSQL` is one statement.
        match told(whole) {
            Some(row) => rows.push(row),
            None => rows.extend(doc.cut(text).filter_map(told)),
        }
    }
    rows
}

fn row(doc: &Doc<'_>, sentence: &Sentence<'_>) -> Option<ParityRow> {
    /// Bytes that one environment is told of in.
    const NEAR: usize = 120;
    let terms = sentence.terms;
    let mut named: Vec<(&Hit, &'static str)> = Vec::new();
    for (hit, name) in terms.hits().iter().filter_map(|hit| Some((hit, Environment::of(hit.concept)?.id()))).take(9) {
        // "local" within "en local".
        if named.last().is_none_or(|(last, _)| last.end <= hit.start) {
            named.push((hit, name));
        }
    }
    let distinct =
        named.iter().enumerate().all(|(index, (_, one))| named[..index].iter().all(|(_, other)| one != other));
    if !(2..=4).contains(&named.len()) || !distinct {
        return None;
    }
    let bounds = |hit: &Hit| (terms.before(hit).len(), terms.text().len() - terms.behind(hit).len());
    let ends: Vec<usize> = named.iter().map(|(hit, _)| bounds(hit).1).collect();
    let starts: Vec<usize> = named.iter().map(|(hit, _)| bounds(hit).0).collect();
    // "SQLite locally, PostgreSQL in production"; else "local: SQLite; production: PostgreSQL".
    let behind: Vec<(usize, usize)> =
        std::iter::once(0).chain(ends.iter().copied()).zip(ends.iter().copied()).collect();
    let before: Vec<(usize, usize)> =
        starts.iter().copied().zip(starts.iter().skip(1).copied().chain([terms.text().len()])).collect();
    let parts = [behind, before].into_iter().find(|parts| {
        parts.iter().all(|(from, to)| {
            to - from <= NEAR && terms.text().get(*from..*to).is_some_and(vocabulary::knows_technology)
        })
    })?;
    let lead = parts.first()?.0;
    if lead > 0 && vocabulary::knows_technology(terms.text().get(..lead)?) {
        return None;
    }
    let cell = |((_, environment), (from, to)): (&(&Hit, &'static str), &(usize, usize))| {
        let bare = |letter: char| {
            letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '、' | '，' | '；' | '.' | '。')
        };
        let written = terms.text().get(*from..*to)?.trim_matches(bare).to_owned();
        Some(((*environment).to_owned(), technology(Said { value: written, at: sentence.at })))
    };
    let cells = named.iter().zip(&parts).map(cell).collect::<Option<Vec<_>>>()?;
    Some(ParityRow {
        component: component(terms, sentence),
        cells,
        decisions: vocabulary::ids(terms.text(), &doc.ids.decision),
    })
}

/// `Database:` before the rest, else the whole sentence.
fn component(terms: Terms<'_>, sentence: &Sentence<'_>) -> Phrase {
    let label = terms.text().split_once([':', '：']).map(|(label, _)| label.trim());
    let named = label.filter(|label| !vocabulary::knows_technology(label) && vocabulary::environment(label).is_none());
    Said { value: named.unwrap_or(terms.text()).to_owned(), at: sentence.at }
}

//! Tech stack parity: the matrix, recorded substitutions, and the decisions behind them.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Decision, ParityRow, Substitution, Technology};
use crate::outline::{Row, Section as Part, Text};
use crate::vocabulary::{self, Class, Column, Hit, Key, Meaning, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids().filter(|grid| grid.has(Column::Component)) {
        let matrix = is_matrix(&grid);
        for row in &grid.table.rows {
            if matrix {
                facts.parity.extend(parity_row(doc, &grid, row));
            } else if grid.has(Column::Decision)
                && (grid.topic == Some(Section::Parity) || grid.has(Column::Justification))
            {
                facts.substitutions.extend(substitution(&grid, row));
            }
        }
    }
    if doc.kind == Kind::Decision {
        facts.decisions.extend(decision(doc));
    }
}

/// Components by environment. A table under another heading is one only if it names technologies, not sizes.
fn is_matrix(grid: &Grid<'_>) -> bool {
    let named = || {
        let cells = grid
            .environments()
            .into_iter()
            .flat_map(|(index, _)| grid.table.rows.iter().filter_map(move |row| row.cells.get(index)));
        grid.has(Column::Status) || cells.into_iter().any(|cell| vocabulary::knows_technology(&cell.plain))
    };
    grid.environments().len() >= 2 && !grid.has(Column::Decision) && (grid.topic == Some(Section::Parity) || named())
}

fn parity_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<ParityRow> {
    let component = grid.stated(row, Column::Component)?;
    let mut cells: Vec<Cell> = Vec::new();
    for (index, environment) in grid.environments() {
        let Some(text) = row.cells.get(index) else { continue };
        let (terms, phrase) = (doc.terms(text), doc.phrase(text));
        // `n/a: mails are dropped`, `none (in memory)`: the environment does without.
        if phrase.is_stated() && !terms.begins(Word::Unused) {
            let refers = refers(terms);
            let wanted = refers.then(|| vocabulary::environment(terms.text())).flatten();
            cells.push(Cell { environment: environment.to_owned(), refers, wanted, said: technology(phrase) });
        }
    }
    refer(&mut cells);
    let cells = cells.into_iter().map(|cell| (cell.environment, cell.said)).collect();
    Some(ParityRow { component, cells, decisions: vocabulary::ids(&Grid::row_text(row), &["ADR"]) })
}

/// A cell of the matrix.
struct Cell {
    environment: String,
    /// It only refers to another one.
    refers: bool,
    /// The environment that it refers to.
    wanted: Option<&'static str>,
    said: Said<Technology>,
}

/// `same as production`: the cell stands for another one; `same` alone for any.
fn refer(cells: &mut [Cell]) {
    let own = cells.iter().filter(|cell| !cell.refers);
    let own: Vec<(String, Technology)> = own.map(|cell| (cell.environment.clone(), cell.said.value.clone())).collect();
    for cell in cells.iter_mut().filter(|cell| cell.refers) {
        if let Some((_, technology)) = own.iter().find(|(name, _)| cell.wanted.is_none_or(|wanted| name == wanted)) {
            cell.said.value = Technology { written: cell.said.value.written.clone(), ..technology.clone() };
        }
    }
}

/// Whether a cell only refers to another one: nothing but "same", "as" and the name of an environment.
fn refers(terms: Terms<'_>) -> bool {
    let concepts = [Word::Same.concept(), Word::SameFiller.concept()];
    let known = |hit: &&Hit| concepts.contains(&hit.concept) || hit.concept.class() == Class::Environment;
    let mut to = 0;
    let covered = terms.hits().iter().filter(known).all(|hit| {
        let gap = terms.text().get(to..terms.before(hit).len().max(to)).unwrap_or_default();
        to = to.max(terms.before(hit).len() + (hit.end - hit.start) as usize);
        !gap.chars().any(char::is_alphanumeric)
    });
    let rest = terms.text().get(to..).unwrap_or_default();
    let begins = terms.begins(Word::Same) || terms.ends(Word::Same);
    begins && covered && !rest.chars().any(char::is_alphanumeric)
}

fn technology(cell: Phrase) -> Said<Technology> {
    let (names, major) = vocabulary::technology(&cell.value);
    Said { value: Technology { written: cell.value, names, major }, at: cell.at }
}

fn substitution(grid: &Grid<'_>, row: &Row) -> Option<Substitution> {
    Some(Substitution {
        component: grid.stated(row, Column::Component)?,
        justification: grid.cell(row, Column::Justification),
        decisions: vocabulary::ids(&Grid::row_text(row), &["ADR"]),
        at: grid.row(row),
    })
}

/// An ADR: its id from a field, the title or the file name; its status from a field, a row or the text below `## Status`.
fn decision(doc: &Doc<'_>) -> Option<Decision> {
    let field = doc.keyed(Key::DecisionId).map(|value| value.value).unwrap_or_default();
    let title = super::classify::title(doc.outline);
    let heading = title.map(|title| title.plain.as_str()).unwrap_or_default();
    let first = |text: &str| vocabulary::ids(text, &["ADR"]).into_iter().next();
    let id = [field.as_str(), heading, doc.source.name()]
        .into_iter()
        .find_map(first)
        .or_else(|| numbered(doc.source.name()))
        .or_else(|| numbered(heading))?;
    let status = doc.keyed(Key::Status).or_else(|| in_table(doc)).or_else(|| below(doc));
    let line = doc.lines().iter().find(|line| has(&line.field.key, Word::SupersededBy));
    let behind = |text: &str| {
        let found = vocabulary::find(text);
        let terms = found.of(text);
        first(terms.behind(terms.first(Word::SupersededBy)?))
    };
    let superseded_by = status.as_ref().and_then(|status| behind(&status.value));
    Some(Decision {
        superseded_by: superseded_by
            .or_else(|| line.and_then(|line| first(&line.field.value.plain)))
            .filter(|other| *other != id),
        id,
        status,
        text: doc.source.text.to_lowercase(),
        at: doc.place(title.map(|title| title.span).unwrap_or_default()),
    })
}

fn has(text: &Text, word: Word) -> bool {
    vocabulary::find(&text.plain).of(&text.plain).has(word)
}

/// `0007-use-valkey.md`, `7. Use Valkey`: the number of a record that spells no id.
fn numbered(text: &str) -> Option<String> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).filter(|end| (1..=4).contains(end))?;
    text[end..].starts_with(['-', '.', '_', ' ']).then(|| format!("ADR-{:0>3}", text[..end].trim_start_matches('0')))
}

/// The first sentence below `## Status`.
fn below(doc: &Doc<'_>) -> Option<Phrase> {
    let is_status = |section: &&Part| {
        let bare = vocabulary::bare(&section.title.plain);
        vocabulary::find(bare).of(bare).whole() == Some(Column::Status)
    };
    let section = doc.outline.sections.iter().find(is_status)?;
    doc.sentences(section).into_iter().next()
}

/// `| Status | Accepted |`
fn in_table(doc: &Doc<'_>) -> Option<Phrase> {
    let tables = doc.outline.tables().map(|(_, table)| table);
    let pairs = tables.flat_map(|table| {
        let header = Some(table.header.as_slice());
        header.into_iter().chain(table.rows.iter().map(|row| row.cells.as_slice()))
    });
    pairs.filter(|cells| cells.len() == 2).find_map(|cells| {
        let is_status = doc.terms(&cells[0]).whole() == Some(Column::Status);
        is_status.then(|| doc.phrase(&cells[1])).filter(Phrase::is_stated)
    })
}

//! Tech stack parity: the matrix, recorded substitutions, and the decisions behind them.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Decision, ParityRow, Substitution, Technology};
use crate::outline::Row;
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids().filter(|grid| grid.has(Column::Component)) {
        let matrix = is_matrix(&grid);
        for row in &grid.table.rows {
            if matrix {
                facts.parity.extend(parity_row(&grid, row));
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

fn parity_row(grid: &Grid<'_>, row: &Row) -> Option<ParityRow> {
    let component = grid.stated(row, Column::Component)?;
    let mut cells: Vec<(String, Said<Technology>)> = grid
        .environments()
        .into_iter()
        .map(|(index, environment)| (environment.to_owned(), grid.nth(row, index)))
        .filter(|(_, cell)| cell.is_stated() && !is_unused(&cell.value))
        .map(|(environment, cell)| (environment, technology(cell)))
        .collect();
    refer(&mut cells);
    Some(ParityRow { component, cells, decisions: vocabulary::ids(&Grid::row_text(row), &["ADR"]) })
}

/// `n/a: mails are dropped`, `none (in memory)`: the environment does without.
fn is_unused(cell: &str) -> bool {
    let words = vocabulary::words(cell);
    let begins = |with: &[&str]| words.len() >= with.len() && words.iter().zip(with).all(|(word, with)| word == with);
    begins(&["n", "a"]) || begins(&["none"]) || begins(&["not", "used"]) || begins(&["not", "applicable"])
}

/// `same as production`: the cell stands for another one; `same` alone for any.
fn refer(cells: &mut [(String, Said<Technology>)]) {
    let own: Vec<(String, Technology)> = cells
        .iter()
        .filter(|(_, cell)| !refers(&cell.value.written))
        .map(|(name, cell)| (name.clone(), cell.value.clone()))
        .collect();
    for (_, cell) in cells.iter_mut().filter(|(_, cell)| refers(&cell.value.written)) {
        let wanted = vocabulary::environment(&cell.value.written);
        if let Some((_, technology)) = own.iter().find(|(name, _)| wanted.is_none_or(|wanted| name == wanted)) {
            cell.value = Technology { written: cell.value.written.clone(), ..technology.clone() };
        }
    }
}

/// Whether a cell only refers to another one.
fn refers(cell: &str) -> bool {
    let words = vocabulary::words(cell);
    let begins =
        words.first().is_some_and(|first| matches!(first.as_str(), "same" | "as" | "like" | "identical" | "ditto"));
    let only = words.iter().skip(1).all(|word| {
        matches!(word.as_str(), "as" | "to" | "in" | "the" | "like" | "technology")
            || vocabulary::environment(word).is_some()
    });
    begins && only
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

/// An ADR: its id from a field, the title or the file name; its status from a field or the text below `## Status`.
fn decision(doc: &Doc<'_>) -> Option<Decision> {
    let field = doc.value(&["adr id", "decision id", "id"]).map(|value| value.value).unwrap_or_default();
    let title = super::classify::title(doc.outline);
    let heading = title.map(|title| title.plain.clone()).unwrap_or_default();
    let id = [field.as_str(), heading.as_str(), doc.source.name()]
        .into_iter()
        .find_map(|text| vocabulary::ids(text, &["ADR"]).into_iter().next())?;
    let below = || {
        doc.outline
            .sections
            .iter()
            .find(|section| vocabulary::heading(&section.title.plain) == ["status"])
            .and_then(|section| doc.sentences(section).into_iter().next())
    };
    Some(Decision {
        id,
        status: doc.value(&["status", "decision status"]).or_else(below),
        text: doc.source.text.to_lowercase(),
        at: doc.place(title.map(|title| title.span).unwrap_or_default()),
    })
}

//! Tech stack parity: the matrix, recorded substitutions, and the decisions behind them.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Decision, ParityRow, Substitution, Technology};
use crate::outline::Row;
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids().filter(|grid| grid.has(Column::Component)) {
        let matrix = grid.environments().len() >= 2 && !grid.has(Column::Decision);
        for row in &grid.table.rows {
            if matrix {
                facts.parity.extend(parity_row(&grid, row));
            } else if grid.has(Column::Decision) && (grid.topic == Some(Section::Parity) || grid.has(Column::Justification)) {
                facts.substitutions.extend(substitution(&grid, row));
            }
        }
    }
    if doc.kind == Kind::Decision {
        facts.decisions.extend(decision(doc));
    }
}

fn parity_row(grid: &Grid<'_>, row: &Row) -> Option<ParityRow> {
    let component = grid.stated(row, Column::Component)?;
    let cells = grid
        .environments()
        .into_iter()
        .map(|(index, environment)| (environment.to_owned(), grid.nth(row, index)))
        .filter(|(_, cell)| cell.is_stated())
        .map(|(environment, cell)| (environment, technology(cell)))
        .collect();
    Some(ParityRow { component, cells, decisions: vocabulary::ids(&Grid::text(row), &["ADR"]) })
}

fn technology(cell: Phrase) -> Said<Technology> {
    let (names, major) = vocabulary::technology(&cell.value);
    Said { value: Technology { written: cell.value, names, major }, at: cell.at }
}

fn substitution(grid: &Grid<'_>, row: &Row) -> Option<Substitution> {
    Some(Substitution {
        component: grid.stated(row, Column::Component)?,
        justification: grid.cell(row, Column::Justification),
        decisions: vocabulary::ids(&Grid::text(row), &["ADR"]),
        at: grid.row(row),
    })
}

/// An ADR: its id from a field, the title or the file name; its status from a field or the text below `## Status`.
fn decision(doc: &Doc<'_>) -> Option<Decision> {
    let field = doc.value(&["adr id", "decision id", "id"]).map(|value| value.value).unwrap_or_default();
    let title = super::classify::title(doc.outline);
    let heading = title.map(|title| title.plain.clone()).unwrap_or_default();
    let id = [field.as_str(), heading.as_str(), doc.source.name()].into_iter().find_map(|text| {
        vocabulary::ids(text, &["ADR"]).into_iter().next()
    })?;
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

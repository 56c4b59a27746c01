//! Configuration: the environment variable catalog.

use std::collections::BTreeMap;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Phrase, Said};
use crate::facts::Variable;
use crate::outline::Row;
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids().filter(is_catalog) {
        for row in &grid.table.rows {
            variables(&grid, row, facts);
        }
    }
}

/// A column of variables beside one for each environment; or a table of variables under a heading that says so.
pub(super) fn is_catalog(grid: &Grid<'_>) -> bool {
    let environments = !grid.environments().is_empty();
    variable_column(grid).is_some()
        && environments
        && (grid.topic == Some(Section::Variables) || grid.has_any(&[Column::Required, Column::Purpose]))
}

/// The column that names the variables: under a heading about them also a plain "Name" or "Key".
fn variable_column(grid: &Grid<'_>) -> Option<Column> {
    let plain = [Column::Name, Column::Id].into_iter().filter(|_| grid.topic == Some(Section::Variables));
    std::iter::once(Column::Variable).chain(plain).find(|column| grid.has(*column))
}

/// The cell that names the variables of a row.
pub(super) fn variable_cell(grid: &Grid<'_>, row: &Row) -> Option<Phrase> {
    grid.cell(row, variable_column(grid)?)
}

/// One cell may name several variables.
fn variables(grid: &Grid<'_>, row: &Row, facts: &mut Facts) {
    let Some(cell) = variable_cell(grid, row) else { return };
    let required = grid.cell(row, Column::Required).and_then(|cell| required(&cell.value));
    let values: BTreeMap<String, Phrase> = grid
        .environments()
        .into_iter()
        .map(|(index, environment)| (environment.to_owned(), grid.nth(row, index)))
        .collect();
    for name in names(&cell.value) {
        let wildcard = name.ends_with('*');
        let name = Said { value: name, at: cell.at };
        facts.variables.push(Variable { name, wildcard, required, values: values.clone() });
    }
}

/// The variables that a cell names; `RELIABILITY_*` stands for all that begin so.
pub(super) fn names(cell: &str) -> Vec<String> {
    cell.split(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '_' | '*')))
        .filter(|word| word.len() >= 2 && word.starts_with(|first: char| first.is_ascii_uppercase() || first == '_'))
        .filter(|word| !word.bytes().any(|byte| byte.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect()
}

fn required(cell: &str) -> Option<bool> {
    let words = vocabulary::words(cell);
    match words.first().map(String::as_str) {
        Some("yes" | "y" | "true" | "required" | "mandatory" | "always") => Some(true),
        Some("no" | "n" | "false" | "optional" | "not") => Some(false),
        _ => match cell.trim() {
            "✓" | "✔" | "✅" | "x" | "X" => Some(true),
            _ => None,
        },
    }
}

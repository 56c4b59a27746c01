//! Tech stack parity: the matrix, recorded substitutions, and the decisions behind them.

mod decision;
mod told;

use super::document::Doc;
use super::grid::Grid;
use super::settings::is_variable_name;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{ParityRow, Substitution, TableForm, Technology};
use crate::outline::Row;
use crate::vocabulary::{self, Class, Column, Hit, Meaning, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids() {
        if let Some(lead) = if is_matrix(&grid) { lead(&grid) } else { None } {
            facts.parity.extend(grid.table.rows.iter().filter_map(|row| parity_row(doc, &grid, row, lead)));
            facts.tables.push(super::tables::found(&grid, TableForm::Parity));
        } else if grid.has(Column::Component)
            && grid.has(Column::Decision)
            && (grid.topic == Some(Section::Parity) || grid.has(Column::Justification))
        {
            facts.substitutions.extend(grid.table.rows.iter().filter_map(|row| substitution(doc, &grid, row)));
        } else {
            facts.parity.extend(told::by_row(&grid));
        }
    }
    if doc.is(&[Kind::Environment, Kind::Architecture, Kind::DeploymentPlan]) {
        facts.parity.extend(told::in_prose(doc));
    }
    if doc.kind == Kind::Decision {
        facts.decisions.extend(decision::read(doc));
    }
}

/// The column that names the components: one of that name, or the first if it is named after nothing else, and holds no names
/// of variables.
fn lead(grid: &Grid<'_>) -> Option<usize> {
    if let Some(column) = grid.position(Column::Component) {
        return Some(column);
    }
    let plain = matches!(grid.meaning(0), None | Some(Column::Name | Column::Category | Column::Title));
    let environment = || grid.table.header.first().is_some_and(|name| vocabulary::environment(&name.plain).is_some());
    let variables = || {
        let mut names = grid.table.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.plain.trim());
        names.any(|name| name.contains('_') && is_variable_name(name.trim_matches('`')))
    };
    (plain && !environment() && !variables()).then_some(0)
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

fn parity_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, lead: usize) -> Option<ParityRow> {
    let component = Some(grid.nth(row, lead)).filter(Phrase::is_stated)?;
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
    Some(ParityRow { component, cells, decisions: vocabulary::ids(&Grid::row_text(row), &doc.ids.decision) })
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

fn substitution(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<Substitution> {
    Some(Substitution {
        component: grid.stated(row, Column::Component)?,
        justification: grid.cell(row, Column::Justification),
        decisions: vocabulary::ids(&Grid::row_text(row), &doc.ids.decision),
        at: grid.row(row),
    })
}

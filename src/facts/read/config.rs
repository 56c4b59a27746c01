//! Configuration: the environment variable catalog, and variables that documents set or name elsewhere.

mod assignments;
mod commands;
mod marks;
mod names;
mod told;

use std::collections::BTreeMap;

use super::document::Doc;
use super::grid::Grid;
use super::settings::{is_variable_name, state};
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Origin, Setting, TableForm, ValueState, Variable};
use crate::outline::{Row, Text};
use crate::vocabulary::secrets::names_store;
use crate::vocabulary::{self, Column, Environment, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let before = facts.variables.len();
    for grid in doc.grids() {
        let Some(column) = catalog(doc, &grid) else { continue };
        let listed = is_list(doc, &grid);
        if !listed {
            facts.tables.push(super::tables::found(&grid, TableForm::Variables));
        }
        for row in &grid.table.rows {
            let name = grid.nth(row, column);
            if listed {
                settings(doc, &grid, row, &name, facts);
            } else {
                variables(doc, &grid, row, &name, facts);
            }
        }
    }
    let rows = facts.variables.iter().enumerate().skip(before);
    let rows: BTreeMap<String, usize> = rows.map(|(at, one)| (one.name.value.clone(), at)).collect();
    told::read(doc, rows, facts);
}

/// The column of the names in a catalog of variables: one of variables beside one for each environment, or beside what they are
/// for, whether they must be set, or a value; or a first column of nothing but names of variables, whatever it is called.
pub(super) fn catalog(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<usize> {
    let called = variable_column(grid).filter(|column| says_so(grid, *column));
    let called = called.and_then(|column| grid.position(column));
    called.or_else(|| if grid.environments().is_empty() { named(doc, grid) } else { None })
}

fn says_so(grid: &Grid<'_>, column: Column) -> bool {
    let under = grid.topic == Some(Section::Variables);
    if !grid.environments().is_empty() {
        return under || grid.has_any(&[Column::Required, Column::Purpose]);
    }
    let says =
        [Column::Required, Column::Purpose, Column::Threshold, Column::Description, Column::Default, Column::Example];
    (under || (column != Column::Id && grid.has_any(&says))) && names_only(grid, column)
}

/// The column of the names where no heading says so. Outside an environment definition at least half of them must be such that
/// only variables have them.
fn named(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<usize> {
    let at = variable_column(grid).and_then(|column| grid.position(column)).unwrap_or(0);
    let (mut rows, mut known) = (0, 0);
    for cell in grid.table.rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.plain.trim().is_empty())
    {
        if !holds_names(&cell.plain) {
            return None;
        }
        rows += 1;
        known += usize::from(names(&cell.plain).iter().any(|name| names::is_known(name.trim_end_matches('*'))));
    }
    let enough = rows > 0 && (doc.kind == Kind::Environment || known * 2 > rows);
    (enough && grid.table.header.len() >= 2).then_some(at)
}

/// Whether every cell of a column that says something holds names of variables and nothing else.
fn names_only(grid: &Grid<'_>, column: Column) -> bool {
    let mut cells = grid.table.rows.iter().filter_map(|row| grid.stated(row, column)).peekable();
    cells.peek().is_some() && cells.all(|cell| holds_names(&cell.value))
}

/// Names, and perhaps something in brackets behind them.
fn holds_names(cell: &str) -> bool {
    let bare = cell.split(['(', '（']).next().unwrap_or_default();
    let mut words = bare.split([' ', ',', '/', '`', '、', '+', '・', '\n']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| is_variable_name(word.trim_end_matches('*')))
}

/// A table of some variables in a document about something else: no catalog of all there are.
fn is_list(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    doc.kind != Kind::Environment
        && grid.topic != Some(Section::Variables)
        && grid.environments().is_empty()
        && !grid.has(Column::Required)
}

/// The column that names the variables: under a heading about them also a plain "Name" or "Key".
fn variable_column(grid: &Grid<'_>) -> Option<Column> {
    // Elsewhere a default or an example beside names such as `LOG_LEVEL` says what they are.
    let given = grid.has_any(&[Column::Default, Column::Example])
        && grid.table.rows.iter().any(|row| row.cells.first().is_some_and(|cell| cell.plain.contains('_')));
    let under = |column: &Column| {
        grid.topic == Some(Section::Variables) || (*column == Column::Name && given && names_only(grid, *column))
    };
    let plain = [Column::Name, Column::Id].into_iter().filter(under);
    std::iter::once(Column::Variable).chain(plain).find(|column| grid.has(*column))
}

/// The cells that give a variable its values, each with its environment; without one where the table names none.
pub(super) fn value_cells(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Vec<(Option<&'static str>, Phrase)> {
    let columns = grid.environments();
    if !columns.is_empty() {
        return columns.into_iter().map(|(index, name)| (Some(name), grid.nth(row, index))).collect();
    }
    let here = grid.cell(row, Column::Environment).and_then(|cell| vocabulary::environment(&cell.value));
    let here = here.or_else(|| of_section(doc, grid.section));
    // A default holds where nothing else is said.
    let default = || grid.cell(row, Column::Default).filter(|cell| is_default(doc, cell));
    let cell = grid.cell(row, Column::Threshold).or_else(default);
    cell.map(|cell| (here, cell)).into_iter().collect()
}

/// Whether a default is there; "unset" or "required" is none. In code any word is a value: `none`, `no`.
fn is_default(doc: &Doc<'_>, cell: &Phrase) -> bool {
    let found = vocabulary::find(&cell.value);
    let terms = found.of(&cell.value);
    if terms.is_only(Word::NotSet) {
        return false;
    }
    let raw = doc.source.slice(cell.at.span).trim();
    let coded = raw.len() > 2 && raw.starts_with('`') && raw.find('`') != raw.rfind('`') && raw.ends_with('`');
    (coded && cell.value.contains(char::is_alphanumeric)) || (cell.is_stated() && told::demanded(terms).is_none())
}

/// The environment that a section's headings name, from the inside out; else the path of the document.
fn of_section(doc: &Doc<'_>, index: usize) -> Option<&'static str> {
    let titles = doc.outline.path(index);
    // The title of a plan says where it leads: «Puesta en producción».
    let title = doc.title().filter(|_| doc.kind != Kind::Environment);
    let heads = titles.first().is_some_and(|first| title.is_some_and(|title| title.span == first.span));
    let titles = titles.get(usize::from(heads)..).unwrap_or_default();
    // "From development to production" is no section of one of them.
    let one = |title: &&crate::outline::Text| {
        let mut named = doc.terms(title).all::<Environment>().into_iter();
        named.next().is_some() && named.next().is_none()
    };
    let named =
        titles.iter().rev().filter(|title| one(title)).find_map(|title| vocabulary::environment_in(doc.terms(title)));
    named.or_else(|| of_file(doc))
}

/// The environment that the path of a definition names; `puesta-en-produccion.md` is a plan.
fn of_file(doc: &Doc<'_>) -> Option<&'static str> {
    doc.environment().filter(|_| doc.kind == Kind::Environment)
}

/// One cell may name several variables.
fn variables(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, cell: &Phrase, facts: &mut Facts) {
    // "Why the backup is mandatory" says nothing of variables.
    let about = || doc.kind == Kind::Environment || grid.topic == Some(Section::Variables);
    let above = || {
        let titles = doc.outline.path(grid.section);
        titles.iter().rev().find_map(|title| told::demanded(doc.terms(title))).filter(|_| about())
    };
    let asked = grid.text(row, Column::Required);
    let required = match asked {
        Some(cell) => required(doc.terms(cell)).or_else(|| marks::clause(&cell.plain)),
        None => beside(doc, grid, row, cell).or_else(|| missing(doc, grid, row)).or_else(above),
    };
    // "Required when": all that stands below is a condition.
    let conditional = grid.position(Column::Required).and_then(|at| grid.table.header.get(at));
    let conditional = conditional.is_some_and(|title| doc.terms(title).has(Word::If));
    let condition = asked.filter(|_| required.is_none());
    let condition = condition.and_then(|cell| {
        let said = doc.phrase(cell);
        if conditional { Some(said).filter(Phrase::is_stated) } else { marks::condition(said, doc.terms(cell)) }
    });
    let called = secret(doc, grid, row, cell);
    let example = grid.stated(row, Column::Example);
    let note = note(doc, grid, row, cell);
    let mut values = BTreeMap::new();
    let mut value = None;
    for (environment, cell) in value_cells(doc, grid, row) {
        match environment {
            Some(environment) => drop(values.insert(environment.to_owned(), cell)),
            None => value = Some(cell),
        }
    }
    for name in names(&cell.value) {
        let (value, values) = (value.clone(), values.clone());
        let variable = Variable::named(Said { value: name, at: cell.at });
        let condition = condition.clone();
        let secret = called.or_else(|| secret_beside(doc, row, &variable.name));
        let (example, note) = (example.clone(), note.clone());
        facts.variables.push(Variable { required, condition, secret, value, values, example, note, ..variable });
    }
}

/// What a row says in the cells that are neither the name nor a value nor a mark.
fn note(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, name: &Phrase) -> Option<Phrase> {
    const KNOWN: [Column; 7] = [
        Column::Default,
        Column::Example,
        Column::Threshold,
        Column::Required,
        Column::Environment,
        Column::Number,
        Column::Id,
    ];
    let environments = grid.environments();
    let other = |at: usize| {
        !grid.meaning(at).is_some_and(|column| KNOWN.contains(&column))
            && !environments.iter().any(|(known, _)| *known == at)
            && !grid.table.header.get(at).is_some_and(|title| doc.terms(title).has(Word::SecretMark))
    };
    let cells = row.cells.iter().enumerate().filter(|(at, cell)| cell.span != name.at.span && other(*at));
    let mut cells = cells.map(|(_, cell)| doc.phrase(cell)).filter(Phrase::is_stated);
    let first = cells.next()?;
    let rest = cells.map(|cell| cell.value);
    let value = std::iter::once(first.value).chain(rest).collect::<Vec<_>>().join(" | ");
    Some(Said { value, at: first.at })
}

/// What a row says in another cell than that of the name: `Optional – public address`.
fn beside(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, name: &Phrase) -> Option<bool> {
    const VALUES: [Option<Column>; 3] = [Some(Column::Default), Some(Column::Example), Some(Column::Threshold)];
    let others = row.cells.iter().enumerate().filter(|(at, cell)| {
        cell.span != name.at.span && !VALUES.contains(&grid.meaning(*at)) && marks::may_ask(doc.terms(cell))
    });
    others.map(|(_, cell)| cell).find_map(|cell| marks::clause(&cell.plain))
}

/// Whether nothing runs without the variable of a row: `If missing | does not start`, "If missing: does not start".
fn missing(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<bool> {
    if !doc.mentions(Word::NoStart) {
        return None;
    }
    let tells = |(at, cell): (usize, &Text)| {
        let asks = grid.table.header.get(at).is_some_and(|title| doc.terms(title).has(Word::IfMissing));
        let stops = |terms: Terms<'_>| terms.has(Word::NoStart) && (asks || terms.has(Word::IfMissing));
        doc.terms(cell).has(Word::NoStart) && doc.cut(cell).any(|sentence| stops(sentence.terms))
    };
    row.cells.iter().enumerate().any(tells).then_some(true)
}

/// Whether a row calls its variable secret: in a column that asks so, or in a word of its own.
fn secret(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, name: &Phrase) -> Option<bool> {
    if let Some(at) = grid.table.header.iter().position(|title| marks::secret(doc.terms(title)) == Some(true))
        && let Some(cell) = row.cells.get(at).filter(|cell| cell.span != name.at.span)
        && let Some(says) = required(doc.terms(cell))
    {
        return Some(says);
    }
    let others = || row.cells.iter().filter(|cell| cell.span != name.at.span);
    let sentence = |cell| doc.cut(cell).find_map(|sentence| marks::secret(sentence.terms));
    others().map(|cell| doc.terms(cell)).find_map(marks::secret).or_else(|| {
        others().filter(|cell| doc.terms(cell).has_any(&[Word::SecretMark, Word::PublicMark])).find_map(sentence)
    })
}

/// Whether a sentence of a row calls one of its variables secret: "`SMTP_PASS` is secret".
fn secret_beside(doc: &Doc<'_>, row: &Row, name: &Phrase) -> Option<bool> {
    let says = |terms: Terms<'_>| {
        let subject = terms.text().trim_start().strip_prefix(name.value.as_str());
        subject.is_some_and(|rest| rest.split_whitespace().count() <= 4)
            && terms.ends(Word::SecretMark)
            && !terms.has_any(&[Word::Not, Word::PublicMark])
    };
    let marked = row.cells.iter().filter(|cell| cell.span != name.at.span && doc.terms(cell).has(Word::SecretMark));
    marked.flat_map(|cell| doc.cut(cell)).any(|sentence| says(sentence.terms)).then_some(true)
}

/// The same for a table that is no catalog.
fn settings(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, cell: &Phrase, facts: &mut Facts) {
    let required = beside(doc, grid, row, cell);
    let note = note(doc, grid, row, cell);
    let given = value_cells(doc, grid, row).into_iter().next();
    for name in names(&cell.value) {
        let name = Said { value: name, at: cell.at };
        let (environment, value) =
            given.clone().map_or((None, None), |(environment, value)| (environment, Some(value)));
        // Where a variable comes from may stand in any column.
        let kept = value.is_none() && row.cells.iter().any(|cell| names_store(&cell.plain));
        let set = setting(name, value, environment);
        let set = Setting { required, note: note.clone(), ..set };
        facts.settings.push(if kept { Setting { state: ValueState::Secret, ..set } } else { set });
    }
}

/// What a document says that a variable is set to; a name alone says nothing of the value.
fn setting(name: Phrase, value: Option<Phrase>, environment: Option<&'static str>) -> Setting {
    let state = value.as_ref().map_or(ValueState::Passed, |value| state(&name.value, &value.value));
    let value = value.filter(|_| state != ValueState::Empty);
    Setting { name, value, state, origin: Origin::Document, owner: None, environment, required: None, note: None }
}

/// The variables that a cell names; `RELIABILITY_*` stands for all that begin so.
pub(super) fn names(cell: &str) -> Vec<String> {
    cell.split(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '_' | '*')))
        .filter(|word| word.len() >= 2 && word.starts_with(|first: char| first.is_ascii_uppercase() || first == '_'))
        .filter(|word| !word.bytes().any(|byte| byte.is_ascii_lowercase()) || is_variable_name(word))
        .map(str::to_owned)
        .collect()
}

/// Whether a text says that a variable must be set; a condition behind it changes nothing.
fn required(terms: Terms<'_>) -> Option<bool> {
    match terms.text().trim() {
        "x" | "X" | "○" | "◯" | "●" | "Y" => return Some(true),
        "×" | "N" => return Some(false),
        _ => {}
    }
    if terms.begins(Word::Optional) || terms.begins(Word::Not) || terms.begins(Word::No) {
        return Some(false);
    }
    if terms.begins(Word::Yes) {
        return Some(true);
    }
    match terms.text().trim().chars().next()? {
        '✓' | '✔' | '✅' => Some(true),
        '✗' | '❌' => Some(false),
        _ => None,
    }
}

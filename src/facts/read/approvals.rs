//! Approvals of the release and sign-offs of its acceptance.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::Approval;
use crate::outline::{Field, Row};
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let sections = [Section::Approvals, Section::SignOff];
    let list = match doc.kind {
        Kind::AcceptancePlan => &mut facts.sign_offs,
        Kind::DeploymentPlan | Kind::ChangeRequest | Kind::Approvals => &mut facts.approvals,
        _ => return,
    };
    let whole = doc.kind == Kind::Approvals;
    let before = list.len();
    for grid in doc.grids().filter(|grid| is_signatures(grid) && (whole || grid.topic.is_some_and(|topic| sections.contains(&topic)))) {
        list.extend(grid.table.rows.iter().filter_map(|row| from_row(&grid, row)));
    }
    if list.len() == before {
        let parts = sections.iter().flat_map(|section| doc.about(*section));
        list.extend(parts.flat_map(|part| &part.fields).filter_map(|field| from_field(doc, field)));
    }
}

fn is_signatures(grid: &Grid<'_>) -> bool {
    grid.has_any(&[Column::Role, Column::Name]) && grid.has_any(&[Column::Approval, Column::Date, Column::Status])
}

fn from_row(grid: &Grid<'_>, row: &Row) -> Option<Approval> {
    let role = grid.cell(row, Column::Role);
    // A row that says nothing at all is no row.
    if row.cells.iter().all(|cell| cell.plain.is_empty()) {
        return None;
    }
    let name = grid.cell(row, Column::Name).or_else(|| role.as_ref().and_then(in_brackets));
    let decision = grid.cell(row, Column::Approval).or_else(|| grid.cell(row, Column::Status));
    Some(Approval { role, name, decision, date: grid.cell(row, Column::Date), at: grid.row(row) })
}

/// `Deployment Manager (A. Ito)`: the name in the brackets.
fn in_brackets(role: &Phrase) -> Option<Phrase> {
    let (_, rest) = role.value.split_once('(')?;
    let name = rest.split(')').next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| Said { value: name.to_owned(), at: role.at })
}

/// `Product Owner: A. Novak, approved 2026-12-01`.
fn from_field(doc: &Doc<'_>, field: &Field) -> Option<Approval> {
    let value = &field.value.plain;
    let decision = vocabulary::decision(value);
    let date = super::change::date_in(value);
    if decision.is_none() && date.is_none() && !value.contains("__") {
        return None;
    }
    let at = doc.place(field.value.span);
    let said = |value: String| Said { value, at };
    let name = value.split([',', ';', '—', '–']).next().unwrap_or_default().trim();
    let is_name = vocabulary::decision(name).is_none() && super::change::date_in(name).is_none();
    Some(Approval {
        role: Some(doc.phrase(&field.key)),
        name: is_name.then(|| said(name.to_owned())),
        decision: decision.map(|_| said(value.clone())),
        date: date.map(said),
        at,
    })
}

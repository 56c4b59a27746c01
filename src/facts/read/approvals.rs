//! Approvals of the release and sign-offs of its acceptance.

use std::collections::BTreeSet;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::Approval;
use crate::outline::{Block, Field, Item, Row, Section as Part, Span};
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
    for grid in doc
        .grids()
        .filter(|grid| is_signatures(grid) && (whole || grid.topic.is_some_and(|topic| sections.contains(&topic))))
    {
        list.extend(grid.table.rows.iter().filter_map(|row| from_row(&grid, row)));
    }
    if list.len() == before {
        list.extend(sections.iter().flat_map(|section| doc.about(*section)).flat_map(|part| from_part(doc, part)));
    }
    if list.len() == before && doc.kind != Kind::AcceptancePlan {
        list.extend(anywhere(doc));
    }
}

/// `[x] Change approved by A. Novak (Head of Engineering) on 2026-12-08`, wherever a plan says it.
fn anywhere(doc: &Doc<'_>) -> Vec<Approval> {
    let says = |text: &str| text.to_lowercase().contains("approved by ");
    let mut found = Vec::new();
    for part in &doc.outline.sections {
        let unticked = part.blocks.iter().filter_map(|block| match block {
            Block::Item(item) if item.checked == Some(false) && says(&item.text.plain) => Some(item),
            _ => None,
        });
        let open: BTreeSet<Span> = unticked.clone().map(|item| item.text.span).collect();
        found.extend(unticked.filter_map(|item| {
            let sentence = doc.phrase(&item.text);
            let role = in_brackets(&sentence);
            Some(Approval {
                role,
                decision: Some(Said { value: "unticked".to_owned(), at: sentence.at }),
                ..from_sentence(&sentence)?
            })
        }));
        let sentences = doc.prose(part).into_iter().filter(|sentence| says(&sentence.value));
        found.extend(
            sentences
                .filter(|sentence| !open.contains(&sentence.at.span))
                .filter_map(|sentence| from_sentence(&sentence)),
        );
    }
    found
}

/// Signatures that stand in no table: lines `Role: Name, approved 2026-12-01`, ticked or not, else sentences.
fn from_part(doc: &Doc<'_>, part: &Part) -> Vec<Approval> {
    let boxes = part.blocks.iter().filter_map(|block| match block {
        Block::Item(item) if item.checked.is_some() => Some(item),
        _ => None,
    });
    let ticked: Vec<Approval> = boxes.filter_map(|item| from_box(doc, item)).collect();
    let ticked_spans: BTreeSet<Span> = ticked.iter().map(|known| known.at.span).collect();
    let fields = part.fields.iter().filter(|field| !ticked_spans.contains(&field.value.span));
    let mut found: Vec<Approval> = fields.filter_map(|field| from_field(doc, field)).collect();
    found.extend(ticked);
    found.sort_by_key(|approval| approval.at);
    if found.is_empty() {
        found = doc.prose(part).iter().filter_map(from_sentence).collect();
    }
    found
}

/// `[x] Product Owner: A. Novak, 2026-12-01`, `[ ] Security Gatekeeper`.
fn from_box(doc: &Doc<'_>, item: &Item) -> Option<Approval> {
    let at = doc.place(item.text.span);
    let said = |value: &str| Said { value: value.trim().to_owned(), at };
    let (role, rest) = item.text.plain.split_once([':', '—', '–']).unwrap_or((&item.text.plain, ""));
    let name = name_in(rest);
    let word = if item.checked? { "signed" } else { "unticked" };
    Some(Approval {
        role: Some(said(role)),
        name: name.map(said),
        decision: Some(said(word)),
        date: vocabulary::date(rest).map(|date| said(&date.to_string())),
        at,
    })
}

/// `A. Novak, approved …`, `approved by A. Novak on …`: the person.
fn name_in(value: &str) -> Option<&str> {
    let first = value.split([',', ';', '—', '–']).next().unwrap_or_default().trim();
    let is_name = !first.is_empty() && vocabulary::decision(first).is_none() && vocabulary::date(first).is_none();
    is_name.then_some(first).or_else(|| approver(value))
}

/// `approved by A. Novak on …`.
fn approver(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(" by ")?;
    let name = rest.split([',', '(', ';']).next()?.split(" on ").next()?;
    Some(name.trim().trim_end_matches('.')).filter(|name| !name.is_empty())
}

/// Words of a sentence that says what is to be done, not what has been decided.
const DEMANDS: [&str; 12] =
    ["must", "should", "shall", "need", "needs", "needed", "requires", "required", "will", "before", "every", "each"];

/// `Approved by B. Novak (Product Owner) on 2026-12-01.`
fn from_sentence(sentence: &Phrase) -> Option<Approval> {
    let decision = vocabulary::decision(&sentence.value)?;
    let date = vocabulary::date(&sentence.value);
    let demands = vocabulary::words(&sentence.value).iter().any(|word| DEMANDS.contains(&word.as_str()));
    if demands || (decision == vocabulary::DecisionWord::Approved && date.is_none()) {
        return None;
    }
    let said = |value: &str| Said { value: value.trim().to_owned(), at: sentence.at };
    let name = approver(&sentence.value);
    let role = in_brackets(sentence).filter(|_| name.is_some());
    Some(Approval {
        role,
        name: name.map(said),
        decision: Some(sentence.clone()),
        date: date.map(|date| said(&date.to_string())),
        at: sentence.at,
    })
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
    if decision.as_ref().is_some_and(is_not_asked) {
        return None;
    }
    Some(Approval { role, name, decision, date: grid.cell(row, Column::Date), at: grid.row(row) })
}

/// `n/a: not required for a minor release`: with a reason, this approval is not asked for.
fn is_not_asked(decision: &Phrase) -> bool {
    let text = decision.value.to_lowercase();
    decision.is_stated()
        && ["n/a", "not required", "not needed", "not applicable"].iter().any(|start| text.starts_with(start))
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
    let date = vocabulary::date(value).map(|date| date.to_string());
    if decision.is_none() && date.is_none() && !value.contains("__") {
        return None;
    }
    let at = doc.place(field.value.span);
    let said = |value: String| Said { value, at };
    Some(Approval {
        role: Some(doc.phrase(&field.key)),
        name: name_in(value).map(|name| said(name.to_owned())),
        decision: decision.map(|_| said(value.clone())),
        date: date.map(said),
        at,
    })
}

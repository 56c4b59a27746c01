//! Who is called, in which order, and how.

use super::document::Doc;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Contact, OnCall};
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[
        Kind::SupportRunbook,
        Kind::Environment,
        Kind::DeploymentPlan,
        Kind::SupportBriefing,
        Kind::ReadinessReview,
        Kind::ReleaseNotes,
    ]) {
        return;
    }
    for grid in doc.grids() {
        let about = matches!(grid.topic, Some(Section::OnCall | Section::Contacts | Section::Handover));
        // `L1 | A. Ito | +81 …`, `1st | A. Ito | +81 …`: in a table of people the order is a role.
        let orders =
            [Column::Role, Column::Level, Column::Number].into_iter().filter(|column| *column == Column::Role || about);
        let role = orders.into_iter().find(|column| grid.has(*column)).unwrap_or(Column::Role);
        if !(grid.has(role) && grid.has_any(&[Column::Name, Column::Contact]) && (about || grid.has(Column::Contact))) {
            continue;
        }
        for row in &grid.table.rows {
            let Some(role) = grid.stated(row, role) else { continue };
            facts.contacts.push(Contact {
                on_call: on_call(&role.value),
                name: grid.cell(row, Column::Name),
                reach: grid.cell(row, Column::Contact),
                role,
            });
        }
    }
    let sections = doc.about(Section::OnCall).chain(doc.about(Section::Contacts));
    for field in sections.flat_map(|section| &section.fields) {
        if let Some(order) = on_call(&field.key.plain).filter(|_| !field.value.plain.is_empty()) {
            facts.contacts.push(from_field(doc.phrase(&field.key), order, &doc.phrase(&field.value)));
        }
    }
}

/// `Primary on-call: A. Ito, +81 3 5550 0100`.
fn from_field(role: Phrase, order: OnCall, value: &Phrase) -> Contact {
    let (name, reach) = match value.value.split_once([',', ';', '(', '—', '–']) {
        Some((name, reach)) => (name.trim(), Some(reach.trim_end_matches(')').trim())),
        // A schedule of a pager service is who is called and how.
        None => (value.value.as_str(), is_pager(&value.value).then_some(value.value.as_str())),
    };
    let said = |text: &str| Said { value: text.to_owned(), at: value.at };
    Contact { role, on_call: Some(order), name: Some(said(name)), reach: reach.map(said) }
}

fn is_pager(text: &str) -> bool {
    const PAGERS: [&str; 9] =
        ["pagerduty", "opsgenie", "victorops", "splunk", "pager", "rota", "rotation", "schedule", "hotline"];
    vocabulary::words(text).iter().any(|word| PAGERS.contains(&word.as_str()))
}

fn on_call(role: &str) -> Option<OnCall> {
    let words = vocabulary::words(role);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let manages =
        has(&["manager"]) && has(&["incident", "duty", "engineering", "operations", "service", "support", "platform"]);
    if has(&["primary", "first", "1st", "l1"]) {
        Some(OnCall::Primary)
    } else if has(&["secondary", "second", "2nd", "backup", "l2"]) {
        Some(OnCall::Secondary)
    } else if has(&[
        "escalation",
        "escalate",
        "escalations",
        "l3",
        "third",
        "3rd",
        "commander",
        "head",
        "director",
        "duty",
    ]) || manages
    {
        Some(OnCall::Escalation)
    } else if words.windows(2).any(|pair| pair[0] == "on" && pair[1] == "call") {
        Some(OnCall::Primary)
    } else {
        None
    }
}

//! IV-01: the architecture lists the backing services with their locators.

use super::{TABLE, no_table};
use crate::facts::{BackingService, Kind, Phrase, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Section;

pub(super) static RULE: Rule = Rule {
    id: "IV-01",
    name: "backing-services-listed",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Architecture],
    checks: "The architecture document has a resource locator table: each backing service, the variable that holds its \
             address, its format, which processes use it, and how it is swapped. Only the aiwg profile asks for the \
             table and for all of its columns.",
    why: "A backing service that nobody has listed is found when its address changes, or when the new environment \
          lacks it.",
    settings: &["profile"],
    source: "SAD:225-233",
    judge,
};

/// Name of a column, and its cell.
type Field = (&'static str, fn(&BackingService) -> Option<&Phrase>);

const FIELDS: [Field; 3] = [
    ("format", |row| row.format.as_ref()),
    ("used by", |row| row.used_by.as_ref()),
    ("swap criteria", |row| row.swap.as_ref()),
];

fn judge(case: &Case<'_>, out: &mut Findings) {
    let strict = case.policy.profile == Profile::Aiwg;
    if strict && case.facts.backing_services.is_empty() {
        absent(case, out);
        return;
    }
    if no_table(case, out) {
        return;
    }
    let rows = &case.facts.backing_services;
    let without: Vec<&str> =
        FIELDS.iter().filter(|field| rows.iter().all(|row| (field.1)(row).is_none())).map(|field| field.0).collect();
    let mut whole = true;
    if strict && !without.is_empty() {
        whole = false;
        let columns = if without.len() == 1 { "column" } else { "columns" };
        let message = format!("The Resource Locator Table has no {columns} for {}.", list(&without));
        out.fail("columns of the resource locator table", message, TABLE).at(few(rows.iter().map(|row| row.at)));
    }
    for row in rows.iter().filter(|_| strict) {
        let blank: Vec<&str> = FIELDS
            .iter()
            .filter(|field| (field.1)(row).is_some_and(|cell| !is_stated(Some(cell))))
            .map(|field| field.0)
            .collect();
        if !blank.is_empty() {
            whole = false;
            let name = code(&row.name.value);
            let message = format!("The row of {name} in the Resource Locator Table leaves blank: {}.", list(&blank));
            let remedy = format!("Fill in {} in the row of {name}.", list(&blank));
            out.fail(format!("row of {name}"), message, remedy).at([row.at]).severity(Severity::Warn);
        }
    }
    if whole {
        let names: Vec<&str> = rows.iter().map(|row| row.name.value.as_str()).collect();
        let message = format!("{} with variables: {}.", count(rows.len(), "backing service"), codes(&names));
        out.pass("resource locator table", message).at(few(rows.iter().map(|row| row.at)));
    }
}

/// No table: the section may say it in another form.
fn absent(case: &Case<'_>, out: &mut Findings) {
    let sections =
        case.facts.of_kind(Kind::Architecture).filter_map(|document| document.section(Section::BackingServices));
    let place = case.start_of(Kind::Architecture);
    let message = match sections.into_iter().next() {
        Some(section) if section.filled => {
            format!("The section {} has no table of resources with their variables.", code(&section.title.value))
        }
        _ => "The architecture document has no Resource Locator Table.".to_owned(),
    };
    out.fail("resource locator table", message, TABLE).at(place);
}

//! The product acceptance plan: results that the test reports give, and what the plan lacks to be signed.

use std::collections::BTreeMap;

use super::cells;
use super::columns;
use super::known;
use super::original::{Insertion, Original};
use super::rows::{Edits, table};
use super::table::{Row, Skeleton, code, open, plain};
use crate::deliverables::cases::Cases;
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::escape::{Place as Lands, escape};
use crate::deliverables::results;
use crate::dossier::SourceId;
use crate::facts::{Criterion, CriterionState, Document, Kind, Phrase, Place};
use crate::review::Outcome;
use crate::rules::skeletons;
use crate::vocabulary::{self, Column};

/// The rules that ask for results, and for sign-offs.
const CRITERIA: &str = "ACC-02";
const SIGN_OFFS: &str = "ACC-03";

/// Enters what the test reports say of each criterion that the review finds open. What the team wrote stays: the report is put
/// behind it.
pub(super) fn enter(clerk: &Clerk<'_>, edits: &mut Edits) {
    let asked = clerk.missing(CRITERIA);
    if asked.is_empty() {
        return;
    }
    let cases = Cases::of(clerk.reading);
    let wanted = |criterion: &&Criterion| {
        clerk.reading.facts.in_kind(criterion.id.at, Kind::AcceptancePlan) && asked.contains_key(&criterion.id.value)
    };
    let mut entries: BTreeMap<(SourceId, usize), Vec<Entry>> = BTreeMap::new();
    for criterion in clerk.reading.facts.criteria.iter().filter(wanted) {
        let entry = Entry::of(clerk, &cases, criterion);
        let Some(placed) = table(clerk, criterion.id.at) else { continue };
        let titled = |wanted| placed.header.iter().any(|title| vocabulary::column(title) == Some(wanted));
        if titled(Column::Result) || titled(Column::Status) || criterion.result.is_some() {
            fill(clerk, criterion, &entry, edits);
        } else {
            entries.entry((criterion.id.at.source, placed.start)).or_default().push(entry);
        }
    }
    for own in entries.values() {
        result_column(clerk, own, edits);
    }
}

/// What can be written of a criterion.
struct Entry {
    id: String,
    at: Place,
    result: Statement,
    evidence: Statement,
}

impl Entry {
    fn of(clerk: &Clerk<'_>, cases: &Cases, criterion: &Criterion) -> Self {
        let reports = results::reports(clerk, cases, criterion);
        let source = reports.join("; ");
        let said = |text: String| Statement { text, source: source.clone(), rule: String::new() };
        let result = results::proposed(cases, criterion).map(said).unwrap_or_default();
        let evidence = if result.is_said() { code(said(reports.join(", "))) } else { Statement::default() };
        Self { id: criterion.id.value.clone(), at: criterion.id.at, result, evidence }
    }
}

/// Fills the blank cells of its row, and puts the result behind one that says that it is still open.
fn fill(clerk: &Clerk<'_>, criterion: &Criterion, entry: &Entry, edits: &mut Edits) {
    if !entry.result.is_said() {
        return;
    }
    let about = |what: &str| format!("The {what} of {}: {CRITERIA}", entry.id);
    cells::blank(clerk, entry.at, edits, |title| match vocabulary::column(title)? {
        Column::Result | Column::Status => Some((entry.result.clone(), about("result"))),
        Column::Evidence => Some((entry.evidence.clone(), about("evidence"))),
        _ => None,
    });
    let written = criterion.result.as_ref().filter(|result| !result.value.is_empty());
    let entered = |said: &str| said.contains(&entry.result.text);
    let open = |written: &&Phrase| criterion.state == Some(CriterionState::Open) && !entered(&written.value);
    let Some(written) = written.filter(open) else { return };
    let said = written.at.span.start as usize;
    cells::each(clerk, entry.at, |_, start, cell| {
        if (start..start + cell.len()).contains(&said) && !cell.trim().is_empty() {
            edits.entry(entry.at.source).or_default().push(Insertion {
                at: start + cell.trim_end().len(),
                text: format!("; {}", escape(&entry.result.text, Lands::Cell)),
                about: format!("{}. Taken from {}.", about("result"), entry.result.source),
            });
        }
    });
}

/// Columns for results in a table of criteria that has none.
fn result_column(clerk: &Clerk<'_>, entries: &[Entry], edits: &mut Edits) {
    let Some(first) = entries.first() else { return };
    let Some(placed) = table(clerk, first.at) else { return };
    let text = clerk.reading.source(first.at.source).text.as_str();
    let about = format!("Results and evidence of the criteria: {CRITERIA}.");
    columns::add(clerk, first.at, &placed, &["Result", "Evidence"], &about, edits, |begin| {
        let end = text.get(begin..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| begin + length);
        let entry = entries.iter().find(|entry| (begin..end).contains(&(entry.at.span.start as usize)));
        let cell = |said: Option<&Statement>| match said {
            Some(said) if said.is_said() => escape(&said.text, Lands::Cell),
            _ => open(CRITERIA),
        };
        vec![cell(entry.map(|entry| &entry.result)), cell(entry.map(|entry| &entry.evidence))]
    });
}

/// The sections that the plan lacks.
pub(super) fn sections(clerk: &Clerk<'_>, plan: &Document) -> Vec<Insertion> {
    let source = clerk.reading.source(plan.source);
    let original = Original::of(source);
    let mut additions = Vec::new();
    for (rule, title, body) in lacking(clerk) {
        let mut lines = vec![format!("## {title}"), String::new()];
        lines.extend(body);
        additions.push(original.block(source.text.len(), &lines, format!("The section \"{title}\": {rule}.")));
    }
    additions
}

/// A plan to begin with, where the review asks for one and there is none.
pub(super) fn whole(clerk: &Clerk<'_>, name: &str) -> Vec<String> {
    if clerk.reading.facts.has(Kind::AcceptancePlan) || clerk.asked(&[CRITERIA, SIGN_OFFS]).is_none() {
        return Vec::new();
    }
    let mut lines = vec![format!("# Product Acceptance Plan: {name}")];
    for (title, body) in [("Acceptance Criteria", criteria()), ("Acceptance Sign-off", sign_offs(clerk))] {
        lines.extend([String::new(), format!("## {title}"), String::new()]);
        lines.extend(body);
    }
    lines
}

/// What the findings say the plan does not hold at all.
fn lacking(clerk: &Clerk<'_>) -> Vec<(&'static str, &'static str, Vec<String>)> {
    let about = |rule, subject: &str| clerk.findings(rule).any(|finding: &Outcome| finding.subject == subject);
    let mut found = Vec::new();
    if about(CRITERIA, "acceptance criteria") && clerk.reading.facts.criteria.is_empty() {
        found.push((CRITERIA, "Acceptance Criteria", criteria()));
    }
    if about(SIGN_OFFS, "acceptance sign-offs") && clerk.reading.facts.sign_offs.is_empty() {
        found.push((SIGN_OFFS, "Acceptance Sign-off", sign_offs(clerk)));
    }
    found
}

fn criteria() -> Vec<String> {
    Skeleton::of(skeletons::CRITERIA).filled(&[Row::default()], CRITERIA)
}

/// A row for each role that the policy has sign, else for each that the acceptance plan names.
fn sign_offs(clerk: &Clerk<'_>) -> Vec<String> {
    let facts = &clerk.reading.facts;
    let mut roles: Vec<String> = facts
        .contacts
        .iter()
        .filter(|contact| facts.in_kind(contact.role.at, Kind::AcceptancePlan) && contact.role.is_stated())
        .map(|contact| contact.role.value.clone())
        .collect();
    if roles.is_empty() {
        roles.clone_from(&clerk.review.policy.required_approvers);
    }
    let rows = roles.iter().map(|role| known::person(clerk, role).with("Role", plain(role)));
    Skeleton::of(skeletons::SIGN_OFFS).filled(&rows.collect::<Vec<_>>(), SIGN_OFFS)
}

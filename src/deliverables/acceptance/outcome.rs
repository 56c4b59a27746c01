//! How the acceptance stands: what the reports say of each criterion, what deviates, and who has signed.

use serde::Serialize;

use super::proof::Files;
use super::signature::Signature;
use crate::deliverables::cases::Cases;
use crate::deliverables::cite::{Clerk, Statement, distinct, sources};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::results::{self, Met, proposed};
use crate::facts::{Approval, Criterion, DefectSeverity, Kind};
use crate::report;
use crate::vocabulary::DecisionWord;

/// The results of the acceptance.
#[derive(Serialize)]
pub(super) struct Results {
    name: Statement,
    release: Statement,
    verdict: String,
    reason: String,
    plan: String,
    criteria_gap: Statement,
    total: usize,
    met: usize,
    unmet: usize,
    open: usize,
    entries: Vec<Entry>,
    missing: Vec<Missing>,
    deviations: Vec<Statement>,
    given: Vec<Signature>,
    lacking: Vec<Signature>,
    signatures_gap: Statement,
    footer: Footer,
}

/// A result that can be entered.
#[derive(Serialize)]
struct Entry {
    id: Statement,
    written: Statement,
    proposed: String,
    evidence: Statement,
    source: String,
}

/// A criterion of which no result is known.
#[derive(Serialize)]
struct Missing {
    id: Statement,
    text: Statement,
    why: String,
}

/// Builds the results.
pub(super) fn view(clerk: &Clerk<'_>) -> Results {
    let facts = &clerk.reading.facts;
    let (cases, files) = (Cases::of(clerk.reading), Files::of(clerk));
    let judged: Vec<(&Criterion, results::Result)> =
        facts.criteria.iter().map(|own| (own, results::of(clerk, &cases, own))).collect();
    let count = |met| judged.iter().filter(|(_, result)| result.met == met).count();
    let (given, lacking): (Vec<&Approval>, Vec<&Approval>) =
        facts.sign_offs.iter().partition(|entry| entry.decided == Some(DecisionWord::Approved) && entry.day.is_some());
    let plan = facts.of_kind(Kind::AcceptancePlan).next();
    Results {
        name: common::name(clerk),
        release: common::release(clerk),
        verdict: clerk.review.verdict.to_string(),
        reason: report::reason(clerk.review),
        plan: plan.map(|plan| plan.path.clone()).unwrap_or_default(),
        criteria_gap: clerk.gap(&["ACC-01", "HYG-01"]),
        total: judged.len(),
        met: count(Met::Yes),
        unmet: count(Met::No),
        open: count(Met::Unknown),
        entries: judged.iter().filter_map(|(own, result)| entry(clerk, &cases, &files, own, result)).collect(),
        missing: judged.iter().filter_map(|(own, result)| missing(clerk, &cases, own, result)).collect(),
        deviations: deviations(clerk, &cases, &files),
        given: given.into_iter().map(|entry| Signature::of(clerk, entry)).collect(),
        lacking: lacking.into_iter().map(|entry| Signature::of(clerk, entry)).collect(),
        signatures_gap: clerk.gap(&["ACC-03", "HYG-01"]),
        footer: Footer::of(clerk),
    }
}

/// What the reports let one write into the result of a criterion.
fn entry(
    clerk: &Clerk<'_>,
    cases: &Cases,
    files: &Files<'_>,
    own: &Criterion,
    result: &results::Result,
) -> Option<Entry> {
    let proposed = proposed(cases, own)?;
    let id = clerk.say(Some(&own.id), &[]);
    let source = sources(&[&id, &result.written, &result.tests]);
    let evidence = files.evidence(clerk, own);
    Some(Entry { id, written: result.written.clone(), proposed, evidence, source })
}

/// A criterion that no report decides, and why.
fn missing(clerk: &Clerk<'_>, cases: &Cases, own: &Criterion, result: &results::Result) -> Option<Missing> {
    if result.met != Met::Unknown || proposed(cases, own).is_some() {
        return None;
    }
    let why = match (result.tests.is_said(), result.written.is_said()) {
        (false, false) => "it names no test, and has no result".to_owned(),
        (false, true) => format!("it names no test; its result is “{}”", result.written.text),
        (true, false) => format!("it has no result; tests: {}", result.tests.text),
        (true, true) => format!("its result is “{}”; tests: {}", result.written.text, result.tests.text),
    };
    let id = clerk.say(Some(&own.id), &[]);
    Some(Missing { id, text: clerk.say(own.text.as_ref(), &["ACC-01"]), why })
}

/// Where what is written and what the reports say do not go together, and what else speaks against acceptance.
fn deviations(clerk: &Clerk<'_>, cases: &Cases, files: &Files<'_>) -> Vec<Statement> {
    let facts = &clerk.reading.facts;
    let mut found = Vec::new();
    for own in &facts.criteria {
        let id = &own.id.value;
        let failed = proposed(cases, own).filter(|text| text.starts_with("tests failed"));
        if let (Some(failed), Some(result)) = (failed, own.result.as_ref().filter(|result| result.is_stated())) {
            found.push(clerk.state(format!("{id} says “{}”, but {failed}", result.value), result.at));
        }
        for file in files.missing(own) {
            found.push(clerk.state(format!("The evidence of {id}, {file}, is not in the dossier"), own.id.at));
        }
    }
    let grave = |severity| severity <= DefectSeverity::P1;
    for defect in facts.defects.iter().filter(|defect| defect.open) {
        if let Some(severity) = defect.severity.as_ref().filter(|severity| grave(severity.value)) {
            let word = if severity.value == DefectSeverity::P0 { "P0" } else { "P1" };
            let title = defect.title.as_ref().map(|title| format!(" ({})", title.value)).unwrap_or_default();
            found.push(clerk.state(format!("{} is an open {word}{title}", defect.id.value), defect.id.at));
        }
    }
    distinct(found)
}

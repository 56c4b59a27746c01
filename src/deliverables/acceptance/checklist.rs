//! What the acceptance checklist says.

use serde::Serialize;

use super::proof::Files;
use super::signature::Signature;
use crate::deliverables::cases::Cases;
use crate::deliverables::cite::{Clerk, Statement, sources};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::passage::Passage;
use crate::deliverables::results::{self, Met};
use crate::deliverables::standing::{Gate, gate_rows};
use crate::facts::{Criterion, Kind, Phrase};
use crate::report;
use crate::vocabulary::Section;

/// The acceptance checklist.
#[derive(Serialize)]
pub(super) struct Checklist {
    name: Statement,
    release: Statement,
    verdict: String,
    reason: String,
    criteria: Vec<Row>,
    criteria_gap: Statement,
    unmet: usize,
    open: usize,
    met: usize,
    probes: Vec<Passage>,
    probes_gap: Statement,
    gates: Vec<Gate>,
    signatures: Vec<Signature>,
    signatures_gap: Statement,
    inputs: Vec<Digest>,
    footer: Footer,
}

/// An acceptance criterion.
#[derive(Serialize)]
struct Row {
    id: Statement,
    text: Statement,
    requirement: Statement,
    tests: Statement,
    result: Statement,
    evidence: Statement,
    mark: &'static str,
    source: String,
}

/// A file and its digest.
#[derive(Serialize)]
struct Digest {
    path: String,
    sha256: String,
}

/// Builds the acceptance checklist.
pub(super) fn view(clerk: &Clerk<'_>) -> Checklist {
    let facts = &clerk.reading.facts;
    let (cases, files) = (Cases::of(clerk.reading), Files::of(clerk));
    let judged: Vec<(Met, Row)> =
        facts.criteria.iter().map(|criterion| row(clerk, &cases, &files, criterion)).collect();
    let count = |met| judged.iter().filter(|(own, _)| *own == met).count();
    Checklist {
        name: common::name(clerk),
        release: common::release(clerk),
        verdict: clerk.review.verdict.to_string(),
        reason: report::reason(clerk.review),
        unmet: count(Met::No),
        open: count(Met::Unknown),
        met: count(Met::Yes),
        criteria: judged.into_iter().map(|(_, row)| row).collect(),
        criteria_gap: clerk.gap(&["ACC-01", "HYG-01"]),
        probes: clerk.passages(&[Kind::DeploymentPlan, Kind::SupportRunbook], Section::Verification),
        probes_gap: clerk.gap(&["EXE-02", "EXE-03", "PLN-01"]),
        gates: gate_rows(&clerk.review.outcomes),
        signatures: clerk.reading.facts.sign_offs.iter().map(|entry| Signature::of(clerk, entry)).collect(),
        signatures_gap: clerk.gap(&["ACC-03", "HYG-01"]),
        inputs: digests(clerk),
        footer: Footer::of(clerk),
    }
}

fn row(clerk: &Clerk<'_>, cases: &Cases, files: &Files<'_>, criterion: &Criterion) -> (Met, Row) {
    let result = results::of(clerk, cases, criterion);
    let asked = &["ACC-02", "ACC-01"];
    let id = clerk.say(Some(&criterion.id), asked);
    let text = clerk.say(criterion.text.as_ref(), asked);
    let requirement = clerk.say(criterion.requirement.as_ref(), asked);
    let evidence = files.evidence(clerk, criterion);
    let written = measured(result.written, criterion);
    let mark = match result.met {
        Met::Yes => "☐",
        Met::No => "☐ ✕ not met",
        Met::Unknown => "☐ ? open",
    };
    let source = sources(&[&id, &text, &requirement, &result.tests, &written, &evidence]);
    let row = Row { id, text, requirement, tests: result.tests, result: written, evidence, mark, source };
    (result.met, row)
}

/// The result, with the value that was measured and the one that is asked for.
fn measured(mut written: Statement, criterion: &Criterion) -> Statement {
    let said = |phrase: &Option<Phrase>| phrase.as_ref().filter(|said| said.is_stated()).map(|said| said.value.clone());
    let parts = [("measured", said(&criterion.measured)), ("target", said(&criterion.target))];
    for (word, value) in parts {
        if let Some(value) = value.filter(|value| written.is_said() && !written.text.contains(value)) {
            written.text = format!("{}; {word} {value}", written.text);
        }
    }
    written
}

fn digests(clerk: &Clerk<'_>) -> Vec<Digest> {
    let inputs = clerk.review.inputs.iter();
    inputs
        .map(|input| Digest {
            path: input.path.clone(),
            sha256: input.sha256.clone().unwrap_or_else(|| "none: the file was not taken in".to_owned()),
        })
        .collect()
}

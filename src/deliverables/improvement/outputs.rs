//! The declared outputs, each held against the dossier.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::evidence::Against;
use crate::dossier::SourceId;
use crate::facts::{Document, Facts, Kind, LastChange};
use crate::review::Answer;
use crate::rules::{self, Output};

/// The verification of the declared outputs.
#[derive(Serialize)]
pub(super) struct Verified {
    name: Statement,
    found: usize,
    missing: usize,
    stale: usize,
    rows: Vec<Row>,
    findings: Vec<Against>,
    footer: Footer,
}

/// A declared output.
#[derive(Serialize)]
struct Row {
    output: String,
    state: &'static str,
    file: String,
    remark: String,
    changed: Statement,
    source: String,
}

/// How a declared output stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Found,
    Stale,
    Missing,
}

/// Builds the document, if anything is declared.
pub(super) fn view(clerk: &Clerk<'_>) -> Option<Verified> {
    let outputs = rules::outputs(&clerk.reading.facts);
    let inputs = Inputs::of(&clerk.reading.facts);
    let rows: Vec<(State, Row)> = outputs.iter().map(|output| row(clerk, &inputs, output)).collect();
    let count = |state: State| rows.iter().filter(|(own, _)| *own == state).count();
    let own = |rule: &str| matches!(rule, "AO-02" | "AO-04");
    let outcomes = clerk.review.outcomes.iter();
    let fails = outcomes.filter(|outcome| own(&outcome.rule) && outcome.outcome == Answer::Fail);
    let (found, missing, stale) = (count(State::Found), count(State::Missing), count(State::Stale));
    (!rows.is_empty()).then(|| Verified {
        name: common::name(clerk),
        found,
        missing,
        stale,
        findings: fails.map(Against::in_short).collect(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        footer: Footer::of(clerk),
    })
}

fn row(clerk: &Clerk<'_>, inputs: &Inputs<'_>, output: &Output<'_>) -> (State, Row) {
    let younger = output.found.and_then(|document| inputs.younger(output, document));
    let (state, word) = match (output.found, younger.is_some()) {
        (None, _) => (State::Missing, "✕ missing"),
        (Some(_), true) => (State::Stale, "! older"),
        (Some(_), false) => (State::Found, "✓ found"),
    };
    let changed = output.found.and_then(|document| document.changed.as_ref());
    let remark = younger.map(|(input, change)| {
        format!(
            "than {}, which it is made from, changed on {} ({})",
            input.path,
            change.day,
            clerk.cite(change.text.at)
        )
    });
    let lines: Vec<String> = output.lines.iter().map(|line| clerk.cite(*line)).collect();
    let row = Row {
        output: output.name.clone(),
        state: word,
        file: output.found.map(|document| document.path.clone()).unwrap_or_default(),
        remark: remark.unwrap_or_default(),
        changed: changed.map(|change| clerk.state(change.day.to_string(), change.text.at)).unwrap_or_default(),
        source: lines.join("; "),
    };
    (state, row)
}

/// A document with the day of its last change.
type Dated<'a> = (&'a Document, &'a LastChange);

/// What documents say that they are made from.
struct Inputs<'a> {
    /// The kinds that each document names.
    named: BTreeMap<SourceId, Vec<Kind>>,
    /// Of each kind the two documents that were changed last: one of them may be the output itself.
    latest: BTreeMap<Kind, Vec<Dated<'a>>>,
}

impl<'a> Inputs<'a> {
    fn of(facts: &'a Facts) -> Self {
        let mut named: BTreeMap<SourceId, Vec<Kind>> = BTreeMap::new();
        for inputs in &facts.declared_inputs {
            named.entry(inputs.line.at.source).or_default().extend(&inputs.kinds);
        }
        let mut latest: BTreeMap<Kind, Vec<Dated<'a>>> = BTreeMap::new();
        for document in facts.documents.iter().filter(|document| document.counts()) {
            let Some(change) = &document.changed else { continue };
            let known = latest.entry(document.kind).or_default();
            known.push((document, change));
            known.sort_by_key(|(_, change)| std::cmp::Reverse(change.day));
            known.truncate(2);
        }
        Self { named, latest }
    }

    /// Of what the output is said to be made from, the document that was changed last, if that was after the output itself.
    fn younger(&self, output: &Output<'_>, made: &Document) -> Option<Dated<'a>> {
        let own = made.changed.as_ref()?.day;
        let kinds = output.lines.iter().filter_map(|line| self.named.get(&line.source)).flatten();
        let dated = kinds.filter_map(|kind| self.latest.get(kind)).flatten().copied();
        let later = dated.filter(|(input, change)| input.path != made.path && change.day > own);
        later.max_by_key(|(_, change)| change.day)
    }
}

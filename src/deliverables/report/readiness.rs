//! What the readiness report says.

use std::collections::BTreeSet;

use serde::Serialize;

use super::matching::{self, Comparison};
use super::passes::{self, Chapter, Idle, Later};
use super::settings::{self, Setting};
use super::waivers::{self, Row};
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::standing::{self, Gate, Heap};
use crate::deliverables::steps::Tallies;
use crate::deliverables::when::{self, Times};
use crate::facts::Kind;
use crate::report;
use crate::review::{Input, SCHEMA_VERSION};
use crate::rules;

/// The readiness report.
#[derive(Serialize)]
pub(super) struct Readiness {
    name: Statement,
    release: Statement,
    windows: Vec<Statement>,
    verdict: String,
    reason: String,
    tallies: Tallies,
    gates: Vec<Gate>,
    against: Vec<Heap>,
    waivers: Vec<Row>,
    comparison: Option<Comparison>,
    ledger: Vec<Chapter>,
    idle: Vec<Idle>,
    later: Vec<Later>,
    profile: &'static str,
    policy_file: String,
    settings: Vec<Setting>,
    rules: usize,
    version: &'static str,
    schema: &'static str,
    notices: Vec<String>,
    inputs: Vec<File>,
    read: usize,
    unread: usize,
    footer: Footer,
}

/// A file of the dossier.
#[derive(Serialize)]
struct File {
    path: String,
    kind: String,
    digest: String,
}

/// Builds the readiness report.
pub(super) fn view(clerk: &Clerk<'_>) -> Readiness {
    let review = clerk.review;
    let unread = review.inputs.iter().filter(|input| input.kind == UNREAD).count();
    Readiness {
        name: common::name(clerk),
        release: common::release(clerk),
        windows: when::windows(clerk, &Times::of(clerk)),
        verdict: review.verdict.to_string(),
        reason: report::reason(review),
        tallies: Tallies::of(&review.counts),
        gates: standing::gate_rows(&review.outcomes),
        against: standing::against(&review.outcomes),
        waivers: waivers::rows(clerk),
        comparison: matching::compare(clerk),
        ledger: passes::chapters(&review.outcomes),
        idle: passes::idle(&review.outcomes),
        later: passes::later(&review.outcomes),
        profile: review.policy.profile.word(),
        policy_file: review.policy.file.clone().unwrap_or_default(),
        settings: settings::changed(&review.policy),
        rules: rules::all().count(),
        version: env!("CARGO_PKG_VERSION"),
        schema: SCHEMA_VERSION,
        notices: review.notices.clone(),
        read: review.inputs.len() - unread,
        unread,
        inputs: files(clerk),
        footer: Footer::of(clerk),
    }
}

const UNREAD: &str = "unreadable";

fn files(clerk: &Clerk<'_>) -> Vec<File> {
    let documents = clerk.reading.facts.documents.iter();
    let own: BTreeSet<&str> =
        documents.filter(|document| document.own).map(|document| document.path.as_str()).collect();
    clerk.review.inputs.iter().map(|input| file(input, own.contains(input.path.as_str()))).collect()
}

fn file(input: &Input, own: bool) -> File {
    let title = || Kind::ALL.iter().find(|kind| kind.id() == input.kind).map_or("", |kind| kind.title()).to_owned();
    let kind = match input.kind.as_str() {
        UNREAD => format!("Not read: {}", input.why),
        _ if own => report::capital(&input.why),
        _ => title(),
    };
    let digest = input.sha256.clone().unwrap_or_else(|| "none: the file was not taken in".to_owned());
    File { path: input.path.clone(), kind, digest }
}

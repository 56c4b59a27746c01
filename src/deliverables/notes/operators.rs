//! The release notes for those who run the release.

use serde::Serialize;

use super::changes;
use super::configuration::{self, Row};
use super::probes::{self, Probes};
use super::view::{status, strategy};
use super::work::{length, steps};
use crate::deliverables::cite::{Clerk, Statement, distinct, sources};
use crate::deliverables::common::{self, Environment, Footer, Person};
use crate::deliverables::irreversible;
use crate::deliverables::issues::{self, Issue};
use crate::deliverables::passage::Passage;
use crate::deliverables::rollback::{self, Return};
use crate::deliverables::span;
use crate::deliverables::tasks::{self, Task};
use crate::deliverables::when::{self, Times};
use crate::facts::{Kind, Step};
use crate::vocabulary::Section;

/// The notes for operators.
#[derive(Serialize)]
pub(super) struct Operators {
    name: Statement,
    release: Statement,
    status: String,
    windows: Vec<Statement>,
    strategy: Statement,
    target: Statement,
    requests: Vec<Statement>,
    environments: Vec<Environment>,
    environments_gap: Statement,
    open: Vec<Statement>,
    steps: Vec<Move>,
    steps_gap: Statement,
    length: String,
    warnings: Vec<Statement>,
    variables: Vec<Row>,
    environment: String,
    tasks: Vec<Task>,
    checks: Vec<Passage>,
    probes: Vec<Probes>,
    checks_gap: Statement,
    rollback: Return,
    issues: Vec<Issue>,
    issues_said: Vec<Passage>,
    issues_gap: Statement,
    contacts: Vec<Person>,
    contacts_gap: Statement,
    footer: Footer,
}

/// A step of the plan in short.
#[derive(Serialize)]
struct Move {
    number: String,
    action: Statement,
    owner: Statement,
    start: Statement,
    duration: Statement,
    source: String,
}

/// Builds the notes for operators.
pub(super) fn view(clerk: &Clerk<'_>) -> Operators {
    let steps = steps(clerk);
    let checks = clerk.passages(&[Kind::DeploymentPlan, Kind::SupportRunbook], Section::Verification);
    Operators {
        name: common::name(clerk),
        release: common::release(clerk),
        status: status(clerk),
        windows: when::windows(clerk, &Times::of(clerk)),
        strategy: strategy(clerk),
        target: target(clerk),
        requests: requests(clerk),
        environments: common::environments(clerk),
        environments_gap: clerk.gap(&["BLD-03", "HYG-01"]),
        open: prerequisites(clerk),
        length: length(&steps),
        steps: steps.into_iter().map(|step| in_short(clerk, step)).collect(),
        steps_gap: clerk.gap(&["PLN-01", "HYG-01"]),
        warnings: irreversible::warnings(clerk),
        variables: configuration::rows(clerk, &changes::all(clerk).entries),
        environment: clerk.review.policy.target_environment.clone(),
        tasks: tasks::tasks(clerk),
        probes: if checks.is_empty() { probes::of_manifests(clerk) } else { Vec::new() },
        checks,
        checks_gap: clerk.gap(&["EXE-02", "EXE-03", "PLN-01"]),
        rollback: rollback::planned(clerk),
        issues: issues::known(clerk),
        issues_said: clerk.passages(&[Kind::ReleaseNotes], Section::KnownIssues),
        issues_gap: clerk.gap(&["COM-04", "COM-01"]),
        contacts: common::contacts(clerk),
        contacts_gap: clerk.gap(&["INC-01"]),
        footer: Footer::of(clerk),
    }
}

/// The version that a rollback brings back.
fn target(clerk: &Clerk<'_>) -> Statement {
    let version = clerk.reading.facts.rollbacks.iter().find_map(|rollback| rollback.version.as_ref());
    version.map_or_else(|| clerk.gap(&["PLN-07"]), |said| clerk.state(said.value.0.as_str(), said.at))
}

/// The change requests, each with its status.
fn requests(clerk: &Clerk<'_>) -> Vec<Statement> {
    let said = clerk.reading.facts.change_requests.iter().map(|request| {
        let status = request.status.as_ref().filter(|status| status.is_stated());
        let status = status.map(|status| format!(" ({})", status.value)).unwrap_or_default();
        clerk.state(format!("{}{status}", request.id.value), request.id.at)
    });
    distinct(said.collect())
}

/// What must be so before the work begins, and is not ticked.
fn prerequisites(clerk: &Clerk<'_>) -> Vec<Statement> {
    let items = clerk.reading.facts.check_items.iter();
    let open = items.filter(|item| item.prerequisite && item.ticked == Some(false) && item.text.is_stated());
    let said = open.map(|item| {
        let state = item.state.as_ref().filter(|state| state.is_stated() && !item.text.value.contains(&state.value));
        let state = state.map(|state| format!(" (state: {})", state.value)).unwrap_or_default();
        clerk.state(format!("{}{state}", item.text.value), item.text.at)
    });
    distinct(said.collect())
}

fn in_short(clerk: &Clerk<'_>, step: &Step) -> Move {
    let action = clerk.say(Some(&step.action), &[]);
    let owner = clerk.say(step.owner.as_ref(), &["PLN-02"]);
    let start = match (&step.start, step.offset) {
        (None, Some(offset)) => clerk.state(format!("T{}{offset} min", if offset < 0.0 { "" } else { "+" }), step.at),
        (start, _) => clerk.say(start.as_ref(), &["PLN-04"]),
    };
    let duration = step
        .duration
        .as_ref()
        .map_or_else(|| clerk.gap(&["PLN-04"]), |minutes| clerk.state(span::minutes(minutes.value), minutes.at));
    let source = sources(&[&action, &owner, &start, &duration]);
    Move { number: step.number.clone(), action, owner, start, duration, source }
}

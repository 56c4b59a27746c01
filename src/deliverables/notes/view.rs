//! What the release notes say.

use serde::Serialize;

use super::changes::{self, Changes, Entry};
use super::configuration::{self, Row};
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common::{self, Environment, Footer};
use crate::deliverables::irreversible;
use crate::deliverables::issues::{self, Issue};
use crate::deliverables::passage::Passage;
use crate::deliverables::rollback::{self, Return};
use crate::deliverables::tasks::{self, Task};
use crate::deliverables::when::{self, Times};
use crate::facts::{ChangeKind, Kind};
use crate::review::Verdict;
use crate::vocabulary::{self, Section};

/// The release notes.
#[derive(Serialize)]
pub(super) struct Notes {
    name: Statement,
    release: Statement,
    overview: Vec<Passage>,
    status: String,
    windows: Vec<Statement>,
    strategy: Statement,
    environments: Vec<Environment>,
    environments_gap: Statement,
    highlights: Vec<Passage>,
    groups: Vec<Group>,
    changes_gap: Statement,
    changes_left_out: String,
    breaking: Vec<Passage>,
    warnings: Vec<Statement>,
    upgrade: Vec<Passage>,
    tasks: Vec<Task>,
    variables: Vec<Row>,
    environment: String,
    rollback: Return,
    issues: Vec<Issue>,
    issues_said: Vec<Passage>,
    issues_gap: Statement,
    security: Vec<Passage>,
    documentation: Vec<Passage>,
    support: Vec<Passage>,
    contacts: Vec<common::Person>,
    sections_gap: Statement,
    contacts_gap: Statement,
    footer: Footer,
}

/// Changes of one kind.
#[derive(Serialize)]
struct Group {
    title: &'static str,
    changes: Vec<Statement>,
}

/// The kinds in the order of the document. Breaking and security changes have sections of their own.
const GROUPS: [(ChangeKind, &str); 5] = [
    (ChangeKind::Added, "Added"),
    (ChangeKind::Changed, "Changed"),
    (ChangeKind::Deprecated, "Deprecated"),
    (ChangeKind::Removed, "Removed"),
    (ChangeKind::Fixed, "Fixed"),
];

/// Builds the release notes.
pub(super) fn view(clerk: &Clerk<'_>) -> Notes {
    let notes = [Kind::ReleaseNotes, Kind::Changelog];
    let issues = issues::known(clerk);
    let Changes { entries, left_out } = changes::all(clerk);
    Notes {
        name: common::name(clerk),
        release: common::release(clerk),
        overview: clerk.passages(&[Kind::ReleaseNotes], Section::Overview),
        status: status(clerk),
        windows: when::windows(clerk, &Times::of(clerk)),
        strategy: strategy(clerk),
        environments: common::environments(clerk),
        environments_gap: clerk.gap(&["BLD-03", "HYG-01"]),
        highlights: clerk.passages(&notes, Section::Highlights),
        groups: groups(&entries),
        changes_gap: clerk.gap(&["COM-01"]),
        changes_left_out: further(left_out),
        breaking: with_section(clerk, &entries, ChangeKind::Breaking, &notes, Section::Breaking),
        warnings: irreversible::warnings(clerk),
        upgrade: clerk.passages(&[Kind::ReleaseNotes, Kind::DeploymentPlan], Section::Upgrade),
        tasks: tasks::tasks(clerk),
        variables: configuration::rows(clerk, &entries),
        environment: clerk.review.policy.target_environment.clone(),
        rollback: rollback::planned(clerk),
        issues_said: clerk.passages(&[Kind::ReleaseNotes], Section::KnownIssues),
        issues_gap: clerk.gap(&["COM-04", "COM-01"]),
        issues,
        security: with_section(clerk, &entries, ChangeKind::Security, &notes, Section::Security),
        documentation: clerk.passages(&notes, Section::Documentation),
        support: clerk.passages(&[Kind::ReleaseNotes], Section::Contacts),
        contacts: common::contacts(clerk),
        sections_gap: clerk.gap(&["COM-01"]),
        contacts_gap: clerk.gap(&["INC-01", "COM-01"]),
        footer: Footer::of(clerk),
    }
}

/// Users of the release need to know whether to expect it, not how the review came out in detail.
pub(super) fn status(clerk: &Clerk<'_>) -> String {
    let stage = clerk.review.stage;
    let conditions = clerk.review.outcomes.iter().filter(|outcome| outcome.is_condition()).count();
    match clerk.review.verdict {
        Verdict::Go => format!("Cleared at stage {stage}."),
        Verdict::ConditionalGo if conditions == 1 => format!("Draft: cleared at stage {stage} on 1 condition."),
        Verdict::ConditionalGo => format!("Draft: cleared at stage {stage} on {conditions} conditions."),
        Verdict::NoGo => format!("Draft: not cleared at stage {stage}; do not publish."),
    }
}

/// The first that the plan says about the strategy, without the label that repeats the heading.
pub(super) fn strategy(clerk: &Clerk<'_>) -> Statement {
    let passages = clerk.passages(&[Kind::DeploymentPlan], Section::Strategy);
    let Some(mut said) = passages.into_iter().map(|passage| passage.said).find(Statement::is_said) else {
        return clerk.gap(&["PLN-06", "PLN-01"]);
    };
    if let Some((label, text)) = said.text.split_once(':')
        && vocabulary::section(label) == Some(Section::Strategy)
    {
        said.text = text.trim().to_owned();
    }
    said
}

/// The changes by kind, without the kinds that there are none of.
fn groups(entries: &[Entry]) -> Vec<Group> {
    let group = |(kind, title)| Group { title, changes: of(entries, kind) };
    GROUPS.map(group).into_iter().filter(|group| !group.changes.is_empty()).collect()
}

fn of(entries: &[Entry], kind: ChangeKind) -> Vec<Statement> {
    entries.iter().filter(|entry| entry.kind == kind).map(|entry| entry.said.clone()).collect()
}

/// What of the log is not listed.
fn further(commits: usize) -> String {
    match commits {
        0 => String::new(),
        1 => "1 further commit of the log is not listed.".to_owned(),
        _ => format!("{commits} further commits of the log are not listed."),
    }
}

/// The changes of a kind; if there are none, what the section about them says ("none").
fn with_section(
    clerk: &Clerk<'_>,
    entries: &[Entry],
    kind: ChangeKind,
    kinds: &[Kind],
    section: Section,
) -> Vec<Passage> {
    let changes: Vec<Passage> = of(entries, kind).into_iter().map(|said| Passage::of("item", said)).collect();
    if changes.is_empty() { clerk.passages(kinds, section) } else { changes }
}

//! The release notes for customers.

use serde::Serialize;

use super::changes::{self, Entry};
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::issues;
use crate::deliverables::outward::Outward;
use crate::deliverables::passage::Passage;
use crate::deliverables::when::{self, Times};
use crate::facts::{ChangeKind, Kind};
use crate::review::Verdict;
use crate::vocabulary::Section;

/// The notes for customers.
#[derive(Serialize)]
pub(super) struct Customers {
    name: String,
    status: String,
    windows: Vec<String>,
    interruption: Vec<String>,
    overview: Vec<Passage>,
    highlights: Vec<Passage>,
    groups: Vec<Group>,
    changes_gap: Statement,
    breaking: Vec<Passage>,
    breaking_gap: Statement,
    upgrade: Vec<Passage>,
    issues: Vec<Issue>,
    security: Vec<Passage>,
    contacts: Vec<Passage>,
    contacts_gap: Statement,
    footer: Footer,
}

/// Changes of one kind.
#[derive(Serialize)]
struct Group {
    title: &'static str,
    changes: Vec<Statement>,
}

/// A known issue.
#[derive(Serialize)]
struct Issue {
    what: String,
    workaround: Statement,
}

/// The kinds in words that customers use.
const GROUPS: [(ChangeKind, &str); 5] = [
    (ChangeKind::Added, "New"),
    (ChangeKind::Changed, "Improved"),
    (ChangeKind::Fixed, "Fixed"),
    (ChangeKind::Deprecated, "Will be removed"),
    (ChangeKind::Removed, "Removed"),
];

/// Builds the notes for customers.
pub(super) fn view(clerk: &Clerk<'_>) -> Customers {
    let outward = Outward::of(clerk);
    let told = |kinds: &[Kind], section| outward.passages(&clerk.passages(kinds, section));
    let notes = [Kind::ReleaseNotes, Kind::Changelog];
    let mut entries = changes::all(clerk).entries;
    // A commit is written for the team.
    entries.retain(|entry| !entry.from_log);
    Customers {
        name: common::name(clerk).text,
        status: status(clerk),
        windows: windows(clerk, &outward),
        interruption: interruption(clerk, &outward),
        overview: told(&[Kind::ReleaseNotes], Section::Overview),
        highlights: told(&notes, Section::Highlights),
        groups: groups(&outward, &entries),
        changes_gap: clerk.gap(&[]),
        breaking: with_section(&outward, &entries, ChangeKind::Breaking, told(&notes, Section::Breaking)),
        breaking_gap: clerk.gap(&[]),
        upgrade: told(&[Kind::ReleaseNotes], Section::Upgrade),
        issues: known(clerk, &outward),
        security: with_section(&outward, &entries, ChangeKind::Security, told(&notes, Section::Security)),
        contacts: told(&[Kind::ReleaseNotes], Section::Contacts),
        contacts_gap: clerk.gap(&[]),
        footer: Footer::of(clerk),
    }
}

/// Customers get final texts only; what is none says so.
fn status(clerk: &Clerk<'_>) -> String {
    match clerk.review.verdict {
        Verdict::Go => String::new(),
        Verdict::ConditionalGo => "Draft. The release is not cleared yet; do not publish.".to_owned(),
        Verdict::NoGo => "Draft. The release is not cleared; do not publish.".to_owned(),
    }
}

/// When; a window that could not be read as a time may hold anything.
fn windows(clerk: &Clerk<'_>, outward: &Outward) -> Vec<String> {
    let times = Times::of(clerk);
    let windows = when::windows(clerk, &times).into_iter().map(|window| window.text);
    windows.filter(|text| !text.is_empty() && outward.allows(&times.without_zones(text))).collect()
}

fn interruption(clerk: &Clerk<'_>, outward: &Outward) -> Vec<String> {
    let said = clerk.reading.facts.downtimes.iter().map(|said| outward.text(&said.value));
    said.filter(|text| !text.is_empty()).take(1).collect()
}

fn groups(outward: &Outward, entries: &[Entry]) -> Vec<Group> {
    let group = |(kind, title)| Group { title, changes: of(outward, entries, kind) };
    GROUPS.map(group).into_iter().filter(|group| !group.changes.is_empty()).collect()
}

fn of(outward: &Outward, entries: &[Entry], kind: ChangeKind) -> Vec<Statement> {
    let own = entries.iter().filter(|entry| entry.kind == kind);
    own.filter_map(|entry| outward.statement(&entry.said)).collect()
}

fn with_section(outward: &Outward, entries: &[Entry], kind: ChangeKind, section: Vec<Passage>) -> Vec<Passage> {
    let own: Vec<Passage> = of(outward, entries, kind).into_iter().map(|said| Passage::of("item", said)).collect();
    if own.is_empty() { section } else { own }
}

/// The issues without their severity, which is the team's own measure.
fn known(clerk: &Clerk<'_>, outward: &Outward) -> Vec<Issue> {
    let told = issues::known(clerk).into_iter().filter_map(|issue| {
        let what = outward.text(&issue.what.text);
        let way = outward.text(&issue.workaround.text);
        let workaround = match (issue.workaround.is_said(), way.is_empty()) {
            (false, _) => issue.workaround,
            (true, true) => Statement { text: "Ask support.".to_owned(), ..Statement::default() },
            (true, false) => Statement { text: way, ..Statement::default() },
        };
        let workaround = Statement { rule: String::new(), ..workaround };
        (!what.is_empty()).then_some(Issue { what, workaround })
    });
    told.collect()
}

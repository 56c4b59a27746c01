//! Known issues: the open defects, and what the release notes list beside them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::cite::{Clerk, Statement, sources};
use crate::facts::{Defect, DefectSeverity, KnownIssue};

/// A known issue.
#[derive(Serialize)]
pub(super) struct Issue {
    /// Id and title, or the whole entry.
    pub(super) what: Statement,
    /// Its severity in words.
    pub(super) severity: Statement,
    /// The way around it.
    pub(super) workaround: Statement,
    source: String,
}

impl Issue {
    fn new(what: Statement, severity: Statement, workaround: Statement) -> Self {
        let source = sources(&[&what, &severity, &workaround]);
        Self { what, severity, workaround, source }
    }

    /// What is known, and the way around it.
    pub(super) fn in_short(&self) -> Statement {
        let around = if self.workaround.source.is_empty() { "" } else { self.workaround.text.as_str() };
        let what = self.what.text.as_str();
        let text = if around.is_empty() || around == what { what.to_owned() } else { format!("{what}. {around}") };
        Statement { text, source: self.source.clone(), rule: String::new() }
    }
}

/// The open defects, the gravest first, then the entries of the release notes that name no defect of the list.
pub(super) fn known(clerk: &Clerk<'_>) -> Vec<Issue> {
    let facts = &clerk.reading.facts;
    let listed: BTreeSet<&str> = facts.defects.iter().map(|defect| defect.id.value.as_str()).collect();
    let entries: BTreeMap<&str, &KnownIssue> = facts
        .known_issues
        .iter()
        .rev()
        .flat_map(|issue| issue.ids.iter().map(move |id| (id.as_str(), issue)))
        .collect();
    let mut open: Vec<&Defect> = facts.defects.iter().filter(|defect| defect.open).collect();
    open.sort_by_key(|defect| defect.severity.as_ref().map_or(DefectSeverity::P4, |severity| severity.value));
    let defects = open.into_iter().map(|defect| of(clerk, defect, entries.get(defect.id.value.as_str()).copied()));
    let other = facts.known_issues.iter().filter(|issue| issue.text.is_stated() && !issue.resolved && !issue.trouble);
    let other = other.filter(|issue| !issue.ids.iter().any(|id| listed.contains(id.as_str()))).map(|issue| {
        Issue::new(
            clerk.quote(issue.text.at),
            as_written(issue.severity.is_some(), clerk),
            as_written(issue.workaround, clerk),
        )
    });
    defects.chain(other).collect()
}

fn of(clerk: &Clerk<'_>, defect: &Defect, entry: Option<&KnownIssue>) -> Issue {
    let mut what = clerk.say(Some(&defect.id), &[]);
    if let Some(title) = defect.title.as_ref().filter(|title| title.is_stated()) {
        what.text = format!("{}: {}", what.text, title.value);
    }
    let severity = defect.severity.as_ref().map(|severity| clerk.state(word(severity.value), severity.at));
    let severity = severity.unwrap_or_else(|| clerk.gap(&["COM-04", "DEF-01"]));
    // The defect's own workaround; else the one in the entry of the release notes.
    let own = clerk.say(defect.workaround.as_ref(), &["COM-04"]);
    let workaround = match entry.filter(|entry| entry.workaround && !own.is_said()) {
        Some(entry) => clerk.quote(entry.text.at),
        None => own,
    };
    Issue::new(what, severity, workaround)
}

/// The entry of the release notes is one text: what it names stands in it.
fn as_written(named: bool, clerk: &Clerk<'_>) -> Statement {
    if named { Statement { text: "see the issue".to_owned(), ..Statement::default() } } else { clerk.gap(&["COM-04"]) }
}

/// The severity in words.
fn word(severity: DefectSeverity) -> &'static str {
    match severity {
        DefectSeverity::P0 => "P0 (critical)",
        DefectSeverity::P1 => "P1 (high)",
        DefectSeverity::P2 => "P2 (medium)",
        DefectSeverity::P3 => "P3 (low)",
        DefectSeverity::P4 => "P4 (cosmetic)",
    }
}

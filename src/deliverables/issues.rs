//! Known issues: the open defects, and what the release notes list beside them.

use serde::Serialize;

use super::cite::{Clerk, Statement};
use crate::facts::{Defect, DefectSeverity};

/// A known issue.
#[derive(Serialize)]
pub(super) struct Issue {
    what: Statement,
    severity: Statement,
    workaround: Statement,
}

/// The open defects, the gravest first, then the entries of the release notes that name none of them.
pub(super) fn known(clerk: &Clerk<'_>) -> Vec<Issue> {
    let facts = &clerk.reading.facts;
    let mut open: Vec<&Defect> = facts.defects.iter().filter(|defect| defect.open).collect();
    open.sort_by_key(|defect| defect.severity.as_ref().map_or(DefectSeverity::P4, |severity| severity.value));
    open.dedup_by_key(|defect| &defect.id.value);
    let named = |ids: &[String]| ids.iter().any(|id| open.iter().any(|defect| defect.id.value == *id));
    let closed = |ids: &[String]| ids.iter().any(|id| facts.defects.iter().any(|defect| defect.id.value == *id && !defect.open));
    let listed = facts.known_issues.iter().filter(|issue| issue.text.is_stated() && !named(&issue.ids) && !closed(&issue.ids));
    let listed = listed.map(|issue| Issue {
        what: clerk.quote(issue.text.at),
        severity: as_written(issue.severity, clerk),
        workaround: as_written(issue.workaround, clerk),
    });
    open.iter().map(|defect| of(clerk, defect)).chain(listed).collect()
}

fn of(clerk: &Clerk<'_>, defect: &Defect) -> Issue {
    let mut what = clerk.say(Some(&defect.id), &[]);
    if let Some(title) = defect.title.as_ref().filter(|title| title.is_stated()) {
        what.text = format!("{}: {}", what.text, title.value);
    }
    let severity = defect.severity.as_ref().map(|severity| clerk.state(word(severity.value), severity.at));
    Issue {
        what,
        severity: severity.unwrap_or_else(|| clerk.gap(&["COM-04", "DEF-01"])),
        workaround: workaround(clerk, defect),
    }
}

/// The defect's own workaround; else the one in the entry of the release notes.
fn workaround(clerk: &Clerk<'_>, defect: &Defect) -> Statement {
    let own = clerk.say(defect.workaround.as_ref(), &["COM-04"]);
    let entry = clerk.reading.facts.known_issues.iter().find(|issue| issue.workaround && issue.ids.contains(&defect.id.value));
    match entry {
        Some(entry) if !own.is_said() => clerk.quote(entry.text.at),
        _ => own,
    }
}

/// The entry of the release notes is one text: what it names stands in it.
fn as_written(named: bool, clerk: &Clerk<'_>) -> Statement {
    if named {
        Statement { text: "see the issue".to_owned(), ..Statement::default() }
    } else {
        clerk.gap(&["COM-04"])
    }
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

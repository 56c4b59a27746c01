//! The release for those who decide on it: one page.

use serde::Serialize;

use super::changes;
use super::work;
use crate::deliverables::cite::{Clerk, Statement, distinct};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::evidence::Against;
use crate::deliverables::irreversible;
use crate::deliverables::rollback::{self, Return};
use crate::deliverables::when::{self, Times};
use crate::facts::{ChangeKind, DefectSeverity, Kind, Risk, TestRun};
use crate::report;
use crate::review::{Outcome, Verdict};
use crate::vocabulary::{DecisionWord, Section};

/// The page for management.
#[derive(Serialize)]
pub(super) struct Management {
    name: Statement,
    verdict: String,
    reason: String,
    decision: String,
    why: Vec<Statement>,
    why_gap: Statement,
    windows: Vec<Statement>,
    downtime: Vec<Statement>,
    downtime_gap: Statement,
    scope: Vec<Number>,
    warnings: Vec<Statement>,
    rollback: Return,
    risks: Vec<Threat>,
    risks_more: usize,
    risks_gap: Statement,
    against: Vec<Against>,
    against_more: usize,
    pending: Vec<Statement>,
    footer: Footer,
}

/// A line of the scope.
#[derive(Serialize)]
struct Number {
    what: &'static str,
    text: String,
}

/// A risk in a line.
#[derive(Serialize)]
struct Threat {
    what: Statement,
    mitigation: Statement,
    owner: Statement,
}

/// Lines of a list that a page has room for.
const MOST: usize = 5;

/// Builds the page.
pub(super) fn view(clerk: &Clerk<'_>) -> Management {
    let facts = &clerk.reading.facts;
    let mut open: Vec<&Risk> = facts.risks.iter().filter(|risk| risk.open).collect();
    open.sort_by_key(|risk| std::cmp::Reverse(risk.level.as_ref().map(|level| level.value)));
    let standing: Vec<&Outcome> =
        clerk.review.outcomes.iter().filter(|outcome| outcome.stops() || outcome.is_condition()).collect();
    let mut gravest = standing.clone();
    gravest.sort_by_key(|outcome| !outcome.stops());
    Management {
        name: common::name(clerk),
        verdict: clerk.review.verdict.to_string(),
        reason: report::reason(clerk.review),
        decision: decision(clerk, standing.len()),
        why: why(clerk),
        why_gap: clerk.gap(&["COM-01"]),
        windows: when::windows(clerk, &Times::of(clerk)),
        downtime: downtime(clerk),
        downtime_gap: clerk.gap(&[]),
        scope: scope(clerk),
        warnings: irreversible::warnings(clerk),
        rollback: rollback::planned(clerk),
        risks: open.iter().take(MOST).map(|risk| threat(clerk, risk)).collect(),
        risks_more: open.len().saturating_sub(MOST),
        risks_gap: clerk.gap(&["RSK-01", "HYG-01"]),
        against: gravest.iter().take(MOST).map(|outcome| Against::in_short(outcome)).collect(),
        against_more: gravest.len().saturating_sub(MOST),
        pending: pending(clerk),
        footer: Footer::of(clerk),
    }
}

/// Whether the service stands still: what is said first of it.
fn downtime(clerk: &Clerk<'_>) -> Vec<Statement> {
    let said = clerk.reading.facts.downtimes.iter().map(|said| clerk.state(said.value.as_str(), said.at));
    let mut said = distinct(said.collect());
    said.truncate(3);
    said
}

/// What is asked of the reader.
fn decision(clerk: &Clerk<'_>, standing: usize) -> String {
    let windows = when::windows(clerk, &Times::of(clerk));
    let window = windows.iter().find(|window| window.is_said()).map(|window| window.text.trim_end_matches('.'));
    let when = window.map(|window| format!(" in the change window {window}")).unwrap_or_default();
    match clerk.review.verdict {
        Verdict::Go => format!("Confirm the release{when}."),
        Verdict::ConditionalGo if standing == 1 => {
            format!("Decide whether to release{when} on the condition below, or to wait until it is closed.")
        }
        Verdict::ConditionalGo => {
            format!(
                "Decide whether to release{when} on the {standing} conditions below, or to wait until they are closed."
            )
        }
        Verdict::NoGo => "Hold the release until what stops it is cleared, or give it a new change window.".to_owned(),
    }
}

/// What the release is for: the first words of its notes, then the highlights.
fn why(clerk: &Clerk<'_>) -> Vec<Statement> {
    let overview = clerk.passages(&[Kind::ReleaseNotes, Kind::DeploymentPlan], Section::Overview);
    let highlights = clerk.passages(&[Kind::ReleaseNotes, Kind::Changelog], Section::Highlights);
    let first = overview.into_iter().filter(|passage| matches!(passage.form, "text" | "item")).take(1);
    let highlights = highlights.into_iter().filter(|passage| matches!(passage.form, "text" | "item")).take(MOST);
    first.chain(highlights).map(|passage| passage.said).filter(Statement::is_said).collect()
}

/// How large the release is. What is not there is not counted.
fn scope(clerk: &Clerk<'_>) -> Vec<Number> {
    let facts = &clerk.reading.facts;
    let entries = changes::all(clerk).entries;
    let changes = [
        (ChangeKind::Breaking, "breaking"),
        (ChangeKind::Added, "new"),
        (ChangeKind::Changed, "changed"),
        (ChangeKind::Deprecated, "deprecated"),
        (ChangeKind::Removed, "removed"),
        (ChangeKind::Fixed, "fixed"),
        (ChangeKind::Security, "of security"),
    ];
    let changes = changes.map(|(kind, word)| (entries.iter().filter(|entry| entry.kind == kind).count(), word));
    let machine = facts.test_runs.iter().filter(|run| run.machine).filter_map(TestRun::passed_of);
    let (passed, ran) =
        machine.fold((0_u64, 0_u64), |(passed, ran), (own, of)| (passed.saturating_add(own), ran.saturating_add(of)));
    let severities = [
        (DefectSeverity::P0, "P0"),
        (DefectSeverity::P1, "P1"),
        (DefectSeverity::P2, "P2"),
        (DefectSeverity::P3, "P3"),
        (DefectSeverity::P4, "P4"),
    ];
    let open = |severity| {
        let own = |defect: &&crate::facts::Defect| {
            defect.open && defect.severity.as_ref().is_some_and(|own| own.value == severity)
        };
        facts.defects.iter().filter(own).count()
    };
    let defects = severities.map(|(severity, word)| (open(severity), word));
    let tests = if ran == 0 { String::new() } else { format!("{passed} of {ran} automated tests pass") };
    let lines = [
        Number { what: "Changes", text: counted(&changes) },
        Number { what: "Work", text: work::in_numbers(clerk) },
        Number { what: "Tests", text: tests },
        Number { what: "Open defects", text: counted(&defects) },
    ];
    lines.into_iter().filter(|line| !line.text.is_empty()).collect()
}

/// `3 new, 2 changed`.
fn counted(parts: &[(usize, &str)]) -> String {
    let some = parts.iter().filter(|(count, _)| *count > 0);
    some.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

fn threat(clerk: &Clerk<'_>, risk: &Risk) -> Threat {
    let mut what = clerk.say(risk.description.as_ref(), &["RSK-01"]);
    if what.is_said() {
        what.text = format!("{}: {}", risk.id.value, what.text);
    } else {
        // A risk that is told in a sentence has no id but that sentence.
        what = clerk.say(Some(&risk.id), &["RSK-01"]);
    }
    Threat {
        what,
        mitigation: clerk.say(risk.mitigation.as_ref(), &["RSK-01"]),
        owner: clerk.say(risk.owner.as_ref(), &["RSK-01"]),
    }
}

/// Approvals that are not given.
fn pending(clerk: &Clerk<'_>) -> Vec<Statement> {
    let approvals = clerk.reading.facts.approvals.iter();
    let open = approvals.filter(|entry| !entry.optional && entry.decided != Some(DecisionWord::Approved));
    let said = open.filter_map(|entry| {
        let role = entry.role.as_ref().or(entry.name.as_ref()).filter(|role| role.is_stated())?;
        let name = entry.name.as_ref().filter(|name| name.is_stated() && name.value != role.value);
        let name = name.map(|name| format!(" ({})", name.value)).unwrap_or_default();
        let decision = entry.decision.as_ref().filter(|decision| decision.is_stated());
        let decision = decision.map_or("no decision", |decision| decision.value.as_str());
        Some(clerk.state(format!("{}{name}: {decision}", role.value), entry.at))
    });
    distinct(said.collect())
}

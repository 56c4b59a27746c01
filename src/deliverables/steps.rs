//! Counts, words for the gates, and what comes next.

use serde::Serialize;

use super::cite::Clerk;
use super::when;
use crate::facts::{Phase, Phrase};
use crate::review::{Counts, GateState, Verdict};

/// How many checks came out how.
#[derive(Serialize)]
pub(super) struct Tallies {
    pass: usize,
    fail: usize,
    unknown: usize,
    waived: usize,
    idle: usize,
    later: usize,
}

impl Tallies {
    /// From the counts of the review.
    pub(super) fn of(counts: &Counts) -> Self {
        Self {
            pass: counts.pass,
            fail: counts.fail,
            unknown: counts.no_evidence,
            waived: counts.waived,
            idle: counts.not_applicable,
            later: counts.not_due,
        }
    }
}

/// The state of a gate: a sign and a word.
pub(super) fn state_word(state: GateState) -> &'static str {
    match state {
        GateState::Stop => "✕ stop",
        GateState::Condition => "! condition",
        GateState::NoEvidence => "? no evidence",
        GateState::Pass => "✓ pass",
        GateState::Idle => "– nothing due",
    }
}

/// What is to be done next, in order, as far as it follows from the review and the plan.
pub(super) fn next(clerk: &Clerk<'_>) -> Vec<String> {
    let mut next = Vec::new();
    let stops = clerk.review.outcomes.iter().filter(|outcome| outcome.stops()).count();
    let conditions = clerk.review.outcomes.iter().filter(|outcome| outcome.is_condition()).count();
    if clerk.review.verdict == Verdict::NoGo {
        next.push(format!("Clear {} above, then have the dossier reviewed again.", counted(stops, "stop")));
    }
    if conditions > 0 {
        next.push(format!(
            "Close {} above, or have each waived by a named person with a date and an expiry.",
            counted(conditions, "condition")
        ));
    }
    let announcements = announcements(clerk);
    if clerk.review.verdict != Verdict::NoGo {
        next.extend(announced(announcements));
        next.push("Hold the go/no-go call, and start in the change window.".to_owned());
    } else if announcements.1 > 0 {
        next.push("Hold back the announcements that are planned for the time before the deployment.".to_owned());
    }
    next
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("the {noun}") } else { format!("the {count} {noun}s") }
}

/// Communications that go out before the deployment: those that should be out by now, and those to come.
fn announcements(clerk: &Clerk<'_>) -> (usize, usize) {
    let before = clerk.reading.facts.communications.iter();
    let before = before.filter(|entry| entry.phase == Some(Phase::Before) && !entry.aside);
    let before = before.filter(|entry| entry.audience.as_ref().is_some_and(Phrase::is_stated));
    let now = clerk.review.as_of.as_second();
    let (past, coming): (Vec<_>, Vec<_>) =
        before.partition(|entry| when::of_communication(clerk, entry).is_some_and(|at| at < now));
    (past.len(), coming.len())
}

fn announced((past, coming): (usize, usize)) -> Vec<String> {
    let named = |count: usize| if count == 1 { "announcement".to_owned() } else { format!("{count} announcements") };
    let mut told = Vec::new();
    if past > 0 {
        let have = if past == 1 { "has" } else { "have" };
        told.push(format!("Confirm that the {} due by now {have} gone out.", named(past)));
    }
    if coming > 0 {
        let are = if coming == 1 { "is" } else { "are" };
        told.push(format!("Send the {} that {are} planned for the time before the deployment.", named(coming)));
    }
    told
}

//! Lessons learned: what did not go as planned, what was waived, and what the team recorded.

use serde::Serialize;

use super::events::{self, Event};
use crate::deliverables::cite::{Clerk, Statement, sources};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::waivers::{Force, held};
use crate::facts::{Approval, Lesson};
use crate::policy::Stage;

/// The lessons learned.
#[derive(Serialize)]
pub(super) struct Lessons {
    name: Statement,
    stage: &'static str,
    as_of: String,
    events: Vec<Event>,
    late: Vec<Late>,
    waivers: Vec<Waived>,
    actions: Vec<Row>,
    actions_gap: Statement,
    footer: Footer,
}

/// An approval that came when the work had begun.
#[derive(Serialize)]
struct Late {
    role: Statement,
    name: Statement,
    day: Statement,
    begin: Statement,
    source: String,
}

/// A finding that was allowed to stand.
#[derive(Serialize)]
struct Waived {
    rule: String,
    subject: String,
    by: String,
    until: String,
    reason: String,
    source: String,
}

/// A recorded lesson.
#[derive(Serialize)]
struct Row {
    action: Statement,
    owner: Statement,
    due: Statement,
    success: Statement,
    priority: Statement,
    status: Statement,
    source: String,
}

/// Builds the document, if there is something to tell.
pub(super) fn view(clerk: &Clerk<'_>) -> Option<Lessons> {
    let events = events::all(clerk);
    let lessons = &clerk.reading.facts.lessons;
    let went_out = clerk.review.stage >= Stage::Rollout || !events.is_empty();
    let (waivers, late) = if went_out { (waived(clerk), late(clerk)) } else { Default::default() };
    let nothing = events.is_empty() && lessons.is_empty() && waivers.is_empty() && late.is_empty();
    (!nothing).then(|| Lessons {
        name: common::name(clerk),
        stage: clerk.review.stage.word(),
        as_of: clerk.review.as_of.to_string(),
        events,
        late,
        waivers,
        actions: lessons.iter().map(|lesson| row(clerk, lesson)).collect(),
        actions_gap: clerk.gap(&["LES-02"]),
        footer: Footer::of(clerk),
    })
}

fn waived(clerk: &Clerk<'_>) -> Vec<Waived> {
    let used = held(clerk).into_iter().filter(|held| held.force == Force::Holds && !held.covers.is_empty());
    used.map(|held| Waived {
        rule: held.waiver.rule.clone(),
        subject: held.waiver.subject.clone().unwrap_or_default(),
        by: held.waiver.by.clone().unwrap_or_default(),
        until: held.waiver.until.map(|day| day.to_string()).unwrap_or_default(),
        reason: held.waiver.reason.clone().unwrap_or_default(),
        source: clerk.cite(held.waiver.at),
    })
    .collect()
}

/// Approvals of the release on a later day than the first change window begins.
fn late(clerk: &Clerk<'_>) -> Vec<Late> {
    let facts = &clerk.reading.facts;
    let windows = facts.windows.iter().filter_map(|window| Some((window.start?.date(), window)));
    let Some((begin, window)) = windows.min_by_key(|(day, _)| *day) else { return Vec::new() };
    let behind = facts.approvals.iter().filter(|approval| approval.day.is_some_and(|day| day > begin));
    let late = |approval: &Approval| Late {
        role: clerk.say(approval.role.as_ref(), &[]),
        name: clerk.say(approval.name.as_ref(), &[]),
        day: clerk.say(approval.date.as_ref(), &[]),
        begin: clerk.state(begin.to_string(), window.text.at),
        source: clerk.cite(approval.at),
    };
    behind.map(late).collect()
}

fn row(clerk: &Clerk<'_>, lesson: &Lesson) -> Row {
    let asked = &["LES-02"];
    let action = clerk.state(lesson.action.value.as_str(), lesson.at);
    let owner = clerk.say(lesson.owner.as_ref(), asked);
    let due = clerk.say(lesson.due.as_ref(), asked);
    let success = clerk.say(lesson.success.as_ref(), asked);
    let priority = clerk.say(lesson.priority.as_ref(), asked);
    let status = clerk.say(lesson.status.as_ref(), &[]);
    let source = sources(&[&action, &owner, &due, &success, &priority, &status]);
    Row { action, owner, due, success, priority, status, source }
}

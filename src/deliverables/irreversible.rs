//! What of the release has no way back.

use std::collections::BTreeSet;

use super::cite::{Clerk, Statement, distinct};
use crate::facts::{Phrase, Reversal, Undo};

/// One warning for each step, task and migration that cannot be undone, as far as the dossier says so.
pub(super) fn warnings(clerk: &Clerk<'_>) -> Vec<Statement> {
    let facts = &clerk.reading.facts;
    let refusals = facts.rollbacks.iter().filter_map(|rollback| rollback.refusal.as_ref());
    let refusals = refusals.map(|refusal| clerk.state(refusal.value.as_str(), refusal.at));
    let ends = facts.rollbacks.iter().filter_map(|rollback| rollback.no_return.as_ref());
    let ends = ends.filter(|said| said.is_stated()).map(|said| clerk.state(said.value.as_str(), said.at));
    let mut seen = BTreeSet::new();
    let tasks = facts.admin_tasks.iter().filter_map(|task| Some((task, forbids(task.rollback.as_ref())?)));
    let tasks = tasks.filter(|(task, _)| seen.insert(task.id.as_str()));
    let tasks = tasks.map(|(task, said)| clerk.state(format!("{} has no way back: {}", task.id, said.value), said.at));
    let steps = facts.steps.iter().filter_map(|step| Some((step, forbids(step.rollback.as_ref())?)));
    let steps = steps.map(|(step, said)| {
        clerk.state(format!("Step {} ({}) has no way back: {}", step.number, step.action.value, said.value), said.at)
    });
    let migrations = facts.migrations.iter().filter(|migration| migration.undo == Undo::Irreversible);
    let migrations = migrations
        .map(|migration| clerk.state(format!("The migration {} cannot be undone.", migration.id.value), migration.at));
    distinct(refusals.chain(ends).chain(tasks).chain(steps).chain(migrations).collect())
}

fn forbids(rollback: Option<&Phrase>) -> Option<&Phrase> {
    rollback.filter(|said| said.is_stated() && Reversal::of(&said.value) == Reversal::Impossible)
}

//! Admin tasks of the release.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cite::{Clerk, Statement, sources};
use crate::facts::{AdminTask, Phrase, TaskRoom, is_stated};

/// An admin task, put together from every document that names it.
#[derive(Serialize)]
pub(super) struct Task {
    /// Such as `ADM-001`.
    pub(super) id: Statement,
    /// What it does.
    pub(super) title: Statement,
    /// When it runs.
    pub(super) ordering: Statement,
    invoked_by: Statement,
    /// What runs it.
    pub(super) command: Statement,
    /// What undoes it.
    pub(super) rollback: Statement,
    source: String,
}

/// The tasks that the plan names; if it names none, those of the catalog.
pub(super) fn tasks(clerk: &Clerk<'_>) -> Vec<Task> {
    let mut by_id: BTreeMap<&str, Vec<&AdminTask>> = BTreeMap::new();
    for task in &clerk.reading.facts.admin_tasks {
        by_id.entry(&task.id).or_default().push(task);
    }
    let planned = |entries: &[&AdminTask]| entries.iter().any(|task| task.room == TaskRoom::Plan);
    if by_id.values().any(|entries| planned(entries)) {
        by_id.retain(|_, entries| planned(entries));
    }
    by_id.into_values().filter_map(|entries| of(clerk, entries)).collect()
}

/// The plan says it shortest, the task's own document in full: the plan's word comes first.
fn of(clerk: &Clerk<'_>, mut entries: Vec<&AdminTask>) -> Option<Task> {
    entries.sort_by_key(|task| match task.room {
        TaskRoom::Plan => 0,
        TaskRoom::Catalog => 1,
        TaskRoom::Own => 2,
    });
    let first = entries.first()?;
    let best = |field: fn(&AdminTask) -> Option<&Phrase>| {
        entries.iter().filter_map(|task| field(task)).find(|phrase| is_stated(Some(phrase)))
    };
    let mut title = clerk.say(best(|task| task.title.as_ref()), &["XII-01", "XII-02"]);
    let bare = title.text.strip_prefix(&first.id).map(|rest| rest.trim_start_matches([':', ' ', '–', '—']).to_owned());
    title.text = bare.unwrap_or(title.text);
    let id = clerk.state(first.id.as_str(), first.at);
    let ordering = entries.iter().find_map(|task| task.ordering.as_ref());
    let ordering = ordering.map_or_else(
        || clerk.gap(&["XII-01", "XII-03"]),
        |phase| clerk.state(format!("{} the rollout", phase.value.word()), phase.at),
    );
    let invoked_by = clerk.say(best(|task| task.invoked_by.as_ref()), &["XII-03"]);
    let command = clerk.say(best(|task| task.command.as_ref()), &["XII-03"]);
    let rollback = clerk.say(best(|task| task.rollback.as_ref()), &["XII-07", "XII-04"]);
    let source = sources(&[&id, &title, &ordering, &rollback]);
    Some(Task { id, title, ordering, invoked_by, command, rollback, source })
}

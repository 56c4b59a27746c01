//! XII: are admin operations tasks that somebody has reviewed?

mod admin_task_approved;
mod admin_task_has_rollback;
mod admin_task_ids_agree;
mod catalog_filled;
mod executed_task_logged;
mod no_ad_hoc_operation;
mod no_secret_on_command_line;
mod operation_has_admin_task;

use std::collections::BTreeMap;

use super::{Case, Rule};
use crate::facts::{AdminTask, TaskRoom};

pub(super) const RULES: &[&Rule] = &[
    &operation_has_admin_task::RULE,
    &admin_task_ids_agree::RULE,
    &catalog_filled::RULE,
    &admin_task_has_rollback::RULE,
    &admin_task_approved::RULE,
    &no_ad_hoc_operation::RULE,
    &executed_task_logged::RULE,
    &no_secret_on_command_line::RULE,
];

/// The head of the Admin Task Catalog.
pub(crate) const CATALOG: &str =
    "| Task ID | Name | Category | Invoked by | Approval | Rollback |\n|---|---|---|---|---|---|\n";

/// The admin tasks by id, each with all that is said of it.
fn by_id<'a>(case: &Case<'a>) -> BTreeMap<String, Vec<&'a AdminTask>> {
    let mut tasks: BTreeMap<String, Vec<&'a AdminTask>> = BTreeMap::new();
    for task in &case.facts.admin_tasks {
        tasks.entry(task.id.to_uppercase()).or_default().push(task);
    }
    tasks
}

/// Whether any task is named in this room.
fn any_in(case: &Case<'_>, room: TaskRoom) -> bool {
    case.facts.admin_tasks.iter().any(|task| task.room == room)
}

//! XII-02: plan, catalog and task documents name the same admin tasks.

use super::{CATALOG, any_in, by_id};
use crate::facts::{AdminTask, Kind, TaskRoom};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "XII-02",
    name: "admin-task-ids-agree",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Every admin task that the plan names is in the catalog, and catalog and task documents hold the same tasks. Task \
             documents are asked for under the `aiwg` profile, and where there is at least one; without a catalog they stand \
             in for it.",
    why: "A task that one document knows and another does not was added or dropped without the others, and one of them will be \
          followed.",
    settings: &["profile"],
    source: "S64; AP:30",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let tasks = by_id(case);
    if tasks.is_empty() {
        let denied = case.facts.not_needed.iter().filter(|said| said.class.is_none()).map(|said| said.sentence.at);
        out.idle("admin tasks", "No document names an admin task.").at(few(denied));
        return;
    }
    let catalog = any_in(case, TaskRoom::Catalog);
    let own = any_in(case, TaskRoom::Own);
    let mut agreeing = Vec::new();
    for (id, task) in &tasks {
        let rooms = Rooms::of(task);
        let lacks = rooms.lacks(catalog, own);
        if lacks.is_empty() {
            agreeing.extend(task.first().map(|task| task.at));
        } else {
            report(id, task, rooms, &lacks, out);
        }
    }
    let aiwg = case.policy.profile == Profile::Aiwg;
    if !catalog && (aiwg || !own) {
        out.missing(Kind::AdminCatalog);
    }
    if !own && catalog && aiwg {
        out.missing(Kind::AdminTask);
    }
    if !agreeing.is_empty() && (catalog || own) {
        let rooms = if own && catalog { "plan, catalog and task documents" } else { "the documents" };
        out.pass("admin tasks", format!("{} on which {rooms} agree.", count(agreeing.len(), "admin task")))
            .at(few(agreeing));
    }
}

/// Where one task is named.
#[derive(Clone, Copy)]
struct Rooms {
    plan: bool,
    catalog: bool,
    own: bool,
}

impl Rooms {
    fn of(task: &[&AdminTask]) -> Self {
        let named = |room| task.iter().any(|task| task.room == room);
        Self { plan: named(TaskRoom::Plan), catalog: named(TaskRoom::Catalog), own: named(TaskRoom::Own) }
    }

    /// Where it is missing, given which rooms there are. That the plan leaves a task out is no fault: it may belong to another
    /// release.
    fn lacks(self, catalog: bool, own: bool) -> Vec<&'static str> {
        let mut lacks = Vec::new();
        if catalog && !self.catalog {
            lacks.push("the catalog");
        }
        if own && !self.own {
            lacks.push("the task documents");
        }
        lacks
    }

    fn names(self) -> Vec<&'static str> {
        let all = [(self.plan, "the plan"), (self.catalog, "the catalog"), (self.own, "its own document")];
        all.into_iter().filter(|(named, _)| *named).map(|(_, name)| name).collect()
    }
}

fn report(id: &str, task: &[&AdminTask], rooms: Rooms, lacks: &[&str], out: &mut Findings) {
    let id = code(id);
    let message = format!("{id} is named in {} and missing from {}.", list(&rooms.names()), list(lacks));
    let remedy = if rooms.catalog {
        format!(
            "Write the document of {id} (`.aiwg/admin-tasks/` or beside the catalog): purpose, command, approval, rollback."
        )
    } else {
        format!(
            "Add {id} to the catalog:\n\n{CATALOG}| {id} | what it does | migration | who | approver, date | what undoes it |"
        )
    };
    out.fail(format!("admin task {id}"), message, remedy).at(few(task.iter().map(|task| task.at)));
}

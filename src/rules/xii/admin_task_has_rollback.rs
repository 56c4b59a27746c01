//! XII-04: every admin task can be undone, or a decision says why not.

use super::{any_in, by_id};
use crate::facts::{AdminTask, Decision, Phrase, Place, TaskRoom};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, same_id};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary;

pub(super) static RULE: Rule = Rule {
    id: "XII-04",
    name: "admin-task-has-rollback",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "For every admin task the plan, the catalog or its own document says what undoes it. Where it says that nothing \
             does, it names an accepted decision record.",
    why: "Data that was changed by a task does not come back with the previous version of the software.",
    source: "S66; AP:17, AP:78-86",
    judge,
};

const REFUSALS: [&str; 8] =
    ["impossible", "not possible", "irreversible", "not reversible", "cannot be", "can't be", "no rollback", "not rolled back"];

fn judge(case: &Case<'_>, out: &mut Findings) {
    let tasks = by_id(case);
    if tasks.is_empty() {
        out.idle("admin tasks", "No document names an admin task.");
        return;
    }
    let described = any_in(case, TaskRoom::Catalog) || any_in(case, TaskRoom::Own);
    let mut undone = Vec::new();
    for (id, task) in &tasks {
        let said = said(case, id, task);
        match said.first() {
            Some(rollback) => judge_one(case, id, rollback, &mut undone, out),
            None => silent(id, task, described, out),
        }
    }
    if !undone.is_empty() {
        out.pass("rollback of admin tasks", format!("{} with a rollback.", count(undone.len(), "admin task"))).at(few(undone));
    }
}

/// What is stated about undoing a task, also in the steps that name it.
fn said<'a>(case: &Case<'a>, id: &str, task: &[&'a AdminTask]) -> Vec<&'a Phrase> {
    let steps = case.facts.steps.iter().filter(|step| step.admin_tasks.iter().any(|named| same_id(named, id)));
    let own = task.iter().filter_map(|task| task.rollback.as_ref());
    own.chain(steps.filter_map(|step| step.rollback.as_ref())).filter(|rollback| rollback.is_stated()).collect()
}

fn judge_one(case: &Case<'_>, id: &str, rollback: &Phrase, undone: &mut Vec<Place>, out: &mut Findings) {
    let text = rollback.value.to_lowercase();
    let refuses = REFUSALS.iter().any(|word| text.contains(word)) || text.starts_with("none");
    if !refuses {
        undone.push(rollback.at);
        return;
    }
    let id = code(id);
    let subject = format!("admin task {id}");
    let written = code(&clip(&rollback.value, 80));
    let accepted = case.facts.decisions.iter().find(|decision| decision.accepted() && names(rollback, decision));
    if let Some(decision) = accepted {
        out.pass(subject, format!("{id} has no rollback ({written}), as {} decides.", code(&decision.id))).at([rollback.at, decision.at]);
    } else {
        let remedy = format!("Write what undoes {id}, or have an accepted decision record (ADR) say why nothing can, and name it there.");
        out.fail(subject, format!("{id} has no rollback ({written}), and no accepted decision record says why."), remedy).at([rollback.at]);
    }
}

fn names(rollback: &Phrase, decision: &Decision) -> bool {
    vocabulary::ids(&rollback.value, &["ADR"]).iter().any(|id| same_id(id, &decision.id))
}

fn silent(id: &str, task: &[&AdminTask], described: bool, out: &mut Findings) {
    let id = code(id);
    let subject = format!("admin task {id}");
    let places = few(task.iter().map(|task| task.at));
    let remedy = format!("Write the rollback of {id} into the catalog or its own document: the command, and how its success is verified.");
    if described {
        out.fail(subject, format!("No document says what undoes {id}."), remedy).at(places);
    } else {
        out.none(subject, format!("The plan names {id}; neither a catalog nor a document of its own was supplied."), remedy).at(places);
    }
}

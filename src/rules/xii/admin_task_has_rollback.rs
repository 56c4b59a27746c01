//! XII-04: every admin task can be undone, or a decision says why not.

use std::collections::BTreeMap;

use super::{any_in, by_id};
use crate::facts::{AdminTask, Decision, Phrase, Reversal, TaskRoom};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, id_key};
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
    settings: &["ids"],
    source: "S66; AP:17, AP:78-86",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let tasks = by_id(case);
    if tasks.is_empty() {
        out.idle("admin tasks", "No document names an admin task.");
        return;
    }
    let steps = by_steps(case);
    let decisions = case.accepted_decisions();
    let described = any_in(case, TaskRoom::Catalog) || any_in(case, TaskRoom::Own);
    let mut undone = Vec::new();
    for (id, task) in &tasks {
        let own = task.iter().filter_map(|task| task.rollback.as_ref()).find(|rollback| rollback.is_stated());
        match own.or_else(|| steps.get(&id_key(id)).copied()) {
            Some(rollback) if Reversal::of(&rollback.value) == Reversal::Impossible => {
                refused(case, id, rollback, &decisions, out);
            }
            Some(rollback) => undone.push(rollback.at),
            None => silent(id, task, described, out),
        }
    }
    if !undone.is_empty() {
        out.pass("rollback of admin tasks", format!("{} with a rollback.", count(undone.len(), "admin task")))
            .at(few(undone));
    }
}

/// What the steps of the plan say about undoing the tasks that they name.
fn by_steps<'a>(case: &Case<'a>) -> BTreeMap<String, &'a Phrase> {
    let mut said = BTreeMap::new();
    for step in &case.facts.steps {
        if let Some(rollback) = step.rollback.as_ref().filter(|rollback| describes(rollback)) {
            for id in &step.admin_tasks {
                said.entry(id_key(id)).or_insert(rollback);
            }
        }
    }
    said
}

/// "Rollback of ADM-021" sends back to the task.
fn describes(rollback: &Phrase) -> bool {
    rollback.is_stated() && Reversal::of(&rollback.value) != Reversal::Elsewhere
}

fn refused(case: &Case<'_>, id: &str, rollback: &Phrase, decisions: &BTreeMap<String, &Decision>, out: &mut Findings) {
    let id = code(id);
    let subject = format!("admin task {id}");
    let written = code(&clip(&rollback.value, 80));
    let named = vocabulary::ids(&rollback.value, &case.policy.ids.decision);
    if let Some(decision) = named.iter().find_map(|id| decisions.get(&id_key(id))) {
        out.pass(subject, format!("{id} has no rollback ({written}), as {} decides.", code(&decision.id)))
            .at([rollback.at, decision.at]);
    } else {
        let remedy = format!(
            "Write what undoes {id}, or have an accepted decision record (ADR) say why nothing can, and name it there."
        );
        out.fail(
            subject,
            format!("{id} has no rollback ({written}), and no accepted decision record says why."),
            remedy,
        )
        .at([rollback.at]);
    }
}

fn silent(id: &str, task: &[&AdminTask], described: bool, out: &mut Findings) {
    let id = code(id);
    let subject = format!("admin task {id}");
    let places = few(task.iter().map(|task| task.at));
    let remedy = format!(
        "Write the rollback of {id} into the catalog or its own document: the command, and how its success is verified."
    );
    // A blank cell in a column for it is an answer that is missing.
    if described || task.iter().any(|task| task.rollback.is_some()) {
        out.fail(subject, format!("No document says what undoes {id}."), remedy).at(places);
    } else {
        out.none(
            subject,
            format!("The plan names {id}; neither a catalog nor a document of its own was supplied."),
            remedy,
        )
        .at(places);
    }
}

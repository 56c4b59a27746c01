//! PLN-03: every step can be undone.

use std::collections::BTreeMap;

use super::{missing_from, no_steps, subject};
use crate::facts::{Kind, Phrase, Place, Rollback, Step, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, id_key, none_of, share};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Written;

pub(super) static RULE: Rule = Rule {
    id: "PLN-03",
    name: "step-has-rollback",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "Every step of the plan says what undoes it, or `n/a` with the reason. The rollback of an admin task that \
             the step names counts, and a step that only observes needs none. Where no step says anything, a rollback \
             procedure for the whole plan is enough under the `generic` profile.",
    why: "When step 7 fails at night, the way back from steps 1 to 6 must be known, not invented.",
    settings: &["profile"],
    source: "S21",
    judge,
};

const REMEDY: &str =
    "Write into the step's `Rollback` cell what undoes it, or `n/a` with the reason why nothing has to be undone.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let steps = &case.facts.steps;
    if steps.is_empty() {
        no_steps(case, out);
        return;
    }
    if steps.iter().all(|step| !is_stated(step.rollback.as_ref())) {
        for_the_whole_plan(case, out);
        return;
    }
    let mut covered = Vec::new();
    let tasks = ways_back(case);
    for step in steps {
        match way_back(&tasks, step) {
            Some(place) => covered.push(place),
            None => report(case, step, out),
        }
    }
    if !covered.is_empty() {
        let message = format!("A way back is stated for {}.", share(covered.len(), steps.len(), "step"));
        out.pass("rollback of the steps", message).at(few(covered));
    }
}

/// Where the way back of each admin task is said, by the key of its id.
fn ways_back(case: &Case<'_>) -> BTreeMap<String, Place> {
    let mut ways = BTreeMap::new();
    for task in &case.facts.admin_tasks {
        if let Some(rollback) = task.rollback.as_ref().filter(|rollback| rollback.is_stated()) {
            ways.entry(id_key(&task.id)).or_insert(rollback.at);
        }
    }
    ways
}

/// Where the way back of a step is said, or why it needs none.
fn way_back(tasks: &BTreeMap<String, Place>, step: &Step) -> Option<Place> {
    let own = step.rollback.as_ref().filter(|rollback| rollback.is_stated()).map(|rollback| rollback.at);
    let task = || step.admin_tasks.iter().find_map(|id| tasks.get(&id_key(id)).copied());
    own.or_else(task).or_else(|| step.observes.then_some(step.at))
}

fn report(case: &Case<'_>, step: &Step, out: &mut Findings) {
    let what = match step.rollback.as_ref().map(Phrase::written) {
        Some(Written::NotApplicable) => "says that no rollback applies, but not why",
        Some(Written::Placeholder) => "has a rollback that is not filled in",
        _ => "does not say what undoes it",
    };
    out.fail(subject(case, step), missing_from(step, what), REMEDY).at([step.at]);
}

/// No step says anything: there may be one procedure for all.
fn for_the_whole_plan(case: &Case<'_>, out: &mut Findings) {
    let steps = &case.facts.steps;
    let whole: Vec<&Rollback> = case
        .facts
        .rollbacks
        .iter()
        .filter(|rollback| {
            (rollback.separate || case.in_plan(rollback.title.at))
                && !rollback.procedure.is_empty()
                && rollback.refusal.is_none()
        })
        .collect();
    let amount = count(steps.len(), "step");
    if let Some(rollback) = whole.first().filter(|_| case.policy.profile == Profile::Generic) {
        let message = format!("The plan's rollback procedure ({}) covers its {amount}.", code(&rollback.title.value));
        out.pass("rollback of the steps", message).at([rollback.title.at]).at(few(rollback.procedure.iter().copied()));
        return;
    }
    let none = none_of(steps.len(), "step");
    if let Some(link) = case.way_back_elsewhere().filter(|_| whole.is_empty()) {
        let target = code(&clip(&link.target, 80));
        let message =
            format!("{none} of the plan says what undoes it; the way back stands in {target}, which was not supplied.");
        out.none("all steps", message, "Add the document that the plan links to.").at([link.at]);
        return;
    }
    let message = if whole.is_empty() {
        format!("{none} of the plan says what undoes it, and the plan has no rollback procedure.")
    } else {
        format!("{none} of the plan says what undoes it; the plan only has a rollback procedure for the whole.")
    };
    out.fail("all steps", message, "Add a column `Rollback` to the steps, and say in each row what undoes the step.")
        .at(few(steps.iter().map(|step| step.at)))
        .at(whole.iter().map(|rollback| rollback.title.at));
}

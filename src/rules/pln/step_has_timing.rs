//! PLN-04: every step says when it begins or how long it takes.

use super::{missing_from, no_steps, subject};
use crate::facts::{Kind, Place, Step};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{few, none_of, share};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "PLN-04",
    name: "step-has-timing",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "Every step of the plan gives its expected duration. A plan that times its steps by their start alone must give \
             each step's start.",
    why: "Only a step with an expected time can be late, and a late step is the first sign to stop and think.",
    settings: &[],
    source: "S21; DP:39",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let steps = &case.facts.steps;
    if steps.is_empty() {
        no_steps(case, out);
        return;
    }
    let start = |step: &Step| step.start.as_ref().filter(|start| start.is_stated()).map(|start| start.at);
    let duration = |step: &Step| step.duration.as_ref().map(|duration| duration.at);
    if steps.iter().any(|step| step.duration.is_some()) {
        judge_each(case, "duration", duration, out);
    } else if steps.iter().any(|step| start(step).is_some()) {
        judge_each(case, "start", start, out);
    } else {
        let message = format!("{} of the plan says when it begins or how long it takes.", none_of(steps.len(), "step"));
        out.fail(
            "all steps",
            message,
            "Add the columns `Start` and `Duration` to the steps, such as `20:00` and `10 min`.",
        )
        .at(few(steps.iter().map(|step| step.at)));
    }
}

fn judge_each(case: &Case<'_>, what: &str, time: impl Fn(&Step) -> Option<Place>, out: &mut Findings) {
    let steps = &case.facts.steps;
    for step in steps.iter().filter(|step| time(step).is_none()) {
        let remedy = format!(
            "Write the {what} into the step's row, such as {}.",
            if what == "start" { "`20:00`" } else { "`10 min`" }
        );
        out.fail(subject(case, step), missing_from(step, &format!("has no {what}")), remedy).at([step.at]);
    }
    let timed: Vec<Place> = steps.iter().filter_map(&time).collect();
    let message = format!("A {what} is stated for {}.", share(timed.len(), steps.len(), "step"));
    out.pass("timing of the steps", message).at(few(timed));
}

//! PLN-02: every step has an owner.

use super::{STEPS_TABLE, missing_from, no_steps, subject};
use crate::facts::{Kind, Step, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{few, none_of, share};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Section;

pub(super) static RULE: Rule = Rule {
    id: "PLN-02",
    name: "step-has-owner",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "Every step of the deployment plan names who does it, a person or a role; the owner of a whole section counts for \
             its steps. Under the `aiwg` profile a plan without a section of steps fails as well.",
    why: "A step that belongs to nobody is done twice or not at all, and nobody is asked when it goes wrong.",
    settings: &["profile"],
    source: "S21; DP:16, DP:39",
    judge,
};

const REMEDY: &str = "Write the name or role of the person who does it into the step's `Owner` cell.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let steps = &case.facts.steps;
    if steps.is_empty() {
        nothing(case, out);
        return;
    }
    let (owned, orphans): (Vec<&Step>, Vec<&Step>) = steps.iter().partition(|step| is_stated(step.owner.as_ref()));
    if owned.is_empty() {
        let message = format!("{} of the plan names an owner.", none_of(steps.len(), "step"));
        out.fail("all steps", message, "Add a column `Owner` to the steps, and name a person or role in each row.")
            .at(few(steps.iter().map(|step| step.at)));
        return;
    }
    for step in orphans {
        out.fail(subject(case, step), missing_from(step, "names no owner"), REMEDY).at([step.at]);
    }
    let message = format!("An owner is named for {}.", share(owned.len(), steps.len(), "step"));
    out.pass("owners of the steps", message)
        .at(few(owned.iter().filter_map(|step| step.owner.as_ref()).map(|owner| owner.at)));
}

fn nothing(case: &Case<'_>, out: &mut Findings) {
    let named = case.facts.of_kind(Kind::DeploymentPlan).any(|plan| plan.section(Section::Steps).is_some());
    if named || case.policy.profile == Profile::Generic {
        no_steps(case, out);
    } else {
        out.fail("deployment steps", "The deployment plan has no deployment steps.", STEPS_TABLE)
            .at(case.start_of(Kind::DeploymentPlan));
    }
}

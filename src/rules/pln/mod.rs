//! PLN: can the plan be followed, and can it be undone?

mod migration_planned;
mod rollback_plan_complete;
mod sections_present;
mod step_has_owner;
mod step_has_rollback;
mod step_has_timing;

pub(crate) use migration_planned::REMEDY as MIGRATION;
pub(crate) use sections_present::SECTIONS;

use super::{Case, Findings, Rule};
use crate::facts::{Kind, Step};
use crate::rules::support::{clip, code};

pub(super) const RULES: &[&Rule] = &[
    &sections_present::RULE,
    &step_has_owner::RULE,
    &step_has_rollback::RULE,
    &step_has_timing::RULE,
    &rollback_plan_complete::RULE,
    &migration_planned::RULE,
];

/// The table that a plan without steps should have.
pub(crate) const STEPS_TABLE: &str = "Add the steps to the plan:\n\n| Step | Action | Owner | Start | Duration | Rollback |\n\
                           |---|---|---|---|---|---|\n| 1 | what is done | who does it | 20:00 | 10 min | what undoes it |";

/// What a step is called: by its number, and by its file if it is not in the first one.
fn subject(case: &Case<'_>, step: &Step) -> String {
    let first = case.facts.steps.first().is_some_and(|first| first.at.source == step.at.source);
    if first { format!("step {}", step.number) } else { format!("step {} in {}", step.number, case.file(step.at)) }
}

/// Says that the plan has no step that could be judged.
fn no_steps(case: &Case<'_>, out: &mut Findings) {
    out.none("deployment steps", "No step could be read from the deployment plan.", STEPS_TABLE)
        .at(case.start_of(Kind::DeploymentPlan));
}

/// What is missing from a step, in words.
fn missing_from(step: &Step, what: &str) -> String {
    format!("Step {} ({}) {what}.", step.number, code(&clip(&step.action.value, 60)))
}

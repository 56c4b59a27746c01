//! EXE-04: whether a rollback trigger has fired can be measured.

use crate::facts::{Kind, Place, Rollback, Trigger, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "EXE-04",
    name: "trigger-measurable",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "Every rollback trigger is a comparison with a number and the time over which it is measured, or an event that \
             needs no number (\"any smoke test fails\"). Where the plan gives triggers an action of their own, every trigger \
             has one.",
    why: "\"Errors are too high\" starts a debate; \"error rate above 2 % for 5 minutes\" starts the rollback.",
    settings: &[],
    source: "S26; FD:936-940, CI:327-332",
    judge,
};

const REMEDY: &str = "Write metric, comparator, number, unit, window and action, such as `error rate > 2 % above baseline for \
                      5 min: roll back`.";
pub(crate) const TABLE: &str = "Add the triggers to the plan's section on rollback:\n\n| Trigger | Threshold | Window | Action |\n\
                     |---|---|---|---|\n| error rate | > 2 % above baseline | 5 min | roll back |\n\
                     | p99 latency | > 20 % above baseline | 10 min | roll back |\n| smoke test | any fails | at once | roll back |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let triggers = &case.facts.triggers;
    if triggers.is_empty() {
        nothing(case, out);
        return;
    }
    // Under the heading "Roll back if" the action is said once for all.
    let actions = triggers.iter().any(|trigger| is_stated(trigger.action.as_ref()));
    let mut good = Vec::new();
    for trigger in triggers {
        let lacks = lacks(trigger, actions);
        if lacks.is_empty() {
            good.push(trigger.text.at);
        } else {
            let text = code(&clip(&trigger.text.value, 80));
            out.fail(format!("trigger {text}"), format!("The rollback trigger {text} lacks {}.", list(&lacks)), REMEDY)
                .at([trigger.text.at]);
        }
    }
    if !good.is_empty() {
        out.pass("rollback triggers", format!("{} that can be measured.", count(good.len(), "trigger"))).at(few(good));
    }
}

fn lacks(trigger: &Trigger, actions: bool) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    if !trigger.measurable {
        lacks.push("a number or an event that can be measured");
    }
    if trigger.numeric && trigger.window.is_none() {
        lacks.push("the time over which it is measured");
    }
    if actions && !is_stated(trigger.action.as_ref()) {
        lacks.push("the action that follows");
    }
    lacks
}

fn nothing(case: &Case<'_>, out: &mut Findings) {
    let (own, others): (Vec<&Rollback>, Vec<&Rollback>) =
        case.facts.rollbacks.iter().partition(|rollback| rollback.separate || case.in_plan(rollback.title.at));
    let said =
        |of: &[&Rollback]| -> Vec<Place> { of.iter().flat_map(|rollback| rollback.triggers.iter().copied()).collect() };
    let (planned, elsewhere) = (said(&own), said(&others));
    if !planned.is_empty() {
        out.none(
            "rollback triggers",
            "What the plan says of rollback triggers could not be read as conditions.",
            TABLE,
        )
        .at(few(planned));
    } else if !elsewhere.is_empty() {
        out.none("rollback triggers", "The rollback triggers stand outside the plan, and are not judged there.", TABLE)
            .at(few(elsewhere));
    } else if own.is_empty() {
        out.none("rollback triggers", "The plan has no rollback section, so there is no trigger to judge.", TABLE)
            .at(case.start_of(Kind::DeploymentPlan));
    } else if let Some(link) = case.way_back_elsewhere() {
        let message = "The triggers stand in a document that the plan links to and that was not supplied.";
        out.none("rollback triggers", message, TABLE).at([link.at]);
    } else {
        out.fail("rollback triggers", "The plan's rollback section names no trigger.", TABLE)
            .at(few(own.iter().map(|rollback| rollback.title.at)));
    }
}

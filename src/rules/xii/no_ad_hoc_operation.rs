//! XII-07: nothing is done by hand outside an admin task.

use std::collections::BTreeSet;

use crate::facts::{AdHoc, Kind};
use crate::policy::Stage;
use crate::policy::ids::form;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "XII-07",
    name: "no-ad-hoc-operation",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "No step acts on an environment by hand (a database shell, `ssh`, `kubectl exec`, a one-off script, \
             \"manually\") unless it names the admin task to which it belongs.",
    why: "What is typed by hand is not reviewed, not repeatable and not in the log, and a typing mistake in \
          production is an incident.",
    settings: &["ids"],
    source: "S65; DP:43, AP:115-121",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let (loose, tracked): (Vec<&AdHoc>, Vec<&AdHoc>) =
        case.facts.ad_hoc.iter().partition(|one| one.admin_tasks.is_empty());
    let mut seen = BTreeSet::new();
    for one in &loose {
        if seen.insert(one.command.at) {
            report(case, one, out);
        }
    }
    if !loose.is_empty() {
        return;
    }
    if case.facts.steps.is_empty() && tracked.is_empty() {
        out.none(
            "manual operations",
            "The plan has no steps to search for manual operations.",
            "Add the deployment steps to the plan.",
        )
        .at(case.start_of(Kind::DeploymentPlan));
    } else {
        let by_task = if tracked.is_empty() {
            String::new()
        } else {
            format!("; {} of an admin task", count(tracked.len(), "command"))
        };
        let steps = count(case.facts.steps.len(), "step");
        out.pass("manual operations", format!("No operation by hand outside an admin task in {steps}{by_task}."))
            .at(few(tracked.iter().map(|one| one.command.at)));
    }
}

fn report(case: &Case<'_>, one: &AdHoc, out: &mut Findings) {
    let command = code(&clip(&one.command.value, 60));
    let message = format!(
        "{} in {} acts on an environment by hand ({}), outside any admin task.",
        command,
        case.file(one.command.at),
        code(&one.word)
    );
    let remedy = format!(
        "Make it an admin task with command, approval and rollback, and name its id (`{}`) in the step; or let the \
         pipeline do it.",
        form(&case.policy.ids.admin_task)
    );
    out.fail(format!("command {command}"), message, remedy).at([one.command.at]);
}

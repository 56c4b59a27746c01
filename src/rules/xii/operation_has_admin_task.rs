//! XII-01: every migration, backfill or rotation is an admin task.

use std::collections::BTreeMap;

use crate::facts::{Kind, Operation, Place};
use crate::policy::Stage;
use crate::policy::ids::example;
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, count, few, once};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::OperationClass;

pub(super) static RULE: Rule = Rule {
    id: "XII-01",
    name: "operation-has-admin-task",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "Where plan or release notes speak of a migration, a backfill, a rotation of keys, a reindexing, a purge or a seed, \
             the same section names an admin task (`ADM-…`), or there is an admin task of this kind.",
    why: "An operation on data that is not a reviewed task runs from somebody's memory, once, in production.",
    settings: &["ids"],
    source: "S64; DP:41-43",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let mut classes: BTreeMap<OperationClass, Vec<&Operation>> = BTreeMap::new();
    for operation in &case.facts.operations {
        classes.entry(operation.class).or_default().push(operation);
    }
    if classes.is_empty() {
        let denied: Vec<Place> = case.facts.not_needed.iter().map(|said| said.sentence.at).collect();
        if denied.is_empty() {
            out.idle("admin operations", "No migration, backfill, rotation, reindexing, purge or seed is mentioned.")
                .at(case.start_of(Kind::DeploymentPlan));
        } else {
            out.idle("admin operations", "The documents say that none is needed.").at(few(denied));
        }
        return;
    }
    for (class, operations) in &classes {
        judge_class(case, *class, operations, out);
    }
}

fn judge_class(case: &Case<'_>, class: OperationClass, operations: &[&Operation], out: &mut Findings) {
    let subject = class.noun();
    let of_class: Vec<(&str, Place)> = case
        .facts
        .admin_tasks
        .iter()
        .filter(|task| class.matches(&task.about))
        .map(|task| (task.id.as_str(), task.at))
        .collect();
    let loose: Vec<&&Operation> = operations.iter().filter(|operation| operation.admin_tasks.is_empty()).collect();
    if loose.is_empty() || !of_class.is_empty() {
        let ids = once(
            operations
                .iter()
                .flat_map(|operation| operation.admin_tasks.iter().map(String::as_str))
                .chain(of_class.iter().map(|(id, _)| *id)),
        );
        out.pass(subject, format!("The {subject} is an admin task: {}.", codes(&ids)))
            .at(few(operations.iter().map(|operation| operation.sentence.at)))
            .at(few(of_class.iter().map(|(_, place)| *place)));
        return;
    }
    let sentences: Vec<String> =
        loose.iter().take(2).map(|operation| code(&clip(&operation.sentence.value, 80))).collect();
    let message = format!(
        "{} of a {subject}, and no admin task is named for it: {}.",
        count(loose.len(), "mention"),
        sentences.join(", ")
    );
    let remedy = format!(
        "Add the {subject} to the Admin Task Catalog, and name its id in the plan:\n\n| Task ID | Name | Category | Invoked by | Approval | \
         Rollback |\n|---|---|---|---|---|---|\n| {} | {subject} | migration | who | approver, date | what undoes it |",
        example(&case.policy.ids.admin_task)
    );
    out.fail(subject, message, remedy).at(few(loose.iter().map(|operation| operation.sentence.at)));
}

//! The parts of a plan's sections: what each says, and whether the plan says it already.

use super::known;
use super::running;
use super::stubs;
use super::table::{Row, Skeleton, open, plain};
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common;
use crate::deliverables::escape::{Place, escape};
use crate::facts::{Kind, TaskRoom};
use crate::rules::skeletons;
use crate::vocabulary::Section;

/// `- **Key**: value`, or the mark that it is open.
pub(super) fn field(key: &str, said: &Statement, rule: &str) -> String {
    match (said.is_said(), said.source.is_empty()) {
        (false, _) => format!("- **{key}**: {}", open(rule)),
        (true, true) => format!("- **{key}**: {}", escape(&said.text, Place::Line)),
        (true, false) => {
            format!("- **{key}**: {} ({})", escape(&said.text, Place::Line), escape(&said.source, Place::Line))
        }
    }
}

fn titled(title: &str, mut table: Vec<String>) -> Vec<String> {
    table.splice(0..0, [format!("{title}:"), String::new()]);
    table
}

pub(super) fn introduction(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    vec![field("Release", &common::release(clerk), "HYG-08"), field("Scope", &Statement::default(), rule)]
}

pub(super) fn no_deployments(clerk: &Clerk<'_>) -> bool {
    clerk.reading.facts.deployments.is_empty()
}

pub(super) fn deployments(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    Skeleton::of(skeletons::DEPLOYMENTS).filled(&known::deployments(clerk), rule)
}

pub(super) fn services(clerk: &Clerk<'_>, _: &str) -> Vec<String> {
    let rows = running::services(clerk);
    let skeleton = Skeleton::of("| Service | Runs on | Replicas | Image | Ports |");
    if rows.is_empty() { Vec::new() } else { titled("Services", skeleton.told(&rows)) }
}

pub(super) fn variables(clerk: &Clerk<'_>, _: &str) -> Vec<String> {
    let rows = known::variables(clerk);
    if rows.is_empty() || clerk.reading.facts.has(Kind::Environment) {
        return Vec::new();
    }
    titled("Variables", Skeleton::of("| Variable | Set for |").told(&rows))
}

pub(super) fn no_roster(clerk: &Clerk<'_>) -> bool {
    !clerk.reading.facts.contacts.iter().any(|contact| clerk.is_planned(contact.role.at))
}

pub(super) fn roster(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    let skeleton = Skeleton::of(skeletons::ROSTER);
    let asked = &clerk.review.policy.required_roles;
    let roles = if asked.is_empty() { &skeleton.labels } else { asked };
    let rows: Vec<Row> = roles.iter().map(|role| known::person(clerk, role)).collect();
    titled("People", skeleton.filled(&rows, rule))
}

pub(super) fn no_restart(clerk: &Clerk<'_>) -> bool {
    !clerk.reading.facts.processes.iter().any(|process| process.grace.is_some() && clerk.is_planned(process.at))
}

pub(super) fn restart(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    Skeleton::of(skeletons::RESTART).filled(&running::restart(clerk), rule)
}

pub(super) fn no_window(clerk: &Clerk<'_>) -> bool {
    !clerk.reading.facts.windows.iter().any(|window| clerk.is_planned(window.text.at))
}

pub(super) fn schedule(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    vec![field("Change window", &known::window(clerk), rule)]
}

pub(super) fn no_steps(clerk: &Clerk<'_>) -> bool {
    clerk.reading.facts.steps.is_empty()
}

pub(super) fn steps(_: &Clerk<'_>, rule: &str) -> Vec<String> {
    let skeleton = Skeleton::of(skeletons::STEPS);
    let gap = |rule: &str| Statement { rule: rule.to_owned(), ..Statement::default() };
    let row = skeleton.labelled().into_iter().next().unwrap_or_default();
    let row = row.with("Owner", gap("PLN-02")).with("Rollback", gap("PLN-03"));
    skeleton.filled(&[row.with("Start", gap("PLN-04")).with("Duration", gap("PLN-04"))], rule)
}

/// The tasks that the plan names, else all; and those that are to be written.
pub(super) fn tasks(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    let planned = known::is_in(TaskRoom::Plan);
    let mut rows = known::tasks(clerk, planned);
    if rows.is_empty() {
        rows = known::tasks(clerk, |_| true);
    }
    rows.extend(stubs::unnamed(clerk).iter().map(stubs::Stub::row));
    if rows.is_empty() {
        return vec![format!("{}: which admin tasks belong to this release, or none.", open(rule))];
    }
    Skeleton::of(skeletons::ADMIN_TASKS).filled(&rows, rule)
}

/// Whether the plan has a section on admin tasks, and operations that are none.
pub(super) fn unnamed_tasks(clerk: &Clerk<'_>) -> bool {
    let mut plans = clerk.reading.facts.of_kind(Kind::DeploymentPlan);
    plans.any(|plan| plan.section(Section::AdminTasks).is_some_and(|section| section.begun))
        && !stubs::unnamed(clerk).is_empty()
}

pub(super) fn new_tasks(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    let rows: Vec<Row> = stubs::unnamed(clerk).iter().map(stubs::Stub::row).collect();
    Skeleton::of(skeletons::ADMIN_TASKS).filled(&rows, rule)
}

pub(super) fn no_migration(clerk: &Clerk<'_>) -> bool {
    !clerk.reading.facts.migration_plans.iter().any(|plan| plan.own)
}

/// A line for each of the words that the remedy asks for.
pub(super) fn migration(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    let mut scripts: Vec<Statement> = Vec::new();
    for migration in &clerk.reading.facts.migrations {
        let path = &clerk.reading.source(migration.at.source).path;
        if !scripts.iter().any(|script| script.text == *path) {
            scripts.push(clerk.state(path.as_str(), migration.at));
        }
    }
    let names: Vec<String> = scripts.iter().take(8).map(|script| format!("`{}`", script.text)).collect();
    let keys = skeletons::MIGRATION.split("**").skip(1).step_by(2);
    keys.map(|key| {
        let known = if key == "Scripts" { plain(&names.join(", ")) } else { Statement::default() };
        field(key, &known, rule)
    })
    .collect()
}

pub(super) fn no_probes(clerk: &Clerk<'_>) -> bool {
    clerk.reading.facts.probes.is_empty()
}

pub(super) fn probes(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    let rows = running::probes(clerk);
    let skeleton = Skeleton::of(skeletons::PROBES);
    titled("Probes", skeleton.filled(&rows, rule))
}

pub(super) fn no_checks(clerk: &Clerk<'_>) -> bool {
    !clerk.reading.facts.checks.iter().any(|check| !check.probe && clerk.is_planned(check.at))
}

pub(super) fn smoke_tests(_: &Clerk<'_>, rule: &str) -> Vec<String> {
    let skeleton = Skeleton::of(skeletons::SMOKE_TESTS);
    titled("Smoke tests", skeleton.filled(&skeleton.labelled(), rule))
}

pub(super) fn no_authority(clerk: &Clerk<'_>) -> bool {
    clerk.reading.facts.rollbacks.iter().all(|rollback| rollback.authority.is_none())
}

pub(super) fn authority(_: &Clerk<'_>, rule: &str) -> Vec<String> {
    vec![field("Decision authority", &Statement::default(), rule)]
}

pub(super) fn no_triggers(clerk: &Clerk<'_>) -> bool {
    clerk.reading.facts.triggers.is_empty()
        && clerk.reading.facts.rollbacks.iter().all(|rollback| rollback.triggers.is_empty())
}

pub(super) fn triggers(_: &Clerk<'_>, rule: &str) -> Vec<String> {
    let skeleton = Skeleton::of(skeletons::TRIGGERS);
    titled("Rollback triggers", skeleton.filled(&skeleton.labelled(), rule))
}

pub(super) fn no_procedure(clerk: &Clerk<'_>) -> bool {
    clerk.reading.facts.rollbacks.iter().all(|rollback| rollback.procedure.is_empty() && rollback.refusal.is_none())
}

pub(super) fn procedure(_: &Clerk<'_>, rule: &str) -> Vec<String> {
    vec!["Rollback procedure:".to_owned(), String::new(), format!("1. {}", open(rule))]
}

pub(super) fn no_communication(clerk: &Clerk<'_>) -> bool {
    clerk.reading.facts.communications.iter().all(|message| message.aside)
}

pub(super) fn communication(_: &Clerk<'_>, rule: &str) -> Vec<String> {
    let skeleton = Skeleton::of(skeletons::COMMUNICATION);
    skeleton.filled(&skeleton.labelled(), rule)
}

pub(super) fn handover(_: &Clerk<'_>, rule: &str) -> Vec<String> {
    ["Training", "Documentation", "On-call"].map(|key| field(key, &Statement::default(), rule)).to_vec()
}

pub(super) fn risks(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    let rows = known::risks(clerk);
    if rows.is_empty() {
        return vec![format!("{}: the risks of this release, or none.", open(rule))];
    }
    Skeleton::of("| Risk ID | Risk | Mitigation | Owner | Status |").filled(&rows, rule)
}

pub(super) fn no_approvals(clerk: &Clerk<'_>) -> bool {
    clerk.reading.facts.approvals.is_empty()
}

pub(super) fn approvals(clerk: &Clerk<'_>, rule: &str) -> Vec<String> {
    let mut rows: Vec<Row> =
        clerk.review.policy.required_approvers.iter().map(|role| known::person(clerk, role)).collect();
    if rows.is_empty() {
        rows.push(Row::default());
    }
    Skeleton::of(skeletons::APPROVALS).filled(&rows, rule)
}

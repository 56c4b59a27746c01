//! IX-01: the plan says how processes are restarted.

use super::RESTART_TABLE;
use super::process_types::{long_running, long_running_workloads};
use crate::facts::{Document, Kind, Process, SectionFact, Workload};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, few, share};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Section;

pub(super) static RULE: Rule = Rule {
    id: "IX-01",
    name: "restart-strategy-stated",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "The deployment plan has a filled section on the rolling restart, or states the grace periods of process \
             types elsewhere. Under the `generic` profile, where no document describes process types, manifests in \
             which every workload states its own termination grace period count as the strategy, and a release of \
             which nothing says that it runs processes cannot be judged.",
    why: "Every deployment is a restart. Without a strategy the requests and jobs that are under way at that moment \
          are lost.",
    settings: &["profile"],
    source: "S50; DP:31",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let sections: Vec<&SectionFact> =
        case.facts.of_kind(Kind::DeploymentPlan).filter_map(|plan| plan.section(Section::Restart)).collect();
    let planned: Vec<&Process> =
        case.facts.processes.iter().filter(|process| case.in_plan(process.at) && process.grace.is_some()).collect();
    if let Some(section) = sections.iter().find(|section| section.filled) {
        let message = format!("The plan has the section {}.", code(&clip(&section.title.value, 80)));
        out.pass("restart strategy", message).at([section.title.at]);
    } else if let Some(section) = sections.first() {
        let message = format!("The plan's section {} is not filled in.", code(&clip(&section.title.value, 80)));
        out.fail("restart strategy", message, RESTART_TABLE).at([section.title.at]);
    } else if !planned.is_empty() {
        out.pass("restart strategy", "The plan states grace periods for its process types.")
            .at(few(planned.iter().map(|process| process.at)));
    } else if super::runs_nothing(case, out) {
        // A library is not restarted.
    } else if case.policy.profile == Profile::Generic {
        by_manifests(case, out);
    } else {
        absent(case, out);
    }
}

fn by_manifests(case: &Case<'_>, out: &mut Findings) {
    let (workloads, partial): (Vec<&Workload>, Vec<&Workload>) = long_running_workloads(case)
        .partition(|workload| workload.partial.is_none() || workload.kill_timeout.is_some());
    let stated: Vec<_> =
        workloads.iter().filter_map(|workload| workload.kill_timeout.as_ref()).map(|said| said.at).collect();
    let described = !long_running(case).is_empty();
    if !described && !workloads.is_empty() && stated.len() == workloads.len() {
        let message = format!(
            "The plan has no restart strategy; a termination grace period is stated for {} of the manifests.",
            share(stated.len(), workloads.len(), "workload")
        );
        out.pass("restart strategy", message).at(few(stated));
    } else if !described && workloads.is_empty() && !partial.is_empty() {
        let message = "The plan has no restart strategy, and the manifests that may state one are known only in part.";
        out.none("restart strategy", message, RESTART_TABLE).at(few(partial.iter().map(|workload| workload.name.at)));
    } else if !described && workloads.is_empty() && !case.facts.has(Kind::HelmTemplate) {
        out.none(
            "restart strategy",
            "The plan has no restart strategy, and nothing says which processes the release runs.",
            RESTART_TABLE,
        )
        .at(case.start_of(Kind::DeploymentPlan));
    } else {
        absent(case, out);
    }
}

fn absent(case: &Case<'_>, out: &mut Findings) {
    out.fail("restart strategy", "The deployment plan does not say how processes are restarted.", RESTART_TABLE)
        .at(case.facts.of_kind(Kind::DeploymentPlan).map(Document::place));
}

//! IX-02: every long-running process type has a grace period.

use super::RESTART_TABLE;
use super::process_types::{Deployed, ProcessType, long_running, long_running_workloads};
use crate::facts::{Kind, Place, Workload};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, list, once, seconds};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "IX-02",
    name: "grace-per-process-type",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan, Kind::Architecture, Kind::Kubernetes, Kind::Compose],
    checks: "Every process type that runs until it is stopped has a grace period in seconds; types that run on demand need \
             none. If the plan gives one type a grace period, it must give one to each; else other documents count, and \
             where no document gives any, the SIGKILL timeouts that documents and manifests state.",
    why: "A type without a grace period is stopped by whatever the orchestrator happens to default to, in the middle of its \
          work.",
    settings: &["kill_timeout_seconds"],
    source: "S50; SAD:179-184",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let types = long_running(case);
    if types.is_empty() {
        if super::runs_nothing(case, out) {
            return;
        }
        judge_workloads(case, out);
        return;
    }
    let room = Room::of(case, &types);
    let deployed = Deployed::of(case);
    let mut with = Vec::new();
    for of_type in &types {
        match room.grace(case, of_type, &deployed) {
            Some(place) => with.push(place),
            None => report(of_type, room, out),
        }
    }
    if !with.is_empty() {
        out.pass("grace periods", format!("{} with a grace period.", count(with.len(), "process type"))).at(few(with));
    }
}

/// Where the grace periods of this dossier stand.
#[derive(Clone, Copy, PartialEq)]
enum Room {
    Plan,
    Documents,
    Manifests,
}

impl Room {
    fn of(case: &Case<'_>, types: &[ProcessType<'_>]) -> Self {
        let mut stated =
            types.iter().flat_map(|of_type| &of_type.entries).filter(|entry| entry.grace.is_some()).peekable();
        if stated.peek().is_none() {
            Self::Manifests
        } else if stated.any(|entry| case.in_plan(entry.at)) {
            Self::Plan
        } else {
            Self::Documents
        }
    }

    /// Where the grace period of a type is stated.
    fn grace(self, case: &Case<'_>, of_type: &ProcessType<'_>, deployed: &Deployed<'_>) -> Option<Place> {
        if self == Self::Manifests {
            let described = of_type.entries.iter().find_map(|entry| entry.kill_timeout.as_ref());
            let in_manifests =
                || deployed.as_type(&of_type.key).iter().find_map(|workload| workload.kill_timeout.as_ref());
            return described.or_else(in_manifests).map(|said| said.at);
        }
        let entries = of_type.entries.iter().filter(|entry| self == Self::Documents || case.in_plan(entry.at));
        entries.filter_map(|entry| entry.grace.as_ref()).map(|grace| grace.at).next()
    }
}

fn report(of_type: &ProcessType<'_>, room: Room, out: &mut Findings) {
    let name = code(of_type.name());
    let message = match room {
        Room::Plan => format!("The plan states no grace period for {name}, as it does for other process types."),
        Room::Documents | Room::Manifests => format!("Nothing states a grace period for {name}."),
    };
    let remedy = if room == Room::Plan {
        format!("Write the grace period of {name} in seconds into the plan's Rolling Restart Strategy.")
    } else {
        format!("State the grace period of {name} in seconds. {RESTART_TABLE}")
    };
    out.fail(format!("process type {name}"), message, remedy).at(few(of_type.places()));
}

/// No document describes a process: the manifests are all there is.
fn judge_workloads(case: &Case<'_>, out: &mut Findings) {
    let (stated, others): (Vec<&Workload>, Vec<&Workload>) =
        long_running_workloads(case).partition(|workload| workload.kill_timeout.is_some());
    let (silent, partial): (Vec<&Workload>, Vec<&Workload>) =
        others.into_iter().partition(|workload| workload.partial.is_none());
    if stated.is_empty() && silent.is_empty() && !partial.is_empty() {
        let names = once(partial.iter().map(|workload| workload.name.value.as_str()));
        let message = format!("What is known of {} is only a part: it states no grace period.", codes(&names));
        out.none(
            "workloads read in part",
            message,
            "Add the manifests as they are applied (`kubectl kustomize`, `helm template`).",
        )
        .at(few(partial.iter().map(|workload| workload.name.at)));
    } else if stated.is_empty() && silent.is_empty() {
        out.none("process types", "No document says which process types the release runs.", RESTART_TABLE)
            .at(case.start_of(Kind::DeploymentPlan));
    }
    if !stated.is_empty() {
        let names = once(stated.iter().map(|workload| workload.name.value.as_str()));
        let message = format!("The manifests give a time to stop to {}.", codes(&names));
        out.pass("grace periods of manifests", message)
            .at(few(stated.iter().filter_map(|workload| workload.kill_timeout.as_ref()).map(|said| said.at)));
    }
    if !silent.is_empty() {
        let names = once(silent.iter().map(|workload| workload.name.value.as_str()));
        let defaults = case.policy.kill_timeout_seconds;
        let platforms = once(silent.iter().map(|workload| workload.platform));
        let defaults: Vec<String> = once(platforms.into_iter().map(|platform| seconds(defaults.of(platform))));
        let default = list(&defaults);
        let message = format!("No grace period is stated for {}; the orchestrator's {default} apply.", codes(&names));
        out.none("workloads without grace period", message, RESTART_TABLE)
            .at(few(silent.iter().map(|workload| workload.name.at)));
    }
}

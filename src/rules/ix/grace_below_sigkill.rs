//! IX-03: each process is done before it is killed.

use std::collections::BTreeSet;

use super::RESTART_TABLE;
use super::process_types::{Deployed, ProcessType, long_running, on_compose, runs_on_kubernetes};
use crate::facts::{Kind, Orchestrator, Place, Said, Seconds};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, none_of, seconds};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "IX-03",
    name: "grace-below-sigkill",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan, Kind::Architecture],
    checks: "The grace period of each process type is shorter than the time after which it is killed; equal is too long. The \
             plan's grace period counts before that of other documents, and the shortest SIGKILL timeout that any document \
             or manifest states. Where none is stated, the default of the orchestrator is assumed, and the message says so; \
             where nothing names the orchestrator, a grace period above Kubernetes' default cannot be judged.",
    why: "A process that is killed before it has finished loses the request or job that it was told to finish.",
    settings: &["kill_timeout_seconds", "orchestrator"],
    source: "S51; R9:27",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let types = long_running(case);
    let deployed = Deployed::of(case);
    let mut compared = false;
    for of_type in &types {
        let graces = of_type.planned(case, |entry| entry.grace.as_ref());
        if let Some(grace) = graces.into_iter().max_by(|one, other| one.value.total_cmp(&other.value)) {
            compared = true;
            compare(case, of_type, grace, &deployed, out);
        }
    }
    if !compared {
        let message = match types.as_slice() {
            [] => "No document says how long a process takes to stop, so nothing can be compared with the SIGKILL timeout.".to_owned(),
            types => format!("{} has a grace period that could be compared with its SIGKILL timeout.", none_of(types.len(), "process type")),
        };
        out.none("grace periods", message, RESTART_TABLE).at(case.start_of(Kind::DeploymentPlan));
    }
}

/// The time after which a process is killed.
enum Limit {
    Stated(Seconds, Place),
    Assumed(Seconds, Orchestrator, Option<Place>),
    /// Nothing names the orchestrator: the default of the most usual one.
    Guessed(Seconds),
}

impl Limit {
    fn seconds(&self) -> Seconds {
        match self {
            Self::Stated(value, _) | Self::Assumed(value, ..) | Self::Guessed(value) => *value,
        }
    }

    fn place(&self) -> Option<Place> {
        match self {
            Self::Stated(_, place) => Some(*place),
            Self::Assumed(_, _, place) => *place,
            Self::Guessed(_) => None,
        }
    }

    /// Where the number comes from, if nobody has stated it.
    fn note(&self) -> String {
        let by = match self {
            Self::Stated(..) => return String::new(),
            Self::Assumed(_, orchestrator, _) => orchestrator.name(),
            Self::Guessed(_) => Orchestrator::Kubernetes.name(),
        };
        format!(" ({by} default, assumed: the dossier states none)")
    }
}

fn compare(
    case: &Case<'_>,
    of_type: &ProcessType<'_>,
    grace: &Said<Seconds>,
    deployed: &Deployed<'_>,
    out: &mut Findings,
) {
    let name = code(of_type.name());
    let subject = format!("process type {name}");
    let limit = limit(case, of_type, deployed);
    let (taken, allowed, note) = (seconds(grace.value), seconds(limit.seconds()), limit.note());
    if grace.value < limit.seconds() {
        out.pass(subject, format!("Grace {taken} is below the SIGKILL timeout of {allowed}{note}."))
            .at([grace.at])
            .at(limit.place());
    } else if !matches!(limit, Limit::Stated(..)) && is_templated(case, of_type, deployed) {
        let message = format!(
            "Grace {taken} can be compared with no SIGKILL timeout: the manifests that may set it could be read only in part."
        );
        let remedy = format!(
            "State the SIGKILL timeout of {name} in the plan, or add the rendered manifests (`helm template`)."
        );
        out.none(subject, message, remedy).at([grace.at]);
    } else if matches!(limit, Limit::Guessed(_)) {
        let message = format!(
            "Grace {taken} can be compared with no SIGKILL timeout: the dossier states none, and names no orchestrator."
        );
        out.none(subject, message, format!("State the SIGKILL timeout of {name} in the plan.")).at([grace.at]);
    } else {
        let remedy = format!(
            "Raise the SIGKILL timeout of {name} (`terminationGracePeriodSeconds`, `stop_grace_period`) above {taken}, or let it \
             stop in less than {allowed}; write both into the plan."
        );
        out.fail(subject, format!("Grace {taken} is not below the SIGKILL timeout of {allowed}{note}."), remedy)
            .at([grace.at])
            .at(limit.place());
    }
}

/// The shortest timeout that anything states for this type, else the orchestrator's default.
fn limit(case: &Case<'_>, of_type: &ProcessType<'_>, deployed: &Deployed<'_>) -> Limit {
    let described = of_type.entries.iter().filter_map(|entry| entry.kill_timeout.as_ref());
    let in_manifests = deployed.as_type(&of_type.key).iter().filter_map(|workload| workload.kill_timeout.as_ref());
    let shortest = described.chain(in_manifests).min_by(|one, other| one.value.total_cmp(&other.value));
    let defaults = case.policy.kill_timeout_seconds;
    match shortest {
        Some(said) => Limit::Stated(said.value, said.at),
        None => match orchestrator(case) {
            Some((orchestrator, place)) => Limit::Assumed(defaults.of(orchestrator), orchestrator, place),
            None => Limit::Guessed(defaults.kubernetes),
        },
    }
}

/// The orchestrator that the policy states, else that of the manifests, else the only one that a document names; Compose
/// beside another is for development.
fn orchestrator(case: &Case<'_>) -> Option<(Orchestrator, Option<Place>)> {
    if let Some(stated) = case.policy.orchestrator {
        return Some((stated, None));
    }
    if runs_on_kubernetes(case) {
        return Some((Orchestrator::Kubernetes, None));
    }
    let named = &case.facts.orchestrators;
    let deployed = case.facts.workloads.iter().map(|workload| workload.platform);
    let mut others: BTreeSet<Orchestrator> = deployed.filter(|one| *one != Orchestrator::Compose).collect();
    if others.is_empty() {
        others.extend(named.iter().map(|said| said.value).filter(|one| *one != Orchestrator::Compose));
    }
    let only = if others.is_empty() && (on_compose(case) || !named.is_empty()) {
        Some(Orchestrator::Compose)
    } else {
        others.first().copied()
    };
    let place = |only: Orchestrator| named.iter().find(|said| said.value == only).map(|said| said.at);
    only.filter(|_| others.len() < 2).map(|only| (only, place(only)))
}

/// Whether the timeout may stand in a template that could not be read, or in what a patch changes.
fn is_templated(case: &Case<'_>, of_type: &ProcessType<'_>, deployed: &Deployed<'_>) -> bool {
    match deployed.as_type(&of_type.key) {
        [] => case.facts.has(Kind::HelmTemplate),
        workloads => workloads.iter().all(|workload| workload.partial.is_some()),
    }
}

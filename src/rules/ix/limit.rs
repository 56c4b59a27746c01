//! The time after which the processes of a type are killed.

use std::collections::BTreeSet;

use super::process_types::{Deployed, ProcessType, on_compose, runs_on_kubernetes};
use crate::facts::{Kind, Orchestrator, Place, Seconds};
use crate::rules::Case;

/// The time after which a process is killed.
pub(super) enum Limit {
    Stated(Seconds, Place),
    Assumed(Seconds, Orchestrator, Option<Place>),
    /// Nothing names the orchestrator: the default of the most usual one.
    Guessed(Seconds),
}

impl Limit {
    pub(super) fn seconds(&self) -> Seconds {
        match self {
            Self::Stated(value, _) | Self::Assumed(value, ..) | Self::Guessed(value) => *value,
        }
    }

    pub(super) fn place(&self) -> Option<Place> {
        match self {
            Self::Stated(_, place) => Some(*place),
            Self::Assumed(_, _, place) => *place,
            Self::Guessed(_) => None,
        }
    }

    /// Where the number comes from, if nobody has stated it.
    pub(super) fn note(&self) -> String {
        let by = match self {
            Self::Stated(..) => return String::new(),
            Self::Assumed(_, orchestrator, _) => orchestrator.name(),
            Self::Guessed(_) => Orchestrator::Kubernetes.name(),
        };
        format!(" ({by} default, assumed: the dossier states none)")
    }
}

/// The shortest timeout that anything states for this type, else the orchestrator's default.
pub(super) fn limit(case: &Case<'_>, of_type: &ProcessType<'_>, deployed: &Deployed<'_>) -> Limit {
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
pub(super) fn orchestrator(case: &Case<'_>) -> Option<(Orchestrator, Option<Place>)> {
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
pub(super) fn is_templated(case: &Case<'_>, of_type: &ProcessType<'_>, deployed: &Deployed<'_>) -> bool {
    match deployed.as_type(&of_type.key) {
        [] => case.facts.has(Kind::HelmTemplate),
        workloads => workloads.iter().all(|workload| workload.partial.is_some()),
    }
}

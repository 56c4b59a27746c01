//! The process types, as all documents together describe them.

use std::collections::BTreeMap;

use crate::facts::{Kind, Orchestrator, Place, Process, Workload};
use crate::rules::Case;
use crate::vocabulary;

/// One process type.
pub(super) struct ProcessType<'a> {
    /// Name in a form that can be compared.
    pub(super) key: String,
    /// What the documents say of it, in their order.
    pub(super) entries: Vec<&'a Process>,
}

impl<'a> ProcessType<'a> {
    /// Its name as first written.
    pub(super) fn name(&self) -> &'a str {
        self.entries.first().map_or("", |entry| entry.name.value.as_str())
    }

    /// The lines that describe it.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        self.entries.iter().map(|entry| entry.at)
    }

    /// What the plan says of it; what other documents say, if the plan is silent. A value that the plan gives is the one
    /// that will be deployed.
    pub(super) fn planned<T: 'a>(&self, case: &Case<'_>, said: impl Fn(&'a Process) -> Option<&'a T>) -> Vec<&'a T> {
        let of = |plan: bool| -> Vec<&'a T> {
            self.entries.iter().filter(|entry| case.in_plan(entry.at) == plan).filter_map(|entry| said(entry)).collect()
        };
        let planned = of(true);
        if planned.is_empty() { of(false) } else { planned }
    }
}

/// The long-running process types that documents describe, by name.
pub(super) fn long_running<'a>(case: &Case<'a>) -> Vec<ProcessType<'a>> {
    let mut types: BTreeMap<String, Vec<&'a Process>> = BTreeMap::new();
    for process in case.facts.processes.iter().filter(|process| !process.is_only_listed()) {
        types.entry(key(&process.name.value)).or_default().push(process);
    }
    types
        .into_iter()
        .filter(|(_, entries)| entries.iter().all(|entry| entry.long_running))
        .map(|(key, entries)| ProcessType { key, entries })
        .collect()
}

/// `Web (API)` is `web`, `order workers` is `order-worker`.
pub(in crate::rules) fn key(name: &str) -> String {
    let key = vocabulary::heading(name).join("-");
    match key.strip_suffix('s') {
        Some(singular) if singular.len() > 3 && !singular.ends_with('s') => singular.to_owned(),
        _ => key,
    }
}

/// The workloads of one process type: `worker` is deployed as `worker` or `orderflow-worker`.
pub(super) struct Deployed<'a> {
    by_key: BTreeMap<String, Vec<&'a Workload>>,
}

impl<'a> Deployed<'a> {
    pub(super) fn of(case: &Case<'a>) -> Self {
        let mut by_key: BTreeMap<String, Vec<&'a Workload>> = BTreeMap::new();
        for workload in long_running_workloads(case) {
            for key in endings(&key(&workload.name.value)) {
                by_key.entry(key.to_owned()).or_default().push(workload);
            }
        }
        Self { by_key }
    }

    pub(super) fn as_type(&self, key: &str) -> &[&'a Workload] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }
}

/// `a-b-c`, `b-c`, `c`.
pub(in crate::rules) fn endings(key: &str) -> impl Iterator<Item = &str> {
    std::iter::once(key).chain(key.match_indices('-').map(|(at, _)| &key[at + 1..]))
}

/// The workloads that run until they are stopped, and not only for somebody who asks for them.
pub(super) fn long_running_workloads<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Workload> {
    let least = if runs_on_kubernetes(case) { 2 } else { case.facts.workloads.iter().map(weight).max().unwrap_or(0) };
    let counts = move |workload: &&Workload| workload.long_running && !workload.on_demand && weight(workload) >= least;
    case.facts.workloads.iter().filter(counts)
}

/// How much a file says of where the release really runs: a Compose file may be for development only, and a `Procfile` a
/// leftover of another platform.
fn weight(workload: &Workload) -> u8 {
    match workload.platform {
        Orchestrator::Compose => 0,
        Orchestrator::Heroku => 1,
        _ => 2,
    }
}

/// Whether the release runs under Compose: there are Compose files, and no manifests of another platform.
pub(super) fn on_compose(case: &Case<'_>) -> bool {
    !runs_on_kubernetes(case) && case.facts.has(Kind::Compose) && case.facts.workloads.iter().all(Workload::is_compose)
}

/// Whether there are Kubernetes manifests, in whatever form.
pub(super) fn runs_on_kubernetes(case: &Case<'_>) -> bool {
    [Kind::Kubernetes, Kind::HelmTemplate, Kind::Kustomization].iter().any(|kind| case.facts.has(*kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_type_has_one_key() {
        assert_eq!(key("Web (API)"), "web");
        assert_eq!(key("Workers"), "worker");
        assert_eq!(key("redis"), "redi");
        assert_eq!(key("orderflow-worker"), "orderflow-worker");
        assert_eq!(endings("a-b-c").collect::<Vec<_>>(), ["a-b-c", "b-c", "c"]);
    }
}

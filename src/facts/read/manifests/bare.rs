//! Settings and workloads of which little is known: readers fill in what their format says.

use super::settings::state;
use super::{Doc, Phrase, environments, node};
use crate::facts::{Container, Orchestrator, Origin, Setting, ValueState, Workload};

/// A variable that is given a value, or none.
pub(super) fn setting(
    name: Phrase,
    value: Option<Phrase>,
    origin: Origin,
    owner: Option<&str>,
    environment: Option<&'static str>,
) -> Setting {
    let state = match &value {
        Some(value) if !value.value.is_empty() => state(&name.value, &value.value),
        _ => ValueState::Empty,
    };
    Setting { name, value, state, origin, owner: owner.map(str::to_owned), environment }
}

/// A workload with one container, which runs until it is stopped. Its environment is that of the file.
pub(super) fn workload(
    doc: &Doc<'_>,
    name: Phrase,
    kind: &str,
    platform: Orchestrator,
    container: Container,
) -> Workload {
    Workload {
        name,
        kind: kind.to_owned(),
        platform,
        namespace: None,
        environment: environments::of_path(&doc.source.path),
        labels: node::labels(None),
        long_running: true,
        on_demand: false,
        replicas: None,
        rollout: None,
        kill_timeout: None,
        stop_signal: None,
        restart: None,
        depends_on: Vec::new(),
        containers: vec![container],
        init: Vec::new(),
        sidecars: Vec::new(),
        partial: None,
    }
}

//! A workload of which little is known: readers fill in what their format says.

use super::{Doc, Phrase, environments, node};
use crate::facts::{Container, Orchestrator, Workload};

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

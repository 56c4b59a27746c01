//! The probes of the manifests, where no document tells what is checked.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::deliverables::cite::Clerk;
use crate::facts::{Container, Probe, Said};

/// How a container is asked whether it is well.
#[derive(Serialize)]
pub(super) struct Probes {
    name: String,
    startup: String,
    readiness: String,
    liveness: String,
    source: String,
}

/// One row for each container of a workload that is whole; copies of one workload stand once.
pub(super) fn of_manifests(clerk: &Clerk<'_>) -> Vec<Probes> {
    let whole = clerk.reading.facts.workloads.iter().filter(|workload| workload.partial.is_none());
    let rows = whole.flat_map(|workload| {
        workload.containers.iter().filter_map(|container| row(clerk, &workload.name.value, container))
    });
    let mut seen = BTreeSet::new();
    rows.filter(|row| seen.insert((row.name.clone(), row.startup.clone(), row.readiness.clone(), row.liveness.clone())))
        .collect()
}

fn row(clerk: &Clerk<'_>, workload: &str, container: &Container) -> Option<Probes> {
    let liveness = container.liveness.as_ref().or(container.health.as_ref());
    let first = [&container.startup, &container.readiness].into_iter().flatten().chain(liveness).next()?;
    let name = if container.name == workload { workload.to_owned() } else { format!("{workload}/{}", container.name) };
    Some(Probes {
        name,
        startup: told(container.startup.as_ref()),
        readiness: told(container.readiness.as_ref()),
        liveness: told(liveness),
        source: clerk.cite(first.at),
    })
}

/// `GET http://:8080/ready every 5 s, failed after 16 s`.
fn told(probe: Option<&Said<Probe>>) -> String {
    let text =
        |probe: &Probe| format!("{} every {} s, failed after {} s", probe.handler, probe.period, probe.fails_after());
    probe.map(|probe| text(&probe.value)).unwrap_or_default()
}

//! What the manifests and the architecture say of the processes: rows for the tables of the plan.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Row, code, plain};
use crate::deliverables::cite::{Clerk, Statement};
use crate::facts::{Container, Phrase, Probe, Process, Said, Seconds, Workload};

/// The workloads that run until they are stopped, each name once: those of the target environment before those of others, whole
/// ones before parts. A Compose file counts where there is nothing else.
pub(super) fn workloads<'a>(clerk: &Clerk<'a>) -> Vec<&'a Workload> {
    let facts = &clerk.reading.facts;
    let counts = |workload: &&Workload| {
        let templated = workload.name.value.contains("{{");
        workload.long_running && !workload.on_demand && !templated && facts.document(workload.name.at.source).counts()
    };
    let running: Vec<&Workload> = facts.workloads.iter().filter(counts).collect();
    let deployed = running.iter().any(|workload| !workload.is_compose());
    let target = clerk.review.policy.target_environment.as_str();
    let rank = |workload: &Workload| {
        (workload.partial.is_some(), workload.environment.is_some_and(|environment| environment != target))
    };
    let mut chosen: BTreeMap<String, (usize, &Workload)> = BTreeMap::new();
    for (at, workload) in running.into_iter().enumerate().filter(|(_, workload)| !deployed || !workload.is_compose()) {
        let name = workload.name.value.to_lowercase();
        match chosen.get(&name) {
            Some((_, known)) if rank(known) <= rank(workload) => {}
            Some((first, _)) => {
                let first = *first;
                chosen.insert(name, (first, workload));
            }
            None => {
                chosen.insert(name, (at, workload));
            }
        }
    }
    let mut chosen: Vec<(usize, &Workload)> = chosen.into_values().collect();
    chosen.sort_by_key(|(at, _)| *at);
    chosen.into_iter().map(|(_, workload)| workload).collect()
}

/// Rows of the table on the rolling restart: the process types that documents describe, else the workloads.
pub(super) fn restart(clerk: &Clerk<'_>) -> Vec<Row> {
    let workloads = workloads(clerk);
    let mut types: BTreeMap<String, Vec<&Process>> = BTreeMap::new();
    let described = clerk.reading.facts.processes.iter().filter(|process| !process.is_only_listed());
    for process in described {
        types.entry(process.name.value.to_lowercase()).or_default().push(process);
    }
    types.retain(|_, entries| entries.iter().all(|entry| entry.long_running));
    if types.is_empty() {
        return workloads.into_iter().map(|workload| restarted(clerk, &[], Some(workload))).collect();
    }
    let mut by_ending: BTreeMap<String, &Workload> = BTreeMap::new();
    for workload in workloads {
        let name = workload.name.value.to_lowercase();
        let endings = name.match_indices('-').map(|(at, _)| name[at + 1..].to_owned()).chain([name.clone()]);
        for ending in endings.collect::<Vec<_>>() {
            by_ending.entry(ending).or_insert(workload);
        }
    }
    types.iter().map(|(name, entries)| restarted(clerk, entries, by_ending.get(name).copied())).collect()
}

fn restarted(clerk: &Clerk<'_>, entries: &[&Process], workload: Option<&Workload>) -> Row {
    let name = entries.first().map(|entry| &entry.name).or(workload.map(|workload| &workload.name));
    let time = |said: Option<&Said<Seconds>>| said.map(|said| clerk.state(format!("{} s", said.value), said.at));
    let told = |field: fn(&Process) -> Option<&Phrase>| {
        entries.iter().filter_map(|entry| field(entry)).find(|phrase| phrase.is_stated())
    };
    let main = workload.and_then(|workload| workload.containers.first());
    let asked = |probe: fn(&Container) -> Option<&Said<Probe>>| main.and_then(probe).map(|said| handler(clerk, said));
    let said = |phrase: &Phrase| clerk.state(phrase.value.as_str(), phrase.at);
    let kill = workload.and_then(|workload| workload.kill_timeout.as_ref());
    let kill = kill.or_else(|| entries.iter().find_map(|entry| entry.kill_timeout.as_ref()));
    let startup = entries.iter().filter_map(|entry| entry.startup_measured.as_ref());
    let startup = startup.filter(|taken| taken.seconds.is_some()).map(|taken| said(&taken.text)).next();
    let readiness = told(|entry| entry.readiness.as_ref()).map(said);
    let liveness = told(|entry| entry.liveness.as_ref()).map(said);
    Row::default()
        .with("Process type", name.map_or_else(Statement::default, said))
        .with("Grace period", or_gap(time(entries.iter().find_map(|entry| entry.grace.as_ref())), "IX-02"))
        .with("SIGKILL timeout", or_gap(time(kill), "IX-03"))
        .with("Startup time measured", or_gap(startup, "IX-09"))
        .with("Readiness", or_gap(readiness.or_else(|| asked(|main| main.readiness.as_ref())), "IX-08"))
        .with("Liveness", or_gap(liveness.or_else(|| asked(|main| main.liveness.as_ref())), "IX-08"))
}

/// What is said, or the rule that asks for it.
fn or_gap(said: Option<Statement>, rule: &str) -> Statement {
    said.unwrap_or_else(|| Statement { rule: rule.to_owned(), ..Statement::default() })
}

/// What a probe asks, as people write it: the address is that of the process itself.
fn handler(clerk: &Clerk<'_>, probe: &Said<Probe>) -> Statement {
    code(clerk.state(probe.value.handler.replace("http://:", ":"), probe.at))
}

/// Rows of the table of probes.
pub(super) fn probes(clerk: &Clerk<'_>) -> Vec<Row> {
    type Kind = (&'static str, fn(&Container) -> Option<&Said<Probe>>);
    const KINDS: [Kind; 3] = [
        ("Startup", |main| main.startup.as_ref()),
        ("Readiness", |main| main.readiness.as_ref()),
        ("Liveness", |main| main.liveness.as_ref()),
    ];
    let mut rows = Vec::new();
    for workload in workloads(clerk) {
        let Some(main) = workload.containers.first() else { continue };
        for (kind, probe) in KINDS {
            let Some(said) = probe(main) else { continue };
            let time = |seconds: Seconds| clerk.state(format!("{seconds} s"), said.at);
            rows.push(
                Row::default()
                    .with("Probe", plain(kind))
                    .with("Process type", plain(&workload.name.value))
                    .with("Endpoint", handler(clerk, said))
                    .with("Interval", time(said.value.period))
                    .with("Timeout", time(said.value.timeout)),
            );
        }
    }
    rows
}

/// What runs, with its images and ports.
pub(super) fn services(clerk: &Clerk<'_>) -> Vec<Row> {
    let row = |workload: &Workload| {
        let name = clerk.state(workload.name.value.as_str(), workload.name.at);
        let image = workload.containers.iter().find_map(|container| container.image.as_ref());
        let ports: BTreeSet<u16> =
            workload.containers.iter().flat_map(|container| &container.ports).filter_map(|port| port.number).collect();
        let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
        let none = || plain("none");
        let replicas = workload.replicas.as_ref().map(|said| clerk.state(said.value.to_string(), said.at));
        Row::default()
            .with("Service", name)
            .with("Runs on", plain(workload.platform.name()))
            .with("Replicas", replicas.unwrap_or_default())
            .with(
                "Image",
                image.map_or_else(Statement::default, |image| code(clerk.state(image.value.as_str(), image.at))),
            )
            .with("Ports", if ports.is_empty() { none() } else { plain(&ports.join(", ")) })
    };
    workloads(clerk).into_iter().map(row).collect()
}

/// `web 6, worker 4`, as far as the manifests say.
pub(super) fn scale(clerk: &Clerk<'_>) -> Statement {
    let running = workloads(clerk);
    let said: Vec<String> = running
        .iter()
        .filter_map(|workload| Some(format!("{} {}", workload.name.value, workload.replicas.as_ref()?.value)))
        .collect();
    let at = running.iter().find_map(|workload| workload.replicas.as_ref()).map(|said| said.at);
    match at {
        Some(at) if said.len() == running.len() && said.len() <= FEW => clerk.state(said.join(", "), at),
        _ => Statement::default(),
    }
}

/// The images that run, where they are few.
pub(super) fn images(clerk: &Clerk<'_>) -> Statement {
    let running = workloads(clerk);
    let images: Vec<&Phrase> = running
        .iter()
        .flat_map(|workload| &workload.containers)
        .filter_map(|container| container.image.as_ref())
        .filter(|image| image.is_stated())
        .collect();
    let names: BTreeSet<&str> = images.iter().map(|image| image.value.as_str()).collect();
    match images.first() {
        Some(first) if names.len() == 1 => code(clerk.state(first.value.as_str(), first.at)),
        _ => Statement::default(),
    }
}

/// Workloads that can be named in one cell.
const FEW: usize = 6;

//! Values of Helm that are laid over others: `values-production.yaml` over `values.yaml`.

use std::collections::BTreeMap;

use super::Facts;
use crate::facts::{Container, Kind, Phrase, Said, Workload};

/// What the platform of a workload of Helm values is called; see `helm_workloads`.
const VALUES: &str = "Helm values";

/// Whether a file holds the values that others are laid over.
pub(super) fn is_base(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    matches!(name.as_str(), "values.yaml" | "values.yml")
}

/// Lays the workloads of overlays over those of their charts. What goes to an environment of its own in this way is no longer told
/// for the values below.
pub(super) fn join(facts: &mut Facts) {
    let mut bases: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let is_values = |workload: &Workload| workload.kind == VALUES;
    for (index, workload) in facts.workloads.iter().enumerate().filter(|(_, workload)| is_values(workload)) {
        let path = path(facts, workload);
        if is_base(path) {
            bases.entry(folder(path).to_owned()).or_default().push(index);
        }
    }
    let mut laid = Vec::new();
    for (index, over) in facts.workloads.iter().enumerate().filter(|(_, workload)| is_values(workload)) {
        let path = path(facts, over);
        let below = if is_base(path) { None } else { bases.get(folder(path)) };
        let below = below.into_iter().flatten().find(|below| is_same(&facts.workloads[**below], over));
        match below {
            Some(below) => laid.push((index, Some(*below), over_base(&facts.workloads[*below], over))),
            None if is_open(over) || over.name.value.is_empty() => laid.push((index, None, named(facts, path, over))),
            None => {}
        }
    }
    let mut replaced = Vec::new();
    for (index, below, workload) in laid {
        if workload.environment.is_some_and(|name| name != "development") {
            replaced.extend(below);
        }
        rename(facts, &workload);
        facts.workloads[index] = workload;
    }
    let mut index = 0;
    facts.workloads.retain(|_| {
        index += 1;
        !replaced.contains(&(index - 1))
    });
}

/// What stands beside a workload that had no name yet is called after it, too.
fn rename(facts: &mut Facts, workload: &Workload) {
    let (name, source) = (&workload.name.value, workload.name.at.source);
    let open = |said: &Phrase| said.value.is_empty() && said.at.source == source;
    for scaler in facts.autoscalers.iter_mut().filter(|scaler| open(&scaler.name)) {
        scaler.name.value.clone_from(name);
        scaler.target.value.clone_from(name);
    }
    for route in facts.routes.iter_mut().filter(|route| open(&route.name)) {
        route.name.value.clone_from(name);
    }
}

fn path<'f>(facts: &'f Facts, workload: &Workload) -> &'f str {
    facts.documents.get(workload.name.at.source.0 as usize).map_or("", |document| &document.path)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Both are the top of their values, or a component of the same name.
fn is_same(below: &Workload, over: &Workload) -> bool {
    match (is_top(below), is_top(over)) {
        (true, true) => true,
        (false, false) => below.name.value == over.name.value,
        _ => false,
    }
}

/// Whether a workload is called after its image: a component has a key of its own.
fn is_top(workload: &Workload) -> bool {
    let image = workload.containers.first().and_then(|container| container.image.as_ref());
    image.is_none_or(|image| image.at == workload.name.at)
}

/// Whether the image is a tag alone.
fn is_open(workload: &Workload) -> bool {
    workload.containers.first().and_then(|it| it.image.as_ref()).is_some_and(|image| image.value.starts_with(':'))
}

/// What the overlay says, and for the rest what stands below.
fn over_base(below: &Workload, over: &Workload) -> Workload {
    let mut joined = over.clone();
    joined.name = Said { value: below.name.value.clone(), at: over.name.at };
    joined.replicas = joined.replicas.or_else(|| below.replicas.clone());
    joined.kill_timeout = joined.kill_timeout.or_else(|| below.kill_timeout.clone());
    if let (Some(under), Some(container)) = (below.containers.first(), joined.containers.first_mut()) {
        lay(under, container);
        container.name.clone_from(&joined.name.value);
    }
    joined
}

fn lay(under: &Container, over: &mut Container) {
    over.image = image(under.image.as_ref(), over.image.take());
    over.readiness = over.readiness.take().or_else(|| under.readiness.clone());
    over.liveness = over.liveness.take().or_else(|| under.liveness.clone());
    over.startup = over.startup.take().or_else(|| under.startup.clone());
    over.pre_stop = over.pre_stop.take().or_else(|| under.pre_stop.clone());
    let (asked, given) = (&mut over.resources, &under.resources);
    asked.cpu_request = asked.cpu_request.take().or_else(|| given.cpu_request.clone());
    asked.memory_request = asked.memory_request.take().or_else(|| given.memory_request.clone());
    asked.cpu_limit = asked.cpu_limit.take().or_else(|| given.cpu_limit.clone());
    asked.memory_limit = asked.memory_limit.take().or_else(|| given.memory_limit.clone());
    if over.ports.is_empty() {
        over.ports.clone_from(&under.ports);
    }
}

/// The tag of the overlay behind the repository of the values below.
fn image(under: Option<&Phrase>, over: Option<Phrase>) -> Option<Phrase> {
    let Some(over) = over else { return under.cloned() };
    if !over.value.starts_with(':') {
        return Some(over);
    }
    let Some(under) = under else { return Some(over) };
    let whole = under.value.split('@').next().unwrap_or_default();
    let from = whole.rfind('/').map_or(0, |at| at + 1);
    let repository = whole[from..].find(':').map_or(whole, |at| &whole[..from + at]);
    Some(Said { value: format!("{repository}{}", over.value), at: over.at })
}

/// An overlay whose base is not there: it is called after its chart, else after its folder; which repository is not known.
fn named(facts: &Facts, path: &str, over: &Workload) -> Workload {
    let mut named = over.clone();
    if named.name.value.is_empty() {
        let chart = facts.charts.iter().find(|chart| {
            let beside = facts.documents.get(chart.name.at.source.0 as usize);
            beside.is_some_and(|document| document.kind == Kind::HelmChart && folder(&document.path) == folder(path))
        });
        let last = folder(path).rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("chart");
        let name = chart.map_or(last, |chart| chart.name.value.as_str());
        named.name = Said { value: name.to_owned(), at: over.name.at };
    }
    for container in &mut named.containers {
        container.name.clone_from(&named.name.value);
        if let Some(image) = container.image.as_mut().filter(|image| image.value.starts_with(':')) {
            image.value.insert_str(0, &named.name.value);
        }
    }
    named
}

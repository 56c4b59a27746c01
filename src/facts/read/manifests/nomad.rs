//! Tasks of Nomad jobs.

use super::node::{self, phrase};
use super::{Doc, Facts, Said, bare, environments, terraform};
use crate::facts::{Container, Orchestrator, Origin, Port, Probe, Resources, Setting, Workload};
use crate::outline::{Node, Text};
use crate::vocabulary;

pub(super) fn read(doc: &Doc<'_>, top: &Node, facts: &mut Facts) {
    for (name, job) in top.all("job").flat_map(Node::pairs) {
        let long_running = job.text(&["type"]).is_none_or(|kind| matches!(kind, "service" | "system"));
        let groups = job.all("group").flat_map(Node::pairs).map(|(_, group)| group);
        groups.for_each(|group| read_group(doc, name, group, long_running, facts));
    }
}

/// Each task of a group is a workload; one that only prepares or cleans up is not long-running.
fn read_group(doc: &Doc<'_>, job: &Text, group: &Node, long_running: bool, facts: &mut Facts) {
    let environment = environments::of(Some(&job.plain), &doc.source.path);
    for (name, task) in group.all("task").flat_map(Node::pairs) {
        let owner = Some(format!("{}/{}", job.plain, name.plain));
        for (variable, value) in task.all("env").flat_map(Node::pairs) {
            let set = terraform::setting(doc, variable, Some(value), environment);
            facts.settings.push(Setting { origin: Origin::Platform, owner: owner.clone(), ..set });
        }
        let hook = task.get("lifecycle");
        let sidecar = hook.is_some_and(|hook| node::is_true(hook.get("sidecar")));
        facts.workloads.push(Workload {
            environment,
            long_running: long_running && (hook.is_none() || sidecar),
            replicas: node::count(doc, group.get("count")),
            kill_timeout: task
                .get("kill_timeout")
                .and_then(|node| Some(Said { value: vocabulary::seconds(node.scalar()?)?, at: doc.place(node.span) })),
            stop_signal: phrase(doc, task.get("kill_signal")),
            ..bare::workload(doc, doc.phrase(name), "task", Orchestrator::Nomad, container(doc, name, task, group))
        });
    }
}

fn container(doc: &Doc<'_>, name: &Text, task: &Node, group: &Node) -> Container {
    let resource = |key: &str| phrase(doc, task.at(&["resources", key]));
    let services = || task.all("service").chain(group.all("service"));
    Container {
        name: name.plain.clone(),
        image: phrase(doc, task.at(&["config", "image"])),
        command: node::joined(doc, task.at(&["config", "command"]), task.at(&["config", "args"])),
        ports: group
            .all("network")
            .flat_map(|network| network.all("port"))
            .flat_map(Node::pairs)
            .map(|it| port(doc, it))
            .collect(),
        health: services().flat_map(|service| service.all("check")).find_map(|check| health(doc, check)),
        resources: Resources {
            cpu_request: resource("cpu"),
            memory_request: resource("memory"),
            memory_limit: resource("memory_max").or_else(|| resource("memory")),
            ..Resources::default()
        },
        ..Container::default()
    }
}

fn port(doc: &Doc<'_>, (name, port): &(Text, Node)) -> Port {
    let number = port.text(&["to"]).or_else(|| port.text(&["static"])).and_then(node::port);
    Port { name: Some(name.plain.clone()), number, at: doc.place(name.span) }
}

/// A check of a service: by HTTP, by TCP, by a script. Consul counts one failure.
fn health(doc: &Doc<'_>, check: &Node) -> Option<Said<Probe>> {
    let port = check.text(&["port"]).unwrap_or_default();
    let handler = match check.text(&["type"])? {
        "http" => format!("GET http://:{port}{}", check.text(&["path"]).unwrap_or("/")),
        "tcp" => format!("tcp :{port}"),
        "grpc" => format!("grpc :{port}"),
        "script" => format!("exec {}", node::joined(doc, check.get("command"), check.get("args"))?.value),
        _ => return None,
    };
    let time = |key: &str, default: f64| check.text(&[key]).and_then(vocabulary::seconds).unwrap_or(default);
    let value = Probe {
        handler,
        initial_delay: 0.0,
        period: time("interval", 10.0),
        timeout: time("timeout", 2.0),
        success_threshold: 1.0,
        failure_threshold: 1.0,
    };
    Some(Said { value, at: doc.place(check.span) })
}

//! Services of Compose files.

use super::node::{self, phrase};
use super::{Doc, Phrase, Said, environments};
use crate::facts::{Container, Orchestrator, Port, Probe, Resources, Rollout, Seconds, Workload};
use crate::outline::{Node, Text};
use crate::vocabulary;

pub(super) fn read(doc: &Doc<'_>, name: &Text, service: &Node) -> Workload {
    let container = container(doc, name, service);
    let restart = phrase(doc, service.get("restart"));
    let once = restart.as_ref().is_some_and(|restart| restart.value == "no")
        || service.text(&["deploy", "restart_policy", "condition"]) == Some("none");
    let name = doc.phrase(name);
    Workload {
        partial: partial(&name, service, &container),
        kind: "service".to_owned(),
        platform: Orchestrator::Compose,
        namespace: None,
        environment: environments::of_path(&doc.source.path),
        labels: node::labels(service.get("labels")),
        long_running: !once,
        on_demand: service.get("profiles").is_some_and(|profiles| !node::words(profiles).is_empty()),
        replicas: node::count(doc, service.at(&["deploy", "replicas"]).or_else(|| service.get("scale"))),
        rollout: rollout(doc, service),
        kill_timeout: service
            .get("stop_grace_period")
            .and_then(|node| Some(Said { value: vocabulary::seconds(node.scalar()?)?, at: doc.place(node.span) })),
        stop_signal: phrase(doc, service.get("stop_signal")),
        depends_on: depends_on(doc, service),
        restart,
        name,
        containers: vec![container],
        init: Vec::new(),
        sidecars: Vec::new(),
    }
}

fn partial(name: &Phrase, service: &Node, container: &Container) -> Option<Phrase> {
    let reason = |text: &str| Some(Said { value: text.to_owned(), at: name.at });
    if service.get("extends").is_some() {
        reason("it extends another service")
    } else if container.image.is_none() && container.build.is_none() {
        reason("it names neither image nor build, as a file that is laid over another does")
    } else {
        None
    }
}

fn container(doc: &Doc<'_>, name: &Text, service: &Node) -> Container {
    let lists = ["ports", "expose"].into_iter().filter_map(|key| service.get(key)).flat_map(Node::items);
    let resource = |keys: &[&str]| phrase(doc, service.at(&["deploy", "resources"]).and_then(|node| node.at(keys)));
    Container {
        name: name.plain.clone(),
        image: phrase(doc, service.get("image")),
        build: phrase(doc, service.get("build")).or_else(|| phrase(doc, service.at(&["build", "context"]))),
        command: node::joined(doc, service.get("entrypoint"), service.get("command")),
        ports: lists.filter_map(|item| port(doc, item)).collect(),
        readiness: balancer_check(doc, service),
        liveness: None,
        startup: None,
        health: health(doc, service),
        pre_stop: None,
        resources: Resources {
            cpu_request: resource(&["reservations", "cpus"]),
            memory_request: resource(&["reservations", "memory"]),
            cpu_limit: resource(&["limits", "cpus"]).or_else(|| phrase(doc, service.get("cpus"))),
            memory_limit: resource(&["limits", "memory"]).or_else(|| phrase(doc, service.get("mem_limit"))),
        },
    }
}

/// `8080`, `80:8080`, `127.0.0.1:80:8080/tcp`, `3000-3005`, or `{target: 8080}`: the port inside the container.
fn port(doc: &Doc<'_>, item: &Node) -> Option<Port> {
    let written = item.scalar().or_else(|| item.text(&["target"]))?;
    let inside = written.split('/').next()?.rsplit(':').next()?;
    let number = inside.split('-').next().and_then(node::port);
    Some(Port { name: item.text(&["name"]).map(str::to_owned), number, at: doc.place(item.span) })
}

/// `healthcheck`: Docker's defaults where nothing is written. One that is switched off is none.
fn health(doc: &Doc<'_>, service: &Node) -> Option<Said<Probe>> {
    let node = service.get("healthcheck")?;
    let test = node.get("test")?;
    let words = node::words(test);
    let disabled = node::is_true(node.get("disable")) || words.first() == Some(&"NONE");
    let words = match words.as_slice() {
        ["CMD" | "CMD-SHELL", rest @ ..] if !test.items().is_empty() => rest,
        all => all,
    };
    if disabled || words.is_empty() {
        return None;
    }
    let value = Probe {
        handler: format!("exec {}", words.join(" ")),
        initial_delay: time(node, "start_period", 0.0),
        period: time(node, "interval", 30.0),
        timeout: time(node, "timeout", 30.0),
        success_threshold: 1.0,
        failure_threshold: node.text(&["retries"]).and_then(node::amount).unwrap_or(3.0),
    };
    Some(Said { value, at: doc.place(node.span) })
}

fn time(node: &Node, key: &str, default: Seconds) -> Seconds {
    node.text(&[key]).and_then(vocabulary::seconds).unwrap_or(default)
}

/// The health check of Traefik's load balancer, from labels. It decides who gets requests, which is what readiness means.
fn balancer_check(doc: &Doc<'_>, service: &Node) -> Option<Said<Probe>> {
    let mut path = None;
    let (mut port, mut interval, mut timeout) = (String::new(), 30.0, 5.0);
    for (name, value, node) in labels(service) {
        let Some(field) =
            name.strip_prefix("traefik.http.services.").and_then(|rest| rest.split_once(".loadbalancer."))
        else {
            continue;
        };
        match field.1 {
            "healthcheck.path" => path = Some((value, node)),
            "server.port" | "healthcheck.port" => value.clone_into(&mut port),
            "healthcheck.interval" => interval = vocabulary::seconds(value).unwrap_or(interval),
            "healthcheck.timeout" => timeout = vocabulary::seconds(value).unwrap_or(timeout),
            _ => {}
        }
    }
    let (path, node) = path?;
    let value = Probe {
        handler: format!("GET http://:{port}{path}"),
        initial_delay: 0.0,
        period: interval,
        timeout,
        success_threshold: 1.0,
        failure_threshold: 1.0,
    };
    Some(Said { value, at: doc.place(node.span) })
}

/// The labels of a service, as a map or as `name=value`, its own and those of `deploy`.
fn labels(service: &Node) -> impl Iterator<Item = (&str, &str, &Node)> {
    let maps = [service.get("labels"), service.at(&["deploy", "labels"])].into_iter().flatten();
    maps.flat_map(|labels| {
        let pairs = labels.pairs().iter().filter_map(|(name, node)| Some((name.plain.as_str(), node.scalar()?, node)));
        let lines = labels.items().iter().filter_map(|node| {
            let (name, value) = node.scalar()?.split_once('=')?;
            Some((name, value, node))
        });
        pairs.chain(lines)
    })
}

fn rollout(doc: &Doc<'_>, service: &Node) -> Option<Said<Rollout>> {
    let update = service.at(&["deploy", "update_config"])?;
    let value = Rollout {
        strategy: update.text(&["order"]).map(str::to_owned),
        max_unavailable: phrase(doc, update.get("parallelism")),
        max_surge: None,
        on_failure: phrase(doc, update.get("failure_action")),
    };
    Some(Said { value, at: doc.place(update.span) })
}

/// A list of names, or a map of names and conditions.
fn depends_on(doc: &Doc<'_>, service: &Node) -> Vec<Phrase> {
    let Some(node) = service.get("depends_on") else { return Vec::new() };
    node::phrases(doc, Some(node)).into_iter().chain(node.pairs().iter().map(|(name, _)| doc.phrase(name))).collect()
}

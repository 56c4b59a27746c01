//! Workloads of Kubernetes manifests and services of Compose files.

use super::document::Doc;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Container, Probe, Workload};
use crate::outline::{Node, Text};
use crate::vocabulary;

const WORKLOADS: [&str; 9] =
    ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout", "DeploymentConfig", "Pod", "Job", "CronJob"];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.kind {
        Kind::Kubernetes | Kind::HelmTemplate | Kind::Kustomization => {
            let objects = doc.outline.nodes.iter().flat_map(|node| {
                let items = node.get("items").map_or(&[][..], Node::items);
                std::iter::once(node).chain(items)
            });
            facts.workloads.extend(objects.filter_map(|object| workload(doc, object)));
        }
        Kind::Compose => {
            let services = doc.outline.nodes.iter().filter_map(|node| node.get("services")).flat_map(Node::pairs);
            facts.workloads.extend(services.map(|(name, service)| service_of(doc, name, service)));
        }
        _ => {}
    }
}

fn phrase(doc: &Doc<'_>, node: &Node) -> Option<Phrase> {
    node.scalar().map(|text| Said { value: text.to_owned(), at: doc.place(node.span) })
}

/// A workload with at least one image. Without any it is a patch of one that stands elsewhere.
fn workload(doc: &Doc<'_>, object: &Node) -> Option<Workload> {
    let kind = object.text(&["kind"]).filter(|kind| WORKLOADS.contains(kind))?;
    let name = phrase(doc, object.at(&["metadata", "name"])?)?;
    let pod = match kind {
        "Pod" => object.get("spec")?,
        "CronJob" => object.at(&["spec", "jobTemplate", "spec", "template", "spec"])?,
        _ => object.at(&["spec", "template", "spec"])?,
    };
    let containers: Vec<Container> = pod
        .get("containers")
        .map_or(&[][..], Node::items)
        .iter()
        .map(|container| container_of(doc, container))
        .collect();
    if !containers.iter().any(|container| container.image.is_some()) {
        return None;
    }
    Some(Workload {
        name,
        kind: kind.to_owned(),
        compose: false,
        long_running: !matches!(kind, "Job" | "CronJob"),
        kill_timeout: number(doc, pod.get("terminationGracePeriodSeconds")),
        containers,
    })
}

fn number(doc: &Doc<'_>, node: Option<&Node>) -> Option<Said<f64>> {
    let node = node?;
    Some(Said { value: node.scalar()?.parse().ok()?, at: doc.place(node.span) })
}

fn container_of(doc: &Doc<'_>, container: &Node) -> Container {
    let ports = container.get("ports").map_or(&[][..], Node::items);
    let probe = |key: &str| {
        let node = container.get(key)?;
        Some(Said { value: probe(node, ports)?, at: doc.place(node.span) })
    };
    Container {
        name: container.text(&["name"]).unwrap_or_default().to_owned(),
        image: container.get("image").and_then(|image| phrase(doc, image)),
        ports: ports.iter().any(serves),
        readiness: probe("readinessProbe"),
        liveness: probe("livenessProbe"),
    }
}

/// Whether a port is for users, not for those who watch the process.
fn serves(port: &Node) -> bool {
    let name = port.text(&["name"]).unwrap_or_default().to_ascii_lowercase();
    !["metrics", "prom", "debug", "jmx", "pprof"].iter().any(|word| name.contains(word))
}

/// A probe in normal form; Kubernetes' defaults where nothing is written (period 10 s, threshold 3, timeout 1 s).
fn probe(node: &Node, ports: &[Node]) -> Option<Probe> {
    let number = |key: &str, default: f64| node.text(&[key]).and_then(|text| text.parse().ok()).unwrap_or(default);
    Some(Probe {
        handler: handler(node, ports)?,
        fails_after: number("periodSeconds", 10.0) * number("failureThreshold", 3.0) + number("timeoutSeconds", 1.0),
    })
}

fn handler(node: &Node, ports: &[Node]) -> Option<String> {
    if let Some(http) = node.get("httpGet") {
        let scheme = http.text(&["scheme"]).unwrap_or("HTTP").to_ascii_lowercase();
        let host = http.text(&["host"]).unwrap_or_default();
        let path = http.text(&["path"]).unwrap_or("/");
        return Some(format!("GET {scheme}://{host}:{}{path}", port(http.get("port"), ports)));
    }
    if let Some(tcp) = node.get("tcpSocket") {
        return Some(format!("tcp :{}", port(tcp.get("port"), ports)));
    }
    if let Some(grpc) = node.get("grpc") {
        let service = grpc.text(&["service"]).unwrap_or_default();
        return Some(format!("grpc :{} {service}", port(grpc.get("port"), ports)).trim_end().to_owned());
    }
    let command = node.at(&["exec", "command"])?;
    let words: Vec<&str> = command.items().iter().filter_map(Node::scalar).collect();
    Some(format!("exec {}", words.join(" ")))
}

/// The number of a port that may be named.
fn port(node: Option<&Node>, ports: &[Node]) -> String {
    let written = node.and_then(Node::scalar).unwrap_or_default();
    ports
        .iter()
        .find(|port| port.text(&["name"]) == Some(written))
        .and_then(|port| port.text(&["containerPort"]))
        .unwrap_or(written)
        .to_owned()
}

fn service_of(doc: &Doc<'_>, name: &Text, service: &Node) -> Workload {
    let seconds = service
        .get("stop_grace_period")
        .and_then(|node| Some(Said { value: vocabulary::seconds(node.scalar()?)?, at: doc.place(node.span) }));
    let healthcheck = service.get("healthcheck").and_then(|node| {
        let test = node.get("test")?;
        let words: Vec<&str> = test.scalar().into_iter().chain(test.items().iter().filter_map(Node::scalar)).collect();
        Some(Said { value: Probe { handler: words.join(" "), fails_after: 0.0 }, at: doc.place(node.span) })
    });
    let ports = ["ports", "expose"].iter().any(|key| service.get(key).is_some_and(|ports| !ports.items().is_empty()));
    Workload {
        name: doc.phrase(name),
        kind: "service".to_owned(),
        compose: true,
        long_running: service.text(&["restart"]) != Some("no"),
        kill_timeout: seconds,
        containers: vec![Container {
            name: name.plain.clone(),
            image: service.get("image").and_then(|image| phrase(doc, image)),
            ports,
            readiness: healthcheck,
            liveness: None,
        }],
    }
}

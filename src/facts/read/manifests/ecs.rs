//! Task definitions of Amazon ECS.

use super::node::{self, phrase};
use super::settings::state;
use super::{Doc, Facts, Said, environments};
use crate::facts::{
    Container, Orchestrator, Origin, Port, Probe, Resources, SecretReference, SecretStore, Setting, ValueState,
    Workload,
};
use crate::outline::Node;

/// The task, or what `describe-task-definition` prints around it. ECS stops each container by its own time; the shortest one
/// is the task's.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for top in &doc.outline.nodes {
        let task = top.get("taskDefinition").unwrap_or(top);
        let definitions = task.get("containerDefinitions").map_or(&[][..], Node::items);
        let stem = node::stem(doc.source.name()).to_owned();
        let name = phrase(doc, task.get("family")).unwrap_or_else(|| Said { value: stem, at: doc.place(task.span) });
        let environment = environments::of(Some(&name.value), &doc.source.path);
        for definition in definitions {
            variables(doc, &name.value, environment, definition, facts);
        }
        let times = definitions.iter().filter_map(|definition| node::seconds(doc, definition.get("stopTimeout")));
        facts.workloads.push(Workload {
            name,
            kind: "task".to_owned(),
            platform: Orchestrator::Ecs,
            namespace: None,
            environment,
            labels: node::labels(None),
            long_running: true,
            on_demand: false,
            replicas: None,
            rollout: None,
            kill_timeout: times.min_by(|one, other| one.value.total_cmp(&other.value)),
            stop_signal: None,
            restart: None,
            depends_on: Vec::new(),
            containers: definitions.iter().map(|definition| container(doc, definition)).collect(),
            init: Vec::new(),
            sidecars: Vec::new(),
            partial: None,
        });
    }
}

fn container(doc: &Doc<'_>, definition: &Node) -> Container {
    let mappings = definition.get("portMappings").map_or(&[][..], Node::items).iter();
    let at = |key: &str| phrase(doc, definition.get(key));
    Container {
        name: definition.text(&["name"]).unwrap_or_default().to_owned(),
        image: at("image"),
        build: None,
        command: node::line(doc, definition.get("command")),
        ports: mappings
            .filter(|port| !port.pairs().is_empty())
            .map(|port| Port {
                name: port.text(&["name"]).map(str::to_owned),
                number: port.text(&["containerPort"]).and_then(node::port),
                at: doc.place(port.span),
            })
            .collect(),
        readiness: None,
        liveness: None,
        startup: None,
        health: definition.get("healthCheck").and_then(|node| health(doc, node)),
        pre_stop: None,
        resources: Resources {
            cpu_request: at("cpu"),
            memory_request: at("memoryReservation"),
            cpu_limit: None,
            memory_limit: at("memory"),
        },
    }
}

/// Defaults of ECS: interval 30 s, timeout 5 s, 3 retries.
fn health(doc: &Doc<'_>, node: &Node) -> Option<Said<Probe>> {
    let words = node::words(node.get("command")?);
    let words = match words.as_slice() {
        ["CMD" | "CMD-SHELL", rest @ ..] => rest,
        all => all,
    };
    let number = |key: &str, default: f64| node.text(&[key]).and_then(node::amount).unwrap_or(default);
    let value = Probe {
        handler: format!("exec {}", words.join(" ")),
        initial_delay: number("startPeriod", 0.0),
        period: number("interval", 30.0),
        timeout: number("timeout", 5.0),
        success_threshold: 1.0,
        failure_threshold: number("retries", 3.0),
    };
    (!words.is_empty()).then(|| Said { value, at: doc.place(node.span) })
}

fn variables(doc: &Doc<'_>, task: &str, environment: Option<&'static str>, definition: &Node, facts: &mut Facts) {
    let by = format!("{task}/{}", definition.text(&["name"]).unwrap_or_default());
    let set = |name, value, state| Setting {
        name,
        value,
        state,
        origin: Origin::Platform,
        owner: Some(by.clone()),
        environment,
    };
    for item in definition.get("environment").map_or(&[][..], Node::items) {
        let Some(name) = phrase(doc, item.get("name")) else { continue };
        let value = phrase(doc, item.get("value"));
        let state = value.as_ref().map_or(ValueState::Empty, |value| state(&name.value, &value.value));
        facts.settings.push(set(name, value, state));
    }
    for item in definition.get("secrets").map_or(&[][..], Node::items) {
        facts.settings.extend(phrase(doc, item.get("name")).map(|name| set(name, None, ValueState::Secret)));
        facts.secret_references.extend(phrase(doc, item.get("valueFrom")).map(|name| SecretReference {
            at: name.at,
            name,
            key: None,
            kind: SecretStore::Manager,
            by: Some(by.clone()),
        }));
    }
}

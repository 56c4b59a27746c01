//! Task definitions of Amazon ECS.

use super::node::{self, phrase};
use super::{Doc, Facts, Said, bare, environments, settings};
use crate::facts::{
    Container, Orchestrator, Origin, Port, Probe, Resources, SecretReference, SecretStore, Setting, ValueState,
    VariableSource, Workload,
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
            environment,
            kill_timeout: times.min_by(|one, other| one.value.total_cmp(&other.value)),
            containers: definitions.iter().map(|definition| container(doc, definition)).collect(),
            ..bare::workload(doc, name, "task", Orchestrator::Ecs, Container::default())
        });
    }
}

fn container(doc: &Doc<'_>, definition: &Node) -> Container {
    let mappings = definition.get("portMappings").map_or(&[][..], Node::items).iter();
    let at = |key: &str| phrase(doc, definition.get(key));
    Container {
        name: definition.text(&["name"]).unwrap_or_default().to_owned(),
        image: at("image"),
        command: node::joined(doc, definition.get("entryPoint"), definition.get("command")),
        ports: mappings
            .filter(|port| !port.pairs().is_empty())
            .map(|port| Port {
                name: port.text(&["name"]).map(str::to_owned),
                number: port.text(&["containerPort"]).and_then(node::port),
                at: doc.place(port.span),
            })
            .collect(),
        health: definition.get("healthCheck").and_then(|node| health(doc, node)),
        resources: Resources {
            cpu_request: at("cpu"),
            memory_request: at("memoryReservation"),
            memory_limit: at("memory"),
            ..Resources::default()
        },
        ..Container::default()
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
    let set = |name, value| settings::setting(name, value, Origin::Platform, Some(&by), environment);
    for item in definition.get("environment").map_or(&[][..], Node::items) {
        let Some(name) = phrase(doc, item.get("name")) else { continue };
        facts.settings.push(set(name, phrase(doc, item.get("value"))));
    }
    for file in definition.get("environmentFiles").map_or(&[][..], Node::items) {
        facts.variable_sources.extend(phrase(doc, file.get("value")).map(|name| VariableSource {
            name,
            kind: Origin::EnvFile,
            prefix: None,
            optional: false,
            by: by.clone(),
        }));
    }
    for item in definition.get("secrets").map_or(&[][..], Node::items) {
        let name = phrase(doc, item.get("name"));
        facts.settings.extend(name.map(|name| Setting { state: ValueState::Secret, ..set(name, None) }));
        facts.secret_references.extend(phrase(doc, item.get("valueFrom")).map(|name| SecretReference {
            at: name.at,
            name,
            key: None,
            kind: SecretStore::Manager,
            by: Some(by.clone()),
        }));
    }
}

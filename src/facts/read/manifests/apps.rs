//! Files that list the services of an application: Render's `render.yaml`, `DigitalOcean`'s `.do/app.yaml`.

use super::node::{self, phrase};
use super::platforms::{port, time};
use super::{Doc, Facts, Phrase, Said, bare, environments, settings};
use crate::facts::classify::platforms::{LISTS, is_render};
use crate::facts::{
    Container, Orchestrator, Origin, Probe, Resources, SecretReference, SecretStore, Setting, ValueState, Workload,
};
use crate::outline::Node;

/// The lists of `DigitalOcean` whose members run until they are stopped.
const RUNNING: [&str; 2] = ["services", "workers"];

pub(super) fn read(doc: &Doc<'_>, top: &Node, facts: &mut Facts) {
    let environment = environments::of_path(&doc.source.path);
    if is_render(top) {
        for service in top.get("services").map_or(&[][..], Node::items) {
            render(doc, service, facts);
            variables(doc, service.get("envVars"), service.text(&["name"]), environment, facts);
        }
        for group in top.get("envVarGroups").map_or(&[][..], Node::items) {
            variables(doc, group.get("envVars"), group.text(&["name"]), environment, facts);
        }
        return;
    }
    variables(doc, top.get("envs"), top.text(&["name"]), environment, facts);
    for list in LISTS {
        for member in top.get(list).map_or(&[][..], Node::items) {
            digital_ocean(doc, member, RUNNING.contains(&list), facts);
            variables(doc, member.get("envs"), member.text(&["name"]), environment, facts);
        }
    }
}

/// Variables with a `key`: a value, one of another service, one that is generated, or one that is typed into the dashboard.
fn variables(
    doc: &Doc<'_>,
    list: Option<&Node>,
    owner: Option<&str>,
    environment: Option<&'static str>,
    facts: &mut Facts,
) {
    for item in list.map_or(&[][..], Node::items) {
        let Some(name) = phrase(doc, item.get("key")) else { continue };
        let value = phrase(doc, item.get("value"));
        let set = settings::setting(name, value, Origin::Platform, owner, environment);
        let generated = node::is_true(item.get("generateValue")) || item.text(&["type"]) == Some("SECRET");
        let state = if generated || item.get("fromDatabase").is_some() {
            ValueState::Secret
        } else if item.get("fromService").is_some() || item.get("fromGroup").is_some() {
            ValueState::Passed
        } else if item.text(&["sync"]) == Some("false") {
            ValueState::Required
        } else {
            set.state
        };
        if let Some(from) = item.get("fromDatabase").and_then(|from| phrase(doc, from.get("name"))) {
            let key = item.text(&["fromDatabase", "property"]).map(str::to_owned);
            let by = owner.map(str::to_owned);
            facts.secret_references.push(SecretReference {
                at: from.at,
                name: from,
                key,
                kind: SecretStore::Manager,
                by,
            });
        }
        facts.settings.push(Setting { state, ..set });
    }
}

fn render(doc: &Doc<'_>, service: &Node, facts: &mut Facts) {
    let kind = service.text(&["type"]).unwrap_or_default();
    let Some(name) = phrase(doc, service.get("name")) else { return };
    let store = matches!(kind, "redis" | "keyvalue");
    let command = ["dockerCommand", "startCommand"].into_iter().find_map(|key| phrase(doc, service.get(key)));
    let path = phrase(doc, service.get("healthCheckPath"));
    let container = Container {
        name: name.value.clone(),
        image: phrase(doc, service.at(&["image", "url"])),
        build: phrase(doc, service.get("dockerfilePath")).or_else(|| phrase(doc, service.get("rootDir"))),
        command,
        // Render asks every five seconds, and waits as long.
        health: path.map(|path| health(&path, 0.0, 5.0, 5.0)),
        ..Container::default()
    };
    let replicas = service.get("numInstances").or_else(|| service.at(&["scaling", "minInstances"]));
    let once = kind == "cron"
        || kind == "static"
        || service.text(&["runtime"]) == Some("static")
        || service.text(&["env"]) == Some("static");
    facts.workloads.push(Workload {
        long_running: !once && !store,
        replicas: node::count(doc, replicas),
        kill_timeout: node::seconds(doc, service.get("maxShutdownDelaySeconds")),
        ..bare::workload(doc, name.clone(), kind, Orchestrator::Render, container)
    });
    if let Some(command) = phrase(doc, service.get("preDeployCommand")) {
        let title = Said { value: format!("{} before it is deployed", name.value), at: command.at };
        let container = Container { name: name.value, command: Some(command), ..Container::default() };
        let before = bare::workload(doc, title, "pre-deploy command", Orchestrator::Render, container);
        facts.workloads.push(Workload { long_running: false, ..before });
    }
}

fn digital_ocean(doc: &Doc<'_>, member: &Node, long_running: bool, facts: &mut Facts) {
    let Some(name) = phrase(doc, member.get("name")) else { return };
    let check = |key: &str| {
        let node = member.get(key)?;
        let number = |key: &str, default: f64| node.text(&[key]).and_then(node::amount).unwrap_or(default);
        let path = phrase(doc, node.get("http_path"))?;
        let mut probe = health(
            &path,
            number("initial_delay_seconds", 0.0),
            number("period_seconds", 10.0),
            number("timeout_seconds", 1.0),
        );
        probe.value.success_threshold = number("success_threshold", 1.0);
        probe.value.failure_threshold = number("failure_threshold", 9.0);
        Some(probe)
    };
    let container = Container {
        name: name.value.clone(),
        image: image(doc, member.get("image")),
        build: phrase(doc, member.get("dockerfile_path")).or_else(|| phrase(doc, member.get("source_dir"))),
        command: phrase(doc, member.get("run_command")),
        ports: member.get("http_port").and_then(|node| port(doc, node)).into_iter().collect(),
        health: check("health_check"),
        liveness: check("liveness_health_check"),
        resources: Resources::default(),
        ..Container::default()
    };
    facts.workloads.push(Workload {
        long_running,
        replicas: node::count(doc, member.get("instance_count")),
        kill_timeout: member.at(&["termination", "grace_period_seconds"]).and_then(|node| time(doc, node)),
        ..bare::workload(doc, name, "component", Orchestrator::DigitalOcean, container)
    });
}

/// `{registry: …, repository: …, tag: …, digest: …}`.
fn image(doc: &Doc<'_>, node: Option<&Node>) -> Option<Phrase> {
    let node = node?;
    let repository = node.get("repository")?;
    let mut value = node.text(&["registry"]).filter(|it| !it.is_empty()).map_or(String::new(), |it| format!("{it}/"));
    value.push_str(repository.scalar()?);
    if let Some(digest) = node.text(&["digest"]).filter(|text| !text.is_empty()) {
        value.push('@');
        value.push_str(digest);
    } else if let Some(tag) = node.text(&["tag"]).filter(|text| !text.is_empty()) {
        value.push(':');
        value.push_str(tag);
    }
    Some(Said { value, at: doc.place(repository.span) })
}

fn health(path: &Phrase, initial_delay: f64, period: f64, timeout: f64) -> Said<Probe> {
    let handler = format!("GET http://:{}", path.value);
    let value = Probe { handler, initial_delay, period, timeout, success_threshold: 1.0, failure_threshold: 3.0 };
    Said { value, at: path.at }
}

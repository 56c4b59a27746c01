//! Small files of platforms: Fly.io, App Engine, Heroku, `Procfile`, Vercel, Netlify.

use super::node::{self, phrase};
use super::{Doc, Facts, Phrase, Said, apps, bare, environments, settings};
use crate::facts::classify::platforms::is_apps;
use crate::facts::{Container, Orchestrator, Origin, Port, Probe, Resources, Setting, ValueState, Workload};
use crate::outline::{Format, Node, Text};
use crate::vocabulary;

/// Variables under `env` (`fly.toml`, `app.json`, `vercel.json`), `env_variables` (`app.yaml`) or `environment`
/// (`netlify.toml`), and what the platform runs.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for top in &doc.outline.nodes {
        match doc.outline.format {
            Format::Procfile => procfile(doc, top, facts),
            Format::Toml if !is_site(top) => fly(doc, top, facts),
            _ if is_apps(top) => {
                apps::read(doc, top, facts);
                continue;
            }
            _ => {
                formation(doc, top, facts);
                engine(doc, top, facts);
            }
        }
        let environment = environments::of_path(&doc.source.path);
        for keys in [&["env"][..], &["env_variables"], &["build", "env"], &["build", "environment"]] {
            variables(doc, top, top.at(keys), environment, facts);
        }
        for (name, context) in top.get("context").map_or(&[][..], Node::pairs) {
            let named = vocabulary::environment(&name.plain).or(environment);
            variables(doc, top, context.get("environment"), named, facts);
        }
    }
}

/// Netlify's file has neither `app` nor processes.
fn is_site(top: &Node) -> bool {
    top.get("app").is_none() && ["build", "context", "redirects", "headers"].iter().any(|key| top.get(key).is_some())
}

/// In `app.json` a variable that is required and has no value must be given by whoever deploys.
fn variables(doc: &Doc<'_>, top: &Node, map: Option<&Node>, environment: Option<&'static str>, facts: &mut Facts) {
    let owner = top.text(&["app"]);
    for (name, node) in map.map_or(&[][..], Node::pairs) {
        let value = phrase(doc, Some(node)).or_else(|| phrase(doc, node.get("value")));
        let stated = value.is_some();
        let set = settings::setting(doc.phrase(name), value, Origin::Platform, owner, environment);
        let generated = node.text(&["generator"]) == Some("secret");
        let optional = node.text(&["required"]) == Some("false") || node.pairs().is_empty();
        let state = match (stated, generated, optional) {
            // Vercel keeps what begins so apart: `@database-url`.
            (true, ..) if set.value.as_ref().is_some_and(|value| value.value.starts_with('@')) => ValueState::Secret,
            (true, ..) => set.state,
            (false, true, _) => ValueState::Secret,
            (false, false, true) => ValueState::Empty,
            (false, false, false) => ValueState::Required,
        };
        facts.settings.push(Setting { state, ..set });
    }
}

/// Each line is a process type; `release` runs once before the others.
fn procfile(doc: &Doc<'_>, top: &Node, facts: &mut Facts) {
    for (name, command) in top.pairs() {
        let once = matches!(name.plain.as_str(), "release" | "postdeploy");
        let workload = process(doc, name, Orchestrator::Heroku, phrase(doc, Some(command)));
        facts.workloads.push(Workload { long_running: !once, ..workload });
    }
}

/// The process types of `app.json`; their commands stand in the `Procfile`.
fn formation(doc: &Doc<'_>, top: &Node, facts: &mut Facts) {
    for (name, part) in top.get("formation").map_or(&[][..], Node::pairs) {
        let partial = Some(Said { value: "its command stands in the `Procfile`".to_owned(), at: doc.place(name.span) });
        let replicas = node::count(doc, part.get("quantity"));
        facts.workloads.push(Workload { replicas, partial, ..process(doc, name, Orchestrator::Heroku, None) });
    }
}

/// `[processes]` of Fly.io, or the one process `app`. `kill_timeout` is a number of seconds, or text such as `5s`.
fn fly(doc: &Doc<'_>, top: &Node, facts: &mut Facts) {
    let kill_timeout = top.get("kill_timeout").and_then(|node| time(doc, node));
    let app = Text { plain: "app".to_owned(), span: top.get("app").map_or(top.span, |app| app.span) };
    let processes: Vec<(&Text, Option<&Node>)> = match top.get("processes").map_or(&[][..], Node::pairs) {
        [] => vec![(&app, None)],
        pairs => pairs.iter().map(|(name, command)| (name, Some(command))).collect(),
    };
    let memory = top.at(&["vm", "memory"]).or_else(|| top.get("vm")?.items().first()?.get("memory"));
    for (name, command) in processes {
        let mut workload = process(doc, name, Orchestrator::Fly, phrase(doc, command));
        workload.kill_timeout.clone_from(&kill_timeout);
        workload.stop_signal = phrase(doc, top.get("kill_signal"));
        if let Some(container) = workload.containers.first_mut() {
            container.image = phrase(doc, top.at(&["build", "image"]));
            container.build = phrase(doc, top.at(&["build", "dockerfile"]));
            container.resources = Resources { memory_limit: phrase(doc, memory), ..Resources::default() };
            let own = fly_services(top).filter(|service| serves(service, &name.plain));
            for service in own {
                container.ports.extend(service.get("internal_port").and_then(|node| port(doc, node)));
                let check = fly_checks(service).find_map(|check| fly_check(doc, check, service));
                container.health = container.health.take().or(check);
            }
        }
        facts.workloads.push(workload);
    }
    if let Some(command) = top.at(&["deploy", "release_command"]) {
        let name = Text { plain: "release".to_owned(), span: command.span };
        let release = process(doc, &name, Orchestrator::Fly, phrase(doc, Some(command)));
        facts.workloads.push(Workload { long_running: false, ..release });
    }
}

fn fly_services(top: &Node) -> impl Iterator<Item = &Node> {
    let listed = top.get("services").map_or(&[][..], Node::items);
    top.get("http_service").into_iter().chain(listed)
}

/// A service that names no processes is that of every one.
fn serves(service: &Node, process: &str) -> bool {
    let named = service.get("processes").map(node::words).unwrap_or_default();
    named.is_empty() || named.contains(&process)
}

fn fly_checks(service: &Node) -> impl Iterator<Item = &Node> {
    let lists = ["checks", "http_checks", "tcp_checks"].into_iter().filter_map(|key| service.get(key));
    lists.flat_map(|list| if list.items().is_empty() { std::slice::from_ref(list) } else { list.items() })
}

/// One check for all: the proxy sends no requests to what fails it.
fn fly_check(doc: &Doc<'_>, check: &Node, service: &Node) -> Option<Said<Probe>> {
    let port = service.text(&["internal_port"]).unwrap_or_default();
    let handler =
        check.text(&["path"]).map_or_else(|| format!("tcp :{port}"), |path| format!("GET http://:{port}{path}"));
    let seconds =
        |key: &str, default: f64| check.get(key).and_then(|node| time(doc, node)).map_or(default, |it| it.value);
    (!check.pairs().is_empty()).then(|| Said {
        value: Probe {
            handler,
            initial_delay: seconds("grace_period", 0.0),
            period: seconds("interval", 15.0),
            timeout: seconds("timeout", 2.0),
            success_threshold: 1.0,
            failure_threshold: 1.0,
        },
        at: doc.place(check.span),
    })
}

/// App Engine: an entry point, and checks of its own in the flexible environment.
fn engine(doc: &Doc<'_>, top: &Node, facts: &mut Facts) {
    if top.get("runtime").is_none() {
        return;
    }
    let name = top.get("service").and_then(|node| phrase(doc, Some(node)));
    let name = name.unwrap_or_else(|| Said { value: "default".to_owned(), at: doc.place(top.span) });
    let check = |key: &str| {
        let node = top.get(key)?;
        let number = |key: &str, default: f64| node.text(&[key]).and_then(node::amount).unwrap_or(default);
        let value = Probe {
            handler: format!("GET http://:8080{}", node.text(&["path"]).unwrap_or("/")),
            initial_delay: number("initial_delay_sec", 300.0),
            period: number("check_interval_sec", 5.0),
            timeout: number("timeout_sec", 4.0),
            success_threshold: number("success_threshold", 2.0),
            failure_threshold: number("failure_threshold", 2.0),
        };
        Some(Said { value, at: doc.place(node.span) })
    };
    let container = Container {
        name: name.value.clone(),
        command: phrase(doc, top.get("entrypoint")),
        readiness: check("readiness_check"),
        liveness: check("liveness_check"),
        ..Container::default()
    };
    let replicas = node::count(doc, top.at(&["manual_scaling", "instances"]));
    let service = bare::workload(doc, name, "service", Orchestrator::AppEngine, container);
    facts.workloads.push(Workload { replicas, ..service });
}

pub(super) fn time(doc: &Doc<'_>, node: &Node) -> Option<Said<f64>> {
    let text = node.scalar()?;
    Some(Said { value: node::amount(text).or_else(|| vocabulary::seconds(text))?, at: doc.place(node.span) })
}

pub(super) fn port(doc: &Doc<'_>, node: &Node) -> Option<Port> {
    Some(Port { name: None, number: Some(node.scalar().and_then(node::port)?), at: doc.place(node.span) })
}

fn process(doc: &Doc<'_>, name: &Text, platform: Orchestrator, command: Option<Phrase>) -> Workload {
    let container = Container { name: name.plain.clone(), command, ..Container::default() };
    bare::workload(doc, doc.phrase(name), "process", platform, container)
}

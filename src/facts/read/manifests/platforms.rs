//! Small files of platforms: Fly.io, App Engine, Heroku, `Procfile`.

use super::node::{self, phrase};
use super::settings::state;
use super::{Doc, Facts, Phrase, Said, environments};
use crate::facts::{Container, Orchestrator, Origin, Resources, Setting, ValueState, Workload};
use crate::outline::{Format, Node, Text};
use crate::vocabulary;

/// Variables under `env` (`fly.toml`, `app.json`) or `env_variables` (`app.yaml`). In `app.json` one that is required and has
/// no value must be given by whoever deploys.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.outline.format {
        Format::Procfile => return procfile(doc, facts),
        Format::Toml => fly(doc, facts),
        _ => {}
    }
    let environment = environments::of_path(&doc.source.path);
    for top in &doc.outline.nodes {
        let maps = ["env", "env_variables"].into_iter().filter_map(|key| top.get(key));
        for (name, node) in maps.flat_map(Node::pairs) {
            let value = phrase(doc, Some(node)).or_else(|| phrase(doc, node.get("value")));
            let generated = node.text(&["generator"]) == Some("secret");
            let optional = node.text(&["required"]) == Some("false");
            let state = match &value {
                Some(value) if value.value.is_empty() => ValueState::Empty,
                Some(value) => state(&name.plain, &value.value),
                None if generated => ValueState::Secret,
                None if optional || node.pairs().is_empty() => ValueState::Empty,
                None => ValueState::Required,
            };
            let (name, origin, owner) = (doc.phrase(name), Origin::Platform, phrase(doc, top.get("app")));
            let owner = owner.map(|owner| owner.value);
            facts.settings.push(Setting { name, value, state, origin, owner, environment });
        }
    }
}

/// Each line is a process type; `release` runs once before the others.
fn procfile(doc: &Doc<'_>, facts: &mut Facts) {
    for (name, command) in doc.outline.nodes.iter().flat_map(Node::pairs) {
        let command = phrase(doc, Some(command));
        let once = matches!(name.plain.as_str(), "release" | "postdeploy");
        facts.workloads.push(Workload { long_running: !once, ..process(doc, name, Orchestrator::Heroku, command) });
    }
}

/// `[processes]` of Fly.io, or the one process `app`. `kill_timeout` is a number of seconds, or text such as `5s`.
fn fly(doc: &Doc<'_>, facts: &mut Facts) {
    for top in &doc.outline.nodes {
        let kill_timeout = top.get("kill_timeout").and_then(|node| {
            let text = node.scalar()?;
            Some(Said { value: node::amount(text).or_else(|| vocabulary::seconds(text))?, at: doc.place(node.span) })
        });
        let app = Text { plain: "app".to_owned(), span: top.get("app").map_or(top.span, |app| app.span) };
        let processes: Vec<(&Text, Option<&Node>)> = match top.get("processes").map_or(&[][..], Node::pairs) {
            [] => vec![(&app, None)],
            pairs => pairs.iter().map(|(name, command)| (name, Some(command))).collect(),
        };
        for (name, command) in processes {
            facts.workloads.push(Workload {
                kill_timeout: kill_timeout.clone(),
                stop_signal: phrase(doc, top.get("kill_signal")),
                ..process(doc, name, Orchestrator::Fly, phrase(doc, command))
            });
        }
    }
}

fn process(doc: &Doc<'_>, name: &Text, platform: Orchestrator, command: Option<Phrase>) -> Workload {
    Workload {
        name: doc.phrase(name),
        kind: "process".to_owned(),
        platform,
        namespace: None,
        environment: environments::of_path(&doc.source.path),
        labels: node::labels(None),
        long_running: true,
        on_demand: false,
        replicas: None,
        rollout: None,
        kill_timeout: None,
        stop_signal: None,
        restart: None,
        depends_on: Vec::new(),
        containers: vec![Container {
            name: name.plain.clone(),
            image: None,
            build: None,
            command,
            ports: Vec::new(),
            readiness: None,
            liveness: None,
            startup: None,
            health: None,
            pre_stop: None,
            resources: Resources::default(),
        }],
        init: Vec::new(),
        sidecars: Vec::new(),
        partial: None,
    }
}

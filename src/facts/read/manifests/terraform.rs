//! Variables of Terraform: declared in `variable` blocks, set in `.tfvars`. Tasks of Nomad jobs.

use super::node::phrase;
use super::settings::state;
use super::{Doc, Facts, environments, node};
use crate::facts::{Container, Orchestrator, Origin, Resources, Setting, ValueState, Workload};
use crate::outline::{Node, Text, Value};
use crate::vocabulary;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let values = doc.source.name().ends_with(".tfvars");
    for top in &doc.outline.nodes {
        if values {
            let environment = environments::of_path(&doc.source.path);
            facts.settings.extend(top.pairs().iter().map(|(name, value)| setting(doc, name, Some(value), environment)));
        } else {
            for (name, body) in top.all("variable").flat_map(Node::pairs) {
                facts.settings.push(declared(doc, name, body));
            }
            for (name, job) in top.all("job").flat_map(Node::pairs) {
                let default = job.text(&["type"]) != Some("batch");
                job.all("group")
                    .flat_map(Node::pairs)
                    .for_each(|(_, group)| group_of(doc, name, group, default, facts));
            }
        }
    }
}

/// One without a default must be given. A sensitive one is a secret, whatever its default.
fn declared(doc: &Doc<'_>, name: &Text, body: &Node) -> Setting {
    let default = body.get("default");
    let setting = setting(doc, name, default, environments::of_path(&doc.source.path));
    let state = match default {
        None if node::is_true(body.get("sensitive")) => ValueState::Secret,
        None => ValueState::Required,
        Some(_) if setting.state == ValueState::Literal => ValueState::Default,
        Some(_) => setting.state,
    };
    Setting { state, ..setting }
}

fn setting(doc: &Doc<'_>, name: &Text, value: Option<&Node>, environment: Option<&'static str>) -> Setting {
    let state = match value.map(|node| &node.value) {
        None | Some(Value::Null) => ValueState::Empty,
        Some(Value::Scalar(text)) if text.is_empty() => ValueState::Empty,
        Some(Value::Scalar(text)) => state(&name.plain, text),
        Some(Value::Template(_)) => ValueState::Template,
        Some(Value::List(_) | Value::Map(_)) => ValueState::Literal,
    };
    let (name, value) = (doc.phrase(name), phrase(doc, value));
    Setting { name, value, state, origin: Origin::Terraform, owner: None, environment }
}

/// Each task of a group of a Nomad job is a workload; one that only prepares or cleans up is not long-running.
fn group_of(doc: &Doc<'_>, job: &Text, group: &Node, long_running: bool, facts: &mut Facts) {
    for (name, task) in group.all("task").flat_map(Node::pairs) {
        let environment = environments::of(Some(&job.plain), &doc.source.path);
        let time = task.get("kill_timeout");
        for (variable, value) in task.all("env").flat_map(Node::pairs) {
            let owner = Some(format!("{}/{}", job.plain, name.plain));
            let origin = Origin::Platform;
            facts.settings.push(Setting { origin, owner, ..setting(doc, variable, Some(value), environment) });
        }
        facts.workloads.push(Workload {
            name: doc.phrase(name),
            kind: "task".to_owned(),
            platform: Orchestrator::Nomad,
            namespace: None,
            environment,
            labels: node::labels(None),
            long_running: long_running && task.get("lifecycle").is_none(),
            on_demand: false,
            replicas: node::count(doc, group.get("count")),
            rollout: None,
            kill_timeout: time.and_then(|node| {
                Some(super::Said { value: vocabulary::seconds(node.scalar()?)?, at: doc.place(node.span) })
            }),
            stop_signal: phrase(doc, task.get("kill_signal")),
            restart: None,
            depends_on: Vec::new(),
            containers: vec![Container {
                name: name.plain.clone(),
                image: phrase(doc, task.at(&["config", "image"])),
                build: None,
                command: phrase(doc, task.at(&["config", "command"])),
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
        });
    }
}

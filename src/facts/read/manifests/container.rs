//! Containers of pods.

use super::node::{self, phrase};
use super::probes::{self, Ports};
use super::{Doc, Said};
use crate::facts::{Container, Port, PreStop, Resources};
use crate::outline::Node;
use crate::vocabulary;

pub(super) fn read(doc: &Doc<'_>, container: &Node) -> Container {
    let ports = ports(doc, container.get("ports").map_or(&[][..], Node::items));
    let named = Ports::of(&ports);
    let probe = |key: &str| {
        let node = container.get(key)?;
        Some(Said { value: probes::read(node, &named)?, at: doc.place(node.span) })
    };
    Container {
        name: container.get("name").and_then(Node::written).unwrap_or_default().to_owned(),
        image: phrase(doc, container.get("image")).filter(|image| !image.value.trim().is_empty()),
        build: None,
        command: node::joined(doc, container.get("command"), container.get("args")),
        readiness: probe("readinessProbe"),
        liveness: probe("livenessProbe"),
        startup: probe("startupProbe"),
        health: None,
        pre_stop: container.at(&["lifecycle", "preStop"]).and_then(|node| pre_stop(doc, node, &named)),
        resources: resources(doc, container.get("resources")),
        ports,
    }
}

fn ports(doc: &Doc<'_>, ports: &[Node]) -> Vec<Port> {
    let read = |port: &Node| Port {
        name: port.text(&["name"]).map(str::to_owned),
        number: port.text(&["containerPort"]).and_then(node::port),
        at: doc.place(port.span),
    };
    ports.iter().filter(|port| !port.pairs().is_empty()).map(read).collect()
}

fn pre_stop(doc: &Doc<'_>, node: &Node, ports: &Ports<'_>) -> Option<Said<PreStop>> {
    let value = if let Some(sleep) = node.get("sleep") {
        let seconds = sleep.text(&["seconds"]).and_then(node::amount)?;
        PreStop { handler: format!("sleep {seconds}"), seconds: Some(seconds) }
    } else {
        let handler = probes::handler(node, ports)?;
        let seconds = handler.strip_prefix("exec ").and_then(slept);
        PreStop { handler, seconds }
    };
    Some(Said { value, at: doc.place(node.span) })
}

/// How long a command waits: the sum of its `sleep`s, of however many it has.
fn slept(command: &str) -> Option<f64> {
    let mut words = command
        .split(|character: char| {
            character.is_whitespace() || matches!(character, ';' | '&' | '|' | '"' | '\'' | '(' | ')')
        })
        .filter(|word| !word.is_empty());
    let mut total = None;
    while let Some(word) = words.next() {
        if word.rsplit('/').next() == Some("sleep")
            && let Some(seconds) =
                words.next().and_then(|text| node::amount(text).or_else(|| vocabulary::seconds(text)))
        {
            total = Some(total.unwrap_or(0.0) + seconds);
        }
    }
    total
}

fn resources(doc: &Doc<'_>, node: Option<&Node>) -> Resources {
    let at = |keys: &[&str]| phrase(doc, node.and_then(|node| node.at(keys)));
    Resources {
        cpu_request: at(&["requests", "cpu"]),
        memory_request: at(&["requests", "memory"]),
        cpu_limit: at(&["limits", "cpu"]),
        memory_limit: at(&["limits", "memory"]),
    }
}

#[cfg(test)]
mod tests {
    use super::slept;

    #[test]
    fn sleeps_are_found_in_commands() {
        for (command, wanted) in [
            ("sleep 15", Some(15.0)),
            ("/bin/sh -c sleep 5 && nginx -s quit", Some(5.0)),
            ("/bin/sleep 1m", Some(60.0)),
            ("sh -c 'sleep 2; sleep 3'", Some(5.0)),
            ("/drain.sh", None),
            ("sleep -5", None),
            ("sleep", None),
        ] {
            assert_eq!(slept(command), wanted, "{command}");
        }
    }
}

//! Variables of pods: `env`, `envFrom`, `$(NAME)`, and the Secrets that they mount.

use super::node::{self, phrase};
use super::settings::state;
use super::{Doc, Facts, Phrase, interpolation};
use crate::facts::{Origin, SecretReference, SecretStore, Setting, ValueState, VariableSource};
use crate::outline::Node;

pub(super) fn read(doc: &Doc<'_>, workload: &str, environment: Option<&'static str>, pod: &Node, facts: &mut Facts) {
    for key in ["initContainers", "containers"] {
        for container in pod.get(key).map_or(&[][..], Node::items) {
            let by = format!("{workload}/{}", container.get("name").and_then(Node::written).unwrap_or_default());
            let variables = container.get("env").map_or(&[][..], Node::items);
            facts.settings.extend(variables.iter().filter_map(|it| setting(doc, it, &by, environment)));
            facts.secret_references.extend(variables.iter().filter_map(|it| secret_key(doc, it, &by)));
            for source in container.get("envFrom").map_or(&[][..], Node::items) {
                env_from(doc, source, &by, facts);
            }
            uses(doc, container, &by, facts);
        }
    }
    for volume in pod.get("volumes").map_or(&[][..], Node::items) {
        mounted(doc, volume, workload, facts);
    }
}

/// One member of `env`. `$patch: delete` takes a variable away.
fn setting(doc: &Doc<'_>, item: &Node, by: &str, environment: Option<&'static str>) -> Option<Setting> {
    if item.text(&["$patch"]) == Some("delete") {
        return None;
    }
    let name = phrase(doc, item.get("name")).filter(|name| !name.value.is_empty())?;
    let from = item.get("valueFrom");
    let value = phrase(doc, item.get("value")).filter(|_| from.is_none());
    let state = match from {
        Some(from) if from.get("secretKeyRef").is_some() => ValueState::Secret,
        Some(from) if from.get("configMapKeyRef").is_some() => ValueState::ConfigMap,
        Some(_) => ValueState::Field,
        None => value.as_ref().map_or(ValueState::Empty, |value| state(&name.value, &value.value)),
    };
    let owner = Some(by.to_owned());
    Some(Setting { name, value, state, origin: Origin::Workload, owner, environment, required: None, note: None })
}

fn secret_key(doc: &Doc<'_>, item: &Node, by: &str) -> Option<SecretReference> {
    let node = item.at(&["valueFrom", "secretKeyRef"])?;
    Some(kept(phrase(doc, node.get("name"))?, node.text(&["key"]), by))
}

fn kept(name: Phrase, key: Option<&str>, by: &str) -> SecretReference {
    let at = name.at;
    let key = key.map(str::to_owned);
    SecretReference { name, key, kind: SecretStore::Kubernetes, by: Some(by.to_owned()), at }
}

fn env_from(doc: &Doc<'_>, source: &Node, by: &str, facts: &mut Facts) {
    for (key, kind) in [("configMapRef", Origin::ConfigMap), ("secretRef", Origin::Secret)] {
        let Some(node) = source.get(key) else { continue };
        let Some(name) = phrase(doc, node.get("name")) else { continue };
        if kind == Origin::Secret {
            facts.secret_references.push(kept(name.clone(), None, by));
        }
        facts.variable_sources.push(VariableSource {
            name,
            kind,
            prefix: source.text(&["prefix"]).filter(|prefix| !prefix.is_empty()).map(str::to_owned),
            optional: node::is_true(node.get("optional")),
            by: by.to_owned(),
        });
    }
}

/// `$(NAME)` in the command, the arguments and the values of a container.
fn uses(doc: &Doc<'_>, container: &Node, by: &str, facts: &mut Facts) {
    let lists = ["command", "args"].into_iter().filter_map(|key| container.get(key)).flat_map(Node::items);
    let values = container.get("env").map_or(&[][..], Node::items).iter().filter_map(|item| item.get("value"));
    for node in lists.chain(values) {
        interpolation::of_pod(doc, node, by, &mut facts.variable_uses);
    }
}

/// Secrets that become files, alone or among others in a projected volume.
fn mounted(doc: &Doc<'_>, volume: &Node, by: &str, facts: &mut Facts) {
    let projected = volume.at(&["projected", "sources"]).map_or(&[][..], Node::items);
    let names = std::iter::once(volume.at(&["secret", "secretName"]))
        .chain(projected.iter().map(|source| source.at(&["secret", "name"])));
    facts.secret_references.extend(names.filter_map(|name| phrase(doc, name)).map(|name| kept(name, None, by)));
}

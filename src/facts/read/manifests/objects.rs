//! Objects that hold variables: `ConfigMap`s, Secrets, and those that bring Secrets in.

use super::kubernetes::Object;
use super::node::phrase;
use super::settings::state;
use super::{Doc, Facts, environments};
use crate::facts::{Origin, Phrase, SecretReference, SecretStore, Setting, ValueState};
use crate::outline::{Node, Text};
use crate::vocabulary::secrets::is_stand_in;

fn environment(doc: &Doc<'_>, object: &Object<'_>) -> Option<&'static str> {
    environments::of_object(object.namespace.as_ref(), object.node, &doc.source.path)
}

fn key(doc: &Doc<'_>, object: &Object<'_>, name: Phrase, origin: Origin) -> Setting {
    let (owner, environment) = (Some(object.name.value.clone()), environment(doc, object));
    Setting { name, value: None, state: ValueState::Secret, origin, owner, environment, required: None, note: None }
}

/// Keys that hold whole files, such as `nginx.conf`, are no variables.
pub(super) fn config_map(doc: &Doc<'_>, object: &Object<'_>, facts: &mut Facts) {
    let pairs = object.node.get("data").map_or(&[][..], Node::pairs);
    for (name, node) in pairs.iter().filter(|(name, node)| !is_file(name, node)) {
        let value = phrase(doc, Some(node));
        let state = value.as_ref().map_or(ValueState::Empty, |value| state(&name.plain, &value.value));
        let setting = key(doc, object, doc.phrase(name), Origin::ConfigMap);
        facts.settings.push(Setting { value, state, ..setting });
    }
}

fn is_file(name: &Text, node: &Node) -> bool {
    node.scalar().is_some_and(|text| text.trim_end().contains('\n')) && name.plain.contains('.')
}

/// The keys count, and a value that only stands for one; what else the values are is for the search for literal secrets.
pub(super) fn secret(doc: &Doc<'_>, object: &Object<'_>, facts: &mut Facts) {
    for part in ["data", "stringData"] {
        for (name, node) in object.node.get(part).map_or(&[][..], Node::pairs) {
            let written = node.scalar().map_or("", str::trim);
            let state = match written {
                "" => ValueState::Empty,
                text => state(&name.plain, text),
            };
            let value = phrase(doc, Some(node)).filter(|value| is_stand_in(&name.plain, &value.value));
            facts.settings.push(Setting { value, state, ..key(doc, object, doc.phrase(name), Origin::Secret) });
        }
    }
}

pub(super) fn sealed_secret(doc: &Doc<'_>, object: &Object<'_>, facts: &mut Facts) {
    let pairs = object.node.at(&["spec", "encryptedData"]).map_or(&[][..], Node::pairs);
    facts.settings.extend(pairs.iter().map(|(name, _)| key(doc, object, doc.phrase(name), Origin::Secret)));
}

/// Each entry of `data` brings one key in; `dataFrom` brings all keys of an entry, whose names are not said.
pub(super) fn external_secret(doc: &Doc<'_>, object: &Object<'_>, facts: &mut Facts) {
    let target = object.node.text(&["spec", "target", "name"]).unwrap_or(&object.name.value);
    let entry = |remote: Option<&Node>| {
        let name = phrase(doc, remote?.get("key"))?;
        let property = remote?.text(&["property"]).map(str::to_owned);
        let (at, by) = (name.at, Some(object.name.value.clone()));
        Some(SecretReference { name, key: property, kind: SecretStore::Manager, by, at })
    };
    for item in object.node.at(&["spec", "data"]).map_or(&[][..], Node::items) {
        facts.secret_references.extend(entry(item.get("remoteRef")));
        let name = phrase(doc, item.get("secretKey"));
        facts.settings.extend(
            name.map(|name| Setting { owner: Some(target.to_owned()), ..key(doc, object, name, Origin::Secret) }),
        );
    }
    let whole = object.node.at(&["spec", "dataFrom"]).map_or(&[][..], Node::items).iter();
    facts.secret_references.extend(whole.filter_map(|item| entry(item.get("extract"))));
}

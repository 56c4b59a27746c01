//! Variables of Terraform: declared in `variable` blocks, set in `.tfvars`, handed to containers and functions.

use super::node::{self, phrase};
use super::{Doc, Facts, environments, nomad, settings};
use crate::facts::{Origin, Setting, ValueState};
use crate::outline::{Node, Text, Value};

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
            nomad::read(doc, top, facts);
            resources(doc, top, facts);
        }
    }
}

/// What a resource hands to what it runs: `env { name = … value = … }` of a container, `environment { variables = { … } }` of a
/// function. A value that is an expression is the template's.
fn resources(doc: &Doc<'_>, top: &Node, facts: &mut Facts) {
    let environment = environments::of_path(&doc.source.path);
    for (owner, body) in top.all("resource").flat_map(Node::pairs).flat_map(|(_, named)| named.pairs()) {
        let given = |name: &Text, value: Option<&Node>| Setting {
            origin: Origin::Platform,
            owner: Some(owner.plain.clone()),
            ..setting(doc, name, value, environment)
        };
        for (key, part) in body.walk() {
            match key.map(|key| key.plain.as_str()) {
                Some("env") => facts.settings.extend(container_variable(part).map(|(name, value, kept)| {
                    let setting = given(&name, value);
                    if kept { Setting { state: ValueState::Secret, value: None, ..setting } } else { setting }
                })),
                Some("environment") => {
                    let maps = part.get("variables").into_iter().flat_map(Node::pairs);
                    facts.settings.extend(maps.map(|(name, value)| given(name, Some(value))));
                }
                _ => {}
            }
        }
    }
}

/// The name and the value of an `env` block, and whether the value is kept in a secret store.
fn container_variable(part: &Node) -> Option<(Text, Option<&Node>, bool)> {
    let name = part.get("name")?;
    let plain = name.scalar().filter(|text| !text.is_empty())?.to_owned();
    let kept = ["value_source", "value_from"].iter().any(|key| part.get(key).is_some());
    let span = name.span;
    Some((Text { plain, span }, part.get("value"), kept))
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

/// A variable that is given a value; a list or a map is a literal one.
pub(super) fn setting(doc: &Doc<'_>, name: &Text, value: Option<&Node>, environment: Option<&'static str>) -> Setting {
    let setting = settings::setting(doc.phrase(name), phrase(doc, value), Origin::Terraform, None, environment);
    match value.map(|node| &node.value) {
        Some(Value::Template(_)) => Setting { state: ValueState::Template, ..setting },
        Some(Value::List(_) | Value::Map(_)) => Setting { state: ValueState::Literal, ..setting },
        _ => setting,
    }
}

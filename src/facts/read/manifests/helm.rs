//! Helm charts and their values.

use super::node::phrase;
use super::settings::{is_variable_name, state};
use super::{Doc, Facts, environments};
use crate::facts::{Chart, Origin, SecretReference, SecretStore, Setting, ValueState};
use crate::outline::Value;

pub(super) fn chart(doc: &Doc<'_>, facts: &mut Facts) {
    let charts = doc.outline.nodes.iter().filter_map(|node| {
        let at = |key: &str| phrase(doc, node.get(key));
        Some(Chart { name: at("name")?, version: at("version"), app_version: at("appVersion") })
    });
    facts.charts.extend(charts);
}

/// Values that are variables: `NAME: value` wherever it stands, and `name: NAME` beside `value` or `valueFrom`.
pub(super) fn values(doc: &Doc<'_>, facts: &mut Facts) {
    let environment = environments::of(None, &doc.source.path);
    let set = |name, value, state| Setting { name, value, state, origin: Origin::Values, owner: None, environment };
    for node in doc.outline.nodes.iter().flat_map(|top| top.walk().map(|(_, node)| node)) {
        for (name, value) in node.pairs().iter().filter(|(name, _)| is_variable_name(&name.plain)) {
            let state = match &value.value {
                Value::Scalar(text) if !text.is_empty() => state(&name.plain, text),
                Value::Scalar(_) | Value::Null => ValueState::Empty,
                Value::Template(_) => ValueState::Template,
                Value::List(_) | Value::Map(_) => continue,
            };
            facts.settings.push(set(doc.phrase(name), phrase(doc, Some(value)), state));
        }
        let Some(name) = phrase(doc, node.get("name")).filter(|name| is_variable_name(&name.value)) else { continue };
        if let Some(value) = phrase(doc, node.get("value")) {
            let state = if value.value.is_empty() { ValueState::Empty } else { state(&name.value, &value.value) };
            facts.settings.push(set(name, Some(value), state));
        } else if let Some(from) = node.get("valueFrom") {
            let secret = from.get("secretKeyRef");
            let state = if secret.is_some() { ValueState::Secret } else { ValueState::ConfigMap };
            facts.settings.push(set(name, None, state));
            facts.secret_references.extend(secret.and_then(|secret| {
                let name = phrase(doc, secret.get("name"))?;
                let (at, key) = (name.at, secret.text(&["key"]).map(str::to_owned));
                Some(SecretReference { name, key, kind: SecretStore::Kubernetes, by: None, at })
            }));
        }
    }
}

//! Helm charts and their values.

use super::node::phrase;
use super::settings::{is_variable_name, state};
use super::{Doc, Facts, Said, environments, settings};
use crate::facts::{Chart, Origin, SecretReference, SecretStore, Setting, ValueState};
use crate::outline::{Span, Value};

pub(super) fn chart(doc: &Doc<'_>, facts: &mut Facts) {
    let charts = doc.outline.nodes.iter().filter_map(|node| {
        let at = |key: &str| phrase(doc, node.get(key));
        Some(Chart { name: at("name")?, version: at("version"), app_version: at("appVersion") })
    });
    facts.charts.extend(charts);
}

/// Variables that a comment shows below `env: {}` and the like: `# LOG_LEVEL: info`. Nothing sets them.
fn shown(doc: &Doc<'_>, facts: &mut Facts) {
    let environment = environments::of(None, &doc.source.path);
    let mut start = 0;
    let mut about: Option<usize> = None;
    for line in doc.source.text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let body = line.trim();
        let Some(comment) = body.strip_prefix('#').map(str::trim_start) else {
            let key = body.split(':').next().unwrap_or_default().to_ascii_lowercase();
            let indent = line.len() - line.trim_start().len();
            if !body.is_empty() && about.is_none_or(|above| indent <= above) {
                let told = key.ends_with("env") || key.contains("environment") || key.contains("secret");
                about = told.then_some(indent);
            }
            continue;
        };
        let Some((name, value)) = comment.split_once(':').filter(|(name, _)| about.is_some() && is_variable_name(name))
        else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'']);
        let said = |part: &str| {
            let at = from + (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize).min(line.len());
            Said { value: part.to_owned(), at: doc.place(Span::of(at..at + part.len())) }
        };
        let value = Some(value).filter(|value| !value.is_empty()).map(said);
        let set = settings::setting(said(name), value, Origin::Values, None, environment);
        facts.settings.push(Setting { state: ValueState::Passed, ..set });
    }
}

/// Values that are variables: `NAME: value` wherever it stands, and `name: NAME` beside `value` or `valueFrom`.
pub(super) fn values(doc: &Doc<'_>, facts: &mut Facts) {
    shown(doc, facts);
    let environment = environments::of(None, &doc.source.path);
    let set = |name, value, state| Setting {
        name,
        value,
        state,
        origin: Origin::Values,
        owner: None,
        environment,
        required: None,
        note: None,
    };
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

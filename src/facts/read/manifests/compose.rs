//! Compose files: the variables and secrets of their services, and where they use variables.

use std::collections::BTreeMap;

use super::node::{self, phrase};
use super::{Doc, Facts, Said, compose_service, environments, interpolation, settings};
use crate::facts::{Origin, Place, SecretReference, SecretStore, Setting, ValueState, VariableSource, Workload};
use crate::outline::Node;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for top in &doc.outline.nodes {
        for (key, part) in top.pairs() {
            if key.plain != "services" {
                // Anchors under `x-…` are met again in the services that use them.
                let own = !key.plain.starts_with("x-");
                part.walk().filter(|_| own).for_each(|(_, node)| uses(doc, node, None, facts));
                continue;
            }
            for (name, service) in part.pairs() {
                facts.workloads.push(compose_service::read(doc, name, service));
                variables(doc, &name.plain, service, facts);
                service.walk().for_each(|(_, node)| uses(doc, node, Some(&name.plain), facts));
            }
        }
    }
}

fn uses(doc: &Doc<'_>, node: &Node, by: Option<&str>, facts: &mut Facts) {
    interpolation::of_compose(doc, node, by, &mut facts.variable_uses);
}

fn variables(doc: &Doc<'_>, service: &str, node: &Node, facts: &mut Facts) {
    let environment = environments::of_path(&doc.source.path);
    let set = |name: Said<String>, value: Option<Said<String>>| {
        let passed = value.is_none();
        let set = settings::setting(name, value, Origin::Compose, Some(service), environment);
        if passed { Setting { state: ValueState::Passed, ..set } } else { set }
    };
    if let Some(list) = node.get("environment") {
        for (name, value) in list.pairs() {
            facts.settings.push(set(doc.phrase(name), phrase(doc, Some(value))));
        }
        for item in list.items().iter().filter_map(|item| phrase(doc, Some(item))) {
            let at = item.at;
            let said = |text: &str| Said { value: text.to_owned(), at };
            let (name, value) =
                item.value.split_once('=').map_or((item.value.as_str(), None), |(name, value)| (name, Some(value)));
            facts.settings.push(set(said(name.trim()), value.map(said)));
        }
    }
    facts.variable_sources.extend(node.get("env_file").into_iter().flat_map(|files| env_files(doc, files, service)));
    for secret in node.get("secrets").map_or(&[][..], Node::items) {
        let name = phrase(doc, Some(secret)).or_else(|| phrase(doc, secret.get("source")));
        facts.secret_references.extend(name.map(|name| SecretReference {
            at: name.at,
            name,
            key: None,
            kind: SecretStore::Compose,
            by: Some(service.to_owned()),
        }));
    }
}

/// One file, a list of them, or a list of `{path, required}`.
fn env_files(doc: &Doc<'_>, files: &Node, service: &str) -> Vec<VariableSource> {
    let members = std::iter::once(files).chain(files.items());
    let source = |item: &Node| {
        let name = phrase(doc, Some(item)).or_else(|| phrase(doc, item.get("path")))?;
        let optional = item.text(&["required"]) == Some("false");
        Some(VariableSource { name, kind: Origin::EnvFile, prefix: None, optional, by: service.to_owned() })
    };
    members.filter_map(source).collect()
}

/// Marks the services of files that are laid over another: what they do not say may stand in the file below.
pub(super) fn join_overrides(facts: &mut Facts) {
    let mut below: BTreeMap<(String, String), Place> = BTreeMap::new();
    let path = |workload: &Workload, documents: &[crate::facts::Document]| {
        documents.get(workload.name.at.source.0 as usize).map_or(String::new(), |document| document.path.clone())
    };
    for workload in facts.workloads.iter().filter(|workload| workload.is_compose()) {
        let (folder, name) = folder_and_name(&path(workload, &facts.documents));
        if is_base(&name) {
            below.insert((folder, workload.name.value.clone()), workload.name.at);
        }
    }
    for workload in facts.workloads.iter_mut().filter(|workload| workload.is_compose() && workload.partial.is_none()) {
        let (folder, name) = folder_and_name(&path(workload, &facts.documents));
        if !is_base(&name)
            && let Some(at) = below.get(&(folder, workload.name.value.clone()))
        {
            workload.partial = Some(Said { value: "its file is laid over another Compose file".to_owned(), at: *at });
        }
    }
}

fn folder_and_name(path: &str) -> (String, String) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    (folder.to_owned(), name.to_ascii_lowercase())
}

/// The names that Compose reads first by itself.
fn is_base(name: &str) -> bool {
    let stem = node::stem(name);
    matches!(stem, "compose" | "docker-compose")
}

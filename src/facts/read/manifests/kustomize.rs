//! Kustomizations: what they build on, what they change, which variables they generate.

use std::collections::BTreeMap;

use super::node::{self, phrase, phrases};
use super::{Doc, Facts, Phrase, Said, environments, kubernetes, settings};
use crate::facts::{ImageChange, Kustomization, Origin, Place, Setting, VariableSource};
use crate::outline::{Node, embedded};

/// A file of kind kustomization may also hold objects of its own, and a patch in JSON holds neither.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for node in &doc.outline.nodes {
        if node.pairs().is_empty() {
            continue;
        }
        let is_object = node.get("metadata").is_some() && node.get("spec").is_some();
        if is_object {
            kubernetes::read_all(doc, node, None, facts);
        } else {
            kustomization(doc, node, facts);
        }
    }
}

fn kustomization(doc: &Doc<'_>, node: &Node, facts: &mut Facts) {
    let namespace = phrase(doc, node.get("namespace"));
    let environment = environments::of(namespace.as_ref().map(|said| said.value.as_str()), &doc.source.path);
    let lists = ["resources", "bases", "components"].into_iter();
    let images = node.get("images").map_or(&[][..], Node::items).iter();
    for (list, origin) in [("configMapGenerator", Origin::ConfigMap), ("secretGenerator", Origin::Secret)] {
        for generator in node.get(list).map_or(&[][..], Node::items) {
            generated(doc, generator, origin, environment, facts);
        }
    }
    let patches = patches(doc, node, facts);
    facts.kustomizations.push(Kustomization {
        at: doc.place(node.span),
        environment,
        resources: lists.flat_map(|key| phrases(doc, node.get(key))).collect(),
        patches,
        images: images.filter_map(|image| image_change(doc, image)).collect(),
        namespace,
    });
}

fn image_change(doc: &Doc<'_>, image: &Node) -> Option<ImageChange> {
    let at = |key: &str| phrase(doc, image.get(key));
    Some(ImageChange { name: at("name")?, new_name: at("newName"), tag: at("newTag"), digest: at("digest") })
}

/// The files of the patches. What stands in the kustomization itself is read here.
fn patches(doc: &Doc<'_>, node: &Node, facts: &mut Facts) -> Vec<Phrase> {
    let mut files = Vec::new();
    for key in ["patches", "patchesStrategicMerge", "patchesJson6902"] {
        for patch in node.get(key).map_or(&[][..], Node::items) {
            let written = patch.get("patch").unwrap_or(patch);
            let inline = written.scalar().filter(|text| text.contains('\n'));
            let file = patch.get("path").unwrap_or(patch);
            if let Some(text) = inline {
                for object in embedded(text, written.span) {
                    kubernetes::read_all(doc, &object, Some("it is a patch of another workload"), facts);
                }
            } else {
                files.extend(phrase(doc, Some(file)));
            }
        }
    }
    files
}

/// `literals`, `envs` and `env` of a generator. What it makes of whole `files` are no variables.
fn generated(doc: &Doc<'_>, generator: &Node, origin: Origin, environment: Option<&'static str>, facts: &mut Facts) {
    let owner = generator.text(&["name"]).map(str::to_owned);
    for literal in generator.get("literals").map_or(&[][..], Node::items) {
        let Some((name, value)) = literal.scalar().and_then(|text| text.split_once('=')) else { continue };
        let said = |value: &str| Said { value: value.to_owned(), at: doc.place(literal.span) };
        let set = settings::setting(said(name), Some(said(value)), origin, owner.as_deref(), environment);
        // What a Secret holds is not shown.
        let value = set.value.clone().filter(|_| origin == Origin::ConfigMap);
        facts.settings.push(Setting { value, ..set });
    }
    let files = phrases(doc, generator.get("envs")).into_iter().chain(phrase(doc, generator.get("env")));
    facts.variable_sources.extend(files.map(|name| VariableSource {
        name,
        kind: Origin::EnvFile,
        prefix: None,
        optional: node::is_true(generator.get("optional")),
        by: owner.clone().unwrap_or_default(),
    }));
}

/// Marks the workloads of files that a kustomization uses as patches: they are not all there is of a workload.
pub(super) fn join_patches(facts: &mut Facts) {
    let mut patches: BTreeMap<String, Place> = BTreeMap::new();
    for kustomization in &facts.kustomizations {
        let Some(document) = facts.documents.get(kustomization.at.source.0 as usize) else { continue };
        let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        patches
            .extend(kustomization.patches.iter().filter_map(|patch| Some((resolve(folder, &patch.value)?, patch.at))));
    }
    for workload in facts.workloads.iter_mut().filter(|workload| workload.partial.is_none()) {
        let path = facts.documents.get(workload.name.at.source.0 as usize).map_or("", |document| &document.path);
        let at = patches.get(path);
        workload.partial = at.map(|at| Said { value: "it is a patch of another workload".to_owned(), at: *at });
    }
}

/// The path that `relative` means, seen from a folder.
fn resolve(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

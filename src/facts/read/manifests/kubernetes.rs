//! Objects of Kubernetes manifests, in YAML or JSON, one by one or in a `List`.

use super::{Doc, Facts, Kind, Said};
use super::{cluster, node, objects, workload};
use crate::facts::Phrase;
use crate::outline::Node;

/// An object and what is known of the file that it stands in.
pub(super) struct Object<'a> {
    pub(super) node: &'a Node,
    pub(super) kind: &'a str,
    pub(super) name: Phrase,
    pub(super) namespace: Option<Phrase>,
    /// Why it is only a part of what will be applied, if it is known to be.
    pub(super) partial: Option<Phrase>,
}

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for top in &doc.outline.nodes {
        read_all(doc, top, None, facts);
    }
}

/// Reads an object and, if it is a `List`, what stands in it. `patch` says that the objects only change others.
pub(super) fn read_all(doc: &Doc<'_>, top: &Node, patch: Option<&str>, facts: &mut Facts) {
    // A `List`; a `Template` of OpenShift.
    let members = ["items", "objects"].into_iter().filter_map(|key| top.get(key)).flat_map(Node::items);
    for node in std::iter::once(top).chain(members) {
        if let Some(object) = object(doc, node, patch) {
            read_one(doc, &object, facts);
        }
    }
}

fn object<'a>(doc: &Doc<'_>, node: &'a Node, patch: Option<&str>) -> Option<Object<'a>> {
    // A patch that deletes an object says nothing of it.
    if node.text(&["$patch"]) == Some("delete") {
        return None;
    }
    let name = node::phrase(doc, node.at(&["metadata", "name"]))
        .or_else(|| node::phrase(doc, node.at(&["metadata", "generateName"])))?;
    let namespace = node::phrase(doc, node.at(&["metadata", "namespace"]));
    let reason = |text: &str| Said { value: text.to_owned(), at: name.at };
    // `{{NAME}}` in a manifest that can be read as it stands is text for some other program.
    let engine = doc.kind == Kind::HelmTemplate || (doc.outline.template && !doc.source.text.contains("{{"));
    let templated = engine.then_some(name.at);
    let partial = patch.map(reason).or_else(|| {
        templated
            .map(|at| Said { value: "it stands in a template, which only its engine knows in full".to_owned(), at })
    });
    Some(Object { node, kind: node.text(&["kind"])?, name, namespace, partial })
}

fn read_one(doc: &Doc<'_>, object: &Object<'_>, facts: &mut Facts) {
    match object.kind {
        "PodDisruptionBudget" => facts.disruption_budgets.push(cluster::budget(doc, object)),
        "HorizontalPodAutoscaler" | "ScaledObject" => facts.autoscalers.extend(cluster::autoscaler(doc, object)),
        "Service" if !is_knative(object) => facts.services.push(cluster::service(doc, object)),
        "Ingress" | "HTTPRoute" | "GRPCRoute" | "IngressRoute" | "VirtualService" | "Route" if !is_knative(object) => {
            facts.routes.push(cluster::route(doc, object));
        }
        "ConfigMap" => objects::config_map(doc, object, facts),
        "Secret" => objects::secret(doc, object, facts),
        "SealedSecret" => objects::sealed_secret(doc, object, facts),
        "ExternalSecret" => objects::external_secret(doc, object, facts),
        _ => workload::read(doc, object, facts),
    }
}

/// Knative has a `Service` and a `Route` of its own.
pub(super) fn is_knative(object: &Object<'_>) -> bool {
    object.node.text(&["apiVersion"]).is_some_and(|version| version.starts_with("serving.knative.dev/"))
}

//! Objects beside the workloads: budgets, autoscalers, Services, and the routes to them.

use super::kubernetes::Object;
use super::node::{self, phrase};
use super::{Doc, Said};
use crate::facts::{Autoscaler, DisruptionBudget, Route, Selector, ServiceObject, ServicePort};
use crate::outline::Node;

/// Lists longer than this say nothing more about where requests go.
const MOST_BACKENDS: usize = 1_000;

pub(super) fn budget(doc: &Doc<'_>, object: &Object<'_>) -> DisruptionBudget {
    let spec = |key: &str| object.node.at(&["spec", key]);
    let selector = spec("selector");
    DisruptionBudget {
        name: object.name.clone(),
        namespace: object.namespace.clone(),
        min_available: phrase(doc, spec("minAvailable")),
        max_unavailable: phrase(doc, spec("maxUnavailable")),
        selector: Selector {
            labels: node::labels(selector.and_then(|it| it.get("matchLabels"))),
            expressions: selector.and_then(|it| it.get("matchExpressions")).is_some_and(|it| !it.items().is_empty()),
            covers: None,
        },
    }
}

/// A `HorizontalPodAutoscaler` (`minReplicas`), or a KEDA `ScaledObject` (`minReplicaCount`).
pub(super) fn autoscaler(doc: &Doc<'_>, object: &Object<'_>) -> Option<Autoscaler> {
    let spec = |key: &str| object.node.at(&["spec", key]);
    let target = spec("scaleTargetRef")?;
    let keda = object.kind == "ScaledObject";
    let kind = target.text(&["kind"]).or(keda.then_some("Deployment"));
    let count = |key: &str, keda: &str| node::count(doc, spec(key).or_else(|| spec(keda)));
    Some(Autoscaler {
        name: object.name.clone(),
        target_kind: kind.map(str::to_owned),
        target: phrase(doc, target.get("name"))?,
        min: count("minReplicas", "minReplicaCount"),
        max: count("maxReplicas", "maxReplicaCount"),
    })
}

pub(super) fn service(doc: &Doc<'_>, object: &Object<'_>) -> ServiceObject {
    let spec = |key: &str| object.node.at(&["spec", key]);
    ServiceObject {
        name: object.name.clone(),
        namespace: object.namespace.clone(),
        kind: spec("type").and_then(Node::scalar).unwrap_or("ClusterIP").to_owned(),
        headless: spec("clusterIP").and_then(Node::scalar) == Some("None"),
        selector: Selector { labels: node::labels(spec("selector")), ..Selector::default() },
        ports: spec("ports").map_or(&[][..], Node::items).iter().map(|it| service_port(doc, it)).collect(),
    }
}

fn service_port(doc: &Doc<'_>, port: &Node) -> ServicePort {
    let own = port.text(&["port"]);
    ServicePort {
        name: port.text(&["name"]).map(str::to_owned),
        port: own.and_then(node::port),
        target: port.text(&["targetPort"]).or(own).unwrap_or_default().to_owned(),
        at: doc.place(port.span),
    }
}

/// Wherever in a route a host or a Service is named: `host`, `hosts`, `hostnames`; `service.name`, `serviceName`, `backendRefs`,
/// `destination.host`, `to.name`.
pub(super) fn route(doc: &Doc<'_>, object: &Object<'_>) -> Route {
    let mut route =
        Route { name: object.name.clone(), kind: object.kind.to_owned(), hosts: Vec::new(), services: Vec::new() };
    let Some(spec) = object.node.get("spec") else { return route };
    for (key, node) in spec.walk().take(MOST_BACKENDS * 10) {
        let Some(key) = key.map(|key| key.plain.as_str()) else { continue };
        let said = || phrase(doc, Some(node));
        match key {
            "host" | "hosts" | "hostnames" => route.hosts.extend(said()),
            "serviceName" => route.services.extend(said()),
            "service" | "backendRefs" | "services" | "to" => route.services.extend(phrase(doc, node.get("name"))),
            "destination" => route.services.extend(phrase(doc, node.get("host"))),
            _ => {}
        }
    }
    for list in [&mut route.hosts, &mut route.services] {
        let mut seen = std::collections::BTreeSet::new();
        list.retain(|phrase: &Said<String>| seen.insert(phrase.value.clone()));
        list.truncate(MOST_BACKENDS);
    }
    route
}

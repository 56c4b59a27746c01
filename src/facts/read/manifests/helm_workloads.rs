//! What the values of a Helm chart say of its workloads. The chart's templates say the rest.

use super::node::{self, phrase};
use super::{Doc, Facts, Phrase, Said, bare, container, environments};
use crate::facts::{Autoscaler, Container, Orchestrator, Place, Port, Route, Workload, image_ref};
use crate::outline::{Node, Span};

/// `image` at the top, or in the part of one component: `api: {image: …, port: 80, replicas: 2}`.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for top in &doc.outline.nodes {
        let whole = match top.get("image") {
            Some(image) => workload(doc, None, top, image),
            None => scaled(doc, top),
        };
        if let Some(whole) = whole {
            around(doc, &whole.name, top, facts);
            facts.workloads.push(whole);
        }
        for (name, part) in top.pairs().iter().filter(|(name, _)| name.plain != "image" && name.plain != "global") {
            let off = part.text(&["enabled"]).is_some_and(|text| text.eq_ignore_ascii_case("false"));
            if let Some(image) = part.get("image").filter(|_| !off) {
                let Some(component) = workload(doc, Some(doc.phrase(name)), part, image) else { continue };
                around(doc, &component.name, part, facts);
                facts.workloads.push(component);
            }
        }
    }
}

/// Probes, resources and the grace period stand in the values as in a manifest, where they stand there at all.
fn workload(doc: &Doc<'_>, name: Option<Phrase>, part: &Node, image: &Node) -> Option<Workload> {
    let repository = phrase(doc, image.get("repository")).filter(|text| !text.value.trim().is_empty());
    let image = reference(doc, image).or_else(|| tag_only(doc, image));
    let known = image.as_ref().or(repository.as_ref())?;
    // Without a name of its own it is called after its image.
    let name = match name {
        Some(name) => name,
        None if known.value.starts_with(':') => called(doc, part, known.at),
        None => {
            let path = image_ref(&known.value)?.repository;
            Said { value: path.rsplit('/').next()?.to_owned(), at: known.at }
        }
    };
    Some(made(doc, name, part, image))
}

/// An overlay may say nothing but how many of a workload run.
fn scaled(doc: &Doc<'_>, top: &Node) -> Option<Workload> {
    let replicas = replicas(doc, top).filter(|_| !super::helm_overlays::is_base(&doc.source.path))?;
    Some(made(doc, called(doc, top, replicas.at), top, None))
}

/// The name that an overlay gives its chart; empty where it gives none.
fn called(doc: &Doc<'_>, part: &Node, at: Place) -> Phrase {
    let ways: [&[&str]; 3] = [&["fullnameOverride"], &["nameOverride"], &["namespace", "name"]];
    let said = ways.into_iter().find_map(|way| phrase(doc, part.at(way)).filter(|name| !name.value.trim().is_empty()));
    Said { value: said.map_or_else(String::new, |said| said.value), at }
}

fn replicas(doc: &Doc<'_>, part: &Node) -> Option<Said<u64>> {
    ["replicaCount", "replicas"].into_iter().find_map(|key| node::count(doc, part.get(key)))
}

/// What stands beside a workload: `autoscaling` and `ingress`, where they are enabled.
fn around(doc: &Doc<'_>, name: &Phrase, part: &Node, facts: &mut Facts) {
    let enabled = |key: &str| part.get(key).filter(|node| node.text(&["enabled"]) == Some("true"));
    if let Some(scaling) = enabled("autoscaling") {
        let count = |key: &str| node::count(doc, scaling.get(key));
        facts.autoscalers.push(Autoscaler {
            name: Said { value: name.value.clone(), at: doc.place(scaling.span) },
            target_kind: None,
            target: name.clone(),
            min: count("minReplicas"),
            max: count("maxReplicas"),
        });
    }
    if let Some(ingress) = enabled("ingress") {
        let hosts = ingress.get("hosts").map_or(&[][..], Node::items).iter();
        facts.routes.push(Route {
            name: Said { value: name.value.clone(), at: doc.place(ingress.span) },
            kind: "Ingress".to_owned(),
            hosts: hosts.filter_map(|host| phrase(doc, Some(host)).or_else(|| phrase(doc, host.get("host")))).collect(),
            services: Vec::new(),
        });
    }
}

fn made(doc: &Doc<'_>, name: Phrase, part: &Node, image: Option<Phrase>) -> Workload {
    let replicas = replicas(doc, part);
    let container =
        Container { name: name.value.clone(), image, ports: ports(doc, part), ..container::read(doc, part) };
    let partial = Some(Said { value: "the templates of its chart say the rest".to_owned(), at: name.at });
    let environment = environments::of(None, &doc.source.path);
    let kill_timeout = node::seconds(doc, part.get("terminationGracePeriodSeconds"));
    let bare = bare::workload(doc, name, "Helm values", Orchestrator::Kubernetes, container);
    Workload { environment, replicas, kill_timeout, partial, ..bare }
}

/// `image: name:tag`, or `{registry: …, repository: …, tag: …, digest: …}`. Where no tag is given, the chart's version of the
/// application stands in, and so the image is not known.
fn reference(doc: &Doc<'_>, image: &Node) -> Option<Phrase> {
    if let Some(text) = image.scalar() {
        let whole = text.contains(['/', ':']) && image_ref(text).is_some_and(|image| !image.repository.is_empty());
        return phrase(doc, Some(image)).filter(|_| whole);
    }
    let given = |key: &str| image.text(&[key]).map(str::trim).filter(|text| !text.is_empty());
    let repository =
        image.get("repository").filter(|node| node.scalar().is_some_and(|text| !text.trim().is_empty()))?;
    let mut value = given("registry").map_or(String::new(), |registry| format!("{registry}/"));
    value.push_str(repository.scalar()?.trim());
    let last = ["digest", "tag"].into_iter().find_map(|key| Some((key, image.get(key)?, given(key)?)))?;
    value.push(if last.0 == "digest" { '@' } else { ':' });
    value.push_str(last.2);
    let span = Span { start: repository.span.start.min(last.1.span.start), end: repository.span.end };
    Some(Said { value, at: doc.place(span) })
}

/// `tag: latest` without a repository, as a file says that is laid over others: `:latest`.
fn tag_only(doc: &Doc<'_>, image: &Node) -> Option<Phrase> {
    if image.get("repository").is_some() || super::helm_overlays::is_base(&doc.source.path) {
        return None;
    }
    let tag = phrase(doc, image.get("tag")).filter(|tag| !tag.value.trim().is_empty())?;
    Some(Said { value: format!(":{}", tag.value.trim()), at: tag.at })
}

/// `port`, `containerPort`, `service.port`.
fn ports(doc: &Doc<'_>, part: &Node) -> Vec<Port> {
    let ways: [&[&str]; 4] = [&["containerPort"], &["service", "targetPort"], &["port"], &["service", "port"]];
    let first = ways.into_iter().find_map(|way| {
        let node = part.at(way)?;
        Some(Port { name: None, number: Some(node.scalar().and_then(node::port)?), at: doc.place(node.span) })
    });
    first.into_iter().collect()
}

//! What the values of a Helm chart say of its workloads. The chart's templates say the rest.

use super::node::{self, phrase};
use super::{Doc, Facts, Phrase, Said, bare, container, environments};
use crate::facts::{Container, Orchestrator, Port, Workload, image_ref};
use crate::outline::{Node, Span};

/// `image` at the top, or in the part of one component: `api: {image: …, port: 80, replicas: 2}`.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for top in &doc.outline.nodes {
        facts.workloads.extend(top.get("image").and_then(|image| workload(doc, None, top, image)));
        for (name, part) in top.pairs().iter().filter(|(name, _)| name.plain != "image" && name.plain != "global") {
            let off = part.text(&["enabled"]).is_some_and(|text| text.eq_ignore_ascii_case("false"));
            if let Some(image) = part.get("image").filter(|_| !off) {
                facts.workloads.extend(workload(doc, Some(doc.phrase(name)), part, image));
            }
        }
    }
}

/// Probes, resources and the grace period stand in the values as in a manifest, where they stand there at all.
fn workload(doc: &Doc<'_>, name: Option<Phrase>, part: &Node, image: &Node) -> Option<Workload> {
    let repository = phrase(doc, image.get("repository")).filter(|text| !text.value.trim().is_empty());
    let image = reference(doc, image);
    let known = image.as_ref().or(repository.as_ref())?;
    // Without a name of its own it is called after its image.
    let name = name.or_else(|| {
        let path = image_ref(&known.value)?.repository;
        Some(Said { value: path.rsplit('/').next()?.to_owned(), at: known.at })
    })?;
    let replicas = ["replicaCount", "replicas"].into_iter().find_map(|key| node::count(doc, part.get(key)));
    let container =
        Container { name: name.value.clone(), image, ports: ports(doc, part), ..container::read(doc, part) };
    let partial = Some(Said { value: "the templates of its chart say the rest".to_owned(), at: name.at });
    let environment = environments::of(None, &doc.source.path);
    let kill_timeout = node::seconds(doc, part.get("terminationGracePeriodSeconds"));
    let bare = bare::workload(doc, name, "Helm values", Orchestrator::Kubernetes, container);
    Some(Workload { environment, replicas, kill_timeout, partial, ..bare })
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

/// `port`, `containerPort`, `service.port`.
fn ports(doc: &Doc<'_>, part: &Node) -> Vec<Port> {
    let ways: [&[&str]; 4] = [&["containerPort"], &["service", "targetPort"], &["port"], &["service", "port"]];
    let first = ways.into_iter().find_map(|way| {
        let node = part.at(way)?;
        Some(Port { name: None, number: Some(node.scalar().and_then(node::port)?), at: doc.place(node.span) })
    });
    first.into_iter().collect()
}

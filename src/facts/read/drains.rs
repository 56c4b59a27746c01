//! How long load balancers let a target that is taken out finish: annotations of Services and Ingresses, resources of Terraform,
//! lines and rows of documents.

use super::document::Doc;
use super::{Facts, Kind, Phrase, Said, environments};
use crate::facts::Drain;
use crate::outline::{Node, Row};
use crate::vocabulary::{self, Column};

/// Annotations whose value is a number of seconds.
const SECONDS: [&str; 2] = [
    "service.beta.kubernetes.io/aws-load-balancer-connection-draining-timeout",
    "service.kubernetes.io/openstack-connection-draining-timeout",
];

/// Annotations whose value is a list of attributes of the target group.
const ATTRIBUTES: [&str; 2] = [
    "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes",
    "alb.ingress.kubernetes.io/target-group-attributes",
];

/// The attribute of a target group.
const ATTRIBUTE: &str = "deregistration_delay.timeout_seconds=";

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.kind {
        Kind::Kubernetes => facts.drains.extend(doc.outline.nodes.iter().flat_map(|top| of_object(doc, top))),
        Kind::Terraform => facts.drains.extend(doc.outline.nodes.iter().flat_map(|top| of_resources(doc, top))),
        Kind::Environment | Kind::Architecture | Kind::OtherDocument | Kind::ReadinessReview => told(doc, facts),
        _ => {}
    }
}

/// Those of a Service, an Ingress or a `BackendConfig`, and of the members of a `List`.
fn of_object(doc: &Doc<'_>, top: &Node) -> Vec<Drain> {
    let members = top.get("items").map_or(&[][..], Node::items);
    std::iter::once(top).chain(members).filter_map(|object| of_one(doc, object)).collect()
}

fn of_one(doc: &Doc<'_>, object: &Node) -> Option<Drain> {
    let annotations = object.at(&["metadata", "annotations"]);
    let plain = SECONDS.iter().find_map(|key| {
        let node = annotations?.get(key)?;
        Some((node.scalar()?.trim().parse().ok()?, node.span))
    });
    let attribute = || {
        ATTRIBUTES.iter().find_map(|key| {
            let node = annotations?.get(key)?;
            let (_, rest) = node.scalar()?.split_once(ATTRIBUTE)?;
            Some((rest.split([',', ' ']).next()?.trim().parse().ok()?, node.span))
        })
    };
    let backend = || {
        let node = object.at(&["spec", "connectionDraining", "drainingTimeoutSec"])?;
        Some((node.scalar()?.trim().parse().ok()?, node.span))
    };
    let (value, span): (f64, _) = plain.or_else(attribute).or_else(backend)?;
    let name = object.text(&["metadata", "name"]);
    let space =
        object.text(&["metadata", "namespace"]).map(|value| Said { value: value.to_owned(), at: doc.place(span) });
    let environment = environments::of_object(space.as_ref(), object, &doc.source.path);
    drain(name.map(str::to_owned), environment, Said { value, at: doc.place(span) })
}

/// `resource "aws_lb_target_group" "web" { deregistration_delay = 30 }`
fn of_resources(doc: &Doc<'_>, top: &Node) -> Vec<Drain> {
    let groups = top.all("resource").flat_map(Node::pairs).filter(|(kind, _)| kind.plain.ends_with("_target_group"));
    let named = groups.flat_map(|(_, named)| named.pairs());
    let environment = environments::of_path(&doc.source.path);
    let delays = named.filter_map(|(name, body)| Some((name, body.get("deregistration_delay")?)));
    delays
        .filter_map(|(name, node)| {
            let value = node.scalar()?.trim().parse().ok()?;
            drain(Some(name.plain.clone()), environment, Said { value, at: doc.place(node.span) })
        })
        .collect()
}

/// `Deregistration delay: 30 s`, `| Connection draining | 30 s |`. A column of that name belongs to a process type.
fn told(doc: &Doc<'_>, facts: &mut Facts) {
    let lines = doc.lines().iter().filter(|line| line.column == Some(Column::LbDrain));
    let mut values: Vec<Phrase> = lines.map(|line| doc.phrase(&line.field.value)).collect();
    for grid in doc.grids().filter(|grid| grid.table.header.len() == 2) {
        let named =
            |row: &&Row| row.cells.first().is_some_and(|cell| doc.terms(cell).longest() == Some(Column::LbDrain));
        values.extend(grid.table.rows.iter().filter(named).map(|row| grid.nth(row, 1)));
    }
    facts.drains.extend(values.into_iter().filter_map(|value| {
        let seconds = vocabulary::seconds(&value.value).or_else(|| value.value.trim().parse().ok())?;
        drain(None, doc.environment(), Said { value: seconds, at: value.at })
    }));
}

/// A time that can be one.
fn drain(of: Option<String>, environment: Option<&'static str>, seconds: Said<f64>) -> Option<Drain> {
    let possible = seconds.value.is_finite() && seconds.value >= 0.0;
    possible.then_some(Drain { of, environment, seconds })
}

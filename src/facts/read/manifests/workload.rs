//! Workloads of Kubernetes, Argo, `OpenShift` and Knative.

use super::kubernetes::{Object, is_knative};
use super::{Doc, Facts, Phrase, Said};
use super::{container, environments, node, pod_variables};
use crate::facts::{Container, Orchestrator, Rollout, Workload};
use crate::outline::{Node, Value};

/// The way from an object to the spec of its pods, by kind.
fn pod_path(object: &Object<'_>) -> Option<&'static [&'static str]> {
    Some(match object.kind {
        "Pod" => &["spec"],
        "CronJob" => &["spec", "jobTemplate", "spec", "template", "spec"],
        "Deployment"
        | "StatefulSet"
        | "DaemonSet"
        | "ReplicaSet"
        | "ReplicationController"
        | "Rollout"
        | "DeploymentConfig"
        | "Job" => &["spec", "template", "spec"],
        "Service" if is_knative(object) => &["spec", "template", "spec"],
        _ => return None,
    })
}

/// The workload, and the variables of its containers. One that changes nothing in the pods, such as a patch of the replicas,
/// is still a part of a workload.
pub(super) fn read(doc: &Doc<'_>, object: &Object<'_>, facts: &mut Facts) {
    let Some(path) = pod_path(object) else { return };
    let Some(spec) = object.node.get("spec").filter(|spec| !spec.pairs().is_empty()) else { return };
    let empty = Node { value: Value::Null, span: spec.span };
    let pod = object.node.at(path).unwrap_or(&empty);
    let meta = path.split_last().and_then(|(_, above)| object.node.at(above)).and_then(|above| above.get("metadata"));
    let labels = node::labels(meta.and_then(|meta| meta.get("labels")));
    let environment = environments::of_object(object.namespace.as_ref(), object.node, &doc.source.path);
    let listed = |key: &str| pod.get(key).map_or(&[][..], Node::items).iter().filter(|it| !is_directive(it));
    let is_sidecar = |container: &&Node| container.text(&["restartPolicy"]) == Some("Always");
    let (sidecars, init): (Vec<&Node>, Vec<&Node>) = listed("initContainers").partition(is_sidecar);
    let of = |nodes: Vec<&Node>| -> Vec<Container> { nodes.into_iter().map(|it| container::read(doc, it)).collect() };
    let containers = of(listed("containers").collect());
    pod_variables::read(doc, &object.name.value, environment, pod, facts);
    facts.workloads.push(Workload {
        partial: partial(object, pod, &containers),
        name: object.name.clone(),
        kind: if is_knative(object) { "Knative Service".to_owned() } else { object.kind.to_owned() },
        platform: if is_knative(object) { Orchestrator::CloudRun } else { Orchestrator::Kubernetes },
        namespace: object.namespace.clone(),
        environment,
        labels,
        long_running: !matches!(object.kind, "Job" | "CronJob"),
        on_demand: false,
        replicas: node::count(doc, spec.get("replicas")),
        rollout: rollout(doc, object.kind, spec),
        kill_timeout: node::seconds(doc, pod.get("terminationGracePeriodSeconds")),
        stop_signal: None,
        restart: node::phrase(doc, pod.get("restartPolicy")),
        depends_on: Vec::new(),
        containers,
        init: of(init),
        sidecars: of(sidecars),
    });
}

/// A member of a list that only says what to do with the list, or takes a container away.
fn is_directive(item: &Node) -> bool {
    match item.text(&["$patch"]) {
        Some("delete") => true,
        Some(_) => item.pairs().len() == 1,
        None => false,
    }
}

/// Why what is missing here may stand elsewhere.
fn partial(object: &Object<'_>, pod: &Node, containers: &[Container]) -> Option<Phrase> {
    let reason = |text: &str| Some(Said { value: text.to_owned(), at: object.name.at });
    if object.partial.is_some() {
        object.partial.clone()
    } else if object.node.at(&["spec", "workloadRef"]).is_some() {
        reason("it refers to another workload for its pods")
    } else if containers.is_empty() || containers.iter().any(|container| container.image.is_none()) {
        reason("it names no image for a container, as a patch does")
    } else if is_filled_in(pod) {
        reason("a part of it is a template, which its engine fills in")
    } else {
        None
    }
}

/// Whether an engine fills in a part of the pods that is judged. Inside a command, such as one for `sed`, the marks are text.
fn is_filled_in(pod: &Node) -> bool {
    const TEXT: [&str; 3] = ["command", "args", "env"];
    let parts = pod.pairs().iter().flat_map(|(key, node)| match node.items() {
        containers if key.plain.to_ascii_lowercase().ends_with("containers") => {
            containers.iter().flat_map(Node::pairs).collect::<Vec<_>>()
        }
        _ => vec![],
    });
    let judged = parts.filter(|(key, _)| !TEXT.contains(&key.plain.as_str()));
    judged.map(|(_, node)| node).any(|node| node.walk().any(|(_, part)| matches!(part.value, Value::Template(_))))
        || pod.pairs().iter().any(|(_, node)| matches!(node.value, Value::Template(_)))
}

/// `strategy` (Deployment, Rollout), `updateStrategy` (`StatefulSet`, `DaemonSet`), `rollingParams` (`DeploymentConfig`).
fn rollout(doc: &Doc<'_>, kind: &str, spec: &Node) -> Option<Said<Rollout>> {
    let node = match kind {
        "StatefulSet" | "DaemonSet" => spec.get("updateStrategy"),
        _ => spec.get("strategy"),
    }?;
    let parts = ["rollingUpdate", "rollingParams", "canary", "blueGreen"];
    let found = parts.into_iter().find_map(|key| Some((key, node.get(key)?)));
    let parameters = found.map(|(_, parameters)| parameters);
    let named = node.text(&["type"]).map(str::to_owned);
    let strategy = named.or_else(|| match found?.0 {
        "rollingUpdate" | "rollingParams" => Some("RollingUpdate".to_owned()),
        other => Some(other.to_owned()),
    });
    let value = Rollout {
        strategy,
        max_unavailable: node::phrase(doc, parameters.and_then(|it| it.get("maxUnavailable"))),
        max_surge: node::phrase(doc, parameters.and_then(|it| it.get("maxSurge"))),
        on_failure: None,
    };
    Some(Said { value, at: doc.place(node.span) })
}

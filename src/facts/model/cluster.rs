//! What stands beside the workloads in manifests: budgets, scaling, Services, routes, kustomizations, charts.

use std::collections::BTreeMap;

use crate::facts::{Phrase, Place, Said};

/// Which pods are meant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selector {
    /// Labels that a pod must have; none at all means every pod of the namespace.
    pub labels: BTreeMap<String, String>,
    /// Selects by expressions too, which are not evaluated: what it covers is then not known.
    pub expressions: bool,
    /// The workloads that it covers, as indexes into `Facts::workloads`; `None` if that could not be found out.
    pub covers: Option<Vec<usize>>,
}

/// A `PodDisruptionBudget`.
#[derive(Clone, Debug)]
pub struct DisruptionBudget {
    /// Its name.
    pub name: Phrase,
    /// Namespace, as written.
    pub namespace: Option<Phrase>,
    /// Instances that must stay, as written: `2`, `50%`.
    pub min_available: Option<Phrase>,
    /// Instances that may be away, as written.
    pub max_unavailable: Option<Phrase>,
    /// The pods that it protects.
    pub selector: Selector,
}

/// A `HorizontalPodAutoscaler` or a KEDA `ScaledObject`.
#[derive(Clone, Debug)]
pub struct Autoscaler {
    /// Its name.
    pub name: Phrase,
    /// Kind of the workload that it scales.
    pub target_kind: Option<String>,
    /// Name of the workload that it scales.
    pub target: Phrase,
    /// Fewest instances; Kubernetes' default is 1.
    pub min: Option<Said<u64>>,
    /// Most instances.
    pub max: Option<Said<u64>>,
}

/// A Kubernetes Service.
#[derive(Clone, Debug)]
pub struct ServiceObject {
    /// Its name.
    pub name: Phrase,
    /// Namespace, as written.
    pub namespace: Option<Phrase>,
    /// `ClusterIP` if nothing is written.
    pub kind: String,
    /// Gives out the addresses of pods instead of spreading requests (`clusterIP: None`).
    pub headless: bool,
    /// The pods behind it.
    pub selector: Selector,
    /// Its ports.
    pub ports: Vec<ServicePort>,
}

/// A port of a Service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServicePort {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Port of the Service.
    pub port: Option<u16>,
    /// Port of the container, a number or a name as written; the Service's own if nothing is written.
    pub target: String,
    /// Where it is written.
    pub at: Place,
}

/// An `Ingress`, an `HTTPRoute`, an `OpenShift` `Route`: lets requests from outside reach Services.
#[derive(Clone, Debug)]
pub struct Route {
    /// Its name.
    pub name: Phrase,
    /// `Ingress`, `HTTPRoute` …
    pub kind: String,
    /// Hosts that it answers to.
    pub hosts: Vec<Phrase>,
    /// Names of the Services behind it.
    pub services: Vec<Phrase>,
}

/// What one kustomization changes.
#[derive(Clone, Debug)]
pub struct Kustomization {
    /// Its file.
    pub at: Place,
    /// Environment that its path or namespace names.
    pub environment: Option<&'static str>,
    /// Namespace that everything is put into.
    pub namespace: Option<Phrase>,
    /// Files and folders that it builds on.
    pub resources: Vec<Phrase>,
    /// Files that change what it builds on, relative to it.
    pub patches: Vec<Phrase>,
    /// Images that it sets.
    pub images: Vec<ImageChange>,
}

/// An image that a kustomization sets.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageChange {
    /// Image in the manifests, without tag.
    pub name: Phrase,
    /// Repository in its stead.
    pub new_name: Option<Phrase>,
    /// Its tag.
    pub tag: Option<Phrase>,
    /// Its digest.
    pub digest: Option<Phrase>,
}

/// A Helm chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its name.
    pub name: Phrase,
    /// Version of the chart.
    pub version: Option<Phrase>,
    /// Version of what it deploys.
    pub app_version: Option<Phrase>,
}

//! Facts of manifests and of the files of other platforms: what runs, how it is probed and stopped, which variables it gets.

mod apps;
mod bare;
mod cluster;
mod compose;
mod compose_service;
mod container;
mod ecs;
mod helm;
mod helm_overlays;
mod helm_workloads;
mod kubernetes;
mod kustomize;
mod node;
mod nomad;
mod objects;
mod platforms;
mod pod_variables;
mod probes;
mod selectors;
mod systemd;
mod terraform;
mod workload;

use super::document::Doc;
use super::environments;
use super::interpolation;
use super::settings;
use super::{Facts, Kind, Phrase, Said};

/// Joins what only all files together say.
pub(super) fn join(facts: &mut Facts) {
    compose::join_overrides(facts);
    kustomize::join_patches(facts);
    helm_overlays::join(facts);
    selectors::join(facts);
}

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.kind {
        Kind::Kubernetes | Kind::HelmTemplate => kubernetes::read(doc, facts),
        Kind::Kustomization => kustomize::read(doc, facts),
        Kind::Compose => compose::read(doc, facts),
        Kind::HelmChart => helm::chart(doc, facts),
        Kind::HelmValues => {
            helm::values(doc, facts);
            helm_workloads::read(doc, facts);
        }
        Kind::EcsTask => ecs::read(doc, facts),
        Kind::SystemdUnit => systemd::read(doc, facts),
        Kind::Terraform => terraform::read(doc, facts),
        Kind::PlatformFile => platforms::read(doc, facts),
        _ => {}
    }
}

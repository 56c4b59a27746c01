//! BLD-03: what is deployed is named by a digest or an exact version.

use std::collections::{BTreeMap, BTreeSet};

use super::pin::{Pin, pin};
use crate::facts::{Deployment, Kind, Phrase, Place, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, is_for_development, list, once};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "BLD-03",
    name: "artifact-pinned",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan, Kind::Kubernetes, Kind::Compose],
    checks: "Each artifact of the deployments table that goes to staging or to the target environment has a digest or an \
             exact version; `latest`, a branch name or no tag has neither. Without such a table the images of the manifests \
             are judged, those for development left out; an image that the build sets (kustomize, skaffold, a variable) \
             cannot be judged.",
    why: "A tag that moves can name another image tomorrow: what was tested is then not what is deployed, and a rollback to \
          the same tag brings back the fault.",
    settings: &["target_environment"],
    source: "DP:25; CI:311-317",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let rows = rows(case);
    if rows.iter().any(|row| row.artifact.is_some()) {
        for row in rows {
            judge_row(case, row, out);
        }
    } else {
        judge_manifests(case, out);
    }
}

/// The rows for the target environment and staging; all but those for development if no row has these names.
fn rows<'a>(case: &Case<'a>) -> Vec<&'a Deployment> {
    let rows = &case.facts.deployments;
    let near = |row: &&Deployment| row.name == case.policy.target_environment || row.name == "staging";
    let named: Vec<&Deployment> = rows.iter().filter(near).collect();
    if named.is_empty() { rows.iter().filter(|row| !is_for_development(&row.name)).collect() } else { named }
}

const REMEDY: &str = "Write the artifact with its digest or exact version in the deployments table, for instance \
                      `registry.example/app:2.0.0@sha256:…`.";

fn judge_row(case: &Case<'_>, row: &Deployment, out: &mut Findings) {
    let subject = format!("deployment to {}", code(&row.environment.value));
    let Some(artifact) = row.artifact.as_ref().filter(|_| is_stated(row.artifact.as_ref())) else {
        out.fail(
            subject,
            format!("The deployments table names no artifact for {}.", code(&row.environment.value)),
            REMEDY,
        )
        .at([row.environment.at]);
        return;
    };
    let written = code(&artifact.value);
    let places = [artifact.at];
    match pin(&artifact.value) {
        Pin::Exact => out.pass(subject, format!("{written} is an exact version.")).at(places),
        Pin::Moving(tag) => out
            .fail(subject, format!("{written} is not pinned: {} can name another build tomorrow.", code(&tag)), REMEDY)
            .at(places),
        Pin::NameOnly => {
            out.fail(subject, format!("{written} names neither a version nor a digest."), REMEDY).at(places)
        }
        Pin::Variable => out
            .none(
                subject,
                format!(
                    "{written} is a variable; which artifact it will be is not said in {}.",
                    case.file(artifact.at)
                ),
                REMEDY,
            )
            .at(places),
    };
}

/// What the manifests say of their images.
#[derive(Default)]
struct Images<'a> {
    exact: Vec<Place>,
    loose: BTreeMap<&'a str, Vec<Place>>,
    built: Vec<&'a Phrase>,
}

fn judge_manifests(case: &Case<'_>, out: &mut Findings) {
    let images = images(case);
    for (image, places) in &images.loose {
        let message = match pin(image) {
            Pin::Moving(tag) => {
                format!("The manifests run {}, and {} can name another image tomorrow.", code(image), code(&tag))
            }
            _ => format!("The manifests run {} without a tag, which means `latest`.", code(image)),
        };
        let remedy = format!("Write the version or the digest behind {} in the manifest.", code(image));
        out.fail(format!("image {}", code(image)), message, remedy).at(few(places.iter().copied()));
    }
    if !images.exact.is_empty() {
        let message =
            format!("{} of the manifests with an exact version or digest.", count(images.exact.len(), "image"));
        out.pass("images of the manifests", message).at(few(images.exact.iter().copied()));
    }
    if !images.built.is_empty() {
        let names = once(images.built.iter().map(|image| image.value.as_str()));
        out.none(
            "images that the build sets",
            format!("The image is set by the build for {}: which version is deployed is not said.", codes(&names)),
            "Add the deployments table to the plan, or the manifests as they are applied.",
        )
        .at(few(images.built.iter().map(|image| image.at)));
    }
    if images.loose.is_empty() && images.exact.is_empty() && images.built.is_empty() {
        no_artifact(case, out);
    }
}

fn images<'a>(case: &Case<'a>) -> Images<'a> {
    let mut images = Images::default();
    let built = built_folders(case);
    let is_built = |place: Place| folders(case.path(place)).any(|folder| built.contains(folder));
    let kubernetes = case.facts.workloads.iter().any(|workload| !workload.is_compose());
    let judged = case.facts.workloads.iter().filter(|workload| {
        (workload.long_running || kubernetes)
            && !workload.on_demand
            && workload.is_compose() != kubernetes
            && !is_for_development(case.path(workload.name.at))
    });
    for image in judged.flat_map(|workload| &workload.containers).filter_map(|container| container.image.as_ref()) {
        match pin(&image.value) {
            Pin::Exact => images.exact.push(image.at),
            Pin::Variable => images.built.push(image),
            Pin::NameOnly if !image.value.contains('/') && is_built(image.at) => images.built.push(image),
            Pin::NameOnly | Pin::Moving(_) => images.loose.entry(&image.value).or_default().push(image.at),
        }
    }
    images
}

/// The folders below which kustomize or skaffold put the tags in.
fn built_folders<'a>(case: &Case<'a>) -> BTreeSet<&'a str> {
    let documents = case.facts.documents.iter();
    let folders = documents.filter_map(|document| {
        let (folder, name) = document.path.rsplit_once('/').unwrap_or(("", &document.path));
        (document.kind == Kind::Kustomization || name.starts_with("skaffold")).then_some(folder)
    });
    folders.collect()
}

/// The folders that a file lies in, the top of the dossier included.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at]).chain([""])
}

fn no_artifact(case: &Case<'_>, out: &mut Findings) {
    let environments: Vec<String> = case.facts.deployments.iter().map(|row| code(&row.environment.value)).collect();
    let message = if environments.is_empty() {
        "No deployments table and no manifest says which artifact is deployed.".to_owned()
    } else {
        format!("The deployments table names no artifact for {}.", list(&environments))
    };
    let remedy = "Add the deployments table to the plan:\n\n| Environment | Purpose | URL | Artifact | Scaling profile | Owner |\n\
                  |---|---|---|---|---|---|\n| production | live | https://… | registry.example/app:2.0.0@sha256:… | web 3, worker 2 | name |";
    out.none("deployed artifact", message, remedy).at(case.start_of(Kind::DeploymentPlan));
}

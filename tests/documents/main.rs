//! The release pack: what the documents say of a full dossier, of a broken one and of a poor one, and that nothing which a
//! dossier holds can break them.
#![expect(clippy::disallowed_methods, reason = "the tests read dossiers and golden files from the disk")]

mod again;
mod archive;
mod communications;
mod concerns;
mod form;
mod formats;
mod golden;
mod hostile;
mod improvement;
mod notes;
mod operations;
mod plan;
#[path = "../../src/cli/platform.rs"]
mod platform;
mod since;
mod templates;

use std::fs;
use std::path::{Path, PathBuf};

use holdpoint::policy::Limits;
use holdpoint::{Deliverable, Dossier, Policy, Stage};
use walkdir::WalkDir;

/// A file of the project.
fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files of an example, as if its folder had been dropped.
fn example(name: &str) -> Dossier {
    let root = project("examples");
    let mut dossier = Dossier::new(Limits::default());
    for entry in WalkDir::new(root.join(name)).sort_by_file_name() {
        let entry = entry.expect("the example can be read");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&root).expect("it lies below the root");
            dossier.add(path.to_str().expect("UTF-8"), &fs::read(entry.path()).expect("it can be read"));
        }
    }
    dossier
}

/// A dossier of these files.
fn files(files: &[(&str, &str)]) -> Dossier {
    let mut dossier = Dossier::new(Limits::default());
    for (path, text) in files {
        dossier.add(path, text.as_bytes());
    }
    dossier
}

/// Its documents, judged before the change window of the examples.
fn pack(dossier: &Dossier) -> Vec<Deliverable> {
    let (policy, _) = Policy::of_dossier(dossier);
    let reading = holdpoint::read(dossier, &policy);
    let as_of = "2026-12-07T12:00:00Z".parse().expect("a time");
    holdpoint::pack(&reading, &holdpoint::judge(&reading, &policy, Stage::Readiness, as_of))
}

/// One of the documents.
fn document<'a>(pack: &'a [Deliverable], name: &str) -> &'a str {
    &pack.iter().find(|document| document.name == name).expect("the pack has it").text
}

/// One service, one workload and nothing else: what a team without release documents brings.
fn poor() -> Dossier {
    files(&[
        (
            "shop/deployment-plan.md",
            "# Deployment Plan: Shop 1.2.0\n\nRelease: 1.2.0\n\n## Steps\n\n| No | Step | Owner |\n|---|---|---|\n| 1 | Apply the manifests | TBD |\n",
        ),
        (
            "shop/web.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: shop/web:latest\n          ports: [{containerPort: 8080}]\n",
        ),
    ])
}

//! Packages that the release needs while it runs, from the manifests that ask for them.

mod bounds;
mod data;
mod lines;

use std::collections::BTreeSet;

use super::document::Doc;
use super::{Facts, Kind, Phrase, Place, Said};
use crate::facts::{Bound, Dependency, Ecosystem, Manifest};
use crate::outline::Span;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::PackageManifest {
        return;
    }
    let name = doc.source.name().to_ascii_lowercase();
    match name.as_str() {
        "package.json" => data::npm(doc, facts),
        "composer.json" => data::composer(doc, facts),
        "cargo.toml" => data::cargo(doc, facts),
        "pyproject.toml" => data::pyproject(doc, facts),
        "pom.xml" => data::maven(doc, facts),
        "go.mod" => lines::go(doc, facts),
        "gemfile" => lines::gems(doc, facts),
        _ if name.ends_with(".txt") => lines::requirements(doc, &name, facts),
        _ => {}
    }
}

/// Leaves out what is developed beside the package that asks for it: another manifest of the dossier describes it.
pub(super) fn settle(facts: &mut Facts) {
    let named = |manifest: &Manifest| Some((manifest.ecosystem, manifest.name.clone()?));
    let own: BTreeSet<(Ecosystem, String)> = facts.manifests.iter().filter_map(named).collect();
    facts.dependencies.retain(|one| !own.contains(&(one.ecosystem, one.name.value.clone())));
}

fn manifest(doc: &Doc<'_>, ecosystem: Ecosystem, name: Option<&str>, workspace: bool) -> Manifest {
    let at = Place { source: doc.id, span: Span { start: 0, end: 0 } };
    Manifest { ecosystem, name: name.map(str::to_owned), workspace, at }
}

fn dependency(ecosystem: Ecosystem, name: &str, at: Place, range: Option<Phrase>, bound: Bound) -> Dependency {
    Dependency { ecosystem, name: Said { value: name.trim().to_owned(), at }, range, bound }
}

//! Data files: known by their schema, or by a name that only one kind of file has.

use crate::dossier::Source;
use crate::facts::Kind;
use crate::outline::{Node, Outline};

pub(super) fn by_name(name: &str) -> Option<(Kind, String)> {
    let kind = match name {
        "package.json"
        | "cargo.toml"
        | "pyproject.toml"
        | "go.mod"
        | "pom.xml"
        | "build.gradle"
        | "build.gradle.kts"
        | "settings.gradle"
        | "settings.gradle.kts"
        | "libs.versions.toml"
        | "gemfile"
        | "composer.json"
        | "pipfile"
        | "setup.cfg"
        | "setup.py"
        | "mix.exs"
        | "pubspec.yaml"
        | "package.swift"
        | "packages.config"
        | "directory.packages.props"
        | "go.work"
        | "deno.json" => Kind::PackageManifest,
        "package-lock.json"
        | "npm-shrinkwrap.json"
        | "cargo.lock"
        | "pnpm-lock.yaml"
        | "poetry.lock"
        | "uv.lock"
        | "pdm.lock"
        | "pipfile.lock"
        | "gemfile.lock"
        | "composer.lock"
        | "packages.lock.json"
        | "pubspec.lock"
        | "package.resolved" => Kind::Lockfile,
        _ if name.ends_with(".gemspec") || name.ends_with(".csproj") || name.ends_with(".fsproj") => {
            Kind::PackageManifest
        }
        "kustomization.yaml" | "kustomization.yml" => Kind::Kustomization,
        "sha256sums" | "sha256sums.txt" | "sha512sums" | "checksums.txt" => Kind::Checksums,
        _ if name.ends_with(".sha256") || name.ends_with(".sha512") => Kind::Checksums,
        _ => return None,
    };
    Some((kind, format!("its name is `{name}`")))
}

pub(super) fn dotenv(name: &str) -> (Kind, String) {
    let example = ["example", "sample", "template", "dist"].iter().any(|word| name.contains(word));
    let kind = if example { Kind::EnvExample } else { Kind::EnvFile };
    (kind, format!("`KEY=value` lines in a file named `{name}`"))
}

pub(super) fn xml(outline: &Outline) -> (Kind, String) {
    let root = outline.nodes.first().and_then(|node| node.pairs().first()).map(|(name, _)| name.plain.as_str());
    match root {
        Some(root) => (Kind::OtherData, format!("XML with the root element `{root}`")),
        None => (Kind::OtherData, "XML that could not be read".to_owned()),
    }
}

pub(super) fn json(name: &str, outline: &Outline) -> (Kind, String) {
    if let Some(found) = kubernetes(&outline.nodes) {
        return found;
    }
    (Kind::OtherData, format!("JSON of no schema that is known, named `{name}`"))
}

fn kubernetes(nodes: &[Node]) -> Option<(Kind, String)> {
    let kinds: Vec<&str> =
        nodes.iter().filter(|node| node.get("apiVersion").is_some()).filter_map(|node| node.text(&["kind"])).collect();
    let first = kinds.first()?;
    if matches!(*first, "Kustomization" | "Component") {
        return Some((Kind::Kustomization, format!("`kind: {first}`")));
    }
    let more = if kinds.len() > 1 { format!(" and {} more objects", kinds.len() - 1) } else { String::new() };
    Some((Kind::Kubernetes, format!("`apiVersion` and `kind: {first}`{more}")))
}

pub(super) fn yaml(source: &Source, outline: &Outline) -> (Kind, String) {
    let manifest = outline.nodes.iter().any(|node| node.get("kind").is_some()) || source.text.contains("\nkind:");
    if outline.template && manifest && source.text.contains("{{") {
        return (Kind::HelmTemplate, "`kind:` beside `{{ … }}`: a manifest that Helm fills in".to_owned());
    }
    if let Some(found) = kubernetes(&outline.nodes) {
        return found;
    }
    if outline
        .nodes
        .first()
        .is_some_and(|node| node.get("services").is_some_and(|services| !services.pairs().is_empty()))
    {
        return (Kind::Compose, "a `services` map".to_owned());
    }
    (Kind::OtherData, "YAML of no schema that is known".to_owned())
}

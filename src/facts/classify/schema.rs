//! Data files: known by their schema, or by a name that only one kind of file has.

use crate::dossier::Source;
use crate::facts::Kind;
use crate::outline::{Node, Outline};

pub(super) fn by_name(name: &str) -> Option<(Kind, String)> {
    let kind = match name {
        "package.json" | "cargo.toml" | "pyproject.toml" | "requirements.txt" | "go.mod" | "pom.xml"
        | "build.gradle" | "gemfile" | "composer.json" => Kind::PackageManifest,
        "package-lock.json" | "cargo.lock" | "yarn.lock" | "pnpm-lock.yaml" | "poetry.lock" | "go.sum"
        | "gemfile.lock" | "composer.lock" => Kind::Lockfile,
        "kustomization.yaml" | "kustomization.yml" => Kind::Kustomization,
        "sha256sums" | "sha256sums.txt" | "checksums.txt" => Kind::Checksums,
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
        Some(root @ ("testsuites" | "testsuite")) => {
            (Kind::TestReport, format!("a JUnit report: its root element is `{root}`"))
        }
        Some(root) => (Kind::OtherData, format!("XML with the root element `{root}`")),
        None => (Kind::OtherData, "XML that could not be read".to_owned()),
    }
}

pub(super) fn json(name: &str, outline: &Outline) -> (Kind, String) {
    if let Some(first) = outline.nodes.first() {
        if let Some((kind, why)) = kubernetes(&outline.nodes) {
            return (kind, why);
        }
        if first.text(&["bomFormat"]) == Some("CycloneDX") {
            return (Kind::BillOfMaterials, "a CycloneDX bill of materials: `bomFormat`".to_owned());
        }
        if first.get("spdxVersion").is_some() {
            return (Kind::BillOfMaterials, "an SPDX bill of materials: `spdxVersion`".to_owned());
        }
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

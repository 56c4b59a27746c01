//! Manifests in JSON, TOML and XML.

use super::{bounds, dependency, manifest};
use crate::facts::read::document::Doc;
use crate::facts::read::{Facts, Said};
use crate::facts::{Bound, Dependency, Ecosystem};
use crate::outline::{Node, Text};

/// `package.json`: what is needed at run time, and what is taken if it is there.
pub(super) fn npm(doc: &Doc<'_>, facts: &mut Facts) {
    let Some(root) = doc.outline.nodes.first() else { return };
    let own = root.text(&["name"]);
    let scope =
        own.and_then(|name| name.split_once('/')).map(|(scope, _)| scope).filter(|scope| scope.starts_with('@'));
    facts.manifests.push(manifest(doc, Ecosystem::Npm, own, root.get("workspaces").is_some()));
    for key in ["dependencies", "optionalDependencies"] {
        for (name, node) in root.get(key).map(Node::pairs).unwrap_or_default() {
            // `*` for a package of the same scope stands for the one beside it in the workspace.
            let beside = scope.is_some() && name.plain.split_once('/').map(|(scope, _)| scope) == scope;
            let bound = node.scalar().and_then(bounds::npm).filter(|bound| !(beside && *bound == Bound::Any));
            facts.dependencies.extend(bound.map(|bound| asked(doc, Ecosystem::Npm, name, node, bound)));
        }
    }
}

/// `composer.json`; PHP itself and its extensions are part of the platform.
pub(super) fn composer(doc: &Doc<'_>, facts: &mut Facts) {
    let Some(root) = doc.outline.nodes.first() else { return };
    facts.manifests.push(manifest(doc, Ecosystem::Php, root.text(&["name"]), false));
    for (name, node) in root.get("require").map(Node::pairs).unwrap_or_default() {
        // `php`, `ext-json`, `lib-curl`, `composer-plugin-api`
        if let Some(range) = node.scalar().filter(|_| name.plain.contains('/')) {
            facts.dependencies.push(asked(doc, Ecosystem::Php, name, node, bounds::composer(range)));
        }
    }
}

/// `Cargo.toml`, with the tables of a workspace and of targets.
pub(super) fn cargo(doc: &Doc<'_>, facts: &mut Facts) {
    let Some(root) = doc.outline.nodes.first() else { return };
    let workspace = root.get("workspace");
    facts.manifests.push(manifest(doc, Ecosystem::Cargo, root.text(&["package", "name"]), workspace.is_some()));
    let targets = root.get("target").map(Node::pairs).unwrap_or_default().iter().map(|(_, target)| target);
    let tables = std::iter::once(root).chain(workspace).chain(targets).filter_map(|node| node.get("dependencies"));
    for (name, node) in tables.flat_map(Node::pairs) {
        let bound = match node.scalar() {
            Some(range) => Some(bounds::cargo(range)),
            None => of_table(node, bounds::cargo),
        };
        facts.dependencies.extend(bound.map(|bound| asked(doc, Ecosystem::Cargo, name, node, bound)));
    }
}

/// `{ version = "1" }`, `{ git = "…", branch = "main" }`; nothing for `{ path = "…" }` and `{ workspace = true }`.
fn of_table(node: &Node, version: impl Fn(&str) -> Bound) -> Option<Bound> {
    if node.get("path").is_some() || node.get("workspace").is_some() {
        return None;
    }
    if node.get("git").is_some() {
        let pinned = ["rev", "tag"].iter().any(|key| node.get(key).is_some());
        return Some(bounds::repository(pinned, None));
    }
    node.text(&["version"]).map(version)
}

/// `pyproject.toml`, as the standard has it and as Poetry wrote it before.
pub(super) fn pyproject(doc: &Doc<'_>, facts: &mut Facts) {
    let Some(root) = doc.outline.nodes.first() else { return };
    let name = root.text(&["project", "name"]).or_else(|| root.text(&["tool", "poetry", "name"]));
    let workspace = root.at(&["tool", "uv", "workspace"]).is_some();
    facts.manifests.push(manifest(doc, Ecosystem::Python, name, workspace));
    // What uv takes from the workspace or from a folder.
    let local = |name: &str| root.at(&["tool", "uv", "sources"]).is_some_and(|sources| sources.get(name).is_some());
    for node in root.at(&["project", "dependencies"]).map(Node::items).unwrap_or_default() {
        let Some(text) = node.scalar() else { continue };
        let found = requirement(text, doc.place(node.span)).filter(|one| !local(&one.name.value));
        facts.dependencies.extend(found);
    }
    for (name, node) in root.at(&["tool", "poetry", "dependencies"]).map(Node::pairs).unwrap_or_default() {
        let bound = match node.scalar() {
            _ if name.plain == "python" => None,
            Some(range) => Some(bounds::alternatives(range)),
            None => of_table(node, bounds::alternatives),
        };
        facts.dependencies.extend(bound.map(|bound| asked(doc, Ecosystem::Python, name, node, bound)));
    }
}

/// `name[extra] >=1,<2 ; python_version < "3.12"`.
pub(super) fn requirement(text: &str, at: crate::facts::Place) -> Option<Dependency> {
    let asked = text.split(" ;").next().unwrap_or_default();
    // An address may hold a semicolon, nothing else does.
    let asked = if asked.contains('@') { asked } else { asked.split(';').next().unwrap_or_default() };
    let is_name = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    let asked = asked.trim();
    let end = asked.find(|letter: char| !is_name(letter)).unwrap_or(asked.len());
    let (name, rest) = asked.split_at(end);
    let rest = rest.trim_start();
    let rest = if rest.starts_with('[') { rest.split_once(']').map_or("", |(_, rest)| rest) } else { rest }.trim();
    let bound = bounds::python(rest)?;
    let range = Some(Said { value: rest.to_owned(), at }).filter(|range| !range.value.is_empty());
    (!name.is_empty()).then(|| dependency(Ecosystem::Python, name, at, range, bound))
}

/// `pom.xml`: what has no version of its own takes it from a parent or from a list of versions.
pub(super) fn maven(doc: &Doc<'_>, facts: &mut Facts) {
    let Some(project) = doc.outline.nodes.first().and_then(|root| root.get("project").or(Some(root))) else { return };
    let own = text_of(project, "artifactId");
    facts.manifests.push(manifest(doc, Ecosystem::Maven, own, project.get("modules").is_some()));
    let listed = project.get("dependencies").into_iter().flat_map(|list| list.all("dependency"));
    for node in listed {
        let scope = text_of(node, "scope").unwrap_or("compile");
        let runtime = matches!(scope, "compile" | "runtime") && text_of(node, "optional") != Some("true");
        let version = node.get("version").map(|version| version.get("#text").unwrap_or(version));
        if let (true, Some(name), Some(version)) = (runtime, text_of(node, "artifactId"), version)
            && let Some(range) = version.scalar()
        {
            let at = doc.place(version.span);
            let said = Some(Said { value: range.trim().to_owned(), at });
            facts.dependencies.push(dependency(Ecosystem::Maven, name, at, said, bounds::maven(range)));
        }
    }
}

/// The text of an element.
fn text_of<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    let inner = node.get(key)?;
    inner.get("#text").unwrap_or(inner).scalar().map(str::trim)
}

fn asked(doc: &Doc<'_>, ecosystem: Ecosystem, name: &Text, node: &Node, bound: Bound) -> Dependency {
    let written = node.scalar().or_else(|| ["version", "branch", "git"].iter().find_map(|key| node.text(&[key])));
    let range = written.map(|text| Said { value: text.to_owned(), at: doc.place(node.span) });
    dependency(ecosystem, &name.plain, doc.place(name.span.join(node.span)), range, bound)
}

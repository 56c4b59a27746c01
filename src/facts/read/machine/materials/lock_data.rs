//! Lockfiles in JSON and YAML.

use super::{Digest, Doc, Material, Node, Phrase, Said, said};
use crate::facts::classify::machine::Schema;
use crate::outline::Text;

/// The packages of a lockfile, nothing if it is of another form.
pub(super) fn read(schema: Schema, doc: &Doc<'_>) -> Option<Vec<Material>> {
    let read: fn(&Doc<'_>, &Node) -> Vec<Material> = match schema {
        Schema::NpmLock => npm,
        Schema::PnpmLock => pnpm,
        Schema::PipfileLock => pipfile,
        Schema::ComposerLock => composer,
        Schema::NugetLock => nuget,
        Schema::SwiftLock => swift,
        _ => return None,
    };
    Some(doc.outline.nodes.iter().flat_map(|node| read(doc, node)).collect())
}

fn pairs<'a>(node: &'a Node, key: &str) -> &'a [(Text, Node)] {
    node.get(key).map_or(&[], Node::pairs)
}

/// The name in a key: the part of it that `value` is.
fn named(doc: &Doc<'_>, key: &Text, value: &str) -> Phrase {
    Said { value: value.to_owned(), at: doc.place(key.span) }
}

/// Versions 2 and 3 list paths below `packages`; version 1 nests `dependencies`.
fn npm(doc: &Doc<'_>, root: &Node) -> Vec<Material> {
    let package = |key: &Text, name: &str, node: &Node| {
        Material::locked(named(doc, key, name), said(doc, node, &["version"]), doc.place(node.span))
            .with_integrity(node.text(&["integrity"]))
    };
    if root.get("packages").is_some() {
        return pairs(root, "packages")
            .iter()
            // The root project, members of the workspace and links to them are no packages that were fetched.
            .filter(|(key, node)| key.plain.contains("node_modules/") && node.get("link").is_none())
            .map(|(key, node)| {
                let path = key.plain.rsplit("node_modules/").next().unwrap_or_default();
                package(key, node.text(&["name"]).unwrap_or(path), node)
            })
            .collect();
    }
    let mut found = Vec::new();
    let mut open: Vec<&(Text, Node)> = pairs(root, "dependencies").iter().rev().collect();
    while let Some((key, node)) = open.pop() {
        found.push(package(key, &key.plain, node));
        open.extend(pairs(node, "dependencies").iter().rev());
    }
    found
}

/// Keys are `name@1.2.3`, `/name@1.2.3(peer@2)` or, in old files, `/name/1.2.3`.
fn pnpm(doc: &Doc<'_>, root: &Node) -> Vec<Material> {
    let package = |(key, node): &(Text, Node)| {
        let path = key.plain.trim_start_matches('/');
        let path = path.split('(').next().unwrap_or(path);
        let at = path.get(1..).and_then(|rest| rest.rfind('@')).map(|at| at + 1).or_else(|| path.rfind('/'))?;
        let version = path.get(at + 1..)?.split('_').next().unwrap_or_default();
        let version = said(doc, node, &["version"]).unwrap_or_else(|| named(doc, key, version));
        let name = named(doc, key, path.get(..at)?);
        let integrity = node.text(&["resolution", "integrity"]);
        Some(Material::locked(name, Some(version), doc.place(node.span)).with_integrity(integrity))
    };
    pairs(root, "packages").iter().filter_map(package).collect()
}

fn pipfile(doc: &Doc<'_>, root: &Node) -> Vec<Material> {
    let groups = root.pairs().iter().filter(|(key, _)| key.plain != "_meta");
    let package = |(key, node): &(Text, Node)| {
        let version = said(doc, node, &["version"]);
        let version =
            version.map(|version| Said { value: version.value.trim_start_matches('=').to_owned(), at: version.at });
        let mut material = Material::locked(doc.phrase(key), version, doc.place(node.span));
        let hashes = node.get("hashes").map_or(&[][..], Node::items);
        material.digests.extend(hashes.iter().filter_map(Node::scalar).map(Digest::of));
        material
    };
    groups.flat_map(|(_, group)| group.pairs()).map(package).collect()
}

fn composer(doc: &Doc<'_>, root: &Node) -> Vec<Material> {
    let lists = ["packages", "packages-dev"].into_iter().filter_map(|key| root.get(key));
    let package = |node: &Node| {
        let sum = node.text(&["dist", "shasum"]).filter(|sum| !sum.is_empty());
        let mut material =
            Material::locked(said(doc, node, &["name"])?, said(doc, node, &["version"]), doc.place(node.span))
                .with_integrity(sum);
        let licences = node.get("license").map_or(&[][..], Node::items);
        material.licences.extend(licences.iter().filter_map(Node::scalar).map(str::to_owned));
        Some(material)
    };
    lists.flat_map(Node::items).filter_map(package).collect()
}

/// One list for each target framework; a package that several share counts once for each.
fn nuget(doc: &Doc<'_>, root: &Node) -> Vec<Material> {
    let package = |(key, node): &(Text, Node)| {
        Material::locked(doc.phrase(key), Some(said(doc, node, &["resolved"])?), doc.place(node.span))
            .with_integrity(node.text(&["contentHash"]))
            .into()
    };
    pairs(root, "dependencies").iter().flat_map(|(_, group)| group.pairs()).filter_map(package).collect()
}

fn swift(doc: &Doc<'_>, root: &Node) -> Vec<Material> {
    let pins = root.get("pins").or_else(|| root.at(&["object", "pins"])).map_or(&[][..], Node::items);
    let package = |pin: &Node| {
        let name = said(doc, pin, &["identity"]).or_else(|| said(doc, pin, &["package"]))?;
        let version = said(doc, pin, &["state", "version"]).or_else(|| said(doc, pin, &["state", "branch"]));
        Some(Material::locked(name, version, doc.place(pin.span)).with_integrity(pin.text(&["state", "revision"])))
    };
    pins.iter().filter_map(package).collect()
}

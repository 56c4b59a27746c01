//! `CycloneDX` in JSON and XML. Components may hold components; the one that the bill describes, and the tools that wrote it, are
//! no part of it.

use super::{Bom, Digest, Doc, Facts, Material, MaterialOrigin, Node, Phrase, Said, content, part, root, said};

pub(super) fn json(doc: &Doc<'_>, facts: &mut Facts) {
    for bom in &doc.outline.nodes {
        let before = facts.materials.len();
        let mut open: Vec<&Node> = list(bom).iter().rev().collect();
        while let Some(component) = open.pop() {
            facts.materials.push(from_json(doc, component));
            open.extend(list(component).iter().rev());
        }
        let subject = |key: &str| said(doc, bom, &["metadata", "component", key]);
        facts.boms.push(Bom {
            format: "CycloneDX",
            version: said(doc, bom, &["specVersion"]),
            subject: subject("name"),
            subject_version: subject("version"),
            components: (facts.materials.len() - before) as u64,
            at: doc.place(bom.get("bomFormat").map_or(bom.span, |format| format.span)),
        });
    }
}

fn list(node: &Node) -> &[Node] {
    node.get("components").map_or(&[], Node::items)
}

fn from_json(doc: &Doc<'_>, component: &Node) -> Material {
    let at = doc.place(component.span);
    let name = said(doc, component, &["name"]).unwrap_or_else(|| Said { value: String::new(), at });
    let name = grouped(component.text(&["group"]), name);
    let mut material = Material::new(MaterialOrigin::Bom, name, said(doc, component, &["version"]), at);
    material.purl = component.text(&["purl"]).map(str::to_owned);
    material.class = component.text(&["type"]).map(str::to_owned);
    for choice in component.get("licenses").map_or(&[][..], Node::items) {
        let licence = ["id", "name"].iter().find_map(|key| choice.text(&["license", key]));
        material.licences.extend(licence.or_else(|| choice.text(&["expression"])).map(str::to_owned));
    }
    for hash in component.get("hashes").map_or(&[][..], Node::items) {
        material.digests.extend(hash.text(&["alg"]).zip(hash.text(&["content"])).map(digest));
    }
    material
}

fn grouped(group: Option<&str>, name: Phrase) -> Phrase {
    match group.filter(|group| !group.is_empty()) {
        Some(group) => Said { value: format!("{group}/{}", name.value), at: name.at },
        None => name,
    }
}

fn digest((algorithm, value): (&str, &str)) -> Digest {
    Digest { algorithm: algorithm.to_owned(), value: value.to_owned() }
}

pub(super) fn xml(doc: &Doc<'_>, facts: &mut Facts) {
    let Some((name, bom)) = root(doc) else { return };
    let before = facts.materials.len();
    let mut open: Vec<&Node> = elements(bom);
    while let Some(component) = open.pop() {
        facts.materials.push(from_xml(doc, component));
        open.extend(elements(component));
    }
    let subject = |key: &str| bom.at(&["metadata", "component", key]).and_then(|node| content(doc, node));
    facts.boms.push(Bom {
        format: "CycloneDX",
        version: namespace(doc, bom),
        subject: subject("name"),
        subject_version: subject("version"),
        components: (facts.materials.len() - before) as u64,
        at: doc.place(name.span),
    });
}

/// The version, which stands in the name space alone: `http://cyclonedx.org/schema/bom/1.5`. The outline leaves name spaces out.
fn namespace(doc: &Doc<'_>, bom: &Node) -> Option<Phrase> {
    let tag = doc.source.slice(bom.span).split('>').next()?;
    let (before, rest) = tag.split_once("cyclonedx.org/schema/bom/")?;
    let start = bom.span.start as usize + before.len() + "cyclonedx.org/schema/bom/".len();
    let version = rest.split(['"', '\'']).next()?;
    Some(part(doc, start, version, version))
}

/// The components right below, the last first.
fn elements(node: &Node) -> Vec<&Node> {
    let mut found: Vec<&Node> = node.all("components").flat_map(|list| list.all("component")).collect();
    found.reverse();
    found
}

fn from_xml(doc: &Doc<'_>, component: &Node) -> Material {
    let at = doc.place(component.span);
    let text = |key: &str| component.get(key).and_then(|node| content(doc, node));
    let name = text("name").unwrap_or_else(|| Said { value: String::new(), at });
    let name = grouped(component.text(&["group", "#text"]), name);
    let mut material = Material::new(MaterialOrigin::Bom, name, text("version"), at);
    material.purl = text("purl").map(|purl| purl.value);
    material.class = component.text(&["@type"]).map(str::to_owned);
    for licences in component.all("licenses") {
        let named = licences
            .all("license")
            .filter_map(|licence| ["id", "name"].iter().find_map(|key| licence.text(&[key, "#text"])));
        material.licences.extend(named.map(str::to_owned));
        material
            .licences
            .extend(licences.all("expression").filter_map(|node| node.text(&["#text"])).map(str::to_owned));
    }
    for hash in component.all("hashes").flat_map(|hashes| hashes.all("hash")) {
        material.digests.extend(hash.text(&["@alg"]).zip(hash.text(&["#text"])).map(digest));
    }
    material
}

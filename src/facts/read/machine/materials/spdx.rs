//! SPDX 2 in JSON and in tag-value form, and the graph of SPDX 3.

use super::{Bom, Digest, Doc, Facts, Material, MaterialOrigin, Node, Phrase, Said, lines, part, said};

pub(super) fn json(doc: &Doc<'_>, facts: &mut Facts) {
    for bom in &doc.outline.nodes {
        let packages = bom.get("packages").map_or(&[][..], Node::items);
        facts.materials.extend(packages.iter().map(|package| from_json(doc, package)));
        let described = described(bom);
        let subject = packages.iter().find(|package| package.text(&["SPDXID"]).is_some_and(|id| described == Some(id)));
        facts.boms.push(Bom {
            format: "SPDX",
            version: said(doc, bom, &["spdxVersion"]),
            subject: subject.and_then(|package| said(doc, package, &["name"])).or_else(|| said(doc, bom, &["name"])),
            subject_version: subject.and_then(|package| said(doc, package, &["versionInfo"])),
            components: packages.len() as u64,
            at: doc.place(bom.get("spdxVersion").map_or(bom.span, |version| version.span)),
        });
    }
}

/// Id of the first package that the document is said to describe.
fn described(bom: &Node) -> Option<&str> {
    let listed = bom.get("documentDescribes").and_then(|list| list.items().first()).and_then(Node::scalar);
    listed.or_else(|| {
        let relations = bom.get("relationships").map_or(&[][..], Node::items);
        let describes = relations.iter().find(|relation| relation.text(&["relationshipType"]) == Some("DESCRIBES"))?;
        describes.text(&["relatedSpdxElement"])
    })
}

/// Words that stand where nothing is known.
fn known(text: &str) -> bool {
    !matches!(text, "NOASSERTION" | "NONE" | "")
}

fn from_json(doc: &Doc<'_>, package: &Node) -> Material {
    let at = doc.place(package.span);
    let name = said(doc, package, &["name"]).unwrap_or_else(|| Said { value: String::new(), at });
    let version = said(doc, package, &["versionInfo"]).filter(|version| known(&version.value));
    let mut material = Material::new(MaterialOrigin::Bom, name, version, at);
    let references = package.get("externalRefs").map_or(&[][..], Node::items);
    let purl = references.iter().find(|reference| reference.text(&["referenceType"]) == Some("purl"));
    material.purl = purl.and_then(|reference| reference.text(&["referenceLocator"])).map(str::to_owned);
    material.class = package.text(&["primaryPackagePurpose"]).map(str::to_lowercase);
    let licence =
        ["licenseConcluded", "licenseDeclared"].iter().find_map(|key| package.text(&[key]).filter(|text| known(text)));
    material.licences.extend(licence.map(str::to_owned));
    for sum in package.get("checksums").map_or(&[][..], Node::items) {
        let both = sum.text(&["algorithm"]).zip(sum.text(&["checksumValue"]));
        material
            .digests
            .extend(both.map(|(algorithm, value)| Digest { algorithm: algorithm.to_owned(), value: value.to_owned() }));
    }
    material
}

pub(super) fn graph(doc: &Doc<'_>, facts: &mut Facts) {
    let Some(root) = doc.outline.nodes.first() else { return };
    let elements = root.get("@graph").map_or(&[][..], Node::items);
    let before = facts.materials.len();
    for package in elements.iter().filter(|element| element.text(&["type"]) == Some("software_Package")) {
        let at = doc.place(package.span);
        let name = said(doc, package, &["name"]).unwrap_or_else(|| Said { value: String::new(), at });
        let version = said(doc, package, &["software_packageVersion"]);
        let mut material = Material::new(MaterialOrigin::Bom, name, version, at);
        material.purl = package.text(&["software_packageUrl"]).map(str::to_owned);
        material.class = package.text(&["software_primaryPurpose"]).map(str::to_owned);
        for hash in package.get("verifiedUsing").map_or(&[][..], Node::items) {
            let both = hash.text(&["algorithm"]).zip(hash.text(&["hashValue"]));
            material.digests.extend(
                both.map(|(algorithm, value)| Digest { algorithm: algorithm.to_owned(), value: value.to_owned() }),
            );
        }
        facts.materials.push(material);
    }
    let version = elements.iter().find_map(|element| said(doc, element, &["specVersion"]));
    facts.boms.push(Bom {
        format: "SPDX",
        version,
        subject: None,
        subject_version: None,
        components: (facts.materials.len() - before) as u64,
        at: doc.place(root.get("@context").map_or(root.span, |context| context.span)),
    });
}

pub(super) fn tags(doc: &Doc<'_>, facts: &mut Facts) {
    let mut bom: Option<Bom> = None;
    let mut package: Option<Material> = None;
    let mut ids: Vec<(String, Phrase, Option<Phrase>)> = Vec::new();
    let mut described = None;
    let before = facts.materials.len();
    for (offset, line) in lines(&doc.source.text) {
        let Some((key, value)) = line.split_once(':') else { continue };
        let phrase = part(doc, offset, line, value);
        let text = phrase.value.as_str();
        match (key, &mut package) {
            ("SPDXVersion", _) => {
                bom = Some(Bom {
                    format: "SPDX",
                    at: phrase.at,
                    version: Some(phrase),
                    subject: None,
                    subject_version: None,
                    components: 0,
                });
            }
            ("PackageName", last) => {
                let at = phrase.at;
                facts.materials.extend(last.replace(Material::new(MaterialOrigin::Bom, phrase, None, at)));
            }
            ("SPDXID", Some(package)) => ids.push((text.to_owned(), package.name.clone(), package.version.clone())),
            ("PackageVersion", Some(package)) => {
                if let Some(last) = ids.last_mut().filter(|(_, name, _)| name.at == package.name.at) {
                    last.2 = Some(phrase.clone());
                }
                package.version = Some(phrase);
            }
            ("PackageLicenseConcluded", Some(package)) if known(text) => package.licences = vec![text.to_owned()],
            ("PackageLicenseDeclared", Some(package)) if known(text) && package.licences.is_empty() => {
                package.licences.push(text.to_owned());
            }
            ("PrimaryPackagePurpose", Some(package)) => package.class = Some(text.to_lowercase()),
            ("PackageChecksum", Some(package)) => {
                let both = text.split_once(':');
                package.digests.extend(both.map(|(algorithm, value)| Digest {
                    algorithm: algorithm.trim().to_owned(),
                    value: value.trim().to_owned(),
                }));
            }
            ("ExternalRef", Some(package)) if text.split_whitespace().nth(1) == Some("purl") => {
                package.purl = text.split_whitespace().nth(2).map(str::to_owned);
            }
            // Files and snippets follow the packages, and have ids of their own.
            ("FileName" | "SnippetSPDXID", last) => facts.materials.extend(last.take()),
            ("Relationship", _) => {
                let words: Vec<&str> = text.split_whitespace().collect();
                if let [_, "DESCRIBES", id] = words[..] {
                    described.get_or_insert_with(|| id.to_owned());
                }
            }
            _ => {}
        }
    }
    facts.materials.extend(package);
    let Some(mut bom) = bom else { return };
    bom.components = (facts.materials.len() - before) as u64;
    if let Some((_, name, version)) = ids.into_iter().find(|(id, ..)| described.as_ref() == Some(id)) {
        (bom.subject, bom.subject_version) = (Some(name), version);
    }
    facts.boms.push(bom);
}

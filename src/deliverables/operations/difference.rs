//! What changed in what is delivered.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::inventory::{self, Item, key};
use crate::deliverables::cite::Clerk;
use crate::facts::{Bom, Kind, Material, MaterialOrigin};

/// A difference between two lists.
#[derive(Debug, Serialize)]
pub(super) struct Difference {
    /// What was compared, in a sentence.
    pub(super) of: String,
    /// Name and version of what is new.
    pub(super) added: Vec<Line>,
    /// Name and version of what is gone.
    pub(super) removed: Vec<Line>,
    /// What has another version.
    pub(super) changed: Vec<Line>,
    /// What is the same.
    pub(super) unchanged: usize,
}

/// One entry of a difference.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// Its name.
    pub(super) name: String,
    /// Version before.
    pub(super) before: String,
    /// Version now.
    pub(super) after: String,
    /// Where both stand.
    pub(super) source: String,
}

/// The list before against the list now: bills of two versions of one subject, else a list that lies among old files.
pub(super) fn since_before(clerk: &Clerk<'_>) -> Option<(Difference, BTreeSet<u32>)> {
    let facts = &clerk.reading.facts;
    if let Some((before, now)) = two_versions(clerk) {
        let of = |bom: &Bom| facts.materials.iter().filter(|own| own.at.source == bom.at.source).collect::<Vec<_>>();
        let named = |bom: &Bom| {
            let version = bom.subject_version.as_ref().map_or("", |version| version.value.as_str());
            format!("{} ({})", version, clerk.cite(bom.at))
        };
        let mut difference = compare(clerk, &of(before), &of(now));
        difference.of = format!("The bill of {} against that of {}.", named(now), named(before));
        return Some((difference, [before.at.source.0].into()));
    }
    let before: Vec<&Material> = facts.earlier_materials.iter().filter(|own| is_listed(own)).collect();
    let first = *before.first()?;
    let document = facts.document(first.at.source);
    let own = |material: &&Material| facts.document(material.at.source).kind == document.kind && is_listed(material);
    let now: Vec<&Material> = facts.materials.iter().filter(own).collect();
    let before: Vec<&Material> = before.into_iter().filter(|own| own.at.source == first.at.source).collect();
    let mut difference = compare(clerk, &before, &now);
    difference.of = format!("What is listed now against `{}`.", document.path);
    Some((difference, BTreeSet::new()))
}

/// The bills of materials of a subject in two versions: that of the release is now, the nearest other one before it.
fn two_versions<'a>(clerk: &'a Clerk<'_>) -> Option<(&'a Bom, &'a Bom)> {
    let release = crate::deliverables::common::release(clerk).text;
    let mut subjects: BTreeMap<String, Vec<(Vec<u64>, &Bom)>> = BTreeMap::new();
    for bom in &clerk.reading.facts.boms {
        if let (Some(subject), Some(version)) = (&bom.subject, &bom.subject_version) {
            subjects.entry(key(&subject.value)).or_default().push((numbers(&version.value), bom));
        }
    }
    for boms in subjects.values_mut() {
        boms.sort_by(|one, other| one.0.cmp(&other.0));
        boms.dedup_by(|one, other| one.0 == other.0);
        let wanted = numbers(&release);
        let now = boms.iter().position(|(version, _)| *version == wanted).unwrap_or(boms.len() - 1);
        if let (Some(before), Some(now)) = (now.checked_sub(1).and_then(|at| boms.get(at)), boms.get(now)) {
            return Some((before.1, now.1));
        }
    }
    None
}

fn numbers(version: &str) -> Vec<u64> {
    version.split(|sign: char| !sign.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

fn is_listed(material: &Material) -> bool {
    material.origin != MaterialOrigin::Architecture
}

/// The bill that people wrote against what is built: lockfiles, direct dependencies and checksums.
pub(super) fn written_against_built(clerk: &Clerk<'_>) -> Option<Difference> {
    let facts = &clerk.reading.facts;
    let written: Vec<&Material> = facts.materials.iter().filter(|own| own.origin == MaterialOrigin::Table).collect();
    let locked = facts.materials.iter().filter(|own| own.origin == MaterialOrigin::Lockfile);
    let document = facts.document(written.first()?.at.source);
    let direct: BTreeSet<String> = facts.dependencies.iter().map(|own| key(&own.name.value)).collect();
    let listed: BTreeSet<String> = written.iter().map(|own| key(&own.name.value)).collect();
    // A lockfile names everything; a list that people write names what the release asks for itself.
    let built: Vec<&Material> = locked
        .filter(|own| {
            let name = key(&own.name.value);
            direct.contains(&name) || listed.contains(&name)
        })
        .collect();
    if built.is_empty() {
        return None;
    }
    // What is no package cannot be in a lockfile.
    let files: BTreeSet<String> = facts.checksums.iter().map(|own| key(&own.file.value)).collect();
    let packages: Vec<&Material> = written.into_iter().filter(|own| !files.contains(&key(&own.name.value))).collect();
    let mut difference = compare(clerk, &packages, &built);
    let lockfile = facts.of_kind(Kind::Lockfile).next().map(|own| own.path.clone()).unwrap_or_default();
    difference.of = format!("What `{lockfile}` builds against what `{}` lists.", document.path);
    Some(difference)
}

fn compare(clerk: &Clerk<'_>, before: &[&Material], now: &[&Material]) -> Difference {
    let (before, now) = (by_name(clerk, before), by_name(clerk, now));
    let mut difference =
        Difference { of: String::new(), added: Vec::new(), removed: Vec::new(), changed: Vec::new(), unchanged: 0 };
    for (name, new) in &now {
        match before.get(name) {
            None => difference.added.push(line(None, Some(new))),
            // A lockfile may hold several versions: one of them has to be the listed one.
            Some(old) if old.iter().any(|old| new.iter().any(|new| same(&old.version, &new.version))) => {
                difference.unchanged += 1;
            }
            Some(old) => difference.changed.push(line(Some(old), Some(new))),
        }
    }
    let gone = before.iter().filter(|(name, _)| !now.contains_key(*name));
    difference.removed.extend(gone.map(|(_, old)| line(Some(old), None)));
    difference
}

/// Whether two versions are one: the shorter is the begin of the longer.
fn same(one: &str, other: &str) -> bool {
    let parts = |text: &str| {
        let bare = text.trim().trim_start_matches(['v', 'V', '=']);
        bare.split(['.', '-']).map(str::to_lowercase).collect::<Vec<_>>()
    };
    parts(one).iter().zip(&parts(other)).all(|(one, other)| one == other)
}

fn by_name(clerk: &Clerk<'_>, materials: &[&Material]) -> BTreeMap<String, Vec<Item>> {
    let mut names: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for material in materials {
        names.entry(key(&material.name.value)).or_default().push(inventory::of_material(clerk, material));
    }
    names
}

fn line(before: Option<&Vec<Item>>, after: Option<&Vec<Item>>) -> Line {
    let versions = |items: Option<&Vec<Item>>| {
        let all: BTreeSet<&str> = items.into_iter().flatten().map(|item| item.version.as_str()).collect();
        all.into_iter().filter(|version| !version.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let first = |items: Option<&Vec<Item>>| items.and_then(|items| items.first()).cloned();
    let (old, new) = (first(before), first(after));
    let name = new.as_ref().or(old.as_ref()).map(|item| item.name.clone()).unwrap_or_default();
    let sources = [old, new].into_iter().flatten().flat_map(|item| item.sources).collect::<Vec<_>>();
    Line { name, before: versions(before), after: versions(after), source: sources.join("; ") }
}

//! BOM-03: bill of materials, lockfile and architecture name the same versions.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Kind, Material, MaterialOrigin, Place};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, is_for_development, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "BOM-03",
    name: "versions-agree",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::BillOfMaterials, Kind::Lockfile],
    checks: "What the bill of materials, the lockfiles and the architecture's table of technologies name has one \
             version in all of them, joined by name. A lockfile may hold several versions of a package: one of them \
             has to be the listed one. `8.13` stands for every `8.13.x`, and a range is not compared.",
    why: "The bill of materials answers whether a vulnerable version is installed. A wrong version in it gives a \
          false answer.",
    settings: &[],
    source: "SAD:314, BM:46-48",
    judge,
};

/// Versions of one name that are compared.
const MOST: usize = 32;

/// What one name is said to be.
#[derive(Default)]
struct Named<'a> {
    bom: Vec<(&'a str, Place)>,
    lock: Vec<(&'a str, Place)>,
    architecture: Vec<(&'a str, Place)>,
}

fn judge(case: &Case<'_>, out: &mut Findings) {
    let mut names: BTreeMap<String, Named<'_>> = BTreeMap::new();
    for material in &case.facts.materials {
        add(case, material, &mut names);
    }
    let mut good = Vec::new();
    let mut joined = 0;
    for (name, named) in &names {
        let sources = [&named.bom, &named.lock, &named.architecture];
        if sources.iter().filter(|versions| !versions.is_empty()).count() < 2
            || (named.bom.is_empty() && named.lock.is_empty())
        {
            continue;
        }
        joined += 1;
        match differs(named) {
            None => {
                good.extend(named.bom.iter().chain(&named.lock).chain(&named.architecture).map(|(_, at)| *at).take(3));
            }
            Some(pairs) => report(case, name, &pairs, out),
        }
    }
    if joined == 0 {
        let message = "Bill of materials, lockfiles and architecture have no component in common that has a version.";
        out.none(
            "versions of components",
            message,
            "List the direct dependencies with their versions in the bill of materials.",
        );
    } else if !good.is_empty() {
        let agreed = joined - out_of_step(&names);
        out.pass(
            "versions of components",
            format!("{} with one version wherever they are named.", count(agreed, "component")),
        )
        .at(few(good));
    }
}

fn out_of_step(names: &BTreeMap<String, Named<'_>>) -> usize {
    names.values().filter(|named| differs(named).is_some()).count()
}

fn add<'a>(case: &Case<'a>, material: &'a Material, names: &mut BTreeMap<String, Named<'a>>) {
    let document = case.facts.document(material.at.source);
    let Some(version) = material.version.as_ref().filter(|version| document.counts() && is_exact(&version.value))
    else {
        return;
    };
    if material.origin == MaterialOrigin::Lockfile && is_for_development(&document.path) {
        return;
    }
    let entry = names.entry(key(&material.name.value)).or_default();
    let list = match material.origin {
        MaterialOrigin::Bom | MaterialOrigin::Table => &mut entry.bom,
        MaterialOrigin::Lockfile => &mut entry.lock,
        MaterialOrigin::Architecture => &mut entry.architecture,
    };
    if list.len() < MOST && !list.iter().any(|(known, _)| *known == version.value) {
        list.push((version.value.as_str(), version.at));
    }
}

/// A name that can be compared: case does not matter.
fn key(name: &str) -> String {
    name.trim_matches(['`', ' ', '*']).to_lowercase()
}

/// `8.13.1`, `v8.13`, `5.7.2.RELEASE`; ranges (`^8`, `>= 8`, `8.x`) say no version.
fn is_exact(version: &str) -> bool {
    let version = plain(version);
    version.starts_with(|first: char| first.is_ascii_digit())
        && !version.contains(['^', '~', '>', '<', '*', ' ', ','])
        && !version.split('.').any(|part| part.eq_ignore_ascii_case("x"))
}

fn plain(version: &str) -> &str {
    let version = version.trim().trim_matches('`');
    version.strip_prefix(['v', 'V', '=']).unwrap_or(version).split('+').next().unwrap_or_default()
}

/// Whether two versions may be one: the shorter is the begin of the longer.
fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let mut parts = one.split(['.', '-']).zip(other.split(['.', '-']));
    parts.all(|(one, other)| one.eq_ignore_ascii_case(other))
}

type Version<'a> = (&'a str, &'static str, Place);

/// The versions that do not agree, each with where it stands.
fn differs<'a>(named: &Named<'a>) -> Option<Vec<Version<'a>>> {
    let lists: [(&'static str, &Vec<(&'a str, Place)>); 3] =
        [("bill of materials", &named.bom), ("lockfile", &named.lock), ("architecture", &named.architecture)];
    let apart = |one: &Vec<(&str, Place)>, other: &Vec<(&str, Place)>| {
        !one.is_empty()
            && !other.is_empty()
            && !one.iter().any(|(one, _)| other.iter().any(|(other, _)| agree(one, other)))
    };
    let any = apart(&named.bom, &named.lock)
        || apart(&named.bom, &named.architecture)
        || apart(&named.lock, &named.architecture);
    any.then(|| {
        lists.into_iter().flat_map(|(of, list)| list.iter().map(move |(version, at)| (*version, of, *at))).collect()
    })
}

fn report(case: &Case<'_>, name: &str, versions: &[Version<'_>], out: &mut Findings) {
    let name = code(name);
    let mut seen = BTreeSet::new();
    let told: Vec<String> = versions
        .iter()
        .filter(|(version, of, _)| seen.insert((*version, *of)))
        .map(|(version, of, at)| format!("{} in the {of} {}", code(version), case.file(*at)))
        .collect();
    let locked: Vec<&str> =
        versions.iter().filter(|(_, of, _)| *of == "lockfile").map(|(version, ..)| *version).collect();
    let right =
        if locked.is_empty() { String::new() } else { format!(" The lockfile is what is built: {}.", codes(&locked)) };
    let message = format!("{name} is {}.", list(&told));
    let remedy = format!("Write the version that is delivered wherever {name} is named.{right}");
    out.fail(format!("version of {name}"), message, remedy).at(few(versions.iter().map(|(_, _, at)| *at)));
}

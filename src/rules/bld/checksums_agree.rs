//! BLD-05: one artifact has one digest, wherever it is stated, and the file itself has it too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::dossier::SourceId;
use crate::facts::{Content, Digest, MaterialOrigin, Place};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "BLD-05",
    name: "checksums-agree",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Checksum files, bills of materials, the report of the build and the plan state the same digest for the same \
             artifact, and where the dossier holds the file itself, its SHA-256 is that digest. Digests of different \
             algorithms are not compared, nor files of one name in different folders.",
    why: "A digest that nobody compares proves nothing: the file may have been replaced since it was tested.",
    settings: &["profile"],
    source: "BM:72, CI:321, FD:422",
    judge,
};

/// Hexadecimal digits that a shortened digest must have.
const LEAST: usize = 12;

/// What is said of the content of an artifact.
struct Statement {
    /// Path in lower case, as far as it is known.
    path: String,
    algorithm: &'static str,
    hex: String,
    at: Place,
    /// The dossier's own file: its path.
    actual: Option<String>,
    /// Counts only beside others: a library may be built in several forms.
    library: bool,
}

fn judge(case: &Case<'_>, out: &mut Findings) {
    let statements = statements(case);
    let mut by_name: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
    for statement in statements {
        let last = statement.path.rsplit('/').next().unwrap_or_default().to_owned();
        by_name.entry(last).or_default().push(statement);
    }
    let stated = by_name.values().map(Vec::len).sum::<usize>();
    let (mut agreed, mut places, mut failed) = (0_usize, Vec::new(), false);
    for (name, group) in &by_name {
        for cluster in clusters(group) {
            match compare(&cluster) {
                Compared::Alone => {}
                Compared::Agree => {
                    agreed += 1;
                    places.extend(cluster.iter().map(|one| one.at));
                }
                Compared::Differ(one, other) => {
                    failed = true;
                    report(case, name, one, other, out);
                }
            }
        }
    }
    if agreed > 0 {
        let message = format!("{} with the same digest wherever it is stated.", count(agreed, "artifact"));
        out.pass("checksums", message).at(few(places));
    } else if !failed {
        nothing(case, stated, out);
    }
}

fn nothing(case: &Case<'_>, stated: usize, out: &mut Findings) {
    let message = if stated == 0 {
        "No document states the digest of an artifact.".to_owned()
    } else {
        format!("{} stated, none of them twice, and the files are not in the dossier.", count(stated, "digest"))
    };
    if case.policy.profile == Profile::Aiwg {
        let remedy = "Add the checksum file of the build, and the digests to section 2.2 of the bill of materials:\n\n| \
                      Component | Version | Licence | SHA-256 |\n|---|---|---|---|";
        out.none("checksums", message, remedy);
    } else {
        out.idle("checksums", message);
    }
}

fn report(case: &Case<'_>, name: &str, one: &Statement, other: &Statement, out: &mut Findings) {
    let says = |statement: &Statement| match &statement.actual {
        Some(path) => format!("the file {} has {}", code(path), short(&statement.hex)),
        None => format!("{} states {}", case.file(statement.at), short(&statement.hex)),
    };
    let message = format!("For {}, {}, but {} ({}).", code(name), says(one), says(other), one.algorithm);
    let remedy =
        "Find out which of the two is the artifact that was tested; deliver that one, and state its digest everywhere.";
    out.fail(format!("artifact {}", code(name)), message, remedy).at([one.at, other.at]);
}

/// The begin of a digest, long enough to be compared by eye.
fn short(hex: &str) -> String {
    code(&format!("{}…", hex.chars().take(16).collect::<String>()))
}

fn statements(case: &Case<'_>) -> Vec<Statement> {
    let facts = case.facts;
    let mut found = Vec::new();
    let actual: BTreeMap<Place, &Content> = facts.contents.iter().map(|content| (content.at, content)).collect();
    let mut add = |path: String, digest: Option<(&'static str, String)>, at: Place, named: Place, library: bool| {
        let path = path.trim_matches('`').trim_start_matches("./").to_lowercase();
        if let Some(content) = actual.get(&named) {
            let (actual, hex) = (Some(content.path.clone()), content.sha256.to_lowercase());
            found.push(Statement { path: path.clone(), algorithm: SHA256, hex, at, actual, library });
        }
        if let Some((algorithm, hex)) = digest.filter(|_| !path.is_empty()) {
            found.push(Statement { path, algorithm, hex, at, actual: None, library });
        }
    };
    for line in &facts.checksums {
        let folder = case.path(line.at).rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = line.file.value.trim_start_matches("./");
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        add(path, normal(&line.digest), line.at, line.file.at, false);
    }
    for material in facts.materials.iter().filter(|own| own.origin != MaterialOrigin::Lockfile) {
        let library = material.origin == MaterialOrigin::Bom;
        for digest in material.digests.iter().take(4) {
            add(material.name.value.clone(), normal(digest), material.at, material.at, library);
        }
    }
    for artifact in &facts.artifacts {
        if let (Some(name), Some(digest)) = (&artifact.name, &artifact.digest) {
            let digest = normal(&Digest { algorithm: String::new(), value: digest.clone() });
            add(name.clone(), digest, artifact.at, artifact.at, false);
        }
    }
    found
}

const SHA256: &str = "SHA-256";

/// Algorithm and hexadecimal digits of a digest; nothing if it is written otherwise, or left open.
fn normal(digest: &Digest) -> Option<(&'static str, String)> {
    let value = digest.value.trim().trim_matches('`').to_ascii_lowercase();
    let (named, hex) = value.split_once(':').unwrap_or((&digest.algorithm, &value));
    let hex = hex.trim_end_matches(['.', '…']);
    if hex.len() < LEAST || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let named: String = named.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let algorithm = match (named.as_str(), hex.len()) {
        ("sha256", ..=64) | ("", 64) => SHA256,
        ("sha512", ..=128) | ("", 128) => "SHA-512",
        ("sha384", ..=96) | ("", 96) => "SHA-384",
        ("sha1", ..=40) | ("", 40) => "SHA-1",
        ("md5", ..=32) | ("", 32) => "MD5",
        _ => return None,
    };
    Some((algorithm, hex.to_owned()))
}

/// The statements of one name, by file: a path and its end are one (`dist/app.tar.gz`, `app.tar.gz`). What may mean several files
/// is left out.
fn clusters(group: &[Statement]) -> Vec<Vec<&Statement>> {
    // Backwards, and with the mark of a folder behind, an end is a begin.
    let back = |path: &str| path.chars().rev().chain(['/']).collect::<String>();
    let longer = |paths: &BTreeSet<String>, path: &str, most: usize| {
        let behind = paths.range::<str, _>((Bound::Excluded(path), Bound::Unbounded));
        behind.take_while(|other| other.starts_with(path)).take(most).cloned().collect::<Vec<String>>()
    };
    let paths: BTreeSet<String> = group.iter().map(|one| back(&one.path)).collect();
    let whole: BTreeSet<String> = paths.iter().filter(|path| longer(&paths, path, 1).is_empty()).cloned().collect();
    let mut clusters: BTreeMap<String, Vec<&Statement>> = BTreeMap::new();
    for statement in group {
        let path = back(&statement.path);
        let own = if whole.contains(&path) { vec![path] } else { longer(&whole, &path, 2) };
        if let [only] = own.as_slice() {
            clusters.entry(only.clone()).or_default().push(statement);
        }
    }
    clusters.into_values().filter(|cluster| cluster.iter().any(|one| !one.library)).collect()
}

enum Compared<'a> {
    Alone,
    Agree,
    Differ(&'a Statement, &'a Statement),
}

/// Who states it: a document, or the file itself.
type Origin<'a> = (SourceId, Option<&'a str>);

/// Compares what each document says, and the file itself. One that states several digests, as of several platforms, agrees with
/// any of them.
fn compare<'a>(cluster: &[&'a Statement]) -> Compared<'a> {
    let mut by_algorithm: BTreeMap<&str, BTreeMap<Origin<'a>, Vec<&'a Statement>>> = BTreeMap::new();
    for one in cluster {
        let origin = (one.at.source, one.actual.as_deref());
        // The same file may be named in several places.
        let origin = if one.actual.is_some() { (SourceId(u32::MAX), origin.1) } else { origin };
        by_algorithm.entry(one.algorithm).or_default().entry(origin).or_default().push(one);
    }
    let mut agree = false;
    for origins in by_algorithm.values() {
        // The file itself, else the first document, is what the others are held against.
        let Some(first) = origins.values().next_back() else { continue };
        for others in origins.values().rev().skip(1) {
            let same = others.iter().any(|other| first.iter().any(|one| is_same(&one.hex, &other.hex)));
            match (same, others.first(), first.first()) {
                (false, Some(other), Some(one)) => return Compared::Differ(other, one),
                _ => agree = true,
            }
        }
    }
    if agree { Compared::Agree } else { Compared::Alone }
}

/// The same digest, one of them perhaps shortened.
fn is_same(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

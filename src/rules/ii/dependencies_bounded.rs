//! II-02: no dependency takes whatever comes.

use std::collections::BTreeMap;

use crate::dossier::SourceId;
use crate::facts::{Bound, Dependency, Kind, Manifest};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{SHOWN, code, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "II-02",
    name: "dependencies-bounded",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "No package that is needed at run time is asked for as `*` or `latest`, from the tip of a branch, or from some \
             version on without an end. `^1.2` and `~1.2` have an end. `>=1.2`, and no version at all, are accepted where a \
             lockfile beside the manifest, or above it, pins what is taken. Packages for building and testing, peers, and \
             those of the same workspace do not count, nor do manifests in folders for tests, examples and tools.",
    why: "A range without an end takes a version that nobody has tested, on the day of the build.",
    settings: &[],
    source: "GA:'no-wildcard-versions'",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if !case.facts.has(Kind::PackageManifest) {
        out.idle("dependencies", "The dossier holds no manifest of packages, whose ranges could be judged.");
        return;
    }
    let mut by_file: BTreeMap<SourceId, Vec<&Dependency>> = BTreeMap::new();
    for dependency in &case.facts.dependencies {
        by_file.entry(dependency.name.at.source).or_default().push(dependency);
    }
    let folders = Folders::of(case);
    let mut read = false;
    for manifest in &case.facts.manifests {
        if folders.is_aside(case.path(manifest.at)) {
            continue;
        }
        read = true;
        let asked = by_file.get(&manifest.at.source).map_or(&[][..], Vec::as_slice);
        judge_manifest(case, manifest, asked, &folders, out);
    }
    if !read {
        let paths = case.facts.of_kind(Kind::PackageManifest).map(crate::facts::Document::place);
        out.none(
            "dependencies",
            "No manifest of the dossier is of a form whose ranges are read.",
            "Add `package.json`, `Cargo.toml`, `pyproject.toml`, `requirements.txt`, `go.mod`, `pom.xml`, `Gemfile` or \
             `composer.json`.",
        )
        .at(few(paths));
    }
}

/// Where the files of the dossier lie.
struct Folders<'a> {
    /// The folder that holds them all.
    shared: &'a str,
    /// The files by folder and name in lower case.
    files: BTreeMap<(&'a str, String), &'a str>,
}

impl<'a> Folders<'a> {
    fn of(case: &Case<'a>) -> Self {
        let paths = || case.facts.documents.iter().map(|document| document.path.as_str());
        let mut shared = paths().next().map_or("", |path| split(path).0);
        for path in paths() {
            while !shared.is_empty() && !path.strip_prefix(shared).is_some_and(|rest| rest.starts_with('/')) {
                shared = split(shared).0;
            }
        }
        let files = paths().map(|path| (split(path), path));
        Self {
            shared,
            files: files.map(|((folder, name), path)| ((folder, name.to_ascii_lowercase()), path)).collect(),
        }
    }

    /// Whether a manifest is for tests, examples or tools: below what all files share, it lies in a folder of such.
    fn is_aside(&self, path: &str) -> bool {
        const ASIDE: [&str; 12] = [
            "test",
            "tests",
            "e2e",
            "example",
            "examples",
            "sample",
            "samples",
            "docs",
            "tools",
            "scripts",
            "fixtures",
            "benchmarks",
        ];
        let own = path.strip_prefix(self.shared).unwrap_or(path);
        split(own).0.split('/').any(|folder| ASIDE.contains(&folder.to_ascii_lowercase().as_str()))
    }

    /// The lockfile in the folder of a manifest or in one above it.
    fn lockfile(&self, manifest: &Manifest, path: &'a str) -> Option<&'a str> {
        let mut folder = split(path).0;
        loop {
            let beside = |name: &&str| self.files.get(&(folder, (*name).to_owned())).copied();
            if let Some(found) = manifest.ecosystem.lockfiles().iter().find_map(beside) {
                return Some(found);
            }
            if folder.is_empty() {
                return None;
            }
            folder = split(folder).0;
        }
    }
}

/// Folder and name.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn judge_manifest<'a>(
    case: &Case<'a>,
    manifest: &Manifest,
    asked: &[&Dependency],
    folders: &Folders<'a>,
    out: &mut Findings,
) {
    let path = case.facts.document(manifest.at.source).path.as_str();
    let subject = format!("dependencies of {}", code(path));
    if asked.is_empty() {
        out.idle(subject, format!("{} asks for no package at run time.", code(path))).at([manifest.at]);
        return;
    }
    let lock = folders.lockfile(manifest, path);
    let loose = |one: &&&Dependency| match one.bound {
        Bound::Closed => false,
        Bound::Open | Bound::Unwritten => lock.is_none(),
        Bound::Any | Bound::Branch => true,
    };
    let found: Vec<&Dependency> = asked.iter().filter(loose).copied().collect();
    if found.is_empty() {
        let open = asked.iter().any(|one| one.bound != Bound::Closed);
        let pinned = lock.filter(|_| open).map(|lock| format!("; {} pins those without an end", code(lock)));
        let message = format!("{} with bounded versions{}.", count(asked.len(), "package"), pinned.unwrap_or_default());
        out.pass(subject, message).at(few(asked.iter().map(|one| one.name.at)));
        return;
    }
    let named: Vec<String> = found.iter().map(|one| told(one)).collect();
    let message = format!(
        "{} of {} may take any later version: {}.",
        found.len(),
        count(asked.len(), &format!("{} package", manifest.ecosystem.name())),
        list(&named)
    );
    let remedy = format!(
        "Write a version with an end (`^1.2`, `>=1.2,<2`), or a tag or commit, for {} in {}, and keep the lockfile beside it.",
        list(&found.iter().take(SHOWN).map(|one| code(&one.name.value)).collect::<Vec<_>>()),
        code(path)
    );
    out.fail(subject, message, remedy).at(few(found.iter().map(|one| one.name.at)));
}

/// `` `left-pad` `*` ``
fn told(one: &Dependency) -> String {
    let name = code(&one.name.value);
    match (&one.range, one.bound) {
        (_, Bound::Branch) => format!("{name} from a branch"),
        (Some(range), _) if !range.value.is_empty() => format!("{name} {}", code(&range.value)),
        _ => format!("{name} without a version"),
    }
}

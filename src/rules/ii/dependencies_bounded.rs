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
    let mut read = false;
    for manifest in &case.facts.manifests {
        if is_aside(case, case.path(manifest.at)) {
            continue;
        }
        read = true;
        let asked = by_file.get(&manifest.at.source).map_or(&[][..], Vec::as_slice);
        judge_manifest(case, manifest, asked, out);
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

/// Whether a manifest is for tests, examples or tools: it lies in a folder of such, and other files of the dossier do not.
fn is_aside(case: &Case<'_>, path: &str) -> bool {
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
    path.match_indices('/').any(|(end, _)| {
        let folder = path.get(..end).unwrap_or_default();
        let name = folder.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        let above = path.get(..=end).unwrap_or_default();
        ASIDE.contains(&name.as_str()) && case.facts.documents.iter().any(|other| !other.path.starts_with(above))
    })
}

fn judge_manifest(case: &Case<'_>, manifest: &Manifest, asked: &[&Dependency], out: &mut Findings) {
    let path = case.path(manifest.at);
    let subject = format!("dependencies of {}", code(path));
    if asked.is_empty() {
        out.idle(subject, format!("{} asks for no package at run time.", code(path))).at([manifest.at]);
        return;
    }
    let lock = lockfile(case, manifest);
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

/// The lockfile in the manifest's folder or in one above it.
fn lockfile<'a>(case: &Case<'a>, manifest: &Manifest) -> Option<&'a str> {
    let folder = case.path(manifest.at).rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |path: &str| {
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        let over =
            above.is_empty() || folder == above || folder.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'));
        over && manifest.ecosystem.lockfiles().contains(&name.to_ascii_lowercase().as_str())
    };
    case.facts.documents.iter().map(|document| document.path.as_str()).find(|path| beside(path))
}

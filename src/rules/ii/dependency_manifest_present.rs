//! II-01: a manifest declares the packages.

use crate::facts::{BuiltImage, Kind, Place, image_ref};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, codes, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "II-01",
    name: "dependency-manifest-present",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "The dossier holds a manifest of packages, such as `package.json`, `pyproject.toml`, `go.mod`, `Cargo.toml` or \
             `pom.xml`. It is missed only where something is there that needs one: a Dockerfile that builds on the image of \
             a language, or a lockfile. A dossier of documents only need not hold the manifest.",
    why: "Packages that nobody declared are those that happen to be on the machine that builds.",
    settings: &["profile"],
    source: "GA:'dependency-manifest-present'",
    judge,
};

const REMEDY: &str = "Add the manifest that the release is built from (`package.json`, `pyproject.toml`, `go.mod`, \
                      `Cargo.toml`, `pom.xml` …), with its lockfile.";
const SUBJECT: &str = "dependency manifest";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let manifests: Vec<_> = case.facts.of_kind(Kind::PackageManifest).collect();
    if !manifests.is_empty() {
        let paths: Vec<&str> = manifests.iter().map(|document| document.path.as_str()).collect();
        out.pass(SUBJECT, format!("The packages are declared in {}.", codes(&paths)))
            .at(few(manifests.iter().map(|document| document.place())));
        return;
    }
    if let Some((image, base)) = case.facts.images.iter().find_map(|image| Some((image, language(image)?))) {
        let message = format!(
            "{} builds on {}, and the dossier has no manifest that declares the packages.",
            case.file(image.at),
            code(&base)
        );
        missing(case, message, image.at, out);
    } else if let Some(lock) = case.facts.of_kind(Kind::Lockfile).find(|lock| !lock.path.ends_with(".hcl")) {
        let message =
            format!("{} pins packages, and the manifest that asks for them is not in the dossier.", code(&lock.path));
        out.none(SUBJECT, message, REMEDY).at([lock.place()]);
    } else if case.policy.profile == Profile::Aiwg {
        out.none(SUBJECT, "The dossier holds no manifest of packages, and nothing that is built from one.", REMEDY);
    } else {
        out.idle(SUBJECT, "The dossier holds documents, and nothing that is built from packages.");
    }
}

fn missing(case: &Case<'_>, message: String, at: Place, out: &mut Findings) {
    let severity = if case.policy.profile == Profile::Aiwg { Severity::Error } else { Severity::Warn };
    out.fail(SUBJECT, message, REMEDY).at([at]).severity(severity);
}

/// Images that bring a language along, and the tool that takes in its packages.
const LANGUAGES: [&str; 13] =
    ["node", "python", "golang", "rust", "ruby", "php", "maven", "gradle", "composer", "elixir", "bun", "deno", "sdk"];

/// The first base that is the image of a language.
fn language(image: &BuiltImage) -> Option<String> {
    image.bases.iter().find_map(|base| {
        let repository = image_ref(&base.value)?.repository;
        let last = repository.rsplit('/').next().unwrap_or_default();
        LANGUAGES.contains(&last).then(|| base.value.clone())
    })
}

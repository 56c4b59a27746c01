//! BLD-01: there is evidence of the build, and it is of this release.

use super::named::versions;
use crate::facts::{Kind, Place};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, once, release_key};
use crate::rules::{Case, Findings, Rule, hyg};

pub(super) static RULE: Rule = Rule {
    id: "BLD-01",
    name: "built-for-this-release",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "The dossier holds what the build produced: a report of the build, a checksum file, a manifest of the \
             release or a bill of materials; and one of these names the release that is deployed, by its title, a \
             field or the name of an artifact. If all evidence is for other versions, that fails.",
    why: "Without it nobody can show that what is deployed is what was built and tested.",
    settings: &["profile"],
    source: "S17; CI:114-119",
    judge,
};

/// Something that the build left behind.
struct Evidence {
    what: &'static str,
    versions: Vec<String>,
    at: Place,
}

fn judge(case: &Case<'_>, out: &mut Findings) {
    let evidence = evidence(case);
    let places: Vec<Place> = few(once(evidence.iter().map(|one| one.at))).collect();
    if evidence.is_empty() {
        out.missing(Kind::Checksums);
        return;
    }
    let told = codes(&once(evidence.iter().map(|one| case.path(one.at))));
    let Some(release) = hyg::release(case) else {
        out.pass("build evidence", format!("{told}; no document says which release is deployed.")).at(places);
        return;
    };
    let key = release_key(&release.value);
    if let Some(own) = evidence.iter().find(|one| one.versions.contains(&key)) {
        let message = format!("{}, {}, is for release {}.", case.file(own.at), own.what, code(&release.value.0));
        out.pass("build evidence", message).at([own.at, release.at]);
        return;
    }
    let others = once(evidence.iter().flat_map(|one| one.versions.iter().map(String::as_str)));
    if others.is_empty() {
        let severity = if case.policy.profile == Profile::Aiwg { Severity::Error } else { Severity::Warn };
        let message = format!("{told} does not say which release it is for.");
        let remedy = format!("Add the report of the build with `Release: {}` in it.", release.value.0);
        out.none("build evidence", message, remedy).severity(severity).at(places);
    } else {
        let message = format!(
            "{told} is for {}, and {} deploys {}.",
            count_versions(&others),
            case.file(release.at),
            code(&release.value.0)
        );
        let remedy = format!("Replace it with what the build of {} produced.", code(&release.value.0));
        out.fail("build evidence", message, remedy).at(places).at([release.at]);
    }
}

fn count_versions(others: &[&str]) -> String {
    if others.len() > 4 { count(others.len(), "other version") } else { codes(others) }
}

fn evidence(case: &Case<'_>) -> Vec<Evidence> {
    let facts = case.facts;
    let mut found: Vec<Evidence> = Vec::new();
    for build in &facts.builds {
        let versions = build.version.iter().map(|said| release_key(&said.value)).collect();
        found.push(Evidence { what: "a report of the build", versions, at: build.title.at });
    }
    for line in &facts.checksums {
        found.push(Evidence { what: "a checksum file", versions: versions(&line.file.value), at: line.at });
    }
    for bom in &facts.boms {
        let version = bom.subject_version.iter().flat_map(|version| versions(&version.value)).collect();
        found.push(Evidence { what: "a bill of materials", versions: version, at: bom.at });
    }
    for document in facts.of_kind(Kind::BillOfMaterials) {
        let said = facts.releases.iter().filter(|said| said.at.source == document.source);
        let named = said.map(|said| release_key(&said.value)).collect();
        found.push(Evidence { what: "a bill of materials", versions: named, at: document.place() });
    }
    found
}

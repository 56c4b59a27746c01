//! BLD-04: what goes to production is what was tried in staging.

use std::collections::BTreeMap;

use super::pin::{Pin, pin};
use crate::facts::{Deployment, Phrase, Place, image_ref};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, few, once};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "BLD-04",
    name: "same-artifact-everywhere",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "The deployments table gives staging and the target environment the same artifact: the same digest, or, \
             where not both have one, the same name and version whatever the registry. Where a cell names several \
             artifacts, they are compared one by one.",
    why: "What was tested in staging says something about production only if it is the same build, not one like it.",
    settings: &["target_environment", "profile"],
    source: "DP:26; CI:313",
    judge,
};

const SUBJECT: &str = "artifact of staging and of the target environment";
const REMEDY: &str =
    "Write one artifact with one digest into both rows of the deployments table, and promote it unchanged.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let target = &case.policy.target_environment;
    let rows = &case.facts.deployments;
    let of = |name: &str| rows.iter().filter(|row| row.name == name).collect::<Vec<&Deployment>>();
    let (staging, production) = (of("staging"), of(target));
    if rows.is_empty() || staging.is_empty() || production.is_empty() {
        absent(case, &staging, &production, out);
        return;
    }
    let written =
        |rows: &[&Deployment]| rows.iter().filter_map(|row| row.artifact.clone()).filter(Phrase::is_stated).collect();
    let (before, after): (Vec<Phrase>, Vec<Phrase>) = (written(&staging), written(&production));
    if before.is_empty() || after.is_empty() {
        let places = staging.iter().chain(&production).map(|row| row.environment.at);
        let remedy = "Write the artifact with its digest or version into both rows of the deployments table.";
        out.none(SUBJECT, "The deployments table does not name the artifact of both environments.", remedy)
            .at(few(places));
        return;
    }
    compare(&before, &after, out);
}

fn absent(case: &Case<'_>, staging: &[&Deployment], production: &[&Deployment], out: &mut Findings) {
    let target = code(&case.policy.target_environment);
    let reason = match (staging.is_empty(), production.is_empty()) {
        _ if case.facts.deployments.is_empty() => "The plan has no deployments table.".to_owned(),
        (true, _) => "The deployments table has no row for staging.".to_owned(),
        _ => format!("The deployments table has no row for {target}."),
    };
    let places = few(case.facts.deployments.iter().map(|row| row.environment.at));
    if case.policy.profile == Profile::Aiwg {
        let remedy =
            "Add both rows to the plan:\n\n| Environment | Artifact |\n|---|---|\n| Staging | |\n| Production | |";
        out.none(SUBJECT, reason, remedy).at(places);
    } else {
        out.idle(SUBJECT, reason).at(places);
    }
}

/// Artifacts of an environment that are compared.
const MOST: usize = 64;

/// One artifact as a cell names it.
struct Named {
    /// The last part of its name, without registry and version.
    name: String,
    version: Option<String>,
    digest: Option<String>,
    text: String,
    at: Place,
}

/// The artifacts of some cells.
fn artifacts(cells: &[Phrase]) -> Vec<Named> {
    let parts = |cell: &Phrase| {
        let words = cell.value.split([' ', ',', ';', '\n', '、', '，']).map(|word| word.trim_matches(['`', '(', ')']));
        let images: Vec<String> = words
            .filter(|word| {
                image_ref(word).is_some_and(|image| {
                    image.digest.is_some() || image.tag.as_ref().is_some_and(|tag| !tag.is_empty())
                })
            })
            .map(str::to_owned)
            .collect();
        let texts = if images.is_empty() { vec![cell.value.trim().trim_matches('`').to_owned()] } else { images };
        texts.into_iter().map(|text| named(text, cell.at)).collect::<Vec<_>>()
    };
    cells.iter().take(MOST).flat_map(parts).take(MOST).collect()
}

fn named(text: String, at: Place) -> Named {
    let image = image_ref(&text).filter(|image| image.tag.is_some() || image.digest.is_some());
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
    match image {
        Some(image) => Named {
            name: last(&image.repository),
            version: image.tag,
            digest: image.digest.map(|digest| digest.to_ascii_lowercase()),
            text,
            at,
        },
        None => Named { name: String::new(), version: Some(text.to_lowercase()), digest: None, text, at },
    }
}

fn compare(staging: &[Phrase], production: &[Phrase], out: &mut Findings) {
    let (before, after) = (artifacts(staging), artifacts(production));
    let mut by_name: BTreeMap<&str, (Vec<&Named>, Vec<&Named>)> = BTreeMap::new();
    for artifact in &before {
        by_name.entry(&artifact.name).or_default().0.push(artifact);
    }
    for artifact in &after {
        by_name.entry(&artifact.name).or_default().1.push(artifact);
    }
    for (name, (before, after)) in by_name {
        let subject = if name.is_empty() { SUBJECT.to_owned() } else { format!("artifact {}", code(name)) };
        let places: Vec<Place> = few(before.iter().chain(&after).map(|artifact| artifact.at)).collect();
        let (Some(one), Some(other)) = (before.first(), after.first()) else {
            let there = if before.is_empty() { "production" } else { "staging" };
            let message = format!("Only the row of {there} names {}, so it cannot be compared.", code(name));
            out.none(subject, message, REMEDY).severity(Severity::Warn).at(places);
            continue;
        };
        if [one, other].iter().any(|artifact| pin(&artifact.text) == Pin::Variable) {
            let message = format!("{} is a variable; which build it will be is not said.", code(&one.text));
            out.none(subject, message, REMEDY).at(places);
        } else if before.iter().any(|one| after.iter().any(|other| is_same(one, other))) {
            out.pass(subject, format!("Staging and the target environment get {}.", code(&other.text))).at(places);
        } else {
            let told = |list: &[&Named]| {
                let texts = once(list.iter().map(|artifact| artifact.text.as_str()));
                texts.iter().map(|text| code(text)).collect::<Vec<_>>().join(" and ")
            };
            let message = format!("Staging gets {}, the target environment gets {}.", told(&before), told(&after));
            out.fail(subject, message, REMEDY).at(places);
        }
    }
}

/// The same digest; the same version, where not both have one.
fn is_same(one: &Named, other: &Named) -> bool {
    match (&one.digest, &other.digest) {
        (Some(one), Some(other)) => one.starts_with(other.as_str()) || other.starts_with(one.as_str()),
        _ => match (&one.version, &other.version) {
            (Some(one), Some(other)) => one.trim_start_matches('v') == other.trim_start_matches('v'),
            _ => true,
        },
    }
}

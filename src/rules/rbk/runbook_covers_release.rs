//! RBK-02: the support runbook was brought up to date for this release.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Kind, Place, Said, TaskRoom, Version};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, codes, few, id_key, release_key};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary;

pub(super) static RULE: Rule = Rule {
    id: "RBK-02",
    name: "runbook-covers-release",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::SupportRunbook],
    checks: "The support runbook names the version that is released where it names one, and mentions every variable \
             and flag that the release notes name and every admin task of the plan. In the profile `generic` this is \
             asked for only where the runbook names others of its kind. Alerts are not compared: no document says \
             which are new.",
    why: "At night support has the runbook and nothing else. A flag that it does not name cannot be switched off.",
    settings: &["profile", "ids"],
    source: "S30, S35",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    version(case, out);
    let names = case.facts.names.iter();
    let of = |kind: Kind| move |at: Place| case.facts.in_kind(at, kind);
    let (notes, runbook) = (of(Kind::ReleaseNotes), of(Kind::SupportRunbook));
    let asked: BTreeMap<String, Place> =
        names.clone().filter(|own| notes(own.name.at)).map(|own| (own.name.value.clone(), own.name.at)).collect();
    let told: BTreeMap<String, Place> =
        names.filter(|own| runbook(own.name.at)).map(|own| (own.name.value.clone(), own.name.at)).collect();
    compare(case, "variables and flags of the release", &asked, &told, out);

    let tasks = case.facts.admin_tasks.iter().filter(|task| task.room == TaskRoom::Plan);
    let asked: BTreeMap<String, Place> = tasks.map(|task| (task.id.clone(), task.at)).collect();
    let references = case.facts.references.iter().filter(|reference| !reference.link && runbook(reference.at));
    let told: BTreeMap<String, Place> = references
        .filter(|reference| vocabulary::is_id(&reference.target, &case.policy.ids.admin_task))
        .map(|reference| (reference.target.clone(), reference.at))
        .collect();
    compare(case, "admin tasks of the release", &asked, &told, out);
}

/// The version of the runbook, against that of the plan or the notes.
fn version(case: &Case<'_>, out: &mut Findings) {
    let of = |kind: Kind| case.facts.releases.iter().filter(move |said| case.facts.in_kind(said.at, kind));
    let released: Option<&Said<Version>> = of(Kind::DeploymentPlan).chain(of(Kind::ReleaseNotes)).next();
    let told: Vec<&Said<Version>> = of(Kind::SupportRunbook).collect();
    let subject = "version of the runbook";
    let (Some(released), Some(first)) = (released, told.first()) else {
        let message = if released.is_none() {
            "Neither the plan nor the release notes name a version to compare with."
        } else {
            "The runbook does not say which version it covers."
        };
        let remedy = "Write `Release covered: <version>` at the top of the runbook.";
        out.none(subject, message, remedy).at(case.start_of(Kind::SupportRunbook));
        return;
    };
    if let Some(same) = told.iter().find(|said| release_key(&said.value) == release_key(&released.value)) {
        out.pass(subject, format!("The runbook covers {}.", code(&same.value.0))).at([same.at, released.at]);
    } else {
        let message =
            format!("The runbook covers {}, and the release is {}.", code(&first.value.0), code(&released.value.0));
        let remedy = format!("Go through the runbook for {}, and write that version into it.", code(&released.value.0));
        out.fail(subject, message, remedy).at([first.at, released.at]);
    }
}

fn compare(
    case: &Case<'_>,
    subject: &str,
    asked: &BTreeMap<String, Place>,
    told: &BTreeMap<String, Place>,
    out: &mut Findings,
) {
    if asked.is_empty() {
        out.idle(subject, "The release notes and the plan name none.");
        return;
    }
    let known: BTreeSet<String> = told.keys().map(|name| id_key(name)).collect();
    let missing: Vec<(&String, &Place)> = asked.iter().filter(|(name, _)| !known.contains(&id_key(name))).collect();
    if missing.is_empty() {
        let message = format!("The runbook mentions {}.", all(asked.len()));
        let there = asked.keys().filter_map(|name| told.get(name).copied());
        out.pass(subject, message).at(few(asked.values().copied().chain(there)));
        return;
    }
    let names: Vec<&String> = missing.iter().map(|(name, _)| *name).collect();
    let message = format!("The runbook does not mention {}.", codes(&names));
    let remedy = format!(
        "Say in the runbook what {} {} for support: what to see, what to switch, whom to call.",
        codes(&names),
        if names.len() == 1 { "means" } else { "mean" }
    );
    let places: Vec<Place> =
        few(missing.iter().map(|(_, at)| **at)).chain(case.start_of(Kind::SupportRunbook)).collect();
    // A runbook that names nothing of the kind is written in another way.
    if case.policy.profile == Profile::Aiwg || !told.is_empty() {
        out.fail(subject, message, remedy).at(places);
    } else {
        out.none(subject, message, remedy).at(places);
    }
}

fn all(amount: usize) -> String {
    if amount == 1 { "the only one".to_owned() } else { format!("all {amount}") }
}

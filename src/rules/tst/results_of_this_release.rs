//! TST-01: there are test results, and they are of this release.

use std::collections::BTreeSet;

use crate::dossier::SourceId;
use crate::facts::{Kind, Place, Said, TestRun, Version};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, once, release_key};
use crate::rules::{Case, Findings, Rule, hyg};

pub(super) static RULE: Rule = Rule {
    id: "TST-01",
    name: "results-of-this-release",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "The dossier holds results of tests that ran, in a document or as the report of a test runner, and a \
             document that reports them names the release that is deployed. Reports of runners seldom name a version; \
             they count where a document beside them does. If all results are of other versions, that fails.",
    why: "Tests of the version before say nothing about what changed since.",
    settings: &["profile"],
    source: "S17; FT:153",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let facts = case.facts;
    let ran = |run: &&TestRun| {
        run.rate.is_some() || run.passed.unwrap_or(0) > 0 || run.failed.unwrap_or(0) > 0 || run.total.unwrap_or(0) > 0
    };
    let runs: Vec<&TestRun> = facts.test_runs.iter().filter(ran).collect();
    if runs.is_empty() {
        nothing(case, out);
        return;
    }
    let places: Vec<Place> = few(runs.iter().map(|run| run.name.at)).collect();
    let told = count(runs.len(), "test run");
    let Some(release) = hyg::release(case) else {
        out.pass("test results", format!("{told}; no document says which release is deployed.")).at(places);
        return;
    };
    let named = named(case, &runs);
    let own = |said: &&Said<Version>| release_key(&said.value) == release_key(&release.value);
    if let Some(said) = named.iter().copied().find(own) {
        let message = format!("{told}; {} names the release {}.", case.file(said.at), code(&release.value.0));
        out.pass("test results", message).at([said.at]).at(places);
    } else if named.is_empty() {
        let message =
            format!("{told}; no document that reports results says that {} was tested.", code(&release.value.0));
        let remedy = format!("Write `Release: {}` below the title of the test evaluation.", release.value.0);
        let severity = if case.policy.profile == Profile::Aiwg { Severity::Error } else { Severity::Warn };
        out.none("test results", message, remedy).severity(severity).at([release.at]).at(places);
    } else {
        other(case, &named, release, out);
    }
}

fn nothing(case: &Case<'_>, out: &mut Findings) {
    let kinds = [Kind::TestEvaluation, Kind::TestReport];
    let Some(start) = kinds.into_iter().find_map(|kind| case.start_of(kind)) else {
        out.missing(Kind::TestEvaluation);
        return;
    };
    let remedy =
        "Add the results:\n\n| Level | Executed | Passed | Failed | Skipped |\n|---|---|---|---|---|\n| Unit | | | | |";
    out.none("test results", format!("{} gives no result of a test that ran.", case.file(start)), remedy).at([start]);
}

/// The versions that the documents which tell of tests say they are about.
fn named<'a>(case: &Case<'a>, runs: &[&TestRun]) -> Vec<&'a Said<Version>> {
    let facts = case.facts;
    let mut sources: BTreeSet<SourceId> = runs.iter().map(|run| run.name.at.source).collect();
    sources.extend(facts.of_kind(Kind::TestEvaluation).map(|document| document.source));
    let said = facts.releases.iter().filter(|said| sources.contains(&said.at.source));
    let mentioned = facts.version_mentions.iter().filter(|said| sources.contains(&said.at.source));
    let mut named: Vec<&Said<Version>> = said.collect();
    // "Release 2.4.0 was tested", where neither title nor field says it.
    let current = hyg::release(case).map(|release| release_key(&release.value));
    named.extend(mentioned.filter(|said| current.as_ref() == Some(&release_key(&said.value))));
    named
}

fn other(case: &Case<'_>, named: &[&Said<Version>], release: &Said<Version>, out: &mut Findings) {
    let versions = once(named.iter().map(|said| said.value.0.as_str()));
    let files = once(named.iter().map(|said| case.path(said.at)));
    let message = format!(
        "{} gives results of {}, and {} deploys {}.",
        codes(&files),
        codes(&versions),
        case.file(release.at),
        code(&release.value.0)
    );
    let remedy = format!("Test {} and replace the results with those of that run.", code(&release.value.0));
    out.fail("test results", message, remedy).at(few(named.iter().map(|said| said.at))).at([release.at]);
}

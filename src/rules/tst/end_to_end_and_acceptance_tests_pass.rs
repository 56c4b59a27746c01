//! TST-04: enough end-to-end, acceptance and user acceptance tests pass.

use super::level;
use crate::facts::{Kind, TestLevel};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::few;
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "TST-04",
    name: "end-to-end-and-acceptance-tests-pass",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Of the end-to-end (or system), acceptance and user acceptance tests that ran, at least the percentage of the \
             policy passed, each level by itself. Skipped tests did not run; a case that has no result yet is no \
             evidence. In the profile `aiwg` end-to-end and acceptance tests must both be there; elsewhere one of the three \
             will do.",
    why: "These tests see the release as its users will: what fails there fails for them.",
    settings: &["pass_percent", "profile"],
    source: "S17; HC:118, GC:520, GC:577, FT:500",
    judge,
};

const LEVELS: [TestLevel; 3] = [TestLevel::EndToEnd, TestLevel::Acceptance, TestLevel::UserAcceptance];

fn judge(case: &Case<'_>, out: &mut Findings) {
    let facts = case.facts;
    if facts.test_runs.is_empty() && !facts.has(Kind::TestEvaluation) && !facts.has(Kind::TestReport) {
        out.missing(Kind::TestEvaluation);
        return;
    }
    let there = LEVELS.map(|level| level::judge(case, level, out));
    let places = || few(facts.test_runs.iter().map(|run| run.name.at));
    if there == [false; 3] {
        let remedy = "Add a row for the end-to-end tests and one for the acceptance tests, with executed, passed and \
                      failed, or the reports of their runners.";
        out.none(
            "end-to-end and acceptance tests",
            "No test run is said to be of end-to-end or acceptance tests.",
            remedy,
        )
        .at(places());
        return;
    }
    // Acceptance tests by users are acceptance tests.
    for (level, _) in [(TestLevel::EndToEnd, there[0]), (TestLevel::Acceptance, there[1] || there[2])]
        .into_iter()
        .filter(|(_, there)| !there)
    {
        let tests = format!("{} tests", level.word());
        let message = format!("No test run is said to be of {tests}.");
        if case.policy.profile == Profile::Aiwg {
            let remedy =
                format!("Add a row for the {tests}, with executed, passed and failed, or the report of their runner.");
            out.none(tests, message, remedy).at(places());
        } else {
            out.idle(tests, format!("{message} Those of another level are judged."));
        }
    }
}

//! TST-02: enough unit tests pass, and none of a critical module fails.

use std::collections::BTreeSet;

use super::level;
use crate::facts::{Ending, Kind, Phrase, TestCase, TestLevel};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, few};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::words;

pub(super) static RULE: Rule = Rule {
    id: "TST-02",
    name: "unit-tests-pass",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Of the unit tests that ran, at least the percentage of the policy passed, counted for each document that \
             reports them and for all machine reports together. Skipped tests did not run; a case that has no result yet \
             is no evidence. Where a document names modules as critical, no unit test of these may fail, whatever the \
             percentage.",
    why: "A few failing tests may be known and harmless; many, or one in the part that must not break, are not.",
    settings: &["pass_percent"],
    source: "S17; QG:87, QG:496-497",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let facts = case.facts;
    if facts.test_runs.is_empty() && !facts.has(Kind::TestEvaluation) && !facts.has(Kind::TestReport) {
        out.missing(Kind::TestEvaluation);
        return;
    }
    if !level::judge(case, TestLevel::Unit, out) {
        let remedy = "Add a row for the unit tests, with executed, passed and failed, or the report of their runner.";
        out.none("unit tests", "No test run is said to be of unit tests.", remedy)
            .at(few(facts.test_runs.iter().map(|run| run.name.at)));
    }
    let failed = failed(case);
    let mut seen = BTreeSet::new();
    for module in facts.critical_modules.iter().take(MOST) {
        let wanted = parts(&module.value);
        if !wanted.is_empty() && seen.insert(wanted.clone()) {
            judge_module(case, module, &wanted, &failed, out);
        }
    }
}

/// Modules and failed tests that are compared.
const MOST: usize = 500;

/// The unit tests that failed, each with the words of its suite.
fn failed<'a>(case: &Case<'a>) -> Vec<(Vec<String>, &'a TestCase)> {
    let unit = |run: usize| case.facts.test_runs.get(run).is_some_and(|run| run.level == Some(TestLevel::Unit));
    let cases = case.facts.test_cases.iter().filter(|test| test.ending >= Ending::Failed && unit(test.run));
    cases.take(MOST).map(|test| (parts(test.suite.as_deref().unwrap_or(&test.name.value)), test)).collect()
}

fn judge_module(
    case: &Case<'_>,
    module: &Phrase,
    wanted: &[String],
    failed: &[(Vec<String>, &TestCase)],
    out: &mut Findings,
) {
    let named = failed.iter().filter(|(own, _)| own.windows(wanted.len()).any(|part| part == wanted));
    let failing: Vec<&TestCase> = named.map(|(_, test)| *test).collect();
    if let Some(first) = failing.first() {
        let subject = format!("critical module {}", code(&module.value));
        let more = if failing.len() > 1 { format!(", and {} more", failing.len() - 1) } else { String::new() };
        let message = format!(
            "{} calls {} critical, and its unit test {} failed{more}.",
            case.file(module.at),
            code(&module.value),
            code(&clip(&first.full_name(), 80))
        );
        out.fail(subject, message, "Fix what the test shows and add the report of the new run.")
            .at([module.at])
            .at(few(failing.iter().map(|test| test.name.at)));
    }
}

/// The words of a name, `OrdersService` taken apart, without the s of a plural.
fn parts(name: &str) -> Vec<String> {
    let mut apart = String::with_capacity(name.len() + 8);
    let mut low = false;
    for letter in name.chars() {
        if low && letter.is_uppercase() {
            apart.push(' ');
        }
        low = letter.is_lowercase() || letter.is_ascii_digit();
        apart.push(letter);
    }
    let single = |word: String| word.strip_suffix('s').map(str::to_owned).filter(|word| word.len() > 2).unwrap_or(word);
    words(&apart.replace(['.', '_', '/', ':', '-', '›'], " ")).into_iter().map(single).collect()
}

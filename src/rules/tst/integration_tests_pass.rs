//! TST-03: no integration test fails.

use crate::facts::{Kind, Phrase, Place, TestLevel, TestRun};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "TST-03",
    name: "integration-tests-pass",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "In every integration test run that a table or a machine report (JUnit, TRX, NUnit, TAP, Go and others) gives, no \
             test failed or ended in an error. A run of no test, of skipped tests only, or with tests that have no \
             result yet, is no evidence.",
    why: "Integration tests exercise what the parts do together; one failure there is a failure that users will meet.",
    settings: &[],
    source: "S17; FD:392, HC:117, FG:363",
    judge,
};

const REMEDY: &str = "Fix the failing tests and add the report of the new run.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let facts = case.facts;
    if facts.test_runs.is_empty() && !facts.has(Kind::TestEvaluation) && !facts.has(Kind::TestReport) {
        out.missing(Kind::TestEvaluation);
        return;
    }
    let runs: Vec<&TestRun> = facts.test_runs.iter().filter(|run| run.level == Some(TestLevel::Integration)).collect();
    if runs.is_empty() {
        let places = few(facts.test_runs.iter().map(|run| run.name.at));
        let remedy =
            "Add a row for the integration tests, with executed, passed and failed, or the report of their runner.";
        out.none("integration tests", "No test run is said to be of integration tests.", remedy).at(places);
        return;
    }
    let mut clean = Tally::default();
    for run in runs {
        judge_run(case, run, &mut clean, out);
    }
    clean.report(out);
}

fn judge_run(case: &Case<'_>, run: &TestRun, clean: &mut Tally, out: &mut Findings) {
    let subject = format!("test run {} in {}", code(&clip(&run.name.value, 60)), case.file(run.name.at));
    let ran = run.passed.unwrap_or(0) + run.failed.unwrap_or(0);
    match failed(run) {
        Some(0) if run.open > 0 && ran > 0 => {
            let message = format!("No test of this run failed, but {} no result yet.", open(run.open));
            let remedy = "Run the rest of the integration tests, or say why it is left out.";
            out.none(subject, message, remedy).at([run.name.at]);
        }
        Some(0) if ran > 0 || run.passed.is_none() && run.total != Some(0) => clean.add(run),
        Some(0) => {
            out.none(subject, "No test of this run was executed.", "Run the integration tests and add their report.")
                .at([run.name.at]);
        }
        Some(failures) => {
            // What could not be loaded fails, and is no test.
            let of = run.total.filter(|total| *total >= failures).map_or(String::new(), |total| format!(" of {total}"));
            let message = format!("{failures}{of} integration tests failed{}.", names(&run.failing));
            out.fail(subject, message, REMEDY).at([run.name.at]).at(few(run.failing.iter().map(|name| name.at)));
        }
        None => {
            let remedy = "Give the number of tests that passed and that failed.";
            out.none(subject, "The run does not say how many tests failed.", remedy).at([run.name.at]);
        }
    }
}

fn open(number: u64) -> String {
    format!("{} {}", count(number as usize, "test"), if number == 1 { "has" } else { "have" })
}

/// How many tests failed, also where it only follows from the other numbers.
fn failed(run: &TestRun) -> Option<u64> {
    run.failed.or_else(|| Some(run.total?.saturating_sub(run.passed?).saturating_sub(run.skipped.unwrap_or(0))))
}

fn names(failing: &[Phrase]) -> String {
    let names: Vec<&str> = failing.iter().map(|name| name.value.as_str()).collect();
    if names.is_empty() { String::new() } else { format!(": {}", codes(&names)) }
}

/// The runs without a failure.
#[derive(Default)]
struct Tally {
    runs: usize,
    tests: u64,
    places: Vec<Place>,
}

impl Tally {
    fn add(&mut self, run: &TestRun) {
        self.runs += 1;
        self.tests += run.passed.or(run.total).unwrap_or(0);
        self.places.push(run.name.at);
    }

    fn report(self, out: &mut Findings) {
        if self.runs > 0 {
            // Table and machine report often tell of the same tests: the numbers of several runs do not add up.
            let tests = if self.runs == 1 && self.tests > 0 {
                format!("; {} passed", count(usize::try_from(self.tests).unwrap_or(usize::MAX), "test"))
            } else {
                String::new()
            };
            let message = format!("{} of integration tests without a failure{tests}.", count(self.runs, "run"));
            out.pass("integration tests", message).at(few(self.places));
        }
    }
}

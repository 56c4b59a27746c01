//! TST-07: what worked before still works.

use super::level::percent;
use crate::facts::{Place, RegressionGate};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "TST-07",
    name: "regression-within-limit",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Of the tests that passed on the version before, no more fail on the candidate than the report of the \
             regression gate allows (up to 10 %), or, where it states no limit, than the policy allows. The rate is \
             computed from the two numbers; where the report states another one, that fails too.",
    why: "Users miss what they had sooner than what they never had.",
    settings: &["regression_percent", "profile"],
    source: "FD:118, FD:139-144, FD:227-233",
    judge,
};

/// The most that a report may allow itself, in percent (FD:139-144: 5 to 10 at the lowest risk).
const MOST: f64 = 10.0;
/// How far a stated rate may be off by rounding, in percent.
const ROUNDED: f64 = 0.1;

fn judge(case: &Case<'_>, out: &mut Findings) {
    if case.facts.regressions.is_empty() {
        let message = "No report compares the tests of the version before with those of the candidate.";
        if case.policy.profile == Profile::Aiwg {
            let remedy = "Add `regression-gate-staging.md`:\n\n| Measure | Value |\n|---|---|\n| Baseline pass | |\n| Candidate \
                          pass | |\n| Regression rate | |\n| Threshold | |";
            out.none("regression", message, remedy);
        } else {
            out.idle("regression", message);
        }
    }
    for gate in &case.facts.regressions {
        judge_one(case, gate, out);
    }
}

fn judge_one(case: &Case<'_>, gate: &RegressionGate, out: &mut Findings) {
    let subject = format!("regression in {}", case.file(gate.title.at));
    let parts = [
        gate.baseline.as_ref().map(|said| said.at),
        gate.candidate.as_ref().map(|said| said.at),
        gate.rate.as_ref().map(|said| said.at),
        gate.threshold.as_ref().map(|said| said.at),
    ];
    let places: Vec<Place> = parts.into_iter().flatten().collect();
    let own = gate.threshold.as_ref().map(|said| said.value);
    let limit = own.filter(|own| *own <= MOST).unwrap_or(case.policy.regression_percent);
    let source = if own == Some(limit) { "the report" } else { "the policy" };
    let numbers = gate.baseline.as_ref().zip(gate.candidate.as_ref()).map(|(before, now)| (before.value, now.value));
    let computed = numbers.filter(|(before, _)| *before > 0).map(|(before, now)| {
        (
            before.saturating_sub(now) as f64 * 100.0 / before as f64,
            format!("{before} tests passed before and {now} now"),
        )
    });
    let stated = gate.rate.as_ref().map(|said| said.value);
    let remedy = "Fix what the failing tests show, run the regression tests again and replace the report.";
    let Some((rate, told)) = computed.or_else(|| stated.map(|rate| (rate, "the report states the rate".to_owned())))
    else {
        let remedy = "State how many tests passed on the version before, and how many of these on the candidate.";
        out.none(subject, "No test passed on the version before, so there is nothing to compare with.", remedy)
            .at(places);
        return;
    };
    let limited = format!("{source} allows {}", percent(limit));
    if rate > limit + 1e-9 {
        let message = format!("{} of what worked before fails ({told}); {limited}.", percent(rate));
        out.fail(subject, message, remedy).at(places);
    } else if let Some(other) = stated.filter(|stated| (stated - rate).abs() > ROUNDED) {
        let message = format!("The report states a regression of {}, but {told}: {}.", percent(other), percent(rate));
        let remedy = "Correct the rate, or the numbers that it comes from.";
        out.fail(subject, message, remedy).severity(Severity::Warn).at(places);
    } else {
        out.pass(subject, format!("{} of what worked before fails ({told}); {limited}.", percent(rate))).at(places);
    }
}

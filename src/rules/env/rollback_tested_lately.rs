//! ENV-07: the way back was tried, and not long ago.

use jiff::civil::Date;

use crate::facts::{Kind, Place, RollbackTest};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "ENV-07",
    name: "rollback-tested-lately",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "The rollback was tested at most `rollback_test_days` before the change window (before the day judged at \
             where no window is known), the test succeeded, and no data was lost in it. A rollback validation report \
             tells of it, or the plan, readiness review, change request or runbook, with its day. A test that is too \
             old is a condition under the `generic` profile, and no test does not apply there.",
    why: "A way back that nobody has gone is a hope. What was tried three weeks ago was another version, on another \
          schema.",
    settings: &["profile", "rollback_test_days"],
    source: "FD:445, GC:408-411",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let tests = &case.facts.rollback_tests;
    let own = |test: &&RollbackTest| case.facts.in_kind(test.text.at, Kind::RollbackValidation);
    for test in tests.iter().filter(own) {
        outcome(test, out);
    }
    // A day to come is one that is planned.
    let done = |test: &&RollbackTest| test.good != Some(false) && test.day.is_some_and(|day| day <= case.today());
    let last = tests.iter().filter(done).max_by_key(|test| test.day);
    if let Some((test, day)) = last.and_then(|test| Some((test, test.day?))) {
        age(case, test, day, out);
    } else if let Some(test) = tests.iter().find(own) {
        let remedy = "Write the day of the test into the report, such as `Date: 2026-12-03`.";
        out.none(
            "age of the rollback test",
            "The rollback validation report does not say when the rollback was tested.",
            remedy,
        )
        .at([test.text.at]);
    } else if case.policy.profile == Profile::Aiwg {
        out.missing(Kind::RollbackValidation);
    } else {
        out.idle("rollback test", "No document tells of a test of the rollback with its day.");
    }
}

/// What the report says of its test.
fn outcome(test: &RollbackTest, out: &mut Findings) {
    let places = || test.said.iter().copied();
    if test.good == Some(false) {
        let remedy = "Correct the rollback procedure, test it again, and replace the report.";
        out.fail("result of the rollback test", "The test of the rollback failed.", remedy).at(places());
    }
    match test.loses_data {
        Some(true) => {
            let remedy = "Change the rollback so that it keeps what was written meanwhile, and test it again.";
            out.fail("data after the rollback", "Data was lost when the rollback was tested.", remedy).at(places());
        }
        Some(false) => {
            out.pass("data after the rollback", "No data was lost when the rollback was tested.").at(places());
        }
        None => {}
    }
}

fn age(case: &Case<'_>, test: &RollbackTest, day: Date, out: &mut Findings) {
    let window = case.full_windows().into_iter().find(|full| full.start.date() >= day);
    let release = window.map_or_else(|| case.today(), |full| full.start.date());
    let at: Vec<Place> = [test.text.at].into_iter().chain(window.map(|full| full.window.text.at)).collect();
    let age = day.until(release).map_or(0, |span| span.get_days());
    let limit = case.policy.rollback_test_days;
    let written = code(&clip(&test.text.value, 80));
    let days = |days: f64| if (days - 1.0).abs() < f64::EPSILON { "1 day".to_owned() } else { format!("{days} days") };
    if f64::from(age) <= limit {
        let message = format!("The rollback was tested on {day}, {} before {release}.", days(f64::from(age)));
        out.pass("age of the rollback test", message).at(few(at));
        return;
    }
    let message = format!(
        "The last test of the rollback was on {day} ({written}), {} before {release}; it counts for {}.",
        days(f64::from(age)),
        days(limit)
    );
    let remedy = "Test the rollback of this release again, in an environment like production, and record the day and the result.";
    let found = out.fail("age of the rollback test", message, remedy).at(at);
    if case.policy.profile == Profile::Generic {
        found.severity(Severity::Warn);
    }
}

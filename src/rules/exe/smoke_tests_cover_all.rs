//! EXE-03: the smoke tests look at all that users and operators need.

use std::collections::BTreeSet;

use super::templated;
use crate::facts::{Check, Kind, Phase};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{count, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::CheckClass;

pub(super) static RULE: Rule = Rule {
    id: "EXE-03",
    name: "smoke-tests-cover-all",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "The plan has as many smoke tests as the policy asks for, and they look at health, authentication, business \
             operations, the database, external integrations, and monitoring and logging; the column `Category` says so, \
             else the words of the test. What looks at nothing else is a business operation. In the profile `generic` \
             nothing is asked for, and what is not covered is only told.",
    why: "A release that answers 200 can still refuse every login. What no smoke test looks at, the first user finds.",
    settings: &["smoke_tests", "profile"],
    source: "FD:697-703, FD:961-967",
    judge,
};

const TABLE: &str = "Add smoke tests to the plan's section on verification:\n\n\
                     | Category | Check | Expected | On failure |\n|---|---|---|---|\n\
                     | Health | GET /readyz | 200 | roll back |\n| Authentication | sign in | session opened | roll \
                     back |\n| Business operation | place an order | confirmed | roll back |\n| Database | write and \
                     read a row | same value | roll back |\n| External integration | authorise a payment | confirmed \
                     | roll back |\n| Monitoring and logging | find the trace | on the board within 60 s | stop |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let tests: Vec<&Check> = case.facts.checks.iter().filter(|check| counts(case, check)).collect();
    if tests.is_empty() {
        let message = "No smoke test could be read in the plan.";
        out.none("smoke tests", message, TABLE).at(case.start_of(Kind::DeploymentPlan));
        return;
    }
    let covered: BTreeSet<CheckClass> = tests.iter().flat_map(|test| classes(test)).collect();
    let missing: Vec<&str> =
        CheckClass::ALL.iter().filter(|class| !covered.contains(class)).map(|class| class.noun()).collect();
    let places = || few(tests.iter().map(|test| test.at));
    let wanted = case.policy.smoke_tests;
    if missing.is_empty() {
        out.pass(
            "subjects of the smoke tests",
            "They look at all six: health, authentication, business operations, the \
                  database, external integrations, and monitoring and logging.",
        )
        .at(places());
    } else {
        let message = format!("Not covered by any smoke test: {}.", list(&missing));
        say(case, "subjects of the smoke tests", message, TABLE, out, &tests);
    }
    if (tests.len() as f64) < wanted {
        let message = format!("{} in the plan; the policy asks for {wanted}.", count(tests.len(), "smoke test"));
        let remedy = format!("Add smoke tests for the operations that users need most, up to {wanted} in all.");
        say(case, "number of smoke tests", message, &remedy, out, &tests);
    } else {
        let message = format!("{} in the plan; the policy asks for {wanted}.", count(tests.len(), "smoke test"));
        out.pass("number of smoke tests", message).at(places());
    }
}

/// A failure where the templates are followed, advice elsewhere.
fn say(case: &Case<'_>, subject: &str, message: String, remedy: &str, out: &mut Findings, tests: &[&Check]) {
    let places = few(tests.iter().map(|test| test.at));
    if templated(case) {
        out.fail(subject, message, remedy).at(places);
    } else {
        out.idle(subject, message).at(places);
    }
}

/// A check of the plan behind the deployment that is no probe of the platform.
fn counts(case: &Case<'_>, check: &Check) -> bool {
    case.in_plan(check.at) && !check.probe && !matches!(check.phase, Some(Phase::Before | Phase::Rollback))
}

/// What a test looks at; what looks at nothing else is a business operation.
fn classes(test: &Check) -> Vec<CheckClass> {
    if test.classes.is_empty() { vec![CheckClass::Business] } else { test.classes.clone() }
}

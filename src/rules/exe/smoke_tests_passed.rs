//! EXE-06: the smoke tests passed, or the release was rolled back.

use crate::facts::{Kind, Place, SmokeResult};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "EXE-06",
    name: "smoke-tests-passed",
    severity: Severity::Error,
    stage: Some(Stage::Rollout),
    needs: &[Kind::SmokeResults],
    checks: "In every report of smoke tests as many passed as there are, none failed, and the status says so; or a \
             rollback is recorded. What is stated and what the listed tests add up to are both counted, and the worse \
             one holds.",
    why: "A smoke test that fails is the last cheap moment to go back. A status that says PASS above a row that says \
          FAIL is how it is missed.",
    settings: &[],
    source: "FD:972-979, GC:550",
    judge,
};

const REMEDY: &str = "Roll back and record it in a rollback log, or fix the cause, run the smoke tests again and supply their \
                      results.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let back = went_back(case);
    let results = &case.facts.smoke_results;
    if results.is_empty() {
        out.none(
            "smoke test results",
            "The smoke test results could not be read.",
            "State total, passed, failed and status.",
        )
        .at(case.start_of(Kind::SmokeResults));
    }
    for result in results {
        let subject = format!("smoke tests in {}", case.file(result.name.at));
        let places = places(result);
        let Some(fault) = fault(result) else {
            if result.passed.is_none() && result.status.is_none() {
                out.none(subject, "Neither a status nor the number that passed is stated.", REMEDY).at(places);
            } else {
                out.pass(subject, told(result)).at(places);
            }
            continue;
        };
        if let Some(at) = back {
            out.pass(subject, format!("{fault} The release was rolled back.")).at(places).at([at]);
        } else {
            out.fail(subject, format!("{fault} No rollback is recorded."), REMEDY).at(places);
        }
    }
}

/// Where a rollback is recorded.
fn went_back(case: &Case<'_>) -> Option<Place> {
    let decided = case.facts.rollout_decisions.iter().find(|decision| decision.back).map(|decision| decision.text.at);
    case.facts.rollback_records.first().map(|record| record.title.at).or(decided)
}

fn places(result: &SmokeResult) -> Vec<Place> {
    let status = result.status.as_ref().map(|(text, _)| text.at);
    let failing = result.failing.iter().map(|one| one.at);
    few(status.into_iter().chain(failing).chain(result.places.iter().copied())).collect()
}

fn told(result: &SmokeResult) -> String {
    match (result.passed, result.total) {
        (Some(passed), Some(total)) => format!("{passed} of {total} smoke tests passed."),
        (Some(passed), None) => format!("{passed} smoke tests passed, none failed."),
        _ => "The status says that the smoke tests passed.".to_owned(),
    }
}

/// What is wrong with the result, in a sentence.
fn fault(result: &SmokeResult) -> Option<String> {
    let total = result.total.or_else(|| Some(result.passed? + result.failed?));
    let failed = result.failed.filter(|failed| *failed > 0);
    let bad = result.status.as_ref().filter(|(_, good)| !good);
    let praised = result.status.as_ref().filter(|(_, good)| *good);
    let names: Vec<String> = result.failing.iter().map(|one| code(&clip(&one.value, 50))).collect();
    let which = if names.is_empty() { String::new() } else { format!(": {}", crate::rules::support::list(&names)) };
    let says =
        praised.map_or(String::new(), |(text, _)| format!(", and the status says {}", code(&clip(&text.value, 40))));
    if let Some(failed) = failed {
        let of = total.map_or(String::new(), |total| format!(" of {total}"));
        return Some(format!("{failed}{of} smoke tests failed{which}{says}."));
    }
    if let (Some(passed), Some(total)) = (result.passed, total)
        && passed < total
    {
        return Some(format!("{passed} of {total} smoke tests passed{says}; the others did not run or say nothing."));
    }
    bad.map(|(text, _)| format!("The status of the smoke tests is {}.", code(&clip(&text.value, 40))))
}

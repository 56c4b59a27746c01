//! IX-09: the start-up time of each process type was measured and is short enough.

use super::process_types::{ProcessType, long_running};
use crate::facts::{Kind, Said, Seconds, StartupTime};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, few, seconds};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "IX-09",
    name: "startup-measured",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan, Kind::Architecture, Kind::ReadinessReview],
    checks: "For each long-running process type a measured start-up time is stated; it is below the policy's limit (10 s) and \
             not above the target of the architecture document. \"Not measured\" is no evidence, whatever number stands \
             beside it.",
    why: "A rolling restart, a scale-out and a rollback all take as long as one start. A target that nobody measured is a hope.",
    settings: &["startup_limit_seconds"],
    source: "S54; R9:19, R9:39, SAD:206-212",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let types = long_running(case);
    if types.is_empty() && super::runs_nothing(case, out) {
        return;
    }
    if types.is_empty() {
        out.none("startup time", "No document says which process types the release runs.", super::RESTART_TABLE)
            .at(case.start_of(Kind::DeploymentPlan));
        return;
    }
    let mut silent: Vec<&ProcessType<'_>> = Vec::new();
    for of_type in &types {
        let stated =
            of_type.planned(case, |entry| entry.startup_measured.as_ref().filter(|said| said.text.is_stated()));
        match stated.first() {
            Some(said) => judge_one(case, of_type, said, out),
            None => silent.push(of_type),
        }
    }
    if !silent.is_empty() {
        let names: Vec<&str> = silent.iter().map(|of_type| of_type.name()).collect();
        let remedy = "Measure the time from start to ready, and write it into the column `Startup time measured` of the plan's \
                      Rolling Restart Strategy.";
        out.none(
            "process types without measurement",
            format!("No measured start-up time is stated for {}.", codes(&names)),
            remedy,
        )
        .at(few(silent.iter().flat_map(|of_type| of_type.places())));
    }
}

fn judge_one(case: &Case<'_>, of_type: &ProcessType<'_>, said: &StartupTime, out: &mut Findings) {
    let phrase = &said.text;
    let name = code(of_type.name());
    let subject = format!("process type {name}");
    let Some(taken) = said.seconds else {
        let message =
            format!("The start-up time of {name} is {}, which is no measurement.", code(&clip(&phrase.value, 60)));
        out.none(
            subject,
            message,
            format!("Measure the time from start to ready of {name}, and write it down in seconds."),
        )
        .at([phrase.at]);
        return;
    };
    let limit = case.policy.startup_limit_seconds;
    let target = target(of_type);
    let remedy =
        format!("Shorten the start of {name}, or have the target changed by a decision record, and measure again.");
    if taken > limit || (taken >= limit && !said.bound) {
        let message = format!("{name} takes {} to start, and the limit is below {}.", seconds(taken), seconds(limit));
        out.fail(subject, message, remedy).at([phrase.at]);
    } else if let Some(target) = target.filter(|target| taken > target.value) {
        let message = format!("{name} takes {} to start, and its target is {}.", seconds(taken), seconds(target.value));
        out.fail(subject, message, remedy).at([phrase.at, target.at]);
    } else {
        let against =
            target.map_or(String::new(), |target| format!(" and within its target of {}", seconds(target.value)));
        let message =
            format!("{name} takes {} to start, below the limit of {}{against}.", seconds(taken), seconds(limit));
        out.pass(subject, message).at([phrase.at]).at(target.map(|target| target.at));
    }
}

/// The strictest target of any document.
fn target<'a>(of_type: &ProcessType<'a>) -> Option<&'a Said<Seconds>> {
    let targets = of_type.entries.iter().filter_map(|entry| entry.startup_target.as_ref());
    targets.min_by(|one, other| one.value.total_cmp(&other.value))
}

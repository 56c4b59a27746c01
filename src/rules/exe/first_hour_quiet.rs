//! EXE-14: the first hour after the rollout shows nothing bad.

use crate::facts::{Kind, Place, Sample};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Metric;

pub(super) static RULE: Rule = Rule {
    id: "EXE-14",
    name: "first-hour-quiet",
    severity: Severity::Error,
    stage: Some(Stage::Rollout),
    needs: &[Kind::MonitoringReport, Kind::ExecutionLog],
    checks: "In the first five minutes of the samples no more requests fail than the policy allows; in the first hour \
             answers take no longer than the policy allows over the baseline, and there are no critical errors. \
             Samples without a time count as those of the whole observation. What was not sampled has no evidence.",
    why: "What breaks at once shows in the first minutes; what fills up slowly shows in the first hour. Later the \
          team has gone home.",
    settings: &["first_hour"],
    source: "GC:553, QG:543-554",
    judge,
};

/// Minutes of the first look, and of the first hour.
const FIRST: f64 = 5.0;
const HOUR: f64 = 60.0;

fn judge(case: &Case<'_>, out: &mut Findings) {
    let begin = case.facts.samples.iter().filter_map(|sample| sample.minutes).map(|(from, _)| from).reduce(f64::min);
    let within = |minutes: f64| {
        move |sample: &&Sample| sample.minutes.is_none_or(|(from, _)| from - begin.unwrap_or(from) <= minutes + 1e-9)
    };
    let of = |class: Metric| case.facts.samples.iter().filter(move |sample| sample.class == Some(class));
    let limits = case.policy.first_hour;

    let errors: Vec<&Sample> =
        of(Metric::ErrorRate).filter(|sample| sample.unit == "%").filter(within(FIRST)).collect();
    let limit = limits.error_percent;
    weigh(
        "error rate in the first five minutes",
        &errors,
        &|_| Some(limit),
        "Roll back, or show why these errors are not the release's.",
        out,
    );

    let answers: Vec<&Sample> =
        of(Metric::Latency).filter(|sample| sample.baseline.is_some()).filter(within(HOUR)).collect();
    let factor = 1.0 + limits.response_increase_percent / 100.0;
    let bound = |sample: &Sample| Some(sample.baseline? * factor);
    weigh("response time in the first hour", &answers, &bound, "Roll back, or fix what made the answers slower.", out);

    let critical: Vec<&Sample> = of(Metric::CriticalErrors).filter(within(HOUR)).collect();
    let limit = limits.critical_errors;
    weigh(
        "critical errors in the first hour",
        &critical,
        &|_| Some(limit),
        "Roll back, and open an incident for each.",
        out,
    );
}

fn weigh(subject: &str, samples: &[&Sample], bound: &dyn Fn(&Sample) -> Option<f64>, remedy: &str, out: &mut Findings) {
    if samples.is_empty() {
        let remedy = format!("Write the {subject} into the monitoring report, with the value from before the release.");
        out.none(subject, format!("No sample, or no value from before the release, gives the {subject}."), remedy);
        return;
    }
    let over = |sample: &&&Sample| bound(sample).is_some_and(|bound| sample.value > bound + 1e-9);
    let bad: Vec<&&Sample> = samples.iter().filter(over).collect();
    let Some(worst) = bad.iter().max_by(|one, other| one.value.total_cmp(&other.value)) else {
        out.pass(subject, format!("Within the limit in {}.", count(samples.len(), "sample"))).at(few(at(samples)));
        return;
    };
    let when = worst.when.as_ref().map_or(String::new(), |when| format!(" at {}", code(&clip(&when.value, 40))));
    let limit = bound(worst).unwrap_or_default();
    let message = format!(
        "{} is {}{when}; the limit is {}.",
        code(&clip(&worst.metric.value, 40)),
        shown(worst.value, &worst.unit),
        shown(limit, &worst.unit)
    );
    out.fail(subject, message, remedy).at(few(bad.iter().map(|sample| sample.at)));
}

fn at<'s>(samples: &'s [&'s Sample]) -> impl Iterator<Item = Place> + 's {
    samples.iter().map(|sample| sample.at)
}

fn shown(value: f64, unit: &str) -> String {
    let round = (value * 1000.0).round() / 1000.0;
    format!("{round} {unit}").trim_end().to_owned()
}

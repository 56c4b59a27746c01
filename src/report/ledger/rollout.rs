//! The rollout: probes, smoke tests, samples, decisions, the way back.

use super::meaning::{Meant, at, minutes, number, places, plain};
use super::{Card, Shown};
use crate::facts::{ExecutedStep, ProbeTold, RollbackRecord, RolloutDecision, Said, Sample, SmokeResult, Times};

impl Shown for ProbeTold {
    fn show(&self, card: &mut Card<'_>) {
        let Self { kind, name, endpoint, interval, timeout, expected, listed, at } = self;
        card.subject(&name.value, *at)
            .say("Kind", kind.map(crate::facts::ProbeKind::word))
            .say("Endpoint", endpoint)
            .say("Interval", interval)
            .say("Timeout", timeout)
            .say("Expected", expected)
            .say("In a table", *listed);
    }
}

impl Shown for SmokeResult {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, total, passed, failed, status, failing, places: told } = self;
        let (status, good) = status.as_ref().map_or((None, None), |(text, good)| (Some(text), Some(*good)));
        card.named(name)
            .say("Tests", *total)
            .say("Passed", *passed)
            .say("Failed", *failed)
            .say("Status", status)
            .say("Good", good)
            .say("Did not pass", failing)
            .say("Told", places(told));
    }
}

impl Shown for Sample {
    fn show(&self, card: &mut Card<'_>) {
        let Self { metric, class, percentile, value, unit, baseline, when, minutes, at } = self;
        let with_unit = |value: f64| plain(format!("{} {unit}", number(value)).trim_end().to_owned());
        card.subject(&metric.value, *at)
            .say("Metric", class.map(crate::vocabulary::Metric::id))
            .say("Percentile", percentile.map(u64::from))
            .say("Value", with_unit(*value))
            .say("Before the release", baseline.map(with_unit))
            .say("When", when)
            .say("Minutes", minutes.map(|(from, to)| plain(format!("{} to {}", number(from), number(to)))));
    }
}

impl Shown for RolloutDecision {
    fn show(&self, card: &mut Card<'_>) {
        let Self { back, text, minutes } = self;
        card.named(text)
            .say("Decision", if *back { "go back" } else { "go on" })
            .say("Minutes", minutes.map(|at| plain(number(at))));
    }
}

impl Shown for RollbackRecord {
    fn show(&self, card: &mut Card<'_>) {
        let Self { title, version, levels, smoke, alerts, took, incident } = self;
        card.named(title)
            .say("All on the old version", yes(version.as_ref()))
            .say("Levels as before", yes(levels.as_ref()))
            .say("Smoke tests pass", yes(smoke.as_ref()))
            .say("No alert fires", yes(alerts.as_ref()))
            .say("Took", minutes(took.as_ref()))
            .say("Incident opened", yes(incident.as_ref()));
    }
}

impl Shown for ExecutedStep {
    fn show(&self, card: &mut Card<'_>) {
        let Self { number, action, owner, planned, actual, result, good, deviation, at } = self;
        card.subject(&action.value, *at)
            .say("Number", number)
            .say("Owner", owner)
            .say("Planned", &planned.text)
            .say("Planned minutes", times(planned))
            .say("Actual", &actual.text)
            .say("Actual minutes", times(actual))
            .say("Result", result)
            .say("Good", *good)
            .say("Deviation", deviation);
    }
}

/// `120 to 130, length 10`.
fn times(times: &Times) -> Option<Meant> {
    let Times { text: _, begin, end, length } = times;
    let told = |minutes: &Option<f64>| minutes.map(number);
    let clock = match (told(begin), told(end)) {
        (Some(begin), Some(end)) => Some(format!("{begin} to {end}")),
        (begin, end) => begin.or(end),
    };
    let length = told(length).map(|length| format!("length {length}"));
    let parts: Vec<String> = clock.into_iter().chain(length).collect();
    (!parts.is_empty()).then(|| plain(parts.join(", ")))
}

fn yes(said: Option<&Said<bool>>) -> Option<Meant> {
    said.map(|said| at(if said.value { "yes" } else { "no" }, said.at))
}

//! Triggers held against samples: whether one has fired, and when.

use std::collections::BTreeMap;

use crate::facts::{Comparator, Facts, Kind, Relative, Sample, Trigger};
use crate::vocabulary::Metric;

/// A trigger that has fired.
#[derive(Clone, Copy)]
pub(super) struct Fired<'a> {
    /// The sample that fired it: the last one of the time over which the limit was broken.
    pub(super) sample: &'a Sample,
    /// The limit in the unit of the sample.
    pub(super) limit: f64,
}

/// What a replay of one trigger says.
#[derive(Clone, Copy)]
pub(super) enum Replay<'a> {
    /// It fired.
    Fired(Fired<'a>),
    /// It was watched and did not fire: so many samples.
    Quiet(usize),
    /// No sample shows what it watches, or what that was before the release.
    Unseen,
}

/// The triggers that fired over the samples of the monitoring reports, each with the sample and the limit in its unit.
pub(crate) fn fired(facts: &Facts) -> Vec<(&Trigger, &Sample, f64)> {
    let of_report = |sample: &&Sample| facts.in_kind(sample.at, Kind::MonitoringReport);
    let mut replays = Replays::of(facts.samples.iter().filter(of_report));
    let triggers = facts.triggers.iter().filter(|trigger| trigger.limit.is_some());
    triggers
        .filter_map(|trigger| match replays.of_trigger(trigger) {
            Replay::Fired(Fired { sample, limit }) => Some((trigger, sample, limit)),
            Replay::Quiet(_) | Replay::Unseen => None,
        })
        .collect()
}

/// The samples of the reports, and what the replays over them have said.
pub(super) struct Replays<'a> {
    /// By what they measure, in the order of their times.
    samples: BTreeMap<Metric, Vec<&'a Sample>>,
    /// A plan and its runbook name the same triggers: each is replayed once.
    known: BTreeMap<String, Replay<'a>>,
}

impl<'a> Replays<'a> {
    /// Over these samples.
    pub(super) fn of(samples: impl Iterator<Item = &'a Sample>) -> Self {
        let mut by_class: BTreeMap<Metric, Vec<&Sample>> = BTreeMap::new();
        for sample in samples {
            if let Some(class) = sample.class {
                by_class.entry(class).or_default().push(sample);
            }
        }
        for own in by_class.values_mut() {
            own.sort_by(|one, other| begin(one).total_cmp(&begin(other)));
        }
        Self { samples: by_class, known: BTreeMap::new() }
    }

    /// Replays one trigger.
    pub(super) fn of_trigger(&mut self, trigger: &Trigger) -> Replay<'a> {
        let Some(samples) = trigger.class.and_then(|class| self.samples.get(&class)) else { return Replay::Unseen };
        let limit = trigger.limit.as_ref().map(|limit| (limit.number, limit.comparator, &limit.unit));
        let window = trigger.window.as_ref().map(|window| window.value);
        let key = format!("{:?}", (trigger.class, trigger.percentile, limit, trigger.relative, window));
        *self.known.entry(key).or_insert_with(|| replay(trigger, samples))
    }
}

/// Replays one trigger over samples of what it watches.
fn replay<'a>(trigger: &Trigger, samples: &[&'a Sample]) -> Replay<'a> {
    let own: Vec<(&'a Sample, bool, f64)> = samples
        .iter()
        .filter(|sample| is_point(trigger, sample))
        .filter_map(|sample| limit(trigger, sample).map(|(limit, broken)| (*sample, broken, limit)))
        .collect();
    if own.is_empty() {
        return Replay::Unseen;
    }
    let window = trigger.window.as_ref().map_or(0.0, |window| window.value);
    let mut since: Option<f64> = None;
    for (sample, broken, limit) in &own {
        if !broken {
            since = None;
            continue;
        }
        // A value without a time is that of the whole observation.
        let Some((from, to)) = sample.minutes else {
            return Replay::Fired(Fired { sample, limit: *limit });
        };
        let first = *since.get_or_insert(from);
        if to - first + 1e-9 >= window {
            return Replay::Fired(Fired { sample, limit: *limit });
        }
    }
    Replay::Quiet(own.len())
}

fn begin(sample: &Sample) -> f64 {
    sample.minutes.map_or(f64::NEG_INFINITY, |(from, _)| from)
}

/// Whether a sample is of the percentile that a trigger watches.
fn is_point(trigger: &Trigger, sample: &Sample) -> bool {
    trigger.percentile.is_none() || sample.percentile.is_none() || trigger.percentile == sample.percentile
}

/// The limit in the unit of the sample, and whether the sample breaks it; nothing where the two cannot be compared.
fn limit(trigger: &Trigger, sample: &Sample) -> Option<(f64, bool)> {
    let limit = trigger.limit.as_ref()?;
    let value = sample.value;
    if let Some(relative) = trigger.relative {
        let before = sample.baseline?;
        let (bound, above) = match relative {
            Relative::PointsAbove => (before + limit.number, true),
            Relative::ShareAbove => (before * (1.0 + limit.number / 100.0), true),
            // `< 70 % of baseline` is as good as `30 % below baseline`.
            Relative::ShareBelow if limit.comparator == Comparator::Below && limit.number >= 50.0 => {
                (before * limit.number / 100.0, false)
            }
            Relative::ShareBelow => (before * (1.0 - limit.number / 100.0), false),
        };
        let broken = if above { value > bound + 1e-9 } else { value < bound - 1e-9 };
        return Some((bound, broken));
    }
    let bound = same_unit(limit.number, &limit.unit, sample)?;
    let broken = match limit.comparator {
        Comparator::Above => value > bound,
        Comparator::AtLeast => value >= bound,
        Comparator::Below => value < bound,
        Comparator::AtMost => value <= bound,
        Comparator::Equal => (value - bound).abs() < f64::EPSILON,
    };
    Some((bound, broken))
}

/// A number of one unit in that of the sample.
fn same_unit(number: f64, unit: &str, sample: &Sample) -> Option<f64> {
    let percent = unit.contains(['%', '％']);
    let seconds = match unit.trim().to_lowercase().as_str() {
        "ms" | "msec" | "milliseconds" | "ミリ秒" | "毫秒" => Some(number / 1000.0),
        "s" | "sec" | "seconds" | "秒" | "sekunden" | "secondes" | "segundos" => Some(number),
        _ => None,
    };
    match (sample.unit.as_str(), seconds) {
        ("%", None) => percent.then_some(number),
        ("s", Some(seconds)) => Some(seconds),
        // Counts: restarts, messages, kills.
        ("", None) if !percent => Some(number),
        (_, None) if !percent && is_count(sample.class) => Some(number),
        _ => None,
    }
}

fn is_count(class: Option<Metric>) -> bool {
    matches!(
        class,
        Some(Metric::Restarts | Metric::OutOfMemory | Metric::QueueDepth | Metric::CriticalErrors | Metric::SmokeTests)
    )
}

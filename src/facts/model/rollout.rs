//! What is told of a rollout: probes that are to answer, samples that were taken, what was decided, how one went back.

use super::Minutes;
use crate::facts::{Phrase, Place, Said};
use crate::vocabulary::Metric;

/// What a probe asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProbeKind {
    /// Whether the process has started.
    Startup,
    /// Whether it can serve.
    Readiness,
    /// Whether it is alive.
    Liveness,
}

impl ProbeKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Startup, Self::Readiness, Self::Liveness];

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Startup => "startup",
            Self::Readiness => "readiness",
            Self::Liveness => "liveness",
        }
    }
}

/// A probe that a document describes. A field is nothing where its table has no such column; a cell that was left blank is there.
#[derive(Clone, Debug)]
pub struct ProbeTold {
    /// Which kind, if the name says so.
    pub kind: Option<ProbeKind>,
    /// Its name, with the process type that it asks.
    pub name: Phrase,
    /// What it asks.
    pub endpoint: Option<Phrase>,
    /// How often, as written.
    pub interval: Option<Phrase>,
    /// How long it waits, as written.
    pub timeout: Option<Phrase>,
    /// What is to come back.
    pub expected: Option<Phrase>,
    /// It stands in a table.
    pub listed: bool,
    /// The row or line.
    pub at: Place,
}

/// How the smoke tests of one document came out.
#[derive(Clone, Debug)]
pub struct SmokeResult {
    /// What was tested: the title of the document.
    pub name: Phrase,
    /// Tests in all: the larger of what is stated and what is listed.
    pub total: Option<u64>,
    /// Tests that passed: the smaller of what is stated and what is listed.
    pub passed: Option<u64>,
    /// Tests that failed: the larger of both.
    pub failed: Option<u64>,
    /// The status that the document gives, and whether it is a good one.
    pub status: Option<(Phrase, bool)>,
    /// Tests that did not pass, the first 32.
    pub failing: Vec<Phrase>,
    /// The lines and rows that give the numbers, the first 8.
    pub places: Vec<Place>,
}

/// A value that was measured while the release ran.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What was measured, as written.
    pub metric: Phrase,
    /// The same, if it is known.
    pub class: Option<Metric>,
    /// 99 for p99.
    pub percentile: Option<u16>,
    /// The number; times are in seconds.
    pub value: f64,
    /// `%`, `s`; empty for a bare number.
    pub unit: String,
    /// The value before the release, in the same unit.
    pub baseline: Option<f64>,
    /// When, as written.
    pub when: Option<Phrase>,
    /// Minutes of the clock or from the start at which it begins and ends; equal for a moment.
    pub minutes: Option<(Minutes, Minutes)>,
    /// The cell.
    pub at: Place,
}

/// What was decided while the release was watched.
#[derive(Clone, Debug)]
pub struct RolloutDecision {
    /// To go back; else to go on.
    pub back: bool,
    /// As written.
    pub text: Phrase,
    /// Minutes as those of the samples, where the decision stands beside one.
    pub minutes: Option<Minutes>,
}

/// Times of a step: clocks in minutes, those of one document from the same begin.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// When it begins, or how long it takes, as written.
    pub text: Option<Phrase>,
    /// Its begin.
    pub begin: Option<Minutes>,
    /// Its end.
    pub end: Option<Minutes>,
    /// How long it takes.
    pub length: Option<Minutes>,
}

impl Times {
    /// How long it takes, as stated or from begin to end.
    pub fn minutes(&self) -> Option<Minutes> {
        self.length.or_else(|| Some(self.end? - self.begin?).filter(|length| *length >= 0.0))
    }
}

/// A step as an execution log records it.
#[derive(Clone, Debug)]
pub struct ExecutedStep {
    /// Number as written.
    pub number: Option<Phrase>,
    /// What was done.
    pub action: Phrase,
    /// Who did it.
    pub owner: Option<Phrase>,
    /// When it was to be done.
    pub planned: Times,
    /// When it was done.
    pub actual: Times,
    /// How it came out, as written.
    pub result: Option<Phrase>,
    /// Whether that is good, if its words are known.
    pub good: Option<bool>,
    /// How it deviated, as written.
    pub deviation: Option<Phrase>,
    /// The row.
    pub at: Place,
}

impl ExecutedStep {
    /// How many minutes it took longer than planned, where both are stated.
    pub fn overrun(&self) -> Option<Minutes> {
        positive(self.actual.minutes()? - self.planned.minutes()?)
    }

    /// How many minutes later than planned it began; if that is not known, ended.
    pub fn delay(&self) -> Option<Minutes> {
        let late = |actual: Option<Minutes>, planned: Option<Minutes>| Some(actual? - planned?);
        let begin = late(self.actual.begin, self.planned.begin);
        positive(begin.or_else(|| late(self.actual.end, self.planned.end))?)
    }

    /// Whether it did not go as planned.
    pub fn deviates(&self) -> bool {
        self.good == Some(false) || self.overrun().is_some() || self.delay().is_some() || self.deviation.is_some()
    }
}

/// Half a minute is no delay.
fn positive(minutes: Minutes) -> Option<Minutes> {
    (minutes >= 0.5).then_some(minutes)
}

/// What a record of a rollback says.
#[derive(Clone, Debug)]
pub struct RollbackRecord {
    /// Title of the document.
    pub title: Phrase,
    /// Whether everything runs the old version again.
    pub version: Option<Said<bool>>,
    /// Whether error rate, latency and the like are back where they were.
    pub levels: Option<Said<bool>>,
    /// Whether the smoke tests pass.
    pub smoke: Option<Said<bool>>,
    /// Whether no alert is firing.
    pub alerts: Option<Said<bool>>,
    /// How long it took.
    pub took: Option<Said<Minutes>>,
    /// The incident that was opened.
    pub incident: Option<Said<bool>>,
}

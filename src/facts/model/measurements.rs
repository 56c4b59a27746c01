//! What was measured.

use crate::facts::{Phrase, Place};

/// What a number says of its samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statistic {
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// The mean.
    Mean,
    /// The last one.
    Last,
    /// The part for which something holds, 0 to 1.
    Share,
    /// Per second.
    Rate,
    /// How many in all.
    Count,
    /// The value below which so many thousandths lie: 950 is p95, 500 the median.
    Percentile(u16),
}

/// One metric, or one series of it.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// Name of the metric.
    pub metric: Phrase,
    /// What tells the series from others of the metric, such as `job="api"`; empty if nothing does.
    pub labels: String,
    /// Number of samples, where it is known.
    pub samples: Option<u64>,
    /// The numbers, in the unit of the metric.
    pub statistics: Vec<(Statistic, f64)>,
    /// Time of the first sample as written.
    pub from: Option<Phrase>,
    /// Time of the last sample as written.
    pub to: Option<Phrase>,
    /// Conditions that the tool itself judged.
    pub thresholds: Vec<Threshold>,
    /// The whole entry.
    pub at: Place,
}

impl Measurement {
    /// The number for a statistic.
    pub fn get(&self, statistic: Statistic) -> Option<f64> {
        self.statistics.iter().find(|(kind, _)| *kind == statistic).map(|(_, value)| *value)
    }
}

/// A condition that a load tool judged.
#[derive(Clone, Debug)]
pub struct Threshold {
    /// Such as `p(95)<500`.
    pub condition: Phrase,
    /// Whether it was met.
    pub met: bool,
}

//! What was measured.

use super::meaning::{Meant, at, number};
use super::{Card, Shown};
use crate::facts::{Measurement, Statistic, Threshold};

impl Shown for Measurement {
    fn show(&self, card: &mut Card<'_>) {
        let Self { metric, labels, samples, statistics, from, to, thresholds, at } = self;
        let numbers: Vec<String> = statistics.iter().map(|(kind, value)| format!("{} {value}", word(*kind))).collect();
        card.subject(&metric.value, *at)
            .say("Labels", (!labels.is_empty()).then_some(labels.as_str()))
            .say("Samples", *samples)
            .say("Value", &numbers)
            .say("From", from)
            .say("To", to)
            .say("Threshold", thresholds.iter().map(threshold).collect::<Vec<_>>());
    }
}

fn threshold(threshold: &Threshold) -> Meant {
    let Threshold { condition, met } = threshold;
    at(format!("{} ({})", condition.value, if *met { "met" } else { "not met" }), condition.at)
}

fn word(statistic: Statistic) -> String {
    match statistic {
        Statistic::Min => "min".to_owned(),
        Statistic::Max => "max".to_owned(),
        Statistic::Mean => "mean".to_owned(),
        Statistic::Last => "last".to_owned(),
        Statistic::Share => "share".to_owned(),
        Statistic::Rate => "per second".to_owned(),
        Statistic::Count => "count".to_owned(),
        Statistic::Percentile(thousandths) => format!("p{}", number(f64::from(thousandths) / 10.0)),
    }
}

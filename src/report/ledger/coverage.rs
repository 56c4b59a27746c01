//! How much of the code the tests ran.

use super::meaning::number;
use super::{Card, Shown};
use crate::facts::{Coverage, CoverageMetric};

impl Shown for Coverage {
    fn show(&self, card: &mut Card<'_>) {
        let Self { metric, file, covered, total, percent, at } = self;
        let metric = match metric {
            CoverageMetric::Line => "lines",
            CoverageMetric::Statement => "statements",
            CoverageMetric::Branch => "branches",
            CoverageMetric::Function => "functions",
            CoverageMetric::Instruction => "instructions",
        };
        card.subject(file.as_ref().map_or("all files", |file| file.value.as_str()), *at)
            .say("Counted", metric)
            .say("Covered", &format!("{} %", number(*percent)))
            .say("Run", *covered)
            .say("In all", *total);
    }
}

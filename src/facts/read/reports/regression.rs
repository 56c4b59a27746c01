//! Regression gates: tests that passed on the version before, and on the candidate.

use super::{Doc, Phrase, Said, amount, sections, stated};
use crate::facts::RegressionGate;
use crate::facts::read::tests::percent;
use crate::vocabulary::{Column, Title};

/// The report that a document is or holds.
pub(super) fn read(doc: &Doc<'_>) -> Option<RegressionGate> {
    let (title, own) = sections(doc, Title::RegressionGate)?;
    let mut gate = RegressionGate { title, baseline: None, candidate: None, rate: None, threshold: None };
    for stated in stated(doc, &own) {
        let value = &stated.value;
        match stated.column() {
            Some(Column::BaselinePassed) => gate.baseline = gate.baseline.or_else(|| amount(value)),
            Some(Column::CandidatePassed) => gate.candidate = gate.candidate.or_else(|| amount(value)),
            Some(Column::RegressionRate) => gate.rate = gate.rate.or_else(|| share(value)),
            Some(Column::Threshold) => gate.threshold = gate.threshold.or_else(|| share(value)),
            _ => {}
        }
    }
    let counted = gate.baseline.is_some() && gate.candidate.is_some();
    (counted || gate.rate.is_some()).then_some(gate)
}

/// `0.00 %`, `≤ 2 %`.
fn share(value: &Phrase) -> Option<Said<f64>> {
    let plain = value.value.trim_start_matches(['≤', '<', '=', '⩽', ' ']);
    let percent = percent(plain).filter(|_| plain.contains(['%', '％']))?;
    Some(Said { value: percent, at: value.at })
}

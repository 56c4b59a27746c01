//! The findings for a build log: one line each, in the form that editors and log viewers turn into links.

use std::fmt::Write as _;

use super::fold::fold;
use super::item::sentence;
use super::text::reason;
use crate::deliverables::plain;
use crate::review::{Answer, Outcome, Review, Severity};

impl Outcome {
    /// How much this outcome weighs as a finding; `None` if it is none. A missing piece of evidence weighs one step less
    /// than a failure of its rule would, and a waived failure is a warning.
    pub fn weight(&self) -> Option<Severity> {
        match self.outcome {
            Answer::Fail => Some(self.severity),
            Answer::Waived => Some(Severity::Warn),
            Answer::NoEvidence if self.severity == Severity::Error => Some(Severity::Warn),
            Answer::NoEvidence => Some(Severity::Info),
            Answer::Pass | Answer::NotApplicable | Answer::NotDue => None,
        }
    }
}

/// `path:line: severity RULE message` for each finding, then the verdict. Where no line can be named, the place is `-:0`.
/// Checks that wait for the same document are one line, under the first of them.
pub fn lines(review: &Review) -> String {
    let mut out = String::new();
    findings(&mut out, &review.outcomes);
    for input in review.inputs.iter().filter(|input| input.kind == "unreadable") {
        let _ = writeln!(out, "{}:0: info NOT-READ {}", plain(&input.path), plain(&input.why));
    }
    let _ = writeln!(out, "{}: {}", review.verdict, reason(review));
    out
}

/// A line for each finding.
pub(super) fn findings(out: &mut String, outcomes: &[Outcome]) {
    for outcome in outcomes.iter().filter(|outcome| outcome.outcome != Answer::NoEvidence) {
        let waived = if outcome.outcome == Answer::Waived { "waived: " } else { "" };
        line(out, outcome, outcome.weight(), &format!("{waived}{}", sentence(outcome)));
    }
    for fold in fold(outcomes) {
        let weight = fold.outcomes.iter().filter_map(|outcome| outcome.weight()).min();
        match fold.outcomes.as_slice() {
            [] => {}
            [outcome] => line(out, outcome, weight, &sentence(outcome)),
            [first, ..] => line(out, first, weight, &fold.sentence()),
        }
    }
}

fn line(out: &mut String, outcome: &Outcome, weight: Option<Severity>, says: &str) {
    let Some(weight) = weight else { return };
    let (file, number) = outcome.evidence.first().map_or(("-", 0), |place| (place.file.as_str(), place.line));
    let _ = writeln!(out, "{}:{number}: {} {} {}", plain(file), weight.word(), outcome.rule, plain(says));
}

//! The findings for a build log: one line each, in the form that editors and log viewers turn into links.

use std::fmt::Write as _;

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
pub fn lines(review: &Review) -> String {
    let mut out = String::new();
    for outcome in &review.outcomes {
        let Some(weight) = outcome.weight() else { continue };
        let (file, line) = outcome.evidence.first().map_or(("-", 0), |place| (place.file.as_str(), place.line));
        let waived = if outcome.outcome == Answer::Waived { "waived: " } else { "" };
        let _ = writeln!(
            out,
            "{}:{line}: {} {} {waived}{}",
            plain(file),
            weight.word(),
            outcome.rule,
            plain(&sentence(outcome))
        );
    }
    for input in review.inputs.iter().filter(|input| input.kind == "unreadable") {
        let _ = writeln!(out, "{}:0: info NOT-READ {}", plain(&input.path), plain(&input.why));
    }
    let _ = writeln!(out, "{}: {}", review.verdict, reason(review));
    out
}

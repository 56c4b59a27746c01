//! From outcomes to GO, CONDITIONAL GO or NO-GO.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Answer, Outcome, Severity};

/// The judgement of the whole dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Nothing stands against the release.
    #[serde(rename = "GO")]
    Go,
    /// No stop, but conditions: evidence that is missing, warnings, waivers.
    #[serde(rename = "CONDITIONAL GO")]
    ConditionalGo,
    /// At least one `error` rule fails.
    #[serde(rename = "NO-GO")]
    NoGo,
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Go => "GO",
            Self::ConditionalGo => "CONDITIONAL GO",
            Self::NoGo => "NO-GO",
        })
    }
}

impl Outcome {
    /// Whether this outcome alone makes the release NO-GO.
    pub fn stops(&self) -> bool {
        self.outcome == Answer::Fail && self.severity == Severity::Error
    }

    /// Whether this outcome is a condition of a CONDITIONAL GO.
    pub fn is_condition(&self) -> bool {
        match self.outcome {
            Answer::Fail => self.severity == Severity::Warn,
            Answer::NoEvidence => self.severity == Severity::Error,
            Answer::Waived => true,
            Answer::Pass | Answer::NotApplicable | Answer::NotDue => false,
        }
    }
}

/// NO-GO if any `error` rule fails; CONDITIONAL GO if an `error` rule has no evidence, a `warn` rule fails or a waiver is in
/// force; GO else.
pub fn verdict(outcomes: &[Outcome]) -> Verdict {
    if outcomes.iter().any(Outcome::stops) {
        Verdict::NoGo
    } else if outcomes.iter().any(Outcome::is_condition) {
        Verdict::ConditionalGo
    } else {
        Verdict::Go
    }
}

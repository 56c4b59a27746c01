//! What static analysis found.

use crate::facts::{Phrase, Place};

/// How much a finding matters to the tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingLevel {
    /// No problem: passed, informational, not applicable.
    None,
    /// A note.
    Note,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

/// One run of a tool. Findings that were suppressed count apart.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Name of the tool.
    pub tool: Phrase,
    /// Errors that stand.
    pub errors: u64,
    /// Warnings that stand.
    pub warnings: u64,
    /// Notes that stand.
    pub notes: u64,
    /// Findings that stand and score 9.0 or more as vulnerabilities; nothing if the tool scores none.
    pub critical: Option<u64>,
    /// Findings that stand and score from 7.0 up to 9.0.
    pub high: Option<u64>,
    /// Findings of any level that were suppressed.
    pub suppressed: u64,
    /// The findings, the first thousand of a run.
    pub findings: Vec<StaticFinding>,
    /// The run.
    pub at: Place,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct StaticFinding {
    /// The rule, such as `CWE-79` or `no-unused-vars`.
    pub rule: Phrase,
    /// How much it matters.
    pub level: FindingLevel,
    /// What the tool said.
    pub message: Option<Phrase>,
    /// The file that it speaks of.
    pub file: Option<String>,
    /// The line in that file.
    pub line: Option<u64>,
    /// Somebody decided that it may stay.
    pub suppressed: bool,
}

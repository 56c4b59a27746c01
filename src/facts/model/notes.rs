//! What the release brings.

use jiff::civil::Date;

use super::DefectSeverity;
use crate::facts::{Phrase, Place};

/// Kind of a change, in the words of Keep a Changelog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Breaks something that worked.
    Breaking,
    /// New.
    Added,
    /// Different.
    Changed,
    /// Will go.
    Deprecated,
    /// Gone.
    Removed,
    /// Mended.
    Fixed,
    /// About security.
    Security,
}

/// A change that the release brings.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which kind.
    pub kind: ChangeKind,
    /// The line.
    pub text: Phrase,
    /// Ids of issues that it names.
    pub ids: Vec<String>,
    /// The version whose notes it stands in, if a heading above names one.
    pub version: Option<String>,
}

/// What one document says of one version.
#[derive(Clone, Debug)]
pub struct Notes {
    /// The version; nothing for what is not released yet.
    pub version: Option<String>,
    /// The day of the release.
    pub date: Option<Date>,
    /// "Unreleased".
    pub unreleased: bool,
    /// Steps of the upgrade.
    pub upgrade: Vec<Phrase>,
    /// The title or heading.
    pub at: Place,
}

/// An entry of the release notes' known issues.
#[derive(Clone, Debug)]
pub struct KnownIssue {
    /// Ids that it names, such as `DEF-042`.
    pub ids: Vec<String>,
    /// The whole entry.
    pub text: Phrase,
    /// Severity that it names.
    pub severity: Option<DefectSeverity>,
    /// Names a workaround.
    pub workaround: bool,
    /// It is said to be over.
    pub resolved: bool,
    /// A runbook tells it as a trouble of the operation: what is known to go wrong, and no issue of the release.
    pub trouble: bool,
}

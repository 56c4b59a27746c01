//! What the release brings.

use crate::facts::Phrase;

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
}

/// An entry of the release notes' known issues.
#[derive(Clone, Debug)]
pub struct KnownIssue {
    /// Ids that it names, such as `DEF-042`.
    pub ids: Vec<String>,
    /// The whole entry.
    pub text: Phrase,
    /// Names a severity.
    pub severity: bool,
    /// Names a workaround.
    pub workaround: bool,
}

//! Tests and what they found.

use crate::facts::{Phrase, Said};
use crate::vocabulary;

/// Severity of a defect, on one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DefectSeverity {
    /// P0: critical, show stopper.
    P0,
    /// P1: high, major.
    P1,
    /// P2: medium.
    P2,
    /// P3: low, minor.
    P3,
    /// P4: cosmetic.
    P4,
}

/// A defect.
#[derive(Clone, Debug)]
pub struct Defect {
    /// Such as `DEF-042`.
    pub id: Phrase,
    /// Short title.
    pub title: Option<Phrase>,
    /// Severity on one scale.
    pub severity: Option<Said<DefectSeverity>>,
    /// Status as written.
    pub status: Option<Phrase>,
    /// Still open.
    pub open: bool,
    /// Workaround.
    pub workaround: Option<Phrase>,
}

/// How many defects of a severity are open.
#[derive(Clone, Debug)]
pub struct DefectCount {
    /// The severity.
    pub severity: DefectSeverity,
    /// How many are open.
    pub open: Said<u64>,
}

/// Level of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TestLevel {
    /// Unit tests.
    Unit,
    /// Integration tests.
    Integration,
    /// End-to-end or system tests.
    EndToEnd,
    /// Acceptance tests.
    Acceptance,
    /// Performance tests.
    Performance,
    /// Security tests.
    Security,
}

/// A run of tests: a row of a table, or a machine report.
#[derive(Clone, Debug)]
pub struct TestRun {
    /// Level, if it can be told.
    pub level: Option<TestLevel>,
    /// Name of the suite, or the row.
    pub name: Phrase,
    /// From a machine report (JUnit), not from a table.
    pub machine: bool,
    /// Tests in all.
    pub total: Option<u64>,
    /// Tests that passed.
    pub passed: Option<u64>,
    /// Tests that failed or ended in an error.
    pub failed: Option<u64>,
    /// Tests that were skipped.
    pub skipped: Option<u64>,
    /// Names of the failing tests.
    pub failing: Vec<Phrase>,
}

/// A go/no-go recommendation.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// What was recommended.
    pub decision: vocabulary::GoWord,
    /// The sentence.
    pub sentence: Phrase,
    /// Conditions of a CONDITIONAL GO: text, and whether it is ticked or closed.
    pub conditions: Vec<(Phrase, bool)>,
}

/// An acceptance criterion.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Such as `AC-01`.
    pub id: Phrase,
    /// What must hold.
    pub text: Option<Phrase>,
    /// Requirement that it comes from.
    pub requirement: Option<Phrase>,
    /// Test that shows it.
    pub test: Option<Phrase>,
    /// Result as written.
    pub result: Option<Phrase>,
    /// Evidence as written.
    pub evidence: Option<Phrase>,
}

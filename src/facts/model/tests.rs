//! Tests and what they found.

use jiff::civil::Date;

use super::Seconds;
use crate::facts::{Phrase, Said};
use crate::vocabulary::{self, Word};

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
    /// What lets the release go in spite of it.
    pub waiver: Option<Phrase>,
    /// Who allowed that, as far as the same text names somebody.
    pub waived_by: Option<String>,
    /// The last day that the same text names.
    pub waived_until: Option<Date>,
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
    /// Acceptance tests by the users themselves.
    UserAcceptance,
    /// Performance tests.
    Performance,
    /// Security tests.
    Security,
}

impl TestLevel {
    /// The word for people, as in "unit tests".
    pub fn word(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Integration => "integration",
            Self::EndToEnd => "end-to-end",
            Self::Acceptance => "acceptance",
            Self::UserAcceptance => "user acceptance",
            Self::Performance => "performance",
            Self::Security => "security",
        }
    }
}

/// A run of tests: a row of a table, or a machine report.
#[derive(Clone, Debug)]
pub struct TestRun {
    /// Level, if it can be told.
    pub level: Option<TestLevel>,
    /// Name of the suite, or the row.
    pub name: Phrase,
    /// From a machine report (JUnit, TRX, TAP …), not from a table.
    pub machine: bool,
    /// Tests in all: as the report states it, else as its cases are counted.
    pub total: Option<u64>,
    /// Tests that passed, by the same order.
    pub passed: Option<u64>,
    /// Tests that failed or ended in an error: the larger of what the report states and what its cases show.
    pub failed: Option<u64>,
    /// Tests that were skipped, by the same order as the total.
    pub skipped: Option<u64>,
    /// Of those, the ones that a document lists without a result, or as not run yet.
    pub open: u64,
    /// Percent of the tests that passed, as a table states it.
    pub rate: Option<f64>,
    /// How long it took.
    pub duration: Option<Seconds>,
    /// What a machine report states of itself.
    pub stated: Option<Counts>,
    /// What the cases of a machine report add up to; nothing if it lists none.
    pub counted: Option<Counts>,
    /// Names of the failing tests, the first hundred.
    pub failing: Vec<Phrase>,
}

impl TestRun {
    /// Whether the numbers agree: total = passed + failed + skipped. Nothing, if a number is missing; skipped tests may be.
    pub fn adds_up(&self) -> Option<bool> {
        let (total, passed, failed) = (self.total?, self.passed?, self.failed?);
        let known = passed.saturating_add(failed).saturating_add(self.skipped.unwrap_or(0));
        match self.skipped {
            Some(_) => Some(known == total),
            // What is left over may have been skipped.
            None if known <= total => (known == total).then_some(true),
            None => Some(false),
        }
    }

    /// How many tests passed, and how many ran: skipped ones did not. Nothing, if a number is missing.
    pub fn passed_of(&self) -> Option<(u64, u64)> {
        let ran = || Some(self.total?.saturating_sub(self.skipped.unwrap_or(0)));
        match (self.passed, self.failed) {
            (Some(passed), Some(failed)) => Some((passed, passed.saturating_add(failed))),
            (Some(passed), None) => Some((passed, ran()?)),
            (None, Some(failed)) => Some((ran()?.saturating_sub(failed), ran()?)),
            (None, None) => None,
        }
    }

    /// Percent of the tests that ran and passed; the stated one, if it cannot be computed.
    pub fn pass_rate(&self) -> Option<f64> {
        match self.passed_of() {
            Some((passed, ran)) => (ran > 0).then(|| passed as f64 * 100.0 / ran as f64),
            None => self.rate,
        }
    }

    /// Whether the report states other numbers than its cases add up to.
    pub fn contradicts_itself(&self) -> bool {
        let (Some(stated), Some(counted)) = (self.stated, self.counted) else { return false };
        let differs =
            |one: Option<u64>, other: Option<u64>| matches!((one, other), (Some(one), Some(other)) if one != other);
        differs(stated.total, counted.total)
            || differs(stated.failed, counted.failed)
            || differs(stated.skipped, counted.skipped)
    }
}

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In all.
    pub total: Option<u64>,
    /// That passed.
    pub passed: Option<u64>,
    /// That failed or ended in an error.
    pub failed: Option<u64>,
    /// Of those, how many ended in an error, where the format tells the two apart.
    pub errors: Option<u64>,
    /// That were not run.
    pub skipped: Option<u64>,
}

/// How a test case came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// It passed.
    Passed,
    /// It was not run, or its failure was expected.
    Skipped,
    /// It ended with no result: neither passed, nor failed, nor skipped.
    Inconclusive,
    /// It failed.
    Failed,
    /// It ended in an error, or could not be started.
    Error,
}

/// One case of a machine report.
#[derive(Clone, Debug)]
pub struct TestCase {
    /// Index of its run in the facts.
    pub run: usize,
    /// Its class, suite or package, where the report gives one.
    pub suite: Option<String>,
    /// Its name.
    pub name: Phrase,
    /// How it came out.
    pub ending: Ending,
    /// First line of what it said when it failed, and where all of it stands.
    pub message: Option<Phrase>,
}

impl TestCase {
    /// The name behind that of its suite.
    pub fn full_name(&self) -> String {
        let name = &self.name.value;
        match self.suite.as_deref().filter(|suite| !suite.is_empty() && !name.starts_with(suite)) {
            Some(suite) => format!("{suite} › {name}"),
            None => name.clone(),
        }
    }
}

/// What a result says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestVerdict {
    /// It is good.
    Passed,
    /// It is bad.
    Failed,
    /// There is none yet.
    NotRun,
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

/// What the result of a criterion says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CriterionState {
    /// It is met.
    Met,
    /// It is not met.
    NotMet,
    /// Nobody has decided yet.
    Open,
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
    /// The value that is asked for.
    pub target: Option<Phrase>,
    /// The value that was measured.
    pub measured: Option<Phrase>,
    /// Result as written.
    pub result: Option<Phrase>,
    /// What the result says, if its words are known.
    pub state: Option<CriterionState>,
    /// Evidence as written.
    pub evidence: Option<Phrase>,
    /// Targets of the links in its row.
    pub links: Vec<Phrase>,
}

impl Criterion {
    /// What its result says.
    pub fn outcome(&self) -> Option<TestVerdict> {
        outcome(&self.result.as_ref()?.value)
    }
}

/// Words of a kind that are looked at: a result is short.
const FEW: usize = 16;

/// What a result says: `Passed`, `❌`, `0 failed`, `noch nicht ausgeführt`. Nothing, if it cannot be told.
pub fn outcome(text: &str) -> Option<TestVerdict> {
    let found = vocabulary::find(text);
    let terms = found.of(text);
    // "0 failed" is no failure, and neither is "no failures".
    let counted = |hit: &vocabulary::Hit| {
        let before = terms.before(hit).trim_end();
        let number = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        matches!(number, "0" | "０")
            || terms.of(Word::No).chain(terms.of(Word::None)).take(FEW).any(|no| no.is_before(hit))
            || behind_is_zero(terms.behind(hit))
    };
    let longer = |hit: &vocabulary::Hit| {
        terms
            .of(Word::NotRun)
            .take(FEW)
            .any(|own| own.start <= hit.start && hit.end <= own.end && own.words > hit.words)
    };
    if text.contains(['✕', '✗', '❌', '✘']) || terms.of(Word::Failed).take(FEW).any(|hit| !counted(hit) && !longer(hit))
    {
        return Some(TestVerdict::Failed);
    }
    if terms.has(Word::NotRun) {
        return Some(TestVerdict::NotRun);
    }
    if text.contains(['✅', '✔', '✓', '☑']) {
        return Some(TestVerdict::Passed);
    }
    let passed = terms.of(Word::Passed).chain(terms.of(Word::Approved)).take(FEW).find(|hit| !longer(hit))?;
    let negated = terms.of(Word::Not).any(|not| not.start < passed.start);
    Some(if negated { TestVerdict::Failed } else { TestVerdict::Passed })
}

/// `失敗: 0`, `fehlgeschlagen: 0`.
fn behind_is_zero(text: &str) -> bool {
    let rest = text.trim_start_matches([':', '：', ' ', '=', '|']);
    rest.starts_with('0') && !rest[1..].starts_with(|next: char| next.is_ascii_digit() || next == '.')
}

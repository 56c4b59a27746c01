//! The review: every outcome, the verdict that follows from them, and the digest of every input.
//!
//! Its serialised form is the published JSON: keys are added, never renamed or taken away.

mod baseline;
mod earlier;
mod gates;
mod matching;
mod verdict;

pub use baseline::{Changes, changes};
pub(crate) use earlier::reviews;
pub use earlier::{Digested, Earlier, earlier, present};
pub use gates::{Gate, GateState, gates};
pub use matching::{MatchState, Matched, Matching};
pub use verdict::{Verdict, verdict};

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::facts::{Place, Reading};
use crate::policy::{Policy, Stage};
use crate::rules::{self, Case};

/// Version of the JSON form of a [`Review`]; it rises when a key changes its meaning.
pub const SCHEMA_VERSION: &str = "1";

/// A judged dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// See [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// GO, CONDITIONAL GO or NO-GO.
    pub verdict: Verdict,
    /// The stage that says which rules are due.
    pub stage: Stage,
    /// The time that the dossier is judged at.
    pub as_of: Timestamp,
    /// Thresholds and lists in force.
    pub policy: Policy,
    /// Every file that was given, read or not.
    pub inputs: Vec<Input>,
    /// What happened to the input on its way in: replaced files, ignored folders, limits reached.
    pub notices: Vec<String>,
    /// One entry for each rule and subject, in the order of the registry.
    pub outcomes: Vec<Outcome>,
    /// How many outcomes of each kind there are.
    pub counts: Counts,
}

/// One file that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Path as it was given, `/` between folders.
    pub path: String,
    /// SHA-256 of the bytes as they were given, in hexadecimal; absent if the bytes were never taken in (over a limit).
    pub sha256: Option<String>,
    /// What the file was taken for ([`crate::facts::Kind::id`]), or `unreadable`.
    pub kind: String,
    /// Why it was taken for that, or why it could not be read.
    pub why: String,
}

/// How grave it is when a rule fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A failure stops the release.
    Error,
    /// A failure is a condition.
    Warn,
    /// A failure is worth knowing.
    Info,
}

impl Severity {
    /// The word used in JSON, on the command line and on the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
        }
    }
}

/// What a rule answers for one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The evidence breaks the condition.
    Fail,
    /// The input was not supplied or cannot be read: never a pass.
    NoEvidence,
    /// Failed, but covered by a waiver in force.
    Waived,
    /// The evidence meets the condition.
    Pass,
    /// Does not apply, for the reason that the message gives.
    NotApplicable,
    /// Belongs to a later stage.
    NotDue,
}

impl Answer {
    /// Every answer, the gravest first.
    pub const ALL: [Self; 6] =
        [Self::Fail, Self::NoEvidence, Self::Waived, Self::Pass, Self::NotApplicable, Self::NotDue];

    /// The word used in JSON and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::NoEvidence => "no-evidence",
            Self::Waived => "waived",
            Self::Pass => "pass",
            Self::NotApplicable => "not-applicable",
            Self::NotDue => "not-due",
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// One judgement: a rule, a subject, an answer, and the lines behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Stable id, such as `IX-03`.
    pub rule: Cow<'static, str>,
    /// Readable name, such as `grace-below-sigkill`.
    pub name: Cow<'static, str>,
    /// How grave a failure is.
    pub severity: Severity,
    /// The answer.
    pub outcome: Answer,
    /// What is judged, such as ``process type `worker` ``. Outcomes without evidence that wait for one missing document share
    /// its name as their subject, so that they can be folded under it.
    pub subject: String,
    /// What was found, in one plain sentence, with both sides of a comparison.
    pub message: String,
    /// Why it matters.
    pub why: Cow<'static, str>,
    /// What to write, and where. Empty unless something is to be done.
    pub remedy: String,
    /// The lines that decided it.
    pub evidence: Vec<Evidence>,
}

/// A place in a file, with its text. Secret values are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Path of the file.
    pub file: String,
    /// First line, from 1.
    pub line: u32,
    /// First column, from 1, in characters.
    pub column: u32,
    /// Last line, from 1.
    pub end_line: u32,
    /// Column behind the last character, from 1.
    pub end_column: u32,
    /// The text there, on one line, shortened with `…` beyond 200 characters.
    pub text: String,
}

/// How many outcomes there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Counts {
    /// Outcomes that pass.
    pub pass: usize,
    /// Outcomes that fail.
    pub fail: usize,
    /// Outcomes without evidence.
    pub no_evidence: usize,
    /// Failures covered by a waiver.
    pub waived: usize,
    /// Outcomes that do not apply.
    pub not_applicable: usize,
    /// Outcomes of a later stage.
    pub not_due: usize,
}

impl Counts {
    fn of(outcomes: &[Outcome]) -> Self {
        let count = |answer| outcomes.iter().filter(|outcome| outcome.outcome == answer).count();
        Self {
            pass: count(Answer::Pass),
            fail: count(Answer::Fail),
            no_evidence: count(Answer::NoEvidence),
            waived: count(Answer::Waived),
            not_applicable: count(Answer::NotApplicable),
            not_due: count(Answer::NotDue),
        }
    }
}

/// Judges what was read, at a stage and a time.
pub fn judge(reading: &Reading, policy: &Policy, stage: Stage, as_of: Timestamp) -> Review {
    let case = Case { facts: &reading.facts, policy, stage, as_of };
    let outcomes: Vec<Outcome> = rules::run(&case)
        .into_iter()
        .map(|finding| Outcome {
            rule: finding.rule.id.into(),
            name: finding.rule.name.into(),
            severity: finding.severity,
            outcome: finding.answer,
            subject: finding.subject,
            message: finding.message,
            why: finding.rule.why.into(),
            remedy: finding.remedy,
            evidence: finding.evidence.into_iter().map(|place| evidence(reading, place)).collect(),
        })
        .collect();
    Review {
        schema_version: SCHEMA_VERSION.to_owned(),
        verdict: verdict(&outcomes),
        stage,
        as_of,
        policy: policy.clone(),
        inputs: inputs(reading),
        notices: notices(reading),
        counts: Counts::of(&outcomes),
        outcomes,
    }
}

/// Characters of an excerpt; longer text is cut, with `…`.
const EXCERPT: usize = 200;

/// Resolves a place to file, line, column and text.
pub(crate) fn evidence(reading: &Reading, place: Place) -> Evidence {
    let source = reading.source(place.source);
    let (line, column) = source.position(place.span.start);
    let (end_line, end_column) = source.position(place.span.end);
    Evidence { file: source.path.clone(), line, column, end_line, end_column, text: excerpt(source.slice(place.span)) }
}

/// The begin of a text, on one line.
fn excerpt(text: &str) -> String {
    let mut short = String::with_capacity(text.len().min(EXCERPT));
    let mut left = EXCERPT;
    for word in text.split_whitespace() {
        if !short.is_empty() && left > 0 {
            short.push(' ');
            left -= 1;
        }
        let end = word.char_indices().nth(left).map_or(word.len(), |(at, _)| at);
        let (kept, rest) = word.split_at(end);
        short.push_str(kept);
        if !rest.is_empty() {
            short.push('…');
            break;
        }
        left -= kept.chars().count();
    }
    short
}

/// What happened on the way in, and the parts of files that could not be read.
fn notices(reading: &Reading) -> Vec<String> {
    let problems = reading.facts.documents.iter().filter_map(|document| {
        let problem = document.problems.first()?;
        let (line, _) = reading.source(document.source).position(problem.at.span.start);
        let more = match document.problems.len() - 1 {
            0 => String::new(),
            more => format!(" ({more} more like this)"),
        };
        Some(format!("`{}` was not read in full. Line {line}: {}.{more}", document.path, problem.value))
    });
    reading.notices.iter().cloned().chain(problems).collect()
}

fn inputs(reading: &Reading) -> Vec<Input> {
    let read = reading.sources.iter().zip(&reading.facts.documents).map(|(source, document)| Input {
        path: source.path.clone(),
        sha256: Some(source.sha256.clone()),
        kind: document.kind.id().to_owned(),
        why: document.why.clone(),
    });
    let unread = reading.unread.iter().map(|unread| Input {
        path: unread.path.clone(),
        sha256: unread.sha256.clone(),
        kind: "unreadable".to_owned(),
        why: unread.reason.clone(),
    });
    let mut inputs: Vec<Input> = read.chain(unread).collect();
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    inputs
}

//! Change control: approvals, windows, change requests, go and no-go.

use jiff::civil::{Date, DateTime};

use crate::facts::{Phrase, Place};
use crate::vocabulary::{DecisionWord, Environment, GoWord};

/// An approval or sign-off.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Role.
    pub role: Option<Phrase>,
    /// Person.
    pub name: Option<Phrase>,
    /// Decision, status or signature.
    pub decision: Option<Phrase>,
    /// What the decision says, if its words are known.
    pub decided: Option<DecisionWord>,
    /// Date.
    pub date: Option<Phrase>,
    /// The date, if it is written as one.
    pub day: Option<Date>,
    /// What is approved, where it is said.
    pub about: Option<Phrase>,
    /// On which conditions.
    pub conditions: Vec<Phrase>,
    /// Nobody has to wait for it.
    pub optional: bool,
    /// The row or line.
    pub at: Place,
}

/// An interval of time.
#[derive(Clone, Debug)]
pub struct Window {
    /// As written.
    pub text: Phrase,
    /// Begin, in the zone of the window.
    pub start: Option<DateTime>,
    /// End, in the zone of the window.
    pub end: Option<DateTime>,
    /// Time zone as written, such as `UTC` or `+02:00`.
    pub zone: Option<String>,
    /// Begin and end in seconds since 1970-01-01T00:00:00Z, where the zone is known.
    pub utc: Option<(i64, i64)>,
}

/// A request for a change.
#[derive(Clone, Debug)]
pub struct ChangeRequest {
    /// Such as `CHG0031234`.
    pub id: Phrase,
    /// Type as written.
    pub kind: Option<Phrase>,
    /// The same, if its words are known.
    pub class: Option<ChangeClass>,
    /// Priority as written.
    pub priority: Option<Phrase>,
    /// Status as written.
    pub status: Option<Phrase>,
    /// Risk as written.
    pub risk: Option<Phrase>,
    /// Addresses that it points to.
    pub links: Vec<Phrase>,
}

/// Type of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeClass {
    /// Approved in advance.
    Standard,
    /// Goes the usual way.
    Normal,
    /// Cannot wait.
    Emergency,
}

/// What a GO or NO-GO is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoTopic {
    /// The release: a version, the production environment, or nothing else is named.
    Release,
    /// Another environment than production.
    Environment(Environment),
    /// A pull or merge request.
    PullRequest,
    /// A gate, by its name.
    Gate(String),
}

/// A statement GO, NO-GO or CONDITIONAL GO.
#[derive(Clone, Debug)]
pub struct GoStatement {
    /// Which one.
    pub word: GoWord,
    /// What it is about.
    pub topic: GoTopic,
    /// Version that it names.
    pub version: Option<String>,
    /// Day that it is of, by its sentence or its document.
    pub day: Option<Date>,
    /// Neither archived, nor called a previous one, nor followed by a later one about the same.
    pub current: bool,
    /// The sentence.
    pub text: Phrase,
}

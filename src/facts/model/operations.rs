//! Operations: health, communication, contacts, risks.

use jiff::civil::Date;

use super::Minutes;
use crate::facts::{Phrase, Place, Said};

/// A statement of an environment health report.
#[derive(Clone, Debug)]
pub struct Health {
    /// What it is about: infrastructure, artifacts, decision.
    pub subject: Phrase,
    /// The word as written, such as `HEALTHY`.
    pub status: Phrase,
    /// Whether the word is a good one.
    pub good: bool,
}

/// When a communication is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Before the deployment.
    Before,
    /// While it goes on.
    During,
    /// After it.
    After,
    /// On the way back.
    Rollback,
}

impl Phase {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::During => "during",
            Self::After => "after",
            Self::Rollback => "on rollback",
        }
    }
}

/// A planned communication.
#[derive(Clone, Debug)]
pub struct Communication {
    /// When.
    pub phase: Option<Phase>,
    /// When, as written.
    pub when: Option<Phrase>,
    /// To whom.
    pub audience: Option<Phrase>,
    /// By which channel.
    pub channel: Option<Phrase>,
    /// Who sends it.
    pub owner: Option<Phrase>,
    /// What is said.
    pub message: Option<Phrase>,
    /// When the next one follows.
    pub next_update: Option<Phrase>,
    /// Said in passing, in a step, a way back or a check list: no entry of the communication plan.
    pub aside: bool,
    /// The row or line.
    pub at: Place,
}

/// Place of a person in the on-call order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnCall {
    /// Called first.
    Primary,
    /// Called second.
    Secondary,
    /// Called when the problem is escalated.
    Escalation,
}

/// A person or group to call.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Role as written.
    pub role: Phrase,
    /// Place in the on-call order, if the role says so.
    pub on_call: Option<OnCall>,
    /// Name.
    pub name: Option<Phrase>,
    /// How to reach them.
    pub reach: Option<Phrase>,
    /// The ways that this names.
    pub ways: Vec<Reach>,
    /// When they can be reached, as written.
    pub availability: Option<Phrase>,
    /// After how long without an answer the next one is called.
    pub escalate_after: Option<Said<Minutes>>,
}

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A telephone number as written.
    Phone(String),
    /// An e-mail address.
    EMail(String),
    /// A chat channel, such as `#ops`.
    Channel(String),
    /// A pager service or a rota.
    Pager(String),
}

/// A risk.
#[derive(Clone, Debug)]
pub struct Risk {
    /// Such as `R-001`.
    pub id: Phrase,
    /// What may happen.
    pub description: Option<Phrase>,
    /// Exposure as written.
    pub exposure: Option<Phrase>,
    /// Exposure on one scale; computed from likelihood and impact if only these are written.
    pub level: Option<Said<RiskLevel>>,
    /// Likelihood as written.
    pub likelihood: Option<Phrase>,
    /// Impact as written.
    pub impact: Option<Phrase>,
    /// What is done about it.
    pub mitigation: Option<Phrase>,
    /// Who answers for it.
    pub owner: Option<Phrase>,
    /// Status as written.
    pub status: Option<Phrase>,
    /// Neither resolved nor closed.
    pub open: bool,
    /// Somebody takes it as it is.
    pub accepted: Option<RiskAcceptance>,
}

/// Exposure to a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiskLevel {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

/// That a risk is taken.
#[derive(Clone, Debug)]
pub struct RiskAcceptance {
    /// As written.
    pub text: Phrase,
    /// Who takes it.
    pub by: Option<String>,
    /// The days that are named, in order: when it was accepted, and until when.
    pub dates: Vec<Date>,
}

/// What was learned, and what is done about it.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// What is done.
    pub action: Phrase,
    /// Who does it.
    pub owner: Option<Phrase>,
    /// Until when.
    pub due: Option<Phrase>,
    /// How its success is known.
    pub success: Option<Phrase>,
    /// Status as written.
    pub status: Option<Phrase>,
    /// Priority as written.
    pub priority: Option<Phrase>,
    /// Its status says that it is done.
    pub done: bool,
    /// The row.
    pub at: Place,
}

//! What the processes rest on: backing services, where their state is kept, ports, logs.

use crate::facts::{Phrase, Place, Said};

/// A row of the resource locator table.
#[derive(Clone, Debug)]
pub struct BackingService {
    /// What it is, such as "Primary database".
    pub name: Phrase,
    /// The cell of its variable, as written.
    pub variable: Phrase,
    /// The names of variables in that cell.
    pub variables: Vec<String>,
    /// Form of the locator; `None` where the table has no such column.
    pub format: Option<Phrase>,
    /// The address or the credential that stands where only a form should.
    pub literal: Option<Said<Literal>>,
    /// Which processes use it.
    pub used_by: Option<Phrase>,
    /// How another one takes its place.
    pub swap: Option<Phrase>,
    /// The row.
    pub at: Place,
}

/// What of a locator is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A host.
    Host(String),
    /// A password.
    Credential,
}

/// Where a process type keeps something, as a row of the state model says.
#[derive(Clone, Debug)]
pub struct StateRow {
    /// The process type.
    pub process: Phrase,
    /// What is kept.
    pub state: Option<Phrase>,
    /// Where, as written.
    pub storage: Phrase,
    /// The same, understood.
    pub kept: StateKept,
    /// How long it lasts, as written.
    pub durability: Option<Phrase>,
    /// It can be made anew: a cache, a scratch file, something of one request.
    pub rebuildable: bool,
    /// Ids of decisions named in the row.
    pub decisions: Vec<String>,
    /// The row.
    pub at: Place,
}

/// Where state is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateKept {
    /// In the process or on the disk of its machine.
    Locally,
    /// In a backing service, in the stream of logs, nowhere.
    Outside,
    /// It cannot be told.
    Unknown,
}

/// The answer to "does each service bind its own port?".
#[derive(Clone, Debug)]
pub struct PortBinding {
    /// The heading.
    pub title: Phrase,
    /// The boxes to choose from.
    pub choices: Vec<PortChoice>,
    /// What running text says, where it names a port or begins with yes or no.
    pub told: Option<Phrase>,
    /// Ids of decisions named in the section.
    pub decisions: Vec<String>,
}

/// One of the boxes.
#[derive(Clone, Debug)]
pub struct PortChoice {
    /// What stands beside it.
    pub text: Phrase,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether it says yes; `None` if that cannot be told.
    pub yes: Option<bool>,
}

/// Where logs go, as a document says.
#[derive(Clone, Debug)]
pub struct LogTarget {
    /// The sentence or line.
    pub text: Phrase,
    /// What gave it away: a path, the name of a handler; empty for the standard streams.
    pub file: Option<String>,
    /// Ids of decisions named beside it.
    pub decisions: Vec<String>,
}

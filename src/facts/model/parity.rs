//! Parity of environments, and the decisions that allow a difference.

use jiff::civil::Date;

use crate::facts::{Phrase, Place, Said};
use crate::vocabulary;

/// A row of the parity matrix.
#[derive(Clone, Debug)]
pub struct ParityRow {
    /// What the environments have, such as "Primary database".
    pub component: Phrase,
    /// Cells by environment (normal names), in the order of the columns.
    pub cells: Vec<(String, Said<Technology>)>,
    /// Ids of decisions named in the row.
    pub decisions: Vec<String>,
}

/// A technology and its major version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technology {
    /// As written.
    pub written: String,
    /// Normal names that it may stand for (`Amazon MQ`: rabbitmq or activemq); the text in lower case if it is not known.
    pub names: Vec<String>,
    /// Major version.
    pub major: Option<u64>,
}

/// A recorded substitution of a technology.
#[derive(Clone, Debug)]
pub struct Substitution {
    /// The component.
    pub component: Phrase,
    /// Why.
    pub justification: Option<Phrase>,
    /// Ids of decisions named.
    pub decisions: Vec<String>,
    /// The row.
    pub at: Place,
}

/// An architecture decision record.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Such as `ADR-007`.
    pub id: String,
    /// When it was taken.
    pub date: Option<Date>,
    /// Status as written.
    pub status: Option<Phrase>,
    /// The decision that took its place.
    pub superseded_by: Option<String>,
    /// All words of the document, in lower case, to find what it names.
    pub text: String,
    /// Title.
    pub at: Place,
}

impl Decision {
    /// Whether the decision is in force.
    pub fn accepted(&self) -> bool {
        self.status
            .as_ref()
            .is_some_and(|status| vocabulary::decision(&status.value) == Some(vocabulary::DecisionWord::Approved))
    }
}

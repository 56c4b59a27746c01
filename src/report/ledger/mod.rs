//! The ledger: every fact, family by family, each statement as it was understood and with the place where it was made. JSON,
//! text and page derive from it.
//!
//! A family is one line in `families.rs` and one [`Shown`] for its type, in the file named as the one of the model. Both take
//! their type apart field by field, so that the compiler asks for whatever is added and not shown.

mod admin;
mod card;
mod change;
mod cluster;
mod config;
mod coverage;
mod dependencies;
mod document;
mod families;
mod findings;
mod history;
mod materials;
mod meaning;
mod measurements;
mod notes;
mod operations;
mod parity;
mod places;
mod plan;
mod processes;
mod readiness;
mod release;
mod reports;
mod rollout;
mod services;
mod settings;
mod tables;
mod tests;
mod text;
mod workloads;

pub use families::{families, ledger};
pub use text::text;

use serde::{Deserialize, Serialize};

use crate::review::Evidence;
use card::Card;

/// Version of the JSON form of a [`Ledger`]; it rises when a key changes its meaning.
pub const SCHEMA_VERSION: &str = "1";

/// Everything that the dossier says. Its serialised form is published: keys are added, never renamed or taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// See [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// The families in a fixed order, those without facts among them.
    pub families: Vec<Family>,
}

/// Facts of one type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// Stable id, such as `processes`.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// What its facts are, in one sentence.
    pub about: String,
    /// The facts in the order in which they were read.
    pub facts: Vec<Entry>,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it speaks of, such as the name of a process.
    pub subject: String,
    /// Where it was said.
    pub place: Evidence,
    /// What was said of the subject. A label that has several values stands several times.
    pub attributes: Vec<Attribute>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Stable id within the family, such as `grace`.
    pub key: String,
    /// Name for people.
    pub label: String,
    /// What was understood, in normal form: durations as `90 s` or `15 min`, dates as `2026-12-01`, `yes` and `no`.
    pub value: String,
    /// What was written, where that reads differently.
    pub written: Option<String>,
    /// Where it was said, if it has a place of its own.
    pub place: Option<Evidence>,
}

impl Ledger {
    /// The ledger as JSON, two spaces deep, with a line end.
    pub fn json(&self) -> String {
        // Fails only for maps whose keys are no text, and a ledger has none.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }
}

impl Entry {
    /// Whether it was said in this file, in whole or in part.
    pub fn is_of(&self, file: &str) -> bool {
        self.places().any(|place| place.file == file)
    }

    /// Whether it speaks of something, the words in lower case.
    pub fn speaks_of(&self, words: &str) -> bool {
        let holds = |text: &str| text.to_lowercase().contains(words);
        holds(&self.subject)
            || holds(&self.place.file)
            || self.attributes.iter().any(|attribute| {
                holds(&attribute.value)
                    || holds(&attribute.label)
                    || attribute.written.as_deref().is_some_and(holds)
                    || attribute.place.as_ref().is_some_and(|place| holds(&place.file))
            })
    }

    /// Its own place and those of its statements.
    pub fn places(&self) -> impl Iterator<Item = &Evidence> {
        std::iter::once(&self.place).chain(self.attributes.iter().filter_map(|attribute| attribute.place.as_ref()))
    }
}

/// A type of fact that the ledger shows.
trait Shown {
    /// Writes it on a card.
    fn show(&self, card: &mut Card<'_>);
}

//! The vocabulary: the words for each concept, as data. This room knows words; it knows no files.

mod concepts;
mod duration;
mod environment;
mod language;
mod lexicon;
mod moment;
mod normal;
mod number;
pub mod secrets;
mod status;
mod technology;
mod written;

pub use concepts::{Column, OperationClass, Section};
pub use duration::{minutes, seconds};
pub use environment::environment;
pub use language::is_foreign;
pub use moment::{Moment, date, moments, zone};
pub use normal::{heading, ids, words};
pub use number::amount;
pub use status::{DecisionWord, GoWord, decision, defect_is_open, go_word, release_advice, risk_is_open};
pub use technology::{knows_technology, technology};
pub use written::{Written, written};

/// The subject of a section, from its heading: the longest phrase that the heading holds.
pub fn section(title: &str) -> Option<Section> {
    lexicon::sections().longest(&heading(title))
}

/// The meaning of a column, from its name: the longest phrase that the name holds.
pub fn column(name: &str) -> Option<Column> {
    lexicon::columns().longest(&heading(name))
}

/// Every kind of admin operation that a sentence speaks of.
pub fn operations(sentence: &str) -> Vec<OperationClass> {
    lexicon::operations().all(&words(sentence))
}

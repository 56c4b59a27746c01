//! The card that one fact is written on.

use super::meaning::{Meaning, Written};
use super::{Attribute, Entry, Shown};
use crate::facts::{Phrase, Place, Reading};
use crate::review::{Evidence, evidence};

/// See the module.
pub(super) struct Card<'a> {
    reading: &'a Reading,
    entry: Entry,
}

impl<'a> Card<'a> {
    /// Writes a fact.
    pub(super) fn of(reading: &'a Reading, fact: &impl Shown) -> Entry {
        let nowhere =
            Evidence { file: String::new(), line: 1, column: 1, end_line: 1, end_column: 1, text: String::new() };
        let entry = Entry { subject: String::new(), place: nowhere, attributes: Vec::new() };
        let mut card = Self { reading, entry };
        fact.show(&mut card);
        card.entry
    }

    /// What the fact speaks of, and where it was said.
    pub(super) fn subject(&mut self, subject: &str, at: Place) -> &mut Self {
        self.entry.subject = if subject.is_empty() { "(no name)".to_owned() } else { subject.to_owned() };
        self.entry.place = evidence(self.reading, at);
        self
    }

    /// The same for a fact whose name is a phrase, and its place too.
    pub(super) fn named(&mut self, phrase: &Phrase) -> &mut Self {
        self.subject(&phrase.value, phrase.at)
    }

    /// What is said under a label: nothing, one value or several.
    pub(super) fn say(&mut self, label: &str, meaning: impl Meaning) -> &mut Self {
        for meant in meaning.meant() {
            let place = meant.at.map(|at| evidence(self.reading, at));
            let written = match meant.written {
                Written::Alike => None,
                Written::As(text) => Some(text),
                Written::There => place.as_ref().map(|place| place.text.clone()),
            };
            let said = if meant.value.is_empty() { written.clone().unwrap_or_default() } else { meant.value };
            let value = if said.is_empty() { "(blank)".to_owned() } else { said };
            self.entry.attributes.push(Attribute {
                key: key(label),
                label: label.to_owned(),
                written: written.filter(|written| *written != value && !written.is_empty()),
                value,
                place,
            });
        }
        self
    }
}

/// `SIGKILL timeout` → `sigkill-timeout`.
fn key(label: &str) -> String {
    let words = label.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

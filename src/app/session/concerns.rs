//! What should not leave the house in the documents: a document is looked through when it is shown.

use std::collections::BTreeMap;

use holdpoint::deliverables::Concern;

use super::Session;
use crate::app::protocol::Request;

/// What was found in each document, by name; none while it is being looked for.
#[derive(Default)]
pub(super) struct Concerns(BTreeMap<String, Option<Vec<Concern>>>);

impl Concerns {
    /// Keeps what was found.
    pub(super) fn hear(&mut self, name: String, found: Vec<Concern>) {
        self.0.insert(name, Some(found));
    }

    /// A document says something else now.
    pub(super) fn forget(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// All documents were written anew.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Session {
    /// What should not leave the house in a document, as far as that is known.
    pub(crate) fn concerns(&self, name: &str) -> &[Concern] {
        self.concerns.0.get(name).and_then(Option::as_deref).unwrap_or_default()
    }

    /// Looks through the document that is shown, unless that was done.
    pub(crate) fn look_through(&mut self, name: &str) {
        if !self.concerns.0.contains_key(name) {
            self.concerns.0.insert(name.to_owned(), None);
            let text = self.edits.changed(name).map(str::to_owned);
            self.send(Request::Check { name: name.to_owned(), text }, None);
        }
    }

    /// A person has finished changing a document.
    pub(crate) fn edited(&mut self, name: &str) {
        self.concerns.forget(name);
    }
}

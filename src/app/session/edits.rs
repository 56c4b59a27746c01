//! What a person has changed in the documents before taking them. It outlives a new review: nothing that was typed is lost.

use std::collections::BTreeMap;

use holdpoint::Deliverable;
use holdpoint::deliverables::Format;

use super::Session;
use super::progress::Doing;
use crate::app::protocol::Request;

/// The changed documents, by name.
#[derive(Default)]
pub(crate) struct Edits(BTreeMap<String, Edit>);

struct Edit {
    /// The text that was changed.
    base: String,
    text: String,
}

impl Edits {
    /// The text of a document, as it was changed if it was.
    pub(crate) fn text<'a>(&'a self, document: &'a Deliverable) -> &'a str {
        self.0.get(&document.name).map_or(&document.text, |edit| &edit.text)
    }

    /// Keeps a changed text; one that says what the document says is no change.
    pub(super) fn set(&mut self, document: &Deliverable, text: String) {
        if text == document.text {
            self.0.remove(&document.name);
        } else {
            let base = self.0.remove(&document.name).map_or_else(|| document.text.clone(), |edit| edit.base);
            self.0.insert(document.name.clone(), Edit { base, text });
        }
    }

    /// Goes back to what was written.
    pub(super) fn discard(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Whether a document was changed.
    pub(crate) fn is_edited(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Whether a document would now be written otherwise than the text that was changed.
    pub(crate) fn is_behind(&self, document: &Deliverable) -> bool {
        self.0.get(&document.name).is_some_and(|edit| edit.base != document.text)
    }

    /// The document with what was changed in it.
    pub(crate) fn applied(&self, document: &Deliverable) -> Deliverable {
        Deliverable { text: self.text(document).to_owned(), ..document.clone() }
    }

    /// The text of a document that was changed.
    pub(super) fn changed(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|edit| edit.text.as_str())
    }

    /// Name and text of every changed document.
    pub(super) fn all(&self) -> Vec<(String, String)> {
        self.0.iter().map(|(name, edit)| (name.clone(), edit.text.clone())).collect()
    }
}

impl Session {
    /// What a person has changed in the documents.
    pub(crate) fn edits(&self) -> &Edits {
        &self.edits
    }

    /// Keeps the changed text of a document.
    pub(crate) fn edit(&mut self, name: &str, text: String) {
        if let Some(document) = self.document(name) {
            self.edits.set(&document, text);
        }
    }

    /// Goes back to what was written.
    pub(crate) fn discard(&mut self, name: &str) {
        self.edits.discard(name);
        self.concerns.forget(name);
    }

    /// Asks for a document in a format; it is offered for download when it comes.
    pub(crate) fn take(&self, name: &str, format: Format) {
        if let Some(document) = self.document(name) {
            self.send(Request::Convert { document: self.edits.applied(&document), format }, None);
        }
    }

    /// Asks for the archive of the documents; it is offered for download when it comes.
    pub(crate) fn pack(&self) {
        self.send(Request::Pack(self.edits.all()), None);
    }

    /// Asks for the documents of the review, unless the worker dies over them.
    pub(super) fn write(&mut self) {
        if !self.unwritten {
            self.send(Request::Write, None);
            self.begin(Doing::Writing);
        }
    }

    fn document(&self, name: &str) -> Option<Deliverable> {
        self.documents.as_ref()?.iter().find(|document| document.name == name).cloned()
    }
}

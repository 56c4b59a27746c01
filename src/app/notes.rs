//! What a person should know beyond the review: what went wrong on the page's side, and what was done about it.

/// One note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// Its number, by which it is dismissed.
    pub(crate) number: u32,
    /// Something went wrong; else it is for information only.
    pub(crate) error: bool,
    /// What it says.
    pub(crate) text: String,
}

/// The notes that nobody has dismissed yet, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    notes: Vec<Note>,
    last: u32,
}

impl Notes {
    /// Something went wrong.
    pub(crate) fn error(&mut self, text: String) {
        self.put(true, text);
    }

    /// Something is worth knowing.
    pub(crate) fn info(&mut self, text: String) {
        self.put(false, text);
    }

    /// Takes one away.
    pub(crate) fn dismiss(&mut self, number: u32) {
        self.notes.retain(|note| note.number != number);
    }

    /// Takes those away that are for information only.
    pub(crate) fn clear_infos(&mut self) {
        self.notes.retain(|note| note.error);
    }

    /// Takes all away.
    pub(crate) fn clear(&mut self) {
        self.notes.clear();
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Note] {
        &self.notes
    }

    fn put(&mut self, error: bool, text: String) {
        self.notes.retain(|note| note.text != text);
        self.last += 1;
        self.notes.push(Note { number: self.last, error, text });
    }
}

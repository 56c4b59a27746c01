//! What a person says that a file is, or which profile holds. It is kept in the policy file of the dossier, which is given like any other.

use holdpoint::policy::Profile;

use super::{Given, Session, What};
use crate::app::protocol::Request;

impl Session {
    /// Says what a file is; without a kind, goes by what is recognised again.
    pub(crate) fn correct(&mut self, path: String, kind: Option<String>) {
        self.correcting = self.send(Request::Correct { path, kind }, None);
    }

    /// Says which conventions the dossier follows.
    pub(crate) fn adopt(&mut self, profile: Profile) {
        self.correcting = self.send(Request::Adopt(profile), None);
    }

    /// The policy file that follows, or why there is none.
    pub(super) fn corrected(&mut self, number: u32, file: Result<(String, String), String>) {
        if self.correcting != Some(number) {
            return;
        }
        self.correcting = None;
        match file {
            Ok((path, text)) => {
                self.corrections.push(self.held.len());
                self.give(vec![Given { path, what: What::Text(text) }]);
            }
            Err(why) => self.notes.error(format!("{why}.")),
        }
    }

    /// Path and text of the policy file that corrections have made, unless another was given since.
    pub(crate) fn correction(&self) -> Option<(&str, &str)> {
        let index = *self.corrections.last()?;
        let Given { path, what: What::Text(text) } = self.held.get(index)? else { return None };
        let replaced = self.held.get(index + 1..)?.iter().any(|given| given.path == *path);
        (!replaced).then_some((path, text))
    }

    /// Takes the last correction back. Everything is read again without it, so that what it replaced is there again.
    pub(crate) fn undo_correction(&mut self) {
        let Some(index) = self.corrections.pop() else { return };
        if index < self.held.len() {
            self.held.remove(index);
            self.good = self.good.min(self.held.len());
        }
        self.start_worker();
    }
}

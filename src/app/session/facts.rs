//! The facts that are shown.

use super::Session;
use crate::app::protocol::{FactsAsk, FactsPage, Request};
use crate::app::shared::Shared;

/// What is shown, and what was asked for.
#[derive(Default)]
pub(super) struct Told {
    wanted: Option<FactsAsk>,
    number: Option<u32>,
    pub(super) page: Option<Shared<FactsPage>>,
    /// The worker has other content since the facts came.
    outdated: bool,
}

impl Told {
    /// The dossier may have changed.
    pub(super) fn outdate(&mut self) {
        self.outdated = true;
    }

    /// Facts have come. What nobody waits for any more would only flicker.
    pub(super) fn hear(&mut self, number: u32, page: Option<FactsPage>) {
        if self.number == Some(number)
            && let Some(page) = page
        {
            self.page = Some(Shared::new(page));
        }
    }
}

impl Session {
    /// Fetches facts; what is shown stays until they come.
    pub(crate) fn tell_facts(&mut self, ask: Option<FactsAsk>) {
        if ask.is_none() || (self.told.wanted == ask && !self.told.outdated) {
            return;
        }
        self.told.outdated = false;
        self.told.wanted.clone_from(&ask);
        self.told.number = ask.and_then(|ask| self.send(Request::Facts(ask), None));
    }
}

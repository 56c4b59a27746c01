//! What stands at the foot of each message: when the next one comes, and whom to ask.

use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::when::{self, Times};
use crate::facts::{Communication, Phase};
use crate::vocabulary::{self, Word};

use super::audience::{Class, is_sentence};
use super::draft::Draft;
use super::messages::{State, Writer};

impl Writer<'_, '_> {
    /// When the next message comes, and whom to ask.
    pub(super) fn foot(&self, draft: Draft, state: State, classes: &[Class]) -> Draft {
        let outside = classes.contains(&Class::Outside);
        let next = self.next(state, classes);
        let next = if outside && !self.is_outward(&next.text) { Statement::default() } else { next };
        let draft = match state {
            State::Completed => draft.known("Next update", &next),
            _ => draft.said("Next update", &next, "time, UTC"),
        };
        if outside {
            return draft.said("Questions", &self.shared.contact_outside, "address or number for customers");
        }
        draft.said("Questions", &self.sender(state, classes), "name and address")
    }

    /// Who sends the messages of this state.
    fn sender(&self, state: State, classes: &[Class]) -> Statement {
        let entries = state.entries(self.audiences, classes);
        let named = |entry: &&Communication| {
            let owner = entry.owner.as_ref().filter(|owner| owner.is_stated());
            owner.filter(|owner| !is_sentence(entry, owner)).cloned()
        };
        let owner = entries.iter().find_map(named);
        self.clerk.say(owner.as_ref(), &["COM-07"])
    }

    /// When the next message comes, as the plan has it.
    pub(super) fn next(&self, state: State, classes: &[Class]) -> Statement {
        let of = |phase| self.audiences.entries(classes, phase);
        let first =
            |entries: Vec<&Communication>| entries.into_iter().map(|entry| self.when(entry)).find(Statement::is_said);
        let repeated = |phase| {
            let entries = of(phase);
            let said = entries.iter().filter_map(|entry| entry.next_update.as_ref()).find(|said| said.is_stated());
            let said = said.map(|said| self.clerk.state(said.value.as_str(), said.at));
            said.or_else(|| first(entries.into_iter().filter(|entry| comes_again(entry)).collect()))
        };
        let found = match state {
            State::Scheduled => self.start(of(Phase::During)).or_else(|| first(of(Phase::After))),
            State::Started | State::Delayed => repeated(Phase::During).or_else(|| first(of(Phase::After))),
            State::Completed => repeated(Phase::After),
            State::RolledBack => repeated(Phase::Rollback).or_else(|| repeated(Phase::During)),
        };
        found.unwrap_or_else(|| self.clerk.gap(&["COM-07"]))
    }

    /// When the first of these goes out: the moment that it names, whatever it says besides.
    fn start(&self, entries: Vec<&Communication>) -> Option<Statement> {
        let entry = entries.into_iter().find(|entry| self.when(entry).is_said())?;
        let moment = when::of_communication(self.clerk, entry).map(|moment| self.shared.times.moment(moment));
        Some(moment.map_or_else(|| self.when(entry), |text| self.clerk.state(text, entry.at)))
    }

    /// When a communication goes out.
    pub(super) fn when(&self, entry: &Communication) -> Statement {
        time(self.clerk, &self.shared.times, entry)
    }
}

/// When a communication goes out: a moment in UTC and local time, else the words of the plan. What only names the phase says
/// nothing more, nor does a sentence about all of it, unless it says how often.
pub(super) fn time(clerk: &Clerk<'_>, times: &Times<'_>, entry: &Communication) -> Statement {
    let Some(said) = entry.when.as_ref().filter(|said| said.is_stated()) else { return Statement::default() };
    let counted = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit()) || word == "UTC" || word.contains('/');
    let bare = said.value.split_whitespace().all(counted);
    if let Some(moment) = when::of_communication(clerk, entry).filter(|_| bare) {
        return clerk.state(times.moment(moment), said.at);
    }
    let phase = said.value.chars().count() < PHASE && !said.value.contains(|letter: char| letter.is_ascii_digit());
    if phase || (is_sentence(entry, said) && !comes_again(entry)) {
        return Statement::default();
    }
    clerk.state(said.value.as_str(), said.at)
}

/// Letters from which on the words of a time say more than the phase.
const PHASE: usize = 11;

/// "Every 30 minutes".
fn comes_again(entry: &Communication) -> bool {
    entry.when.as_ref().is_some_and(|said| {
        let found = vocabulary::find(&said.value);
        found.of(&said.value).has(Word::Every)
    })
}

//! The way back.

use serde::Serialize;

use super::cite::{Clerk, Statement, distinct};
use super::commands;
use super::common::preferred;
use super::passage::Passage;
use crate::facts::{Kind, Place, Rollback, Trigger};
use crate::vocabulary::Section;

/// What the documents say of going back.
#[derive(Serialize)]
pub(super) struct Return {
    notes: Vec<Passage>,
    pub(super) objective: Statement,
    pub(super) authority: Statement,
    pub(super) triggers: Vec<Statement>,
    pub(super) triggers_gap: Statement,
    pub(super) procedure: Vec<Statement>,
    pub(super) procedure_gap: Statement,
}

/// The plan's word, else that of the release notes, else any.
pub(super) fn planned(clerk: &Clerk<'_>) -> Return {
    let facts = &clerk.reading.facts;
    let all: Vec<&Rollback> = facts.rollbacks.iter().collect();
    let own = preferred(facts, &all, |rollback| rollback.title.at);
    let objective = own.iter().chain(&all).find_map(|rollback| rollback.objective.as_ref());
    let authority =
        own.iter().chain(&all).find_map(|rollback| rollback.authority.as_ref().filter(|who| who.is_stated()));
    let places = |of: fn(&Rollback) -> &[Place]| {
        let quotes = own.iter().flat_map(|rollback| of(rollback)).flat_map(|place| commands::steps(clerk, *place));
        // "Rollback procedure:" only announces.
        distinct(quotes.filter(|quote| !quote.text.ends_with(':')).collect())
    };
    Return {
        notes: clerk.passages(&[Kind::ReleaseNotes], Section::Rollback),
        objective: objective.map_or_else(
            || clerk.gap(&["PLN-08", "CHG-05"]),
            |minutes| clerk.state(format!("within {}", super::span::minutes(minutes.value)), minutes.at),
        ),
        authority: clerk.say(authority, &["PLN-07"]),
        triggers: triggers(clerk, places(|rollback| &rollback.triggers)),
        triggers_gap: clerk.gap(&["PLN-07", "EXE-04"]),
        procedure: places(|rollback| &rollback.procedure),
        procedure_gap: clerk.gap(&["PLN-07"]),
    }
}

/// The triggers that were read one by one; if there are none, the places that speak of them.
fn triggers(clerk: &Clerk<'_>, places: Vec<Statement>) -> Vec<Statement> {
    let facts = &clerk.reading.facts;
    let all: Vec<_> = facts.triggers.iter().filter(|trigger| trigger.text.is_stated()).collect();
    let own = preferred(facts, &all, |trigger| trigger.text.at);
    let read = distinct(own.iter().map(|trigger| condition(clerk, trigger)).collect());
    if read.is_empty() { places } else { read }
}

/// The condition as written, with its window and what is then done, if these stand apart from it.
pub(super) fn condition(clerk: &Clerk<'_>, trigger: &Trigger) -> Statement {
    let mut said = clerk.state(trigger.text.value.as_str(), trigger.text.at);
    if let Some(window) = &trigger.window {
        let written = clerk.quote(window.at).text;
        if !said.text.contains(&written) {
            said.text = format!("{}, over {}", said.text, super::span::minutes(window.value));
        }
    }
    if let Some(action) =
        trigger.action.as_ref().filter(|action| action.is_stated() && !said.text.contains(&action.value))
    {
        said.text = format!("{}: {}", said.text, action.value);
    }
    said
}

//! Whom support calls: the people on call, and what is said of escalation.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement, sources};
use crate::deliverables::passage::Passage;
use crate::facts::{Contact, Kind};
use crate::vocabulary::{self, Column, Section};

/// Somebody to call.
#[derive(Serialize)]
pub(super) struct Person {
    role: Statement,
    name: Statement,
    reach: Statement,
    pub(super) availability: Statement,
    source: String,
}

/// Those on call first, each once; who is named in a line of the escalation stands there.
pub(super) fn people(clerk: &Clerk<'_>, escalation: &[Passage]) -> Vec<Person> {
    let facts = &clerk.reading.facts;
    let all: Vec<&Contact> = facts.contacts.iter().collect();
    let of = |kind| all.iter().copied().filter(|contact| facts.in_kind(contact.role.at, kind)).collect::<Vec<_>>();
    let chosen = [of(Kind::SupportRunbook), of(Kind::SupportBriefing)].into_iter().find(|list| !list.is_empty());
    let mut chosen = chosen.unwrap_or_else(|| all.clone());
    chosen.sort_by_key(|contact| (contact.on_call.is_none(), contact.on_call));
    let mut seen = BTreeSet::new();
    let lines: BTreeSet<&str> = escalation.iter().map(|passage| passage.said.source.as_str()).collect();
    chosen.retain(|contact| {
        !lines.contains(clerk.cite(contact.role.at).as_str())
            && seen.insert((
                contact.role.value.to_lowercase(),
                contact.name.as_ref().map(|name| name.value.to_lowercase()),
            ))
    });
    let person = |contact: &Contact| {
        let role = clerk.say(Some(&contact.role), &["INC-01"]);
        let name = clerk.say(contact.name.as_ref(), &["INC-01"]);
        let reach = clerk.say(contact.reach.as_ref(), &["INC-01"]);
        let availability = clerk.say(contact.availability.as_ref(), &[]);
        let source = sources(&[&role, &name, &reach]);
        Person { role, name, reach, availability, source }
    };
    chosen.into_iter().map(person).collect()
}

/// What the runbook, else the team's own briefing, says of escalation beside the table of people.
pub(super) fn escalation(clerk: &Clerk<'_>) -> Vec<Passage> {
    let of = |kinds: &[Kind], section| clerk.passages(kinds, section);
    let runbook = of(&[Kind::SupportRunbook], Section::Contacts);
    let found =
        [runbook, of(&[Kind::SupportRunbook], Section::OnCall), of(&[Kind::SupportBriefing], Section::Contacts)];
    let own =
        found.into_iter().map(|list| list.into_iter().filter(|passage| !names_people(passage)).collect::<Vec<_>>());
    own.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
}

/// A table of people and how to reach them.
pub(super) fn names_people(passage: &Passage) -> bool {
    use Column::{Contact, EMail, Name, Phone};
    passage
        .header
        .iter()
        .filter_map(|name| vocabulary::column(name))
        .any(|column| matches!(column, Contact | EMail | Name | Phone))
}

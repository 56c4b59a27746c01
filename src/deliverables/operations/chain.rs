//! Whom to call, in order.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement, sources};
use crate::deliverables::span;
use crate::facts::{Contact, OnCall};

/// Somebody of the on-call chain.
#[derive(Serialize)]
pub(super) struct Link {
    /// Their place in it.
    pub(super) place: &'static str,
    /// Name.
    pub(super) name: Statement,
    /// How to reach them.
    pub(super) reach: Statement,
    /// When they can be reached.
    pub(super) when: Statement,
    /// After how long without an answer the next one is called.
    pub(super) after: String,
    /// Where that stands.
    pub(super) source: String,
}

/// The on-call chain in its order, each person once in each place.
pub(super) fn links(clerk: &Clerk<'_>) -> Vec<Link> {
    let mut chain: Vec<(OnCall, &Contact)> =
        clerk.reading.facts.contacts.iter().filter_map(|contact| Some((contact.on_call?, contact))).collect();
    chain.sort_by_key(|(place, _)| *place);
    let mut seen = BTreeSet::new();
    chain.retain(|(place, contact)| {
        let name = contact.name.as_ref().map(|name| name.value.to_lowercase()).unwrap_or_default();
        seen.insert((*place, name))
    });
    chain.into_iter().map(|(place, contact)| link(clerk, place, contact)).collect()
}

fn link(clerk: &Clerk<'_>, place: OnCall, contact: &Contact) -> Link {
    let asked = &["INC-01"];
    let mut name = clerk.say(contact.name.as_ref(), asked);
    let mut reach = clerk.say(contact.reach.as_ref(), asked);
    // A sentence that tells the whole order is better read than taken apart.
    if place == OnCall::Escalation && contact.ways.is_empty() && reach.is_said() {
        name = clerk.quote(contact.role.at);
        reach = Statement { text: "as said".to_owned(), ..Statement::default() };
    }
    let when = clerk.say(contact.availability.as_ref(), &[]);
    let after = contact.escalate_after.as_ref().map(|after| span::minutes(after.value)).unwrap_or_default();
    let role = clerk.say(Some(&contact.role), asked);
    let source = sources(&[&role, &name, &reach, &when]);
    let place = match place {
        OnCall::Primary => "Primary",
        OnCall::Secondary => "Secondary",
        OnCall::Escalation => "Escalation",
    };
    Link { place, name, reach, when, after, source }
}

/// The chain in a sentence: `Olena Kovalenko (pager …), then Ruben Castellanos (…)`.
pub(super) fn sentence(clerk: &Clerk<'_>) -> Statement {
    let links = links(clerk);
    let named: Vec<&Link> = links.iter().filter(|link| link.name.is_said()).collect();
    let Some(first) = named.first() else { return clerk.gap(&["INC-01"]) };
    let one = |link: &&Link| {
        if link.reach.is_said() { format!("{} ({})", link.name.text, link.reach.text) } else { link.name.text.clone() }
    };
    let text = named.iter().map(one).collect::<Vec<_>>().join(", then ");
    Statement { text, source: first.source.clone(), rule: String::new() }
}

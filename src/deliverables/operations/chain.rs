//! Whom to call, in order.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement, distinct, sources};
use crate::deliverables::span;
use crate::facts::{Contact, OnCall, is_stated};

/// Somebody of the on-call chain.
#[derive(Serialize)]
pub(super) struct Link {
    /// Their place in it.
    pub(super) place: &'static str,
    /// Name.
    pub(super) name: Statement,
    /// How to reach them.
    pub(super) reach: Statement,
    /// When they can be reached, and after how long without an answer the next one is called.
    pub(super) when: Statement,
    /// Where that stands.
    pub(super) source: String,
}

/// Whether a sentence tells the whole order, which is better read than taken apart.
fn is_told(place: OnCall, contact: &Contact) -> bool {
    place == OnCall::Escalation && contact.ways.is_empty() && is_stated(contact.reach.as_ref())
}

fn chain<'a>(clerk: &'a Clerk<'_>) -> Vec<(OnCall, &'a Contact)> {
    let mut chain: Vec<(OnCall, &Contact)> =
        clerk.reading.facts.contacts.iter().filter_map(|contact| Some((contact.on_call?, contact))).collect();
    chain.sort_by_key(|(place, _)| *place);
    chain
}

/// What is said of the order in whole sentences.
pub(super) fn told(clerk: &Clerk<'_>) -> Vec<Statement> {
    let told = chain(clerk).into_iter().filter(|(place, contact)| is_told(*place, contact));
    distinct(told.map(|(_, contact)| clerk.quote(contact.role.at)).collect())
}

/// The on-call chain in its order, each person once in each place.
pub(super) fn links(clerk: &Clerk<'_>) -> Vec<Link> {
    let mut chain = chain(clerk);
    chain.retain(|(place, contact)| !is_told(*place, contact));
    let mut seen = BTreeSet::new();
    chain.retain(|(place, contact)| {
        let name = contact.name.as_ref().map(|name| name.value.to_lowercase()).unwrap_or_default();
        seen.insert((*place, name))
    });
    chain.into_iter().map(|(place, contact)| link(clerk, place, contact)).collect()
}

fn link(clerk: &Clerk<'_>, place: OnCall, contact: &Contact) -> Link {
    let asked = &["INC-01"];
    let name = clerk.say(contact.name.as_ref(), asked);
    let reach = clerk.say(contact.reach.as_ref(), asked);
    let mut when = clerk.say(contact.availability.as_ref(), &[]);
    if let Some(after) = &contact.escalate_after {
        let after = format!("the next one after {}", span::minutes(after.value));
        when.text = if when.is_said() { format!("{}; {after}", when.text) } else { after };
    }
    let role = clerk.say(Some(&contact.role), asked);
    let source = sources(&[&role, &name, &reach, &when]);
    let place = match place {
        OnCall::Primary => "Primary",
        OnCall::Secondary => "Secondary",
        OnCall::Escalation => "Escalation",
    };
    Link { place, name, reach, when, source }
}

/// The chain in a sentence: `Olena Kovalenko (pager …), then Ruben Castellanos (…)`.
pub(super) fn sentence(clerk: &Clerk<'_>) -> Statement {
    let links = links(clerk);
    let named: Vec<&Link> = links.iter().filter(|link| link.name.is_said()).collect();
    let Some(first) = named.first() else { return clerk.gap(&["INC-01"]) };
    let one = |link: &&Link| {
        if link.reach.is_said() { format!("{} ({})", link.name.text, link.reach.text) } else { link.name.text.clone() }
    };
    let named = named.iter().map(one).collect::<Vec<_>>().join(", then ");
    let told = told(clerk).into_iter().map(|said| format!(". {}", said.text));
    let text = std::iter::once(named).chain(told).collect::<String>();
    Statement { text, source: first.source.clone(), rule: String::new() }
}

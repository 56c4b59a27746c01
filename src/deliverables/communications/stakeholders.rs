//! What the stakeholder communications say: what all messages share, and the messages.

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common::{self, Footer};
use crate::facts::Communication;
use crate::review::Verdict;

use super::audience::Audiences;
use super::draft::Draft;
use super::messages::{State, Writer};
use super::shared::Shared;

/// The stakeholder communications.
#[derive(Serialize)]
pub(super) struct Communications {
    name: Statement,
    verdict: String,
    held: bool,
    as_of: String,
    remark: String,
    release: Statement,
    facts: Vec<Fact>,
    audiences_gap: Option<Statement>,
    states: Vec<Room>,
    footer: Footer,
}

/// What all messages share.
#[derive(Serialize)]
struct Fact {
    what: &'static str,
    said: Statement,
}

/// The messages of a state.
#[derive(Serialize)]
struct Room {
    title: &'static str,
    messages: Vec<Message>,
}

/// A message and how it goes out.
#[derive(Serialize)]
struct Message {
    to: String,
    ways: Vec<Statement>,
    draft: Draft,
}

/// Builds the stakeholder communications.
pub(super) fn view(clerk: &Clerk<'_>) -> Communications {
    let audiences = Audiences::of(clerk);
    let shared = Shared::of(clerk);
    let writer = Writer { clerk, audiences: &audiences, shared: &shared };
    Communications {
        name: shared.name.clone(),
        verdict: clerk.review.verdict.to_string(),
        as_of: shared.times.moment(clerk.review.as_of.as_second()),
        held: clerk.review.verdict == Verdict::NoGo,
        remark: shared.times.remark(),
        release: common::release(clerk),
        facts: facts(&shared),
        audiences_gap: (!audiences.is_stated()).then(|| clerk.gap(&["COM-07"])),
        states: State::ALL.map(|state| room(&writer, state)).into(),
        footer: Footer::of(clerk),
    }
}

fn facts(shared: &Shared<'_>) -> Vec<Fact> {
    let fact = |what, said: &Statement| Fact { what, said: said.clone() };
    vec![
        fact("Change window", &shared.window),
        fact("Affected", &shared.affected),
        fact("Interruption", &shared.interruption),
        fact("What customers have to do", &shared.to_do),
        fact("Contact for customers", &shared.contact_outside),
        fact("Who decides on a rollback", &shared.authority),
        fact("Rollback takes effect", &shared.objective),
        fact("On call", &shared.on_call),
    ]
}

fn room(writer: &Writer<'_, '_>, state: State) -> Room {
    let groups = state.groups(&writer.audiences.classes());
    let messages = groups.iter().map(|classes| {
        let ways = state.entries(writer.audiences, classes).into_iter().map(|entry| way(writer, entry)).collect();
        Message { to: writer.audiences.names(classes), ways, draft: writer.write(state, classes) }
    });
    Room { title: state.title(), messages: messages.collect() }
}

/// `E-mail, Noah Whitfield (Project Manager), 2026-12-04 15:00 UTC`.
fn way(writer: &Writer<'_, '_>, entry: &Communication) -> Statement {
    let clerk = writer.clerk;
    let mut parts: Vec<String> = Vec::new();
    // A sentence that names all of them is said once.
    let stated = [&entry.channel, &entry.owner].into_iter().flatten().filter(|part| part.is_stated());
    for text in stated.map(|part| part.value.clone()).chain([writer.when(entry).text]) {
        if !text.is_empty() && !parts.contains(&text) {
            parts.push(text);
        }
    }
    if parts.is_empty() { clerk.gap(&["COM-07"]) } else { clerk.state(parts.join(", "), entry.at) }
}

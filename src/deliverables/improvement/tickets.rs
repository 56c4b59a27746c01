//! The tickets as a document.

use serde::Serialize;

use super::ticket::{self, Kind, Ticket};
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common::{self, Footer};

/// The improvement tickets.
#[derive(Serialize)]
pub(super) struct Tickets {
    name: Statement,
    verdict: String,
    list: Vec<Ticket>,
    counts: String,
    footer: Footer,
}

/// Builds the document, if there is a ticket.
pub(super) fn view(clerk: &Clerk<'_>) -> Option<Tickets> {
    let tickets = ticket::all(clerk);
    (!tickets.is_empty()).then(|| Tickets {
        name: common::name(clerk),
        verdict: clerk.review.verdict.to_string(),
        counts: counts(&tickets),
        list: tickets,
        footer: Footer::of(clerk),
    })
}

/// `25 tickets: 20 stop the release, 4 are other findings, 1 is for a waiver.`
fn counts(tickets: &[Ticket]) -> String {
    let count = |kind: Kind| tickets.iter().filter(|ticket| ticket.kind == kind).count();
    let part = |kind: Kind, one: &str, many: &str| match count(kind) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let parts = [
        part(Kind::Stop, "stops the release", "stop the release"),
        part(Kind::Finding, "is another finding", "are other findings"),
        part(Kind::Waiver, "is for a waiver", "are for waivers"),
        part(Kind::Lesson, "is for a lesson", "are for lessons"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let all = if tickets.len() == 1 { "1 ticket".to_owned() } else { format!("{} tickets", tickets.len()) };
    format!("{all}: {}.", parts.join(", "))
}

//! The change calendar: windows, freezes, planned messages, the time of observation, the latest time to go back.

use std::collections::BTreeSet;

use crate::deliverables::cite::Clerk;
use crate::deliverables::{common, when};
use crate::facts::{Communication, Place, Step, Window, is_stated};

use super::ics::{self, Event, Span};

/// The calendar; nothing where the dossier states no time with a zone.
pub(super) fn write(clerk: &Clerk<'_>) -> Option<String> {
    let facts = &clerk.reading.facts;
    let mut events: Vec<Event> = Vec::new();
    events.extend(common::planned_windows(clerk).into_iter().filter_map(|window| change(clerk, window)));
    events.extend(facts.freezes.iter().filter_map(|freeze| freezing(clerk, freeze)));
    let listed = facts.communications.iter().any(|entry| !entry.aside);
    let planned = facts.communications.iter().filter(|entry| !(listed && entry.aside));
    events.extend(planned.filter_map(|entry| telling(clerk, entry)));
    events.extend(facts.steps.iter().filter(|step| step.observes).filter_map(|step| watching(clerk, step)));
    events.extend(facts.rollbacks.iter().filter_map(|rollback| {
        let limit = rollback.no_return.as_ref()?;
        let at = when::instant(clerk, &limit.value)?;
        let summary = format!("Latest time to decide on a rollback: {}", product(clerk));
        Some(event(clerk, Span::At(at), "ROLLBACK-DECISION", summary, &limit.value, limit.at))
    }));
    let mut seen = BTreeSet::new();
    events.retain(|event| seen.insert((key(event.span), event.summary.clone())));
    events.sort_by_key(|event| key(event.span));
    let name = format!("Changes: {}", product(clerk));
    (!events.is_empty()).then(|| ics::calendar(&name, clerk.review.as_of, &events))
}

/// The begin and the end, to be compared.
fn key(span: Span) -> (i64, i64) {
    let day = |day: jiff::civil::Date| day.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |at| at.timestamp().as_second());
    match span {
        Span::At(at) => (at, at),
        Span::Between(from, to) => (from, to),
        Span::Days(first, end) => (day(first), day(end)),
    }
}

fn product(clerk: &Clerk<'_>) -> String {
    let name = common::name(clerk);
    if name.is_said() { name.text } else { "release".to_owned() }
}

/// An event in the target environment.
fn event(clerk: &Clerk<'_>, span: Span, category: &'static str, summary: String, said: &str, at: Place) -> Event {
    let description = vec![said.to_owned(), format!("Source: {}", clerk.cite(at))];
    let location = clerk.review.policy.target_environment.clone();
    Event { span, category, summary, description, location, busy: true }
}

fn change(clerk: &Clerk<'_>, window: &Window) -> Option<Event> {
    let (from, to) = window.utc.filter(|(from, to)| from < to)?;
    let summary = format!("Change window: {}", product(clerk));
    Some(event(clerk, Span::Between(from, to), "CHANGE-WINDOW", summary, &window.text.value, window.text.at))
}

fn freezing(clerk: &Clerk<'_>, freeze: &Window) -> Option<Event> {
    let days = || {
        let (from, to) = (freeze.start?, freeze.end?);
        let midnight = from.time() == jiff::civil::Time::midnight() && to.time() == jiff::civil::Time::midnight();
        (freeze.zone.is_none() && midnight && from < to).then(|| Span::Days(from.date(), to.date()))
    };
    let span = freeze.utc.filter(|(from, to)| from < to).map(|(from, to)| Span::Between(from, to)).or_else(days)?;
    let text = &freeze.text;
    let mut found = event(clerk, span, "FREEZE", summary_of(&text.value), &text.value, text.at);
    // Nobody is kept from anything but changes.
    found.busy = false;
    Some(found)
}

/// `Freeze: Peak season`: what stands before the first date.
fn summary_of(text: &str) -> String {
    match when::freeze_name(text) {
        "" => "Freeze".to_owned(),
        named if named.to_lowercase().contains("freeze") => named.to_owned(),
        named => format!("Freeze: {named}"),
    }
}

fn telling(clerk: &Clerk<'_>, entry: &Communication) -> Option<Event> {
    let at = when::of_communication(clerk, entry)?;
    let stated = |part: &Option<crate::facts::Phrase>| {
        part.as_ref().filter(|part| is_stated(Some(part))).map(|part| part.value.clone()).unwrap_or_default()
    };
    let (audience, owner) = (stated(&entry.audience), stated(&entry.owner));
    let to = if audience.is_empty() { product(clerk) } else { audience };
    let mut description = vec![stated(&entry.when), stated(&entry.message)];
    if !owner.is_empty() {
        description.push(format!("By: {owner}"));
    }
    description.push(format!("Source: {}", clerk.cite(entry.at)));
    description.retain(|line| !line.is_empty());
    Some(Event {
        span: Span::At(at),
        category: "COMMUNICATION",
        summary: format!("Communication: {to}"),
        description,
        location: stated(&entry.channel),
        busy: false,
    })
}

fn watching(clerk: &Clerk<'_>, step: &Step) -> Option<Event> {
    let from = when::instant(clerk, &step.start.as_ref()?.value)?;
    let seconds = (step.duration.as_ref()?.value * 60.0) as i64;
    let to = from.checked_add(seconds).filter(|to| *to > from)?;
    let summary = format!("Observation: {}", product(clerk));
    Some(event(clerk, Span::Between(from, to), "OBSERVATION", summary, &step.action.value, step.at))
}

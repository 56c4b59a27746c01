//! Change control: approvals, windows, change requests, go and no-go.

use super::meaning::{date, decision, go, word};
use super::{Card, Shown};
use crate::facts::{Approval, ChangeClass, ChangeRequest, GoStatement, GoTopic, Window};

impl Shown for Approval {
    fn show(&self, card: &mut Card<'_>) {
        let Self { role, name, decision: said, decided, date: on, day, about, conditions, optional, at } = self;
        let subject =
            [role, name].into_iter().flatten().map(|phrase| phrase.value.as_str()).find(|text| !text.is_empty());
        card.subject(subject.unwrap_or_default(), *at)
            .say("Role", role)
            .say("Name", name)
            .say("Decision", decision(said.as_ref()))
            .say("Decided", decided.map(word))
            .say("Date", date(on.as_ref()))
            .say("Day", day.map(|day| day.to_string()).as_ref())
            .say("About", about)
            .say("Condition", conditions)
            .say("Optional", optional.then_some("yes"));
    }
}

impl Shown for Window {
    fn show(&self, card: &mut Card<'_>) {
        let Self { text, start, end, zone, utc } = self;
        let moment = |moment: &Option<jiff::civil::DateTime>| {
            moment.map(|moment| format!("{} {}", moment.date(), moment.strftime("%H:%M")))
        };
        card.named(text)
            .say("Begin", moment(start).as_ref())
            .say("End", moment(end).as_ref())
            .say("Time zone", zone.as_ref())
            .say("In UTC", utc.and_then(in_utc).as_ref());
    }
}

/// `2026-12-08 01:00 to 2026-12-08 04:00`.
fn in_utc((start, end): (i64, i64)) -> Option<String> {
    let moment = |second: i64| {
        let moment = jiff::Timestamp::from_second(second).ok()?;
        Some(moment.strftime("%Y-%m-%d %H:%M").to_string())
    };
    Some(format!("{} to {}", moment(start)?, moment(end)?))
}

impl Shown for ChangeRequest {
    fn show(&self, card: &mut Card<'_>) {
        let Self { id, kind, class, priority, status, risk, links } = self;
        let class = class.map(|class| match class {
            ChangeClass::Standard => "standard",
            ChangeClass::Normal => "normal",
            ChangeClass::Emergency => "emergency",
        });
        card.named(id)
            .say("Type", kind)
            .say("Class", class)
            .say("Priority", priority)
            .say("Status", status)
            .say("Risk", risk)
            .say("Link", links);
    }
}

impl Shown for GoStatement {
    fn show(&self, card: &mut Card<'_>) {
        let Self { word, topic, version, day, current, text } = self;
        let topic = match topic {
            GoTopic::Release => "the release".to_owned(),
            GoTopic::Environment(environment) => environment.id().to_owned(),
            GoTopic::PullRequest => "a pull request".to_owned(),
            GoTopic::Gate(name) => format!("gate {name}"),
        };
        card.subject(go(*word), text.at)
            .say("Sentence", text)
            .say("About", &topic)
            .say("Version", version)
            .say("Day", day.map(|day| day.to_string()).as_ref())
            .say("Current", *current);
    }
}

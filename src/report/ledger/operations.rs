//! Operations: health, communication, contacts, risks, lessons.

use super::meaning::{Meant, minutes, normal, plain};
use super::{Card, Shown};
use crate::facts::{Communication, Contact, Health, Lesson, OnCall, Reach, Risk, RiskAcceptance, RiskLevel};

impl Shown for Health {
    fn show(&self, card: &mut Card<'_>) {
        let Self { subject, status, good } = self;
        card.named(subject).say("Status", status).say("Good", *good);
    }
}

impl Shown for Communication {
    fn show(&self, card: &mut Card<'_>) {
        let Self { phase, when, audience, channel, owner, message, next_update, aside, at } = self;
        let subject = audience.as_ref().map_or("communication", |audience| audience.value.as_str());
        card.subject(subject, *at)
            .say("Phase", phase.map(crate::facts::Phase::word))
            .say("When", when)
            .say("Audience", audience)
            .say("Channel", channel)
            .say("Sent by", owner)
            .say("Message", message)
            .say("Next update", next_update)
            .say("Said in passing", aside.then_some(true));
    }
}

impl Shown for Contact {
    fn show(&self, card: &mut Card<'_>) {
        let Self { role, on_call, name, reach, ways, availability, escalate_after } = self;
        let order = on_call.map(|order| match order {
            OnCall::Primary => "primary",
            OnCall::Secondary => "secondary",
            OnCall::Escalation => "escalation",
        });
        card.named(role)
            .say("On call", order)
            .say("Name", name)
            .say("Reached by", reach)
            .say("Way", ways.iter().map(way).collect::<Vec<_>>())
            .say("Availability", availability)
            .say("Escalates after", minutes(escalate_after.as_ref()));
    }
}

fn way(way: &Reach) -> Meant {
    plain(match way {
        Reach::Phone(number) => format!("phone {number}"),
        Reach::EMail(address) => format!("mail {address}"),
        Reach::Channel(name) => format!("channel {name}"),
        Reach::Pager(name) => format!("pager {name}"),
    })
}

impl Shown for Risk {
    fn show(&self, card: &mut Card<'_>) {
        let Self { id, description, exposure, level, likelihood, impact, mitigation, owner, status, open, accepted } =
            self;
        let level = level.as_ref().map(|said| {
            let word = match said.value {
                RiskLevel::Low => "low",
                RiskLevel::Medium => "medium",
                RiskLevel::High => "high",
                RiskLevel::Critical => "critical",
            };
            normal(word, said.at)
        });
        card.named(id)
            .say("Description", description)
            .say("Exposure", exposure)
            .say("Level", level)
            .say("Likelihood", likelihood)
            .say("Impact", impact)
            .say("Mitigation", mitigation)
            .say("Owner", owner)
            .say("Status", status)
            .say("Open", *open);
        if let Some(RiskAcceptance { text, by, dates }) = accepted {
            let days = dates.iter().map(|day| plain(day.to_string()));
            card.say("Accepted", text).say("Accepted by", by).say("Day", days.collect::<Vec<_>>());
        }
    }
}

impl Shown for Lesson {
    fn show(&self, card: &mut Card<'_>) {
        let Self { action, owner, due, success, status, priority, done, at } = self;
        card.subject(&action.value, *at)
            .say("Owner", owner)
            .say("Due", due)
            .say("Success", success)
            .say("Priority", priority)
            .say("Done", done.then_some(true))
            .say("Status", status);
    }
}

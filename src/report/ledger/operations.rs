//! Operations: health, communication, contacts, risks.

use super::{Card, Shown};
use crate::facts::{Communication, Contact, Health, OnCall, Risk};

impl Shown for Health {
    fn show(&self, card: &mut Card<'_>) {
        let Self { subject, status, good } = self;
        card.named(subject).say("Status", status).say("Good", *good);
    }
}

impl Shown for Communication {
    fn show(&self, card: &mut Card<'_>) {
        let Self { phase, audience, channel, owner, at } = self;
        let subject = audience.as_ref().map_or("communication", |audience| audience.value.as_str());
        card.subject(subject, *at)
            .say("Phase", phase.map(crate::facts::Phase::word))
            .say("Audience", audience)
            .say("Channel", channel)
            .say("Sent by", owner);
    }
}

impl Shown for Contact {
    fn show(&self, card: &mut Card<'_>) {
        let Self { role, on_call, name, reach } = self;
        let order = on_call.map(|order| match order {
            OnCall::Primary => "primary",
            OnCall::Secondary => "secondary",
            OnCall::Escalation => "escalation",
        });
        card.named(role).say("On call", order).say("Name", name).say("Reached by", reach);
    }
}

impl Shown for Risk {
    fn show(&self, card: &mut Card<'_>) {
        let Self { id, description, exposure, mitigation, owner, status, open } = self;
        card.named(id)
            .say("Description", description)
            .say("Exposure", exposure)
            .say("Mitigation", mitigation)
            .say("Owner", owner)
            .say("Status", status)
            .say("Open", *open);
    }
}

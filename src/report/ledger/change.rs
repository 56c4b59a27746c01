//! Change control: approvals and windows.

use super::meaning::{date, decision};
use super::{Card, Shown};
use crate::facts::{Approval, Window};

impl Shown for Approval {
    fn show(&self, card: &mut Card<'_>) {
        let Self { role, name, decision: said, date: on, at } = self;
        let subject =
            [role, name].into_iter().flatten().map(|phrase| phrase.value.as_str()).find(|text| !text.is_empty());
        card.subject(subject.unwrap_or_default(), *at)
            .say("Role", role)
            .say("Name", name)
            .say("Decision", decision(said.as_ref()))
            .say("Date", date(on.as_ref()));
    }
}

impl Shown for Window {
    fn show(&self, card: &mut Card<'_>) {
        let Self { text, start, end, zone } = self;
        let moment = |moment: &Option<jiff::civil::DateTime>| {
            moment.map(|moment| format!("{} {}", moment.date(), moment.strftime("%H:%M")))
        };
        card.named(text)
            .say("Begin", moment(start).as_ref())
            .say("End", moment(end).as_ref())
            .say("Time zone", zone.as_ref());
    }
}

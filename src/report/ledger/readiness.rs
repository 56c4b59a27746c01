//! What must be so before a release.

use super::meaning::{Meant, at};
use super::{Card, Shown};
use crate::facts::{GateState, GateStatement, MigrationPlan, Place, RollbackTest, Vital};

impl Shown for Vital {
    fn show(&self, card: &mut Card<'_>) {
        let Self { kind, name, value, limit, severities, text } = self;
        let unit = kind.unit();
        let limit = limit.map(|(comparator, number)| format!("{} {number}{unit}", comparator.sign()));
        let severities: Vec<String> = severities.iter().map(|severity| format!("{severity:?}")).collect();
        card.named(name)
            .say("Kind", kind.word())
            .say("Value", at(format!("{}{unit}", (value * 1000.0).round() / 1000.0), text.at))
            .say("Limit", limit.as_ref())
            .say("Severity", Some(severities.join(", ")).filter(|all| !all.is_empty()).as_ref());
    }
}

impl Shown for RollbackTest {
    fn show(&self, card: &mut Card<'_>) {
        let Self { day, good, loses_data, text, said } = self;
        card.named(text)
            .say("Day", day.map(|day| day.to_string()).as_ref())
            .say("Came out well", *good)
            .say("Loses data", *loses_data)
            .say("Said", places("how it came out", said));
    }
}

fn places(what: &str, said: &[Place]) -> Vec<Meant> {
    said.iter().map(|place| at(what.to_owned(), *place)).collect()
}

impl Shown for GateStatement {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, text, state } = self;
        let state = state.map(|state| match state {
            GateState::Met => "met",
            GateState::Partly => "met in part",
            GateState::Open => "not decided",
            GateState::Unmet => "not met",
        });
        card.named(name).say("State", text).say("Means", state);
    }
}

impl Shown for MigrationPlan {
    fn show(&self, card: &mut Card<'_>) {
        let Self { title, own, denied, preparation, scripts, validation, backout, backup, verified } = self;
        let part = |what: &str, place: &Option<Place>| place.map(|place| at(what.to_owned(), place));
        card.named(title)
            .say("Section of its own", own.then_some(true))
            .say("Says that there is none", denied.then_some(true))
            .say("Preparation", part("said", preparation))
            .say("Scripts", part("said", scripts))
            .say("Validation", part("said", validation))
            .say("Backout", part("said", backout))
            .say("Backup", part("said", backup))
            .say("Backup verified", part("said", verified));
    }
}

//! The plan: steps, going back, triggers.

use super::meaning::{listed, minutes, places};
use super::{Card, Shown};
use crate::facts::{Minutes, Rollback, Said, Step, Trigger};

impl Shown for Step {
    fn show(&self, card: &mut Card<'_>) {
        let Self { number, action, owner, start, duration, rollback, admin_tasks, observes, at } = self;
        card.subject(&format!("{number} {}", action.value), *at)
            .say("Owner", owner)
            .say("Start", start)
            .say("Duration", minutes(duration.as_ref()))
            .say("Rollback", rollback)
            .say("Admin tasks", listed(admin_tasks))
            .say("Watches the rollout", observes.then_some(true));
    }
}

impl Shown for Rollback {
    fn show(&self, card: &mut Card<'_>) {
        let Self { title, triggers, procedure, authority, objective, refusal } = self;
        card.named(title)
            .say("When", places(triggers))
            .say("How", places(procedure))
            .say("Decided by", authority)
            .say("Objective", minutes(objective.as_ref()))
            .say("No way back", refusal);
    }
}

impl Shown for Trigger {
    fn show(&self, card: &mut Card<'_>) {
        let Self { text, measurable, numeric, window, action } = self;
        card.named(text)
            .say("Measurable", *measurable)
            .say("Has a number", *numeric)
            .say("Window", minutes(window.as_ref()))
            .say("Action", action);
    }
}

/// How long a rollout is watched.
impl Shown for Said<Minutes> {
    fn show(&self, card: &mut Card<'_>) {
        card.subject("rollout", self.at).say("Watched for", minutes(Some(self)));
    }
}

//! The plan: strategy, steps, checks, going back, triggers.

use super::meaning::{Meant, listed, minutes, number, places, plain};
use super::{Card, Shown};
use crate::facts::{Check, CheckItem, Limit, Minutes, Party, Phase, Rollback, Said, Step, Strategy, Trigger};

impl Shown for Step {
    fn show(&self, card: &mut Card<'_>) {
        let Self {
            number: position,
            action,
            owner,
            party,
            start,
            offset,
            end,
            duration,
            rollback,
            phase,
            commands,
            admin_tasks,
            observes,
            loose,
            at,
        } = self;
        card.subject(&format!("{position} {}", action.value), *at)
            .say("Owner", owner)
            .say("Person", apart(party))
            .say("Phase", phase)
            .say("Start", start)
            .say("Offset", offset.map(|offset| format!("{} min", number(offset))).as_ref())
            .say("End", end)
            .say("Duration", minutes(duration.as_ref()))
            .say("Rollback", rollback)
            .say("Command", commands)
            .say("Admin tasks", listed(admin_tasks))
            .say("Watches the rollout", observes.then_some(true))
            .say("Told by its list or table only", loose.then_some(true));
    }
}

impl Shown for Rollback {
    fn show(&self, card: &mut Card<'_>) {
        let Self {
            title,
            separate,
            triggers,
            procedure,
            authority,
            decider,
            objective,
            no_return,
            data,
            refusal,
            version,
            same_version,
        } = self;
        card.named(title)
            .say("A document of its own", separate.then_some(true))
            .say("When", places(triggers))
            .say("How", places(procedure))
            .say("Decided by", authority)
            .say("Who that is", apart(decider))
            .say("Objective", minutes(objective.as_ref()))
            .say("Point of no return", no_return)
            .say("Data", data)
            .say("No way back", refusal)
            .say("Version brought back", version.as_ref())
            .say("Starts the same version", same_version);
    }
}

impl Shown for Trigger {
    fn show(&self, card: &mut Card<'_>) {
        let Self { text, metric, class, percentile, limit, relative, measurable, numeric, window, action } = self;
        card.named(text)
            .say("Metric", metric)
            .say("Known as", class.map(crate::vocabulary::Metric::id))
            .say("Percentile", percentile.map(u64::from))
            .say("Limit", limit.as_ref().map(bound).as_ref())
            .say("Counted in", relative.map(crate::facts::Relative::word))
            .say("Measurable", *measurable)
            .say("Has a number", *numeric)
            .say("Window", minutes(window.as_ref()))
            .say("Action", action);
    }
}

/// Name, role and address, as far as they are told apart.
fn apart(party: &Party) -> Option<Meant> {
    let Party { name, role, reach } = party;
    let known: Vec<String> = [name, role, reach].into_iter().flatten().cloned().collect();
    listed(&known)
}

fn bound(limit: &Limit) -> String {
    let Limit { comparator, number: value, unit } = limit;
    format!("{} {} {unit}", comparator.sign(), number(*value)).trim_end().to_owned()
}

impl Shown for Strategy {
    fn show(&self, card: &mut Card<'_>) {
        let Self { kind, stages, text } = self;
        let stages = stages.iter().map(|share| plain(format!("{} %", number(*share))));
        card.subject(kind.word(), text.at).say("Sentence", text).say("Stage", stages.collect::<Vec<_>>());
    }
}

impl Shown for Check {
    fn show(&self, card: &mut Card<'_>) {
        let Self { what, how, expected, owner, phase, classes, probe, at } = self;
        let classes: Vec<String> = classes.iter().map(|class| class.noun().to_owned()).collect();
        card.subject(&what.value, *at)
            .say("How", how)
            .say("Expected", expected)
            .say("Owner", owner)
            .say("Looks at", listed(&classes))
            .say("Probe", probe.then_some(true))
            .say("Phase", phase.map(Phase::word));
    }
}

impl Shown for CheckItem {
    fn show(&self, card: &mut Card<'_>) {
        let Self { text, ticked, state, owner, section, prerequisite, phase } = self;
        card.named(text)
            .say("Ticked", *ticked)
            .say("State", state)
            .say("Owner", owner)
            .say("Section", section)
            .say("Prerequisite", *prerequisite)
            .say("Phase", phase.map(Phase::word));
    }
}

/// How long a rollout is watched.
impl Shown for Said<Minutes> {
    fn show(&self, card: &mut Card<'_>) {
        card.subject("rollout", self.at).say("Watched for", minutes(Some(self)));
    }
}

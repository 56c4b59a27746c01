//! Processes, as documents describe them.

use super::meaning::{Meant, number, seconds};
use super::{Card, Shown};
use crate::facts::{Drain, Orchestrator, Process, Said, ScalingAxis, StartupTime, StateKind};

impl Shown for Process {
    fn show(&self, card: &mut Card<'_>) {
        let Self {
            name,
            long_running,
            grace,
            grace_at_most,
            drain,
            pre_stop,
            kill_timeout,
            startup_measured,
            startup_target,
            readiness,
            liveness,
            restart,
            scaling,
            axis,
            concurrency,
            entry_point,
            state,
            crash,
            component,
            at,
        } = self;
        let state = state.as_ref().map(|said| {
            let word = if said.value == StateKind::Stateless { "stateless" } else { "stateful" };
            super::meaning::normal(word, said.at)
        });
        card.subject(&name.value, *at)
            .say("Runs until stopped", *long_running)
            .say("Grace", seconds(grace.as_ref()))
            .say("Grace is a limit", grace_at_most.then_some(true))
            .say("Drain", seconds(drain.as_ref()))
            .say("preStop", seconds(pre_stop.as_ref()))
            .say("SIGKILL timeout", seconds(kill_timeout.as_ref()))
            .say("Start-up measured", startup_measured.as_ref().map(startup))
            .say("Start-up target", seconds(startup_target.as_ref()))
            .say("Readiness", readiness)
            .say("Liveness", liveness)
            .say("Restart", restart)
            .say("Scaling", scaling)
            .say("Scaling axis", axis.map(ScalingAxis::word))
            .say("Concurrency", concurrency)
            .say("Entry point", entry_point)
            .say("State", state)
            .say("Crash", crash)
            .say("Component", component);
    }
}

fn startup(time: &StartupTime) -> Meant {
    let StartupTime { text, seconds, bound } = time;
    let value = seconds.map(|seconds| format!("{}{} s", if *bound { "< " } else { "" }, number(seconds)));
    Meant::of(value.or_else(|| Some("no time".to_owned())), text)
}

impl Shown for Drain {
    fn show(&self, card: &mut Card<'_>) {
        let Self { of, environment, seconds: time } = self;
        card.subject(of.as_deref().unwrap_or("load balancer"), time.at)
            .say("Drain", seconds(Some(time)))
            .say("Environment", *environment);
    }
}

impl Shown for Said<Orchestrator> {
    fn show(&self, card: &mut Card<'_>) {
        card.subject(self.value.name(), self.at).say("Name", self);
    }
}

//! Processes, as documents describe them.

use super::meaning::seconds;
use super::{Card, Shown};
use crate::facts::{Orchestrator, Process, Said};

impl Shown for Process {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, long_running, grace, kill_timeout, startup_measured, startup_target, readiness, liveness, at } =
            self;
        card.subject(&name.value, *at)
            .say("Runs until stopped", *long_running)
            .say("Grace", seconds(grace.as_ref()))
            .say("SIGKILL timeout", seconds(kill_timeout.as_ref()))
            .say("Start-up measured", startup_measured)
            .say("Start-up target", seconds(startup_target.as_ref()))
            .say("Readiness", readiness)
            .say("Liveness", liveness);
    }
}

impl Shown for Said<Orchestrator> {
    fn show(&self, card: &mut Card<'_>) {
        card.subject(self.value.name(), self.at).say("Name", self);
    }
}

//! Processes, and the workloads that run them.

use super::meaning::{Meant, normal, number, seconds};
use super::{Card, Shown};
use crate::facts::{Container, Orchestrator, Probe, Process, Said, Workload};

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

impl Shown for Workload {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, kind, compose, long_running, kill_timeout, containers } = self;
        card.named(name)
            .say("Kind", kind)
            .say("Written for", if *compose { "Compose" } else { "Kubernetes" })
            .say("Runs until stopped", *long_running)
            .say("SIGKILL timeout", seconds(kill_timeout.as_ref()));
        for container in containers {
            show_container(container, card);
        }
    }
}

fn show_container(container: &Container, card: &mut Card<'_>) {
    let Container { name, image, ports, readiness, liveness } = container;
    card.say("Container", name)
        .say("Image", image)
        .say("Binds a port", *ports)
        .say("Readiness probe", readiness.as_ref().map(probe))
        .say("Liveness probe", liveness.as_ref().map(probe));
}

fn probe(said: &Said<Probe>) -> Meant {
    let Probe { handler, fails_after } = &said.value;
    normal(format!("{handler}, failed after {} s", number(*fails_after)), said.at)
}

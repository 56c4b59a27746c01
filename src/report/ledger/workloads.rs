//! Workloads: what manifests and platform files run.

use super::meaning::{Meant, at, normal, number, plain, seconds};
use super::{Card, Shown};
use crate::facts::{BuiltImage, Container, Port, PreStop, Probe, Resources, Rollout, Said, Workload};

impl Shown for Workload {
    fn show(&self, card: &mut Card<'_>) {
        let Self {
            name,
            kind,
            platform,
            namespace,
            environment,
            labels,
            long_running,
            on_demand,
            replicas,
            rollout,
            kill_timeout,
            stop_signal,
            restart,
            depends_on,
            containers,
            init,
            sidecars,
            partial,
        } = self;
        card.named(name)
            .say("Kind", kind)
            .say("Platform", platform.name())
            .say("Namespace", namespace)
            .say("Environment", *environment)
            .say("Label", labels.iter().map(|(key, value)| plain(format!("{key}={value}"))).collect::<Vec<_>>())
            .say("Runs until stopped", *long_running)
            .say("Only on demand", *on_demand)
            .say("Replicas", replicas)
            .say("SIGKILL timeout", seconds(kill_timeout.as_ref()))
            .say("Stop signal", stop_signal)
            .say("Restart", restart)
            .say("Depends on", depends_on)
            .say("Known in part", partial);
        if let Some(rollout) = rollout {
            show_rollout(&rollout.value, card);
        }
        for (label, list) in [("Container", containers), ("Init container", init), ("Sidecar", sidecars)] {
            for container in list {
                show_container(label, container, card);
            }
        }
    }
}

impl Shown for BuiltImage {
    fn show(&self, card: &mut Card<'_>) {
        let Self { bases, container, stop_signal, user, at } = self;
        card.subject(&container.name, *at).say("Built on", bases).say("Stop signal", stop_signal).say("User", user);
        show_container("Stage", container, card);
    }
}

fn show_rollout(rollout: &Rollout, card: &mut Card<'_>) {
    let Rollout { strategy, max_unavailable, max_surge, on_failure } = rollout;
    card.say("Rollout", strategy)
        .say("Max unavailable", max_unavailable)
        .say("Max surge", max_surge)
        .say("On failure", on_failure);
}

fn show_container(label: &str, container: &Container, card: &mut Card<'_>) {
    let Container { name, image, build, command, ports, readiness, liveness, startup, health, pre_stop, resources } =
        container;
    card.say(label, name)
        .say("Image", image)
        .say("Built from", build)
        .say("Command", command)
        .say("Port", ports.iter().map(port).collect::<Vec<_>>())
        .say("Readiness probe", readiness.as_ref().map(probe))
        .say("Liveness probe", liveness.as_ref().map(probe))
        .say("Startup probe", startup.as_ref().map(probe))
        .say("Health check", health.as_ref().map(probe))
        .say("Before SIGTERM", pre_stop.as_ref().map(hook));
    let Resources { cpu_request, cpu_limit, memory_request, memory_limit } = resources;
    card.say("CPU asked for", cpu_request)
        .say("CPU limit", cpu_limit)
        .say("Memory asked for", memory_request)
        .say("Memory limit", memory_limit);
}

fn port(port: &Port) -> Meant {
    let Port { name, number, at: place } = port;
    let number = number.map_or_else(|| "?".to_owned(), |number| number.to_string());
    let named = name.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
    at(format!("{named}{number}"), *place)
}

fn probe(said: &Said<Probe>) -> Meant {
    let Probe { handler, initial_delay, period, timeout, success_threshold, failure_threshold } = &said.value;
    let delay = if *initial_delay > 0.0 { format!(" after {} s", number(*initial_delay)) } else { String::new() };
    let passes =
        if *success_threshold > 1.0 { format!(", passes after {}", number(*success_threshold)) } else { String::new() };
    let value = format!(
        "{handler}{delay} every {} s, answer within {} s, fails after {}{passes}",
        number(*period),
        number(*timeout),
        number(*failure_threshold)
    );
    normal(value, said.at)
}

fn hook(said: &Said<PreStop>) -> Meant {
    let PreStop { handler, seconds } = &said.value;
    let takes = seconds.map(|seconds| format!(", {} s", number(seconds))).unwrap_or_default();
    normal(format!("{handler}{takes}"), said.at)
}

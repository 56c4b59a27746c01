//! IX-08: "ready to serve" is asked apart from "running".

use std::collections::{BTreeMap, BTreeSet};

use super::described_probes;
use crate::facts::{Container, Kind, Phrase, Place, Probe, Said, Workload};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, once};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "IX-08",
    name: "readiness-distinct-from-liveness",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[
        Kind::DeploymentPlan,
        Kind::Architecture,
        Kind::Environment,
        Kind::Kubernetes,
        Kind::Compose,
        Kind::HelmTemplate,
    ],
    checks: "Every workload of the manifests that binds a port has a readiness probe, and it asks something else than the \
             liveness probe. Both may ask the same only if readiness surely fails first (period × failure threshold + \
             timeout). Process types that the plan, the architecture document or the environment definition describe are \
             judged by the text of their checks. A process that binds no port may have a liveness probe alone.",
    why: "A process that runs is not yet one that can serve. With one probe for both, an overloaded instance is killed where it \
          should only be left alone, and a starting one gets requests that it cannot answer.",
    settings: &[],
    source: "S53; R9:38",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let judged = judge_manifests(case, out);
    let described = described_probes::judge(case, out);
    let unread = report_unread(case, out);
    if !judged && !described && !unread {
        let remedy =
            "State the readiness and the liveness check of each process type in the plan, or add the manifests.";
        out.none("probes", "No document and no manifest says how readiness is asked.", remedy)
            .at(case.start_of(Kind::DeploymentPlan));
    }
}

/// What the probes of a workload amount to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Sight {
    /// Readiness is missing where a port is bound.
    NoReadiness,
    /// Both ask the same, for as long.
    Same(String),
    /// Both ask the same, and readiness fails first.
    SameButFirst,
    /// They ask different things, or only readiness is asked.
    Distinct,
    /// No port, and nothing wrong.
    NoPort,
    /// What would decide it may stand elsewhere: a patch, a template.
    Partial,
}

fn judge_manifests(case: &Case<'_>, out: &mut Findings) -> bool {
    let mut seen: BTreeMap<(&str, Sight), Vec<Place>> = BTreeMap::new();
    let whole: BTreeSet<&str> = case.facts.workloads.iter().filter(|it| it.partial.is_none()).map(name).collect();
    for workload in case.facts.workloads.iter().filter(|workload| workload.long_running && workload.is_kubernetes()) {
        let (sight, places) = sight(workload);
        // What a patch does not say, the workload that it changes does.
        if sight == Sight::Partial && whole.contains(name(workload)) {
            continue;
        }
        seen.entry((&workload.name.value, sight)).or_default().extend(places);
    }
    let mut faults: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in seen.keys().filter(|(_, sight)| is_fault(sight)) {
        *faults.entry(name).or_default() += 1;
    }
    for ((name, sight), places) in &seen {
        let several = faults.get(name).is_some_and(|count| *count > 1);
        report(case, name, sight, places, several, out);
    }
    summarise(&seen, &Sight::Distinct, out);
    summarise(&seen, &Sight::NoPort, out);
    summarise(&seen, &Sight::Partial, out);
    !seen.is_empty()
}

fn name(workload: &Workload) -> &str {
    &workload.name.value
}

fn is_fault(sight: &Sight) -> bool {
    matches!(sight, Sight::NoReadiness | Sight::Same(_))
}

fn sight(workload: &Workload) -> (Sight, Vec<Place>) {
    let name = workload.name.at;
    let mut first_only = None;
    for container in &workload.containers {
        let (Some(readiness), Some(liveness)) = (&container.readiness, &container.liveness) else { continue };
        if readiness.value.handler == liveness.value.handler {
            let places = vec![name, readiness.at, liveness.at];
            // A patch that leaves a number out does not set it to its default.
            if workload.partial.is_some() {
                return (Sight::Partial, places);
            }
            if readiness.value.fails_after() >= liveness.value.fails_after() {
                return (Sight::Same(readiness.value.handler.clone()), places);
            }
            first_only = Some(places);
        }
    }
    if let Some(places) = first_only {
        return (Sight::SameButFirst, places);
    }
    let ports: Vec<&Container> = workload.containers.iter().filter(|container| container.serves()).collect();
    let probe = |probe: &Option<Said<Probe>>| probe.as_ref().map(|probe| probe.at);
    let asked = ports.iter().find_map(|container| probe(&container.readiness));
    if workload.partial.is_some() && asked.is_none() {
        (Sight::Partial, vec![name])
    } else if ports.is_empty() {
        (Sight::NoPort, vec![name])
    } else if let Some(readiness) = asked {
        (Sight::Distinct, vec![readiness])
    } else {
        (
            Sight::NoReadiness,
            [name].into_iter().chain(ports.iter().filter_map(|container| probe(&container.liveness))).collect(),
        )
    }
}

fn report(case: &Case<'_>, name: &str, sight: &Sight, places: &[Place], several: bool, out: &mut Findings) {
    let file = places.first().filter(|_| several).map_or(String::new(), |place| format!(" in {}", case.file(*place)));
    let name = code(name);
    let subject = format!("workload {name}{file}");
    match sight {
        Sight::NoReadiness => {
            let remedy =
                format!("Add a `readinessProbe` to {name} that answers only when it can serve, such as `GET /ready`.");
            out.fail(subject, format!("{name} binds a port and has no readiness probe."), remedy)
                .at(places.iter().copied());
        }
        Sight::Same(handler) => {
            let remedy = format!(
                "Let the `readinessProbe` of {name} ask whether it can serve (its dependencies are there, its caches warm), and the \
                 `livenessProbe` only whether it runs."
            );
            let message = format!(
                "Readiness and liveness of {name} both ask {}, and readiness does not surely fail first.",
                code(handler)
            );
            out.fail(subject, message, remedy).at(places.iter().copied());
        }
        Sight::SameButFirst => {
            let message = format!("Readiness and liveness of {name} ask the same, and readiness surely fails first.");
            out.pass(subject, message).at(few(places.iter().copied()));
        }
        Sight::Distinct | Sight::NoPort | Sight::Partial => {}
    }
}

/// One outcome for all workloads that need no word each.
fn summarise(seen: &BTreeMap<(&str, Sight), Vec<Place>>, wanted: &Sight, out: &mut Findings) {
    let of_sight: Vec<_> = seen.iter().filter(|((_, sight), _)| sight == wanted).collect();
    let names = once(of_sight.iter().map(|((name, _), _)| *name));
    let places = few(of_sight.iter().flat_map(|(_, places)| places.iter().copied()));
    if names.is_empty() {
        return;
    }
    if *wanted == Sight::Partial {
        let message = format!("What is known of {} is only a part: a patch, or a template.", codes(&names));
        out.none(
            "workloads read in part",
            message,
            "Add the manifests as they are applied (`kubectl kustomize`, `helm template`).",
        )
        .at(places);
    } else if *wanted == Sight::NoPort {
        out.idle(
            "workloads without port",
            format!("No port is bound by {}, so readiness does not apply.", codes(&names)),
        )
        .at(places);
    } else {
        out.pass("workloads of the manifests", format!("Readiness is asked apart from liveness by {}.", codes(&names)))
            .at(places);
    }
}

/// Manifests that are templates: what could not be read is said, never judged.
fn report_unread(case: &Case<'_>, out: &mut Findings) -> bool {
    let templates = case.facts.of_kind(Kind::HelmTemplate).filter(|template| !template.problems.is_empty());
    let problems: Vec<&Phrase> = templates.filter_map(|template| template.problems.first()).collect();
    if problems.is_empty() {
        return false;
    }
    let paths = once(problems.iter().map(|problem| case.path(problem.at)));
    let message = format!(
        "The probes of {} could not be read, such as {}.",
        count(paths.len(), "Helm template"),
        codes(&paths[..paths.len().min(2)])
    );
    out.none("Helm templates", message, "Add the rendered manifests, as `helm template` prints them.")
        .at(few(problems.iter().map(|problem| problem.at)));
    true
}

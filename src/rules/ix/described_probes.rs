//! The part of IX-08 that judges the checks which documents describe.

use super::process_types::{Deployed, ProcessType, key, long_running};
use crate::facts::{Container, Phrase, Place, Process, Workload, is_stated};
use crate::rules::support::{clip, code, codes, few};
use crate::rules::{Case, Findings};
use crate::vocabulary::Written;

/// Words in the names of process types that serve requests on a port.
const SERVING: [&str; 12] =
    ["web", "api", "http", "server", "frontend", "backend", "gateway", "ui", "site", "grpc", "proxy", "app"];

/// Judges the process types for which a document describes a check; says whether there are any.
pub(super) fn judge(case: &Case<'_>, out: &mut Findings) -> bool {
    let types: Vec<ProcessType<'_>> =
        long_running(case).into_iter().filter(|of_type| of_type.entries.iter().any(|entry| has_check(entry))).collect();
    let deployed = Deployed::of(case);
    let mut distinct: Vec<(&str, Place)> = Vec::new();
    let mut portless: Vec<(&str, Place)> = Vec::new();
    for of_type in &types {
        let name = of_type.name();
        let workloads = deployed.as_type(&of_type.key);
        if let Some((readiness, liveness)) = equal(case, of_type) {
            same(name, readiness, liveness, out);
        } else if let Some(readiness) = readiness(of_type) {
            distinct.push((name, readiness.at));
        } else if binds_port(name, workloads) {
            absent(of_type, out);
        } else {
            portless.extend(of_type.entries.first().map(|entry| (name, entry.at)));
        }
    }
    summarise(&distinct, &portless, out);
    !types.is_empty()
}

fn has_check(entry: &Process) -> bool {
    is_stated(entry.readiness.as_ref()) || is_stated(entry.liveness.as_ref())
}

fn readiness<'a>(of_type: &ProcessType<'a>) -> Option<&'a Phrase> {
    of_type.entries.iter().filter_map(|entry| entry.readiness.as_ref()).find(|readiness| readiness.is_stated())
}

/// The readiness and liveness of one entry that read the same, of the plan first.
fn equal<'a>(case: &Case<'_>, of_type: &ProcessType<'a>) -> Option<(&'a Phrase, &'a Phrase)> {
    let form = |phrase: &Phrase| -> String {
        phrase.value.replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let (planned, others): (Vec<&Process>, Vec<&Process>) =
        of_type.entries.iter().partition(|entry| case.in_plan(entry.at));
    let pairs = planned
        .into_iter()
        .chain(others)
        .filter_map(|entry| Some((entry.readiness.as_ref()?, entry.liveness.as_ref()?)));
    pairs.into_iter().find(|(readiness, liveness)| {
        readiness.is_stated()
            && liveness.is_stated()
            && form(readiness).trim_end_matches('.') == form(liveness).trim_end_matches('.')
    })
}

/// Whether the type serves requests: its workloads say so, else its name.
fn binds_port(name: &str, workloads: &[&Workload]) -> bool {
    let by_name = || key(name).split('-').any(|word| SERVING.contains(&word));
    match workloads {
        [] => by_name(),
        workloads => {
            workloads.iter().flat_map(|workload| &workload.containers).any(Container::serves)
                || (workloads.iter().all(|workload| workload.partial.is_some()) && by_name())
        }
    }
}

fn same(name: &str, readiness: &Phrase, liveness: &Phrase, out: &mut Findings) {
    let name = code(name);
    let message =
        format!("Readiness and liveness of {name} are the same check: {}.", code(&clip(&readiness.value, 60)));
    let remedy = format!(
        "Let readiness of {name} ask whether it can serve, such as `GET /ready`, and liveness only whether it runs."
    );
    out.fail(format!("process type {name}"), message, remedy).at([readiness.at, liveness.at]);
}

fn absent(of_type: &ProcessType<'_>, out: &mut Findings) {
    let name = code(of_type.name());
    let written = of_type.entries.iter().find_map(|entry| entry.readiness.as_ref()).map(Phrase::written);
    let how = if written == Some(Written::NotApplicable) {
        "says without a reason that readiness does not apply"
    } else {
        "states no readiness check"
    };
    let remedy = format!("Write the readiness check of {name} beside its liveness check, such as `GET /ready`.");
    out.fail(format!("process type {name}"), format!("{name} serves requests and {how}."), remedy)
        .at(few(of_type.places()));
}

fn summarise(distinct: &[(&str, Place)], portless: &[(&str, Place)], out: &mut Findings) {
    let names = |of: &[(&str, Place)]| codes(&of.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let places = |of: &[(&str, Place)]| few(of.iter().map(|(_, place)| *place).collect::<Vec<_>>());
    if !distinct.is_empty() {
        out.pass("described process types", format!("A readiness check of its own is stated for {}.", names(distinct)))
            .at(places(distinct));
    }
    if !portless.is_empty() {
        let reason = format!("No port is known of {}, so a liveness check is enough.", names(portless));
        out.idle("process types without port", reason).at(places(portless));
    }
}

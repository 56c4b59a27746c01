//! IX-06: what happens between the removal from the load balancer and SIGKILL fits into the time there is.

use super::limit::{Limit, is_templated, limit, orchestrator};
use super::process_types::{Deployed, ProcessType, long_running};
use crate::facts::{Drain, Kind, Orchestrator, Place, PreStop, Said, Seconds};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, few, list, once, seconds};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "IX-06",
    name: "drain-inside-sigkill",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan, Kind::Architecture],
    checks: "For each process type, the time that preStop waits and the grace period together are shorter than the SIGKILL \
             timeout, because the time of preStop counts toward it; and the drain of the load balancer is no longer than that \
             timeout. Drain and grace overlap and are not added. A sum or a drain that equals the timeout leaves no margin, \
             which is a note. On ECS the drain ends before SIGTERM, and is not compared. The deregistration delay that \
             manifests, Terraform or an infrastructure document set equals the drain that the plan states.",
    why: "A load balancer that still sends requests to a process that is already gone gives errors to users at every \
          deployment.",
    settings: &["kill_timeout_seconds", "orchestrator", "target_environment"],
    source: "S52; DP:33, ID:253",
    judge,
};

/// Drains of the plan that a delay is held against.
const MOST_PLANNED: usize = 64;

const REMEDY: &str = "State the drain of the load balancer and the time of preStop in the plan's Rolling Restart Strategy:\n\n\
    | Process type | Grace period | SIGKILL timeout | preStop | LB drain |\n|---|---|---|---|---|\n\
    | web | 20 s | 30 s | 5 s | 15 s |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let types = long_running(case);
    let deployed = Deployed::of(case);
    let mut compared = false;
    for of_type in &types {
        let budget = Budget::of(case, of_type, &deployed);
        compared |= judge_pre_stop(&budget, out);
        compared |= judge_drain(case, &budget, out);
    }
    compared |= judge_delays(case, &types, out);
    if !compared && !super::runs_nothing(case, out) {
        let message = "No document says how long the load balancer drains, or how long preStop waits.";
        out.none("load balancer drain", message, REMEDY).at(case.start_of(Kind::DeploymentPlan));
    }
}

/// What is known of one process type: the times that must fit, and the time that there is.
struct Budget<'a> {
    name: String,
    grace: Option<&'a Said<Seconds>>,
    pre_stop: Option<Said<Seconds>>,
    drain: Option<&'a Said<Seconds>>,
    limit: Limit,
    /// The timeout may stand in a manifest that could be read only in part.
    open: bool,
}

impl<'a> Budget<'a> {
    fn of(case: &Case<'_>, of_type: &ProcessType<'a>, deployed: &Deployed<'a>) -> Self {
        let most =
            |said: Vec<&'a Said<Seconds>>| said.into_iter().max_by(|one, other| one.value.total_cmp(&other.value));
        let limit = limit(case, of_type, deployed);
        let stated = matches!(limit, Limit::Stated(..));
        Self {
            name: code(of_type.name()),
            grace: most(of_type.planned(case, |entry| entry.grace.as_ref())),
            pre_stop: pre_stop(case, of_type, deployed),
            drain: most(of_type.planned(case, |entry| entry.drain.as_ref())),
            open: !stated && (matches!(limit, Limit::Guessed(_)) || is_templated(case, of_type, deployed)),
            limit,
        }
    }
}

/// The longest wait before SIGTERM that the plan or a manifest states.
fn pre_stop(case: &Case<'_>, of_type: &ProcessType<'_>, deployed: &Deployed<'_>) -> Option<Said<Seconds>> {
    let described = of_type.planned(case, |entry| entry.pre_stop.as_ref()).into_iter().cloned();
    let containers = deployed.as_type(&of_type.key).iter().flat_map(|workload| workload.all_containers());
    let hooks = containers.filter_map(|container| container.pre_stop.as_ref());
    let waits = hooks.filter_map(|hook: &Said<PreStop>| Some(Said { value: hook.value.seconds?, at: hook.at }));
    described.chain(waits).max_by(|one, other| one.value.total_cmp(&other.value))
}

/// Whether there was something to compare. Where the grace alone is too long, IX-03 says so.
fn judge_pre_stop(budget: &Budget<'_>, out: &mut Findings) -> bool {
    let Some(wait) = budget.pre_stop.as_ref().filter(|wait| wait.value > 0.0) else { return false };
    let (name, allowed) = (&budget.name, budget.limit.seconds());
    let grace = budget.grace.filter(|grace| grace.value < allowed);
    let total = wait.value + grace.map_or(0.0, |grace| grace.value);
    if grace.is_none() && wait.value < allowed {
        return false;
    }
    let sum = grace.map_or_else(
        || format!("preStop takes {}", seconds(wait.value)),
        |grace| {
            let (wait, grace) = (seconds(wait.value), seconds(grace.value));
            format!("preStop ({wait}) and grace ({grace}) take {}", seconds(total))
        },
    );
    let remedy = format!(
        "Raise the SIGKILL timeout of {name} (`terminationGracePeriodSeconds`) above {}, or shorten preStop or the grace \
         period; write all three into the plan.",
        seconds(total)
    );
    let subject = format!("preStop of {name}");
    let places = [wait.at].into_iter().chain(grace.map(|grace| grace.at)).chain(budget.limit.place());
    answer(budget, Fit { subject, what: sum, needed: total, remedy }, places.collect(), out);
    true
}

fn judge_drain(case: &Case<'_>, budget: &Budget<'_>, out: &mut Findings) -> bool {
    let Some(drain) = budget.drain else { return false };
    let on_ecs = orchestrator(case).is_some_and(|(orchestrator, _)| orchestrator == Orchestrator::Ecs);
    let subject = format!("drain of {}", budget.name);
    if on_ecs {
        out.idle(subject, "ECS waits for the drain of the load balancer before it sends SIGTERM.").at([drain.at]);
        return true;
    }
    let remedy = format!(
        "Shorten the drain of the load balancer (deregistration delay) for {}, or raise its SIGKILL timeout above {}; write both \
         into the plan.",
        budget.name,
        seconds(drain.value)
    );
    let what = format!("The drain takes {}", seconds(drain.value));
    let places = [drain.at].into_iter().chain(budget.limit.place()).collect();
    answer(budget, Fit { subject, what, needed: drain.value, remedy }, places, out);
    true
}

/// A time, and what to do if it does not fit.
struct Fit {
    subject: String,
    what: String,
    needed: Seconds,
    remedy: String,
}

fn answer(budget: &Budget<'_>, fit: Fit, places: Vec<Place>, out: &mut Findings) {
    let Fit { subject, what, needed, remedy } = fit;
    let (limit, note) = (budget.limit.seconds(), budget.limit.note());
    let allowed = seconds(limit);
    if needed < limit {
        out.pass(subject, format!("{what}, less than the SIGKILL timeout of {allowed}{note}.")).at(places);
    } else if budget.open {
        let message = format!("{what}, which can be compared with no SIGKILL timeout: the dossier states none.");
        out.none(subject, message, format!("State the SIGKILL timeout of {} in the plan.", budget.name)).at(places);
    } else if needed > limit {
        out.fail(subject, format!("{what}, more than the SIGKILL timeout of {allowed}{note}."), remedy).at(places);
    } else {
        let message = format!("{what}, all of the SIGKILL timeout of {allowed}{note}: no margin is left.");
        out.fail(subject, message, remedy).at(places).severity(Severity::Info);
    }
}

/// The delays that are set for the target environment against the drains that the plan states.
fn judge_delays(case: &Case<'_>, types: &[ProcessType<'_>], out: &mut Findings) -> bool {
    let entries = types.iter().flat_map(|of_type| &of_type.entries).filter(|entry| case.in_plan(entry.at));
    let planned: Vec<&Said<Seconds>> = entries.filter_map(|entry| entry.drain.as_ref()).take(MOST_PLANNED).collect();
    let target = case.policy.target_environment.as_str();
    let here = |drain: &&Drain| drain.environment.is_none_or(|environment| environment == target);
    let set: Vec<&Drain> = case.facts.drains.iter().filter(here).collect();
    if planned.is_empty() || set.is_empty() {
        return false;
    }
    let named = list(&once(planned.iter().map(|drain| seconds(drain.value))));
    for drain in set {
        let of = code(drain.of.as_deref().unwrap_or("load balancer"));
        let time = seconds(drain.seconds.value);
        let equal = planned.iter().any(|planned| (planned.value - drain.seconds.value).abs() < 0.001);
        let places = few(std::iter::once(drain.seconds.at).chain(planned.iter().map(|drain| drain.at)));
        let subject = format!("deregistration delay of {of}");
        if equal {
            out.pass(subject, format!("The deregistration delay of {of}, {time}, is the drain of the plan."))
                .at(places);
        } else {
            let file = case.file(drain.seconds.at);
            let message = format!("{file} sets the deregistration delay of {of} to {time}; the plan says {named}.");
            let remedy = format!("Write one time into both: the delay in {file}, the drain in the plan.");
            out.fail(subject, message, remedy).at(places);
        }
    }
    true
}

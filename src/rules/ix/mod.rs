//! IX: do the processes start fast and stop cleanly?

mod described_probes;
mod drain_inside_sigkill;
mod grace_agrees_with_architecture;
mod grace_below_sigkill;
mod grace_per_process_type;
mod limit;
pub(super) mod process_types;
mod readiness_distinct_from_liveness;
mod restart_strategy_stated;
mod startup_measured;

use super::support::{clip, code, few};
use super::{Case, Findings, Rule};

pub(super) const RULES: &[&Rule] = &[
    &restart_strategy_stated::RULE,
    &grace_per_process_type::RULE,
    &grace_below_sigkill::RULE,
    &drain_inside_sigkill::RULE,
    &grace_agrees_with_architecture::RULE,
    &readiness_distinct_from_liveness::RULE,
    &startup_measured::RULE,
];

/// The table that states how processes start and stop.
pub(crate) const RESTART_TABLE: &str = "Add the section \"Rolling Restart Strategy\" to the plan:\n\n\
    | Process type | Grace period | SIGKILL timeout | Startup time measured | Readiness | Liveness |\n|---|---|---|---|---|---|\n\
    | web | 20 s | 30 s | 4.2 s | GET /ready | GET /alive |";

/// Whether the documents say that the release runs no process of its own, and nothing says that it does.
fn runs_nothing(case: &Case<'_>, out: &mut Findings) -> bool {
    let Some(said) = case.facts.no_processes.first() else { return false };
    if case.facts.processes.iter().any(|process| !process.is_only_listed()) || !case.facts.workloads.is_empty() {
        return false;
    }
    let message = format!("The release runs no process of its own: {}.", code(&clip(&said.value, 80)));
    out.idle("process types", message).at(few(case.facts.no_processes.iter().map(|said| said.at)));
    true
}

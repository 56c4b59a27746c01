//! EXE: can the rollout be watched and stopped?

mod decision_matches_triggers;
mod first_hour_quiet;
mod probe_fully_described;
mod replay;
mod rollback_completed;
mod rollout_team_reachable;
mod smoke_tests_cover_all;
mod smoke_tests_passed;
mod trigger_measurable;

pub(crate) use probe_fully_described::TABLE as PROBES;
pub(crate) use replay::fired;
pub(crate) use rollout_team_reachable::TABLE as ROSTER;
pub(crate) use smoke_tests_cover_all::TABLE as SMOKE_TESTS;
pub(crate) use trigger_measurable::TABLE as TRIGGERS;

use super::{Case, Rule};
use crate::policy::Profile;
use crate::review::Severity;

pub(super) const RULES: &[&Rule] = &[
    &rollout_team_reachable::RULE,
    &probe_fully_described::RULE,
    &smoke_tests_cover_all::RULE,
    &trigger_measurable::RULE,
    &smoke_tests_passed::RULE,
    &decision_matches_triggers::RULE,
    &rollback_completed::RULE,
    &first_hour_quiet::RULE,
];

/// What a convention of the templates weighs: elsewhere it is no error.
fn weight(case: &Case<'_>) -> Severity {
    match case.policy.profile {
        Profile::Aiwg => Severity::Error,
        Profile::Generic => Severity::Warn,
    }
}

/// Whether the dossier follows the templates.
fn templated(case: &Case<'_>) -> bool {
    case.policy.profile == Profile::Aiwg
}

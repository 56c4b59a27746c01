//! ENV: is the environment fit to be deployed to?

mod environment_healthy;
mod measures_within_limits;
mod no_active_incident;
mod rollback_tested_lately;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &environment_healthy::RULE,
    &measures_within_limits::RULE,
    &no_active_incident::RULE,
    &rollback_tested_lately::RULE,
];

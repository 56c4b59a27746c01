//! I: one codebase, and one table of where it is deployed.

mod deployments_table_complete;
mod every_environment_once;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&deployments_table_complete::RULE, &every_environment_once::RULE];

/// The table that a plan without one should have.
pub(crate) const TABLE: &str = "Add the Deployments Table to the deployment plan:\n\n\
    | Environment | Purpose | URL | Artifact | Scaling profile | Owner |\n|---|---|---|---|---|---|\n\
    | Production | live orders | https://… | registry/app:2.4.0@sha256:… | web 6, worker 4 | name |";

//! ENV: is the environment fit to be deployed to?

mod environment_healthy;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&environment_healthy::RULE];

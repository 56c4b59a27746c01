//! BLD: is what will be deployed the thing that was built?

mod artifact_pinned;
mod pin;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&artifact_pinned::RULE];

//! II: does the release say which packages it needs, and which versions of them?

mod dependencies_bounded;
mod dependency_manifest_present;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&dependency_manifest_present::RULE, &dependencies_bounded::RULE];

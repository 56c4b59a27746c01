//! BLD: is what will be deployed the thing that was built?

mod artifact_pinned;
mod build_succeeded;
mod built_for_this_release;
mod checksums_agree;
mod named;
mod pin;
mod same_artifact_everywhere;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &built_for_this_release::RULE,
    &build_succeeded::RULE,
    &artifact_pinned::RULE,
    &same_artifact_everywhere::RULE,
    &checksums_agree::RULE,
];

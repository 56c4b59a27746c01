//! LES: what is learned from the release?

mod actions_complete;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&actions_complete::RULE];

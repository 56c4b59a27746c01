//! RBK: can support run what is released?

mod runbook_covers_release;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&runbook_covers_release::RULE];

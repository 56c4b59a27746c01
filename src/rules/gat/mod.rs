//! GAT: what do the gates say?

mod gates_passed;
mod required_gates_reported;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&required_gates_reported::RULE, &gates_passed::RULE];

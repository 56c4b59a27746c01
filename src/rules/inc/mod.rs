//! INC: who is called when something breaks?

mod on_call_chain_reachable;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&on_call_chain_reachable::RULE];

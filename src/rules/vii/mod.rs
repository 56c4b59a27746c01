//! VII: does each service bind its own port?

mod port_binding_answered;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&port_binding_answered::RULE];

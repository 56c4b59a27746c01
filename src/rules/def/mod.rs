//! DEF: which defects go out with the release?

mod no_open_p0;
mod open_p1_waived;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&no_open_p0::RULE, &open_p1_waived::RULE];

//! DEF: which defects go out with the release?

mod no_open_p0;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&no_open_p0::RULE];

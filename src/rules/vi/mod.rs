//! VI: do the processes keep nothing that the next one needs?

mod state_outside_processes;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&state_outside_processes::RULE];

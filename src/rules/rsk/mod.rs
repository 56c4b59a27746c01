//! RSK: is each great risk in somebody's hands?

mod high_risks_mitigated;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&high_risks_mitigated::RULE];

//! ACC: has the release been accepted?

mod criteria_met;
mod sign_offs_complete;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&criteria_met::RULE, &sign_offs_complete::RULE];

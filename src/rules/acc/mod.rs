//! ACC: has the release been accepted?

mod sign_offs_complete;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&sign_offs_complete::RULE];

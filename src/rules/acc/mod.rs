//! ACC: has the release been accepted?

mod criteria_met;
mod sign_offs_complete;

use super::Rule;
pub(crate) use criteria_met::TABLE as CRITERIA;
pub(crate) use sign_offs_complete::REMEDY as SIGN_OFFS;

pub(super) const RULES: &[&Rule] = &[&criteria_met::RULE, &sign_offs_complete::RULE];

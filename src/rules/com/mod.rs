//! COM: who is told what, and when?

mod communication_before_during_after;
mod known_issues_list_open_defects;
mod release_notes_complete;

pub(crate) use communication_before_during_after::TABLE as PLAN;

use super::Rule;

pub(super) const RULES: &[&Rule] =
    &[&release_notes_complete::RULE, &known_issues_list_open_defects::RULE, &communication_before_during_after::RULE];

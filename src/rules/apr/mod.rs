//! APR: who has approved the release?

mod approval_after_last_change;
mod approvals_granted;
mod approvals_named_and_dated;
mod required_approvers_present;
mod waivers_complete_and_in_force;
mod waivers_only_where_allowed;

pub(crate) use required_approvers_present::TABLE as APPROVALS;

use super::Rule;
use crate::facts::{Approval, is_stated};
use crate::rules::support::{clip, code, is_dated};

pub(super) const RULES: &[&Rule] = &[
    &required_approvers_present::RULE,
    &approvals_named_and_dated::RULE,
    &approvals_granted::RULE,
    &approval_after_last_change::RULE,
    &waivers_complete_and_in_force::RULE,
    &waivers_only_where_allowed::RULE,
];

/// What an approval is called: by its role, else by its name.
fn subject(approval: &Approval) -> String {
    let said = [&approval.role, &approval.name].into_iter().flatten().find(|phrase| phrase.is_stated());
    said.map_or_else(
        || "approval without role or name".to_owned(),
        |phrase| format!("approval of {}", code(&clip(&phrase.value, 60))),
    )
}

/// A name and a date: a dated signature.
fn is_signed(approval: &Approval) -> bool {
    is_stated(approval.name.as_ref()) && is_dated(approval.date.as_ref())
}

//! X: do the environments run on the same technology?

mod matrix_complete;
mod row;
mod same_technology_everywhere;
mod services_in_matrix;
mod staging_matches_production;
mod substitution_decision_accepted;
mod substitution_recorded;

use super::{Case, Findings, Rule};
use crate::facts::Kind;
use crate::policy::Profile;

pub(super) const RULES: &[&Rule] = &[
    &matrix_complete::RULE,
    &same_technology_everywhere::RULE,
    &substitution_recorded::RULE,
    &substitution_decision_accepted::RULE,
    &staging_matches_production::RULE,
    &services_in_matrix::RULE,
];

/// The table that an environment definition without matrix should have.
pub(crate) const MATRIX: &str = "Add the Tech Stack Parity Matrix to the environment definition:\n\n\
                      | Component | Dev | Staging | Production | Parity Status |\n|---|---|---|---|---|\n\
                      | Database | PostgreSQL 16 | PostgreSQL 16 | PostgreSQL 16 | ✅ |";

/// Says that there is no matrix to judge; whether that is so.
fn no_matrix(case: &Case<'_>, out: &mut Findings) -> bool {
    let none = case.facts.parity.is_empty();
    if none {
        out.none("parity matrix", "No document has a tech stack parity matrix.", MATRIX)
            .at(case.start_of(Kind::Environment));
    }
    none
}

/// The same for a rule about what a matrix declares: the generic profile does not ask for one.
fn no_matrix_asked(case: &Case<'_>, out: &mut Findings) -> bool {
    if case.policy.profile == Profile::Aiwg || !case.facts.parity.is_empty() {
        return no_matrix(case, out);
    }
    out.idle(
        "parity matrix",
        "No document has a tech stack parity matrix, and the generic profile does not ask for one.",
    )
    .at(case.start_of(Kind::Environment));
    true
}

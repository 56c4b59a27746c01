//! X: do the environments run on the same technology?

mod row;
mod same_technology_everywhere;
mod staging_matches_production;
mod substitution_decision_accepted;

use super::{Case, Findings, Rule};
use crate::facts::Kind;

pub(super) const RULES: &[&Rule] =
    &[&same_technology_everywhere::RULE, &substitution_decision_accepted::RULE, &staging_matches_production::RULE];

/// Says that there is no matrix to judge; whether that is so.
fn no_matrix(case: &Case<'_>, out: &mut Findings) -> bool {
    let none = case.facts.parity.is_empty();
    if none {
        let remedy = "Add the Tech Stack Parity Matrix to the environment definition:\n\n\
                      | Component | Dev | Staging | Production | Parity Status |\n|---|---|---|---|---|\n\
                      | Database | PostgreSQL 16 | PostgreSQL 16 | PostgreSQL 16 | ✅ |";
        out.none("parity matrix", "No document has a tech stack parity matrix.", remedy)
            .at(case.start_of(Kind::Environment));
    }
    none
}

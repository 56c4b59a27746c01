//! IV: is every backing service attached by configuration alone?

mod backing_service_has_variable;
mod backing_services_listed;
mod locator_without_address;

use super::{Case, Findings, Rule};
use crate::facts::Kind;
use crate::policy::Profile;

pub(super) const RULES: &[&Rule] =
    &[&backing_services_listed::RULE, &backing_service_has_variable::RULE, &locator_without_address::RULE];

/// The table that an architecture document without one should have.
const TABLE: &str = "Add the Resource Locator Table to the architecture document:\n\n\
    | Resource | Env Variable | Format | Used by | Swap Criteria |\n|---|---|---|---|---|\n\
    | Primary database | `DATABASE_URL` | URL with scheme `postgres://` | web, worker | new entry in the secret manager, rolling restart |";

/// Says that there is no table to judge; whether that is so.
fn no_table(case: &Case<'_>, out: &mut Findings) -> bool {
    if !case.facts.backing_services.is_empty() {
        return false;
    }
    let place = case.start_of(Kind::Architecture);
    if case.policy.profile == Profile::Aiwg {
        out.none("resource locator table", "The architecture document has no Resource Locator Table.", TABLE).at(place);
    } else {
        out.idle(
            "resource locator table",
            "The documents list no backing services with their variables; their form asks for no such table.",
        )
        .at(place);
    }
    true
}

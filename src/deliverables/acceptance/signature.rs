//! A sign-off: who signs, and what was decided.

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement};
use crate::facts::Approval;

/// A line that is signed, or to be signed.
#[derive(Serialize)]
pub(super) struct Signature {
    role: Statement,
    name: Statement,
    decision: Statement,
    date: Statement,
    source: String,
}

impl Signature {
    /// What the dossier says of a sign-off.
    pub(super) fn of(clerk: &Clerk<'_>, entry: &Approval) -> Self {
        let asked = &["ACC-03"];
        Self {
            role: clerk.say(entry.role.as_ref(), asked),
            name: clerk.say(entry.name.as_ref(), asked),
            decision: clerk.say(entry.decision.as_ref(), asked),
            date: clerk.say(entry.date.as_ref(), asked),
            source: clerk.cite(entry.at),
        }
    }
}

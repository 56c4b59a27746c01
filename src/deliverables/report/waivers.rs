//! The waivers as the readiness report shows them.

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::waivers::{Held, held};

/// A waiver.
#[derive(Serialize)]
pub(super) struct Row {
    rule: Statement,
    subject: Statement,
    by: Statement,
    until: Statement,
    reason: Statement,
    state: String,
    source: String,
}

/// Every waiver, in the order of the dossier.
pub(super) fn rows(clerk: &Clerk<'_>) -> Vec<Row> {
    held(clerk).iter().map(|held| row(clerk, held)).collect()
}

fn row(clerk: &Clerk<'_>, held: &Held<'_>) -> Row {
    let waiver = held.waiver;
    let said = |text: Option<&str>| {
        let stated = text.map(str::trim).filter(|text| !text.is_empty());
        stated.map_or_else(|| clerk.gap(&["APR-07"]), |text| clerk.state(text, waiver.at))
    };
    Row {
        rule: said(Some(waiver.rule.as_str())),
        subject: said(waiver.subject.as_deref()),
        by: said(waiver.by.as_deref()),
        until: said(waiver.until.map(|day| day.to_string()).as_deref()),
        reason: said(waiver.reason.as_deref()),
        state: held.state(),
        source: clerk.cite(waiver.at),
    }
}

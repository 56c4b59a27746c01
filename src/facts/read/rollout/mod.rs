//! What is recorded while a release goes out: smoke tests, samples, decisions, the way back.

mod back;
mod executed;
mod samples;
mod smoke;
mod table;

use super::document::Doc;
use super::{Facts, Kind};
pub(super) use samples::percentile;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind == Kind::ExecutionLog {
        executed::read(doc, facts);
    }
    match doc.kind {
        Kind::SmokeResults => smoke::read(doc, facts),
        Kind::MonitoringReport | Kind::ExecutionLog => samples::read(doc, facts),
        Kind::RollbackRecord => back::read(doc, facts),
        _ => {}
    }
}

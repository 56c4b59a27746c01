//! What the processes rest on: backing services, where state is kept, ports, logs.

mod locator;
mod logs;
mod ports;
mod state;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::outline::Row;
use crate::vocabulary;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.is(&[Kind::Architecture, Kind::Environment]) {
        locator::read(doc, facts);
    }
    if doc.kind == Kind::Architecture {
        state::read(doc, facts);
        ports::read(doc, facts);
    }
    if doc.is(&[Kind::Architecture, Kind::DeploymentPlan, Kind::SupportRunbook]) {
        logs::read(doc, facts);
    }
}

/// Ids of decisions that a row names.
fn decisions(doc: &Doc<'_>, row: &Row) -> Vec<String> {
    vocabulary::ids(&Grid::row_text(row), &doc.ids.decision)
}

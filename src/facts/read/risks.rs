//! Risks, from the risk list and the plan.

use super::document::Doc;
use super::{Facts, Kind, Phrase};
use crate::facts::Risk;
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::RiskList, Kind::DeploymentPlan]) {
        return;
    }
    for grid in doc.grids().filter(|grid| grid.has(Column::RiskId) && (doc.kind == Kind::RiskList || grid.topic == Some(Section::Risks))) {
        for row in &grid.table.rows {
            let Some(id) = grid.stated(row, Column::RiskId) else { continue };
            if facts.risks.iter().any(|known| known.id.value == id.value) {
                continue;
            }
            let status = grid.cell(row, Column::Status);
            facts.risks.push(Risk {
                description: grid.stated(row, Column::Description).or_else(|| grid.stated(row, Column::Title)),
                exposure: grid.stated(row, Column::Exposure),
                mitigation: grid.stated(row, Column::Mitigation),
                owner: grid.stated(row, Column::Owner),
                open: status.as_ref().filter(|status| Phrase::is_stated(status)).is_none_or(|status| vocabulary::risk_is_open(&status.value)),
                status,
                id,
            });
        }
    }
}

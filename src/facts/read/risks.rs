//! Risks, from the risk list and the plan.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase};
use crate::facts::Risk;
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::RiskList, Kind::DeploymentPlan]) {
        return;
    }
    for grid in doc.grids().filter(|grid| is_list(doc, grid)) {
        for row in &grid.table.rows {
            let Some(id) = grid.id(row, Column::RiskId, true) else { continue };
            let status = grid.cell(row, Column::Status);
            facts.risks.push(Risk {
                description: grid.stated(row, Column::Description).or_else(|| grid.stated(row, Column::Title)),
                exposure: grid.stated(row, Column::Exposure),
                mitigation: grid.stated(row, Column::Mitigation),
                owner: grid.stated(row, Column::Owner),
                open: status
                    .as_ref()
                    .filter(|status| Phrase::is_stated(status))
                    .is_none_or(|status| vocabulary::risk_is_open(&status.value)),
                status,
                id,
            });
        }
    }
}

fn is_list(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let about = doc.kind == Kind::RiskList || grid.topic == Some(Section::Risks);
    about && grid.has_any(&[Column::RiskId, Column::Id])
}

/// A risk may stand in the plan and in the risk list; each says what the other leaves out.
pub(super) fn join(known: &mut Risk, new: Risk) {
    known.description = known.description.take().or(new.description);
    known.exposure = known.exposure.take().or(new.exposure);
    known.mitigation = known.mitigation.take().or(new.mitigation);
    known.owner = known.owner.take().or(new.owner);
    known.status = known.status.take().or(new.status);
    known.open &= new.open;
}

//! Acceptance criteria.

use super::document::Doc;
use super::{Facts, Kind, links};
use crate::facts::Criterion;
use crate::vocabulary::{Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::AcceptancePlan {
        return;
    }
    for grid in doc.grids() {
        let criteria =
            grid.has(Column::CriterionId) || (grid.topic == Some(Section::Criteria) && grid.has(Column::Criterion));
        for row in grid.table.rows.iter().filter(|_| criteria) {
            let Some(id) = grid.id(row, Column::CriterionId, true).or_else(|| grid.stated(row, Column::Criterion))
            else {
                continue;
            };
            facts.criteria.push(Criterion {
                text: grid.stated(row, Column::Criterion).or_else(|| grid.stated(row, Column::Description)),
                requirement: grid.stated(row, Column::Requirement),
                test: grid.stated(row, Column::Test),
                result: grid.cell(row, Column::Result).or_else(|| grid.cell(row, Column::Status)),
                evidence: grid.stated(row, Column::Evidence),
                links: links::of(doc, row.span),
                id,
            });
        }
    }
}

/// A criterion may stand in two tables: what it asks, and the evidence that it is met.
pub(super) fn join(known: &mut Criterion, new: Criterion) {
    known.text = known.text.take().or(new.text);
    known.requirement = known.requirement.take().or(new.requirement);
    known.test = known.test.take().or(new.test);
    known.result = known.result.take().or(new.result);
    known.evidence = known.evidence.take().or(new.evidence);
    known.links.extend(new.links);
}

//! Acceptance criteria.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, is_release_document, links};
use crate::facts::Criterion;
use crate::outline::{Block, Row};
use crate::vocabulary::{Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::AcceptancePlan {
        gates(doc, facts);
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

/// Criteria outside an acceptance plan: a table with what is asked and how it came out, and numbered conditions.
fn gates(doc: &Doc<'_>, facts: &mut Facts) {
    // A gate report judges what it lists itself.
    if !is_release_document(doc.kind) || doc.kind == Kind::GateReport {
        return;
    }
    let listed = doc.is(&[Kind::ReadinessReview, Kind::Approvals]);
    for grid in doc.grids() {
        let judged = grid.has_any(&[Column::Result, Column::Status]);
        let named = listed && grid.has_any(&[Column::Criterion, Column::CriterionId]);
        let about = grid.topic == Some(Section::Criteria);
        if judged && (named || about) && grid.topic != Some(Section::Steps) {
            facts.criteria.extend(grid.table.rows.iter().filter_map(|row| gate(doc, &grid, row)));
        }
    }
    for section in doc.about(Section::Criteria) {
        for block in &section.blocks {
            let Block::Item(item) = block else { continue };
            let text = doc.phrase(&item.text);
            if item.number.is_some() && item.depth == 0 && text.is_stated() {
                facts.criteria.push(bare(text));
            }
        }
    }
}

fn gate(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<Criterion> {
    let first = || Some(grid.nth(row, 0)).filter(Phrase::is_stated);
    let criterion = grid.stated(row, Column::Criterion);
    let id = grid.id(row, Column::CriterionId, true).or_else(|| criterion.clone()).or_else(first)?;
    Some(Criterion {
        text: criterion.or_else(|| grid.stated(row, Column::Description)),
        requirement: grid.stated(row, Column::Requirement),
        test: grid.stated(row, Column::Test),
        result: grid.cell(row, Column::Result).or_else(|| grid.cell(row, Column::Status)),
        evidence: grid.stated(row, Column::Evidence),
        links: links::of(doc, row.span),
        ..bare(id)
    })
}

fn bare(id: Phrase) -> Criterion {
    Criterion { text: None, requirement: None, test: None, result: None, evidence: None, links: Vec::new(), id }
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

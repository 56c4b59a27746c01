//! Acceptance criteria: of an acceptance plan, and what other documents of a release ask for and measured.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said, approvals, is_release_document, links};
use crate::facts::Criterion;
use crate::outline::{Block, Item, Row};
use crate::vocabulary::{Column, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    // A gate report judges what it lists itself, and a health report measures the environment.
    if !is_release_document(doc.kind) || doc.is(&[Kind::GateReport, Kind::HealthReport]) {
        return;
    }
    for grid in doc.grids().filter(|grid| holds_criteria(doc, grid)) {
        facts.criteria.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
    }
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let listed = doc.topic(index) == Some(Section::Criteria);
        let signed = doc.topic(index) == Some(Section::SignOff);
        for block in &section.blocks {
            let Block::Item(item) = block else { continue };
            // A box of a sign-off that nobody signs says what is accepted.
            if listed || (signed && item.checked.is_some() && !approvals::is_signed(doc, item)) {
                facts.criteria.extend(from_item(doc, item));
            }
        }
    }
    if doc.mentions(Word::ReleaseBlocked) {
        blocks(doc, facts);
    }
}

fn holds_criteria(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let about = grid.topic == Some(Section::Criteria);
    let named = grid.has_any(&[Column::Criterion, Column::CriterionId]);
    // "Metric" may name what sets off a rollback.
    let triggers = grid.has(Column::Trigger) && !about && grid.has_any(&[Column::Action, Column::Window]);
    if matches!(grid.topic, Some(Section::Steps | Section::Rollback)) || triggers || grid.has(Column::RiskId) {
        return false;
    }
    if doc.kind == Kind::AcceptancePlan && (grid.has(Column::CriterionId) || (about && named)) {
        return true;
    }
    let judged = grid.has_any(&[Column::Result, Column::Status]);
    let listed = doc.is(&[Kind::ReadinessReview, Kind::Approvals]);
    let (asked, measured) = (column(doc, grid, Word::Goal).is_some(), column(doc, grid, Word::Measured).is_some());
    (judged && ((named && listed) || about)) || (asked && (about || measured))
}

/// The column whose name says this and no more, but for brackets: `Target (p95)`.
fn column(doc: &Doc<'_>, grid: &Grid<'_>, word: Word) -> Option<usize> {
    let says = |terms: Terms<'_>| {
        terms.of(word).any(|hit| {
            let behind = terms.behind(hit).trim_start();
            terms.begins_at(hit) && (behind.starts_with(['(', '（', '[']) || !behind.chars().any(char::is_alphanumeric))
        })
    };
    // The first column names what is measured.
    grid.table.header.iter().skip(1).position(|name| says(doc.terms(name))).map(|at| at + 1)
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<Criterion> {
    let plan = doc.kind == Kind::AcceptancePlan;
    let first = || Some(grid.nth(row, 0)).filter(Phrase::is_stated);
    let criterion = grid.stated(row, Column::Criterion);
    let id = grid
        .id(row, Column::CriterionId, true)
        .or_else(|| criterion.clone())
        .or_else(|| first().filter(|_| !plan || grid.topic == Some(Section::Criteria)))?;
    let said = |word| Some(grid.nth(row, column(doc, grid, word)?)).filter(Phrase::is_stated);
    let verdict = || said(Word::DecisionWord);
    Some(Criterion {
        text: criterion.or_else(|| grid.stated(row, Column::Description)),
        requirement: grid.stated(row, Column::Requirement),
        test: grid.stated(row, Column::Test),
        target: said(Word::Goal),
        measured: said(Word::Measured),
        result: [Column::Result, Column::Status].into_iter().find_map(|column| grid.cell(row, column)).or_else(verdict),
        evidence: grid.stated(row, Column::Evidence),
        links: links::of(doc, row.span),
        ..bare(id)
    })
}

/// A condition in a list, with its box if it has one.
fn from_item(doc: &Doc<'_>, item: &Item) -> Option<Criterion> {
    let text = Some(doc.phrase(&item.text)).filter(|text| item.depth == 0 && text.is_stated())?;
    let ticked = item.checked.map(|ticked| if ticked { "ticked" } else { "unticked" });
    let result = ticked.map(|word| Said { value: word.to_owned(), at: text.at });
    Some(Criterion { result, ..bare(text) })
}

/// "The release is blocked until …", under any other heading.
fn blocks(doc: &Doc<'_>, facts: &mut Facts) {
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if doc.topic(index) == Some(Section::Criteria) {
            continue;
        }
        let told = doc.told(section).filter(|sentence| {
            let terms = sentence.terms;
            terms.has(Word::ReleaseBlocked) && terms.has_any(&[Word::If, Word::Proviso, Word::WithConditions])
        });
        facts.criteria.extend(told.map(|sentence| bare(sentence.phrase())));
    }
}

fn bare(id: Phrase) -> Criterion {
    Criterion {
        text: None,
        requirement: None,
        test: None,
        target: None,
        measured: None,
        result: None,
        evidence: None,
        links: Vec::new(),
        id,
    }
}

/// A criterion may stand in two tables: what it asks, and the evidence that it is met.
pub(super) fn join(known: &mut Criterion, new: Criterion) {
    known.text = known.text.take().or(new.text);
    known.requirement = known.requirement.take().or(new.requirement);
    known.test = known.test.take().or(new.test);
    known.target = known.target.take().or(new.target);
    known.measured = known.measured.take().or(new.measured);
    known.result = known.result.take().or(new.result);
    known.evidence = known.evidence.take().or(new.evidence);
    known.links.extend(new.links);
}

#[cfg(test)]
mod unit {
    use super::super::testing::facts;
    use super::*;

    fn said(phrase: Option<&Phrase>) -> &str {
        phrase.map_or("-", |phrase| phrase.value.as_str())
    }

    #[test]
    fn targets_and_measured_values_stand_in_many_languages() {
        for header in [
            "Metric | Target | Actual | Status",
            "Métrique | Cible | Mesuré | Statut",
            "Kennzahl | Ziel | Ist | Status",
            "Métrica | Objetivo | Medido | Estado",
            "Indicador | Meta | Obtido | Situação",
            "指標 | 目標 | 実測 | 状態",
            "指标 | 目标 | 实测 | 状态",
        ] {
            let text = format!(
                "# Plan\n## Success criteria\n| {header} |\n|---|---|---|---|\n| p95 | 300 ms | 250 ms | OK |\n"
            );
            let facts = facts(Kind::DeploymentPlan, &text);
            let found: Vec<_> = facts
                .criteria
                .iter()
                .map(|one| {
                    (
                        one.id.value.as_str(),
                        said(one.target.as_ref()),
                        said(one.measured.as_ref()),
                        said(one.result.as_ref()),
                    )
                })
                .collect();
            assert_eq!(found, [("p95", "300 ms", "250 ms", "OK")], "{header}");
        }
    }

    #[test]
    fn conditions_are_told_from_other_lists() {
        for (text, wanted) in [
            ("## Conditions for GO\n1. Load test passed\n2. No open P0\n", 2),
            ("## Abnahme\n- [ ] Login stabil\n- [ ] QA Lead: ____\n", 1),
            ("## Packaging\nIf the scan fails, the release is blocked until it is mended.\n", 1),
            ("## Incident\nThe release is blocked by DEF-7.\n", 0),
            ("## Rollback\n| Metric | Threshold | Action |\n|---|---|---|\n| Errors | 2 % | roll back |\n", 0),
            ("## Environments\n| Name | Target | Status |\n|---|---|---|\n| web | eu-1 | ready |\n", 0),
        ] {
            let facts = facts(Kind::DeploymentPlan, &format!("# Deployment plan\n{text}"));
            assert_eq!(facts.criteria.len(), wanted, "{text}");
        }
    }
}

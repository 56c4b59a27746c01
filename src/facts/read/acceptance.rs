//! Acceptance criteria: of an acceptance plan, and what other documents of a release ask for and measured.

use std::collections::BTreeSet;

use super::document::{Doc, Line};
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said, approvals, cases, cells, is_release_document, links};
use crate::facts::{Criterion, CriterionState};
use crate::outline::{Block, Item, Row, Text};
use crate::vocabulary::{self, Choice, Column, DecisionWord, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    // A gate report judges what it lists itself, and a health report measures the environment.
    if doc.kind == Kind::OtherDocument {
        // What was asked and judged is told in words that only such a table has.
        let judged = |grid: &Grid<'_>| grid.topic == Some(Section::Criteria) && holds_criteria(doc, grid);
        for grid in doc.grids().filter(judged) {
            facts.criteria.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
        }
        return;
    }
    if !is_release_document(doc.kind) || doc.is(&[Kind::GateReport, Kind::HealthReport]) {
        return;
    }
    let from = facts.criteria.len();
    let mut summed = Vec::new();
    for grid in doc.grids().filter(|grid| holds_criteria(doc, grid)) {
        if let Some(column) = sums_up(doc, &grid) {
            summed.extend(grid.table.rows.iter().flat_map(|row| each(&grid, row, column)));
        } else {
            facts.criteria.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
        }
    }
    // What has a row of its own is told there.
    let told: BTreeSet<String> =
        facts.criteria.get(from..).unwrap_or_default().iter().map(|one| one.id.value.clone()).collect();
    facts.criteria.extend(summed.into_iter().filter(|one| !told.contains(&one.id.value)));
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let topic = doc.topic(index);
        let listed = topic == Some(Section::Criteria) || (topic.is_none() && names_criteria(doc.terms(&section.title)));
        let signed = topic == Some(Section::SignOff);
        // What sets off the way back is no criterion of the release.
        let may_announce = topic != Some(Section::Rollback);
        let mut announced = false;
        for block in &section.blocks {
            if let Block::Paragraph(paragraph) = block {
                announced = may_announce && is_caption(doc, &paragraph.text);
            }
            let Block::Item(item) = block else { continue };
            // A box of a sign-off that nobody signs says what is accepted.
            if listed || announced || (signed && item.checked.is_some() && !approvals::is_signed(doc, item)) {
                facts.criteria.extend(from_item(doc, item));
            }
        }
    }
    for line in doc.lines() {
        facts.criteria.extend(from_line(doc, line));
    }
    if doc.mentions(Word::ReleaseBlocked) {
        blocks(doc, facts);
    }
}

/// `Criteria`, `Exit criteria`, `Gate`, and no more.
fn names_criteria(terms: Terms<'_>) -> bool {
    terms.whole() == Some(Section::Criteria) || terms.is_only(Word::CriteriaLabel)
}

/// `Critère de passage en production`, `Criteria for the release`: begins with the word, and names what they let through.
fn is_gate(terms: Terms<'_>) -> bool {
    terms.has(Column::Criterion) && terms.has(Word::GoingLive)
}

/// `**Criteria:**` above a list.
fn is_caption(doc: &Doc<'_>, text: &Text) -> bool {
    text.plain.trim_end().ends_with([':', '：']) && names_criteria(doc.terms(text))
}

/// `**Gate:** zero P0 issues open; fix rate above 80 %`: what has to be true, on one line.
fn from_line(doc: &Doc<'_>, line: &Line<'_>) -> Option<Criterion> {
    const KEY: usize = 40;
    const WORDS: usize = 3;
    let (key, value) = (&line.field.key.plain, &line.field.value);
    if key.len() > KEY || doc.topic(line.section) == Some(Section::Rollback) {
        return None;
    }
    let gate = is_gate(line.named);
    if !(names_criteria(line.named) || gate) {
        return None;
    }
    let terms = line.said;
    // `Gate: G3`, `Gate: PASS (2026-12-01)`: which one, and what came of it.
    let bounded =
        value.plain.contains(|next: char| next.is_numeric()) || terms.has_any(&[Word::No, Word::None, Word::Denial]);
    let judged = [Word::Passed, Word::Failed, Word::Pending].iter().any(|word| terms.begins(*word));
    let wide = value.plain.chars().filter(|next| !next.is_ascii()).count() >= 4;
    let long = wide || value.plain.split_whitespace().count() >= WORDS;
    let said = Some(doc.phrase(value)).filter(Phrase::is_stated)?;
    let leads = || doc.source.slice(value.span).contains("](") || value.plain.contains(".md");
    ((bounded || (gate && !leads())) && long && !judged && super::dates::date(&value.plain).is_none())
        .then(|| bare(said))
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
    let listed = !doc.is(&[Kind::AcceptancePlan, Kind::BillOfMaterials]);
    // What an acceptance report judges, row by row.
    if doc.kind == Kind::AcceptancePlan && judges(doc, grid) {
        return true;
    }
    let has = |word: Word| doc.mentions(word) && column(doc, grid, word).is_some();
    (judged && ((named && listed) || about)) || (has(Word::Goal) && (about || has(Word::Measured)))
}

/// `Area | Result`: each thing that is accepted, with a mark or a word for how it came out. Tests and defects are told elsewhere.
fn judges(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    const OTHER: [Column; 7] =
        [Column::Test, Column::Level, Column::DefectId, Column::Severity, Column::Role, Column::Name, Column::Total];
    let free = matches!(
        grid.topic,
        None | Some(Section::Criteria | Section::SignOff | Section::Recommendation | Section::Overview)
    );
    let of_tests = || doc.outline.upward(grid.section).any(|title| super::cases::names_tests(&title.plain));
    let column = || [Column::Result, Column::Status].into_iter().find_map(|column| grid.position(column));
    free && !grid.has_any(&OTHER)
        && column().is_some_and(|at| at > 0 && cells::all(grid, at, |cell| super::cases::says_outcome(doc.terms(cell))))
        && !of_tests()
}

/// The column of the criteria in a table that sums up, `Status | Criteria` with a row for each status.
fn sums_up(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<usize> {
    let state = matches!(grid.meaning(0), Some(Column::Status | Column::Result));
    let column = grid.position(Column::Criterion).or_else(|| grid.position(Column::CriterionId))?;
    let judged = |cell: &Text| {
        let terms = doc.terms(cell);
        terms.has_any(&[
            Word::Passed,
            Word::Failed,
            Word::PartlyPassed,
            Word::NotRun,
            Word::Pending,
            Word::ConditionMet,
        ])
    };
    (state && column > 0 && cells::all(grid, 0, judged)).then_some(column)
}

/// Each criterion that a row of such a table names by its id, with the status of the row.
fn each(grid: &Grid<'_>, row: &Row, column: usize) -> Vec<Criterion> {
    let (status, named) = (grid.nth(row, 0), grid.nth(row, column));
    let split = |letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_'));
    let ids = named
        .value
        .split(split)
        .map(|id| id.trim_matches('.'))
        .filter(|id| cells::is_code(id) && id.starts_with(|first: char| first.is_ascii_alphabetic()));
    let one =
        |id: &str| Criterion { result: Some(status.clone()), ..bare(Said { value: id.to_owned(), at: named.at }) };
    ids.map(one).collect()
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
    let first = || Some(grid.nth(row, 0)).filter(|first| first.is_stated() && !is_answer(&first.value));
    let criterion = grid.stated(row, Column::Criterion);
    if criterion.as_ref().is_some_and(|said| is_answer(&said.value)) {
        return None;
    }
    let id = grid
        .id(row, Column::CriterionId, true)
        .or_else(|| criterion.clone())
        .or_else(|| first().filter(|_| !plan || grid.topic == Some(Section::Criteria) || judges(doc, grid)))?;
    let said = |word| Some(grid.nth(row, column(doc, grid, word)?)).filter(Phrase::is_stated);
    let verdict = || said(Word::DecisionWord);
    Some(Criterion {
        text: criterion.or_else(|| grid.stated(row, Column::Description)),
        requirement: grid.stated(row, Column::Requirement),
        test: grid.stated(row, Column::Test),
        target: said(Word::Goal),
        measured: said(Word::Measured),
        result: [Column::Result, Column::Status]
            .into_iter()
            .find_map(|column| grid.cell(row, column))
            .or_else(verdict)
            .map(box_said),
        evidence: grid.stated(row, Column::Evidence),
        links: links::of(doc, row.span),
        ..bare(id)
    })
}

/// "None", "0", a dash: how many there are, and no criterion.
fn is_answer(text: &str) -> bool {
    cells::is_blank(text) || vocabulary::says_none(text) || text.trim().bytes().all(|byte| byte == b'0')
}

/// A box in a cell, in the words of one in a list.
fn box_said(cell: Phrase) -> Phrase {
    let open = vocabulary::has_box(&cell.value) && vocabulary::choice(&cell.value) == Choice::Open;
    let alone = !cell.value.chars().any(char::is_alphabetic);
    if open && alone { Said { value: "unticked".to_owned(), at: cell.at } } else { cell }
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
            terms.has(Word::ReleaseBlocked)
                && terms.has_any(&[Word::If, Word::Proviso, Word::WithConditions, Word::Before])
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
        state: None,
        evidence: None,
        links: Vec::new(),
        id,
    }
}

/// What each result says, once all tables are read.
pub(super) fn settle(criteria: &mut [Criterion]) {
    for criterion in criteria {
        let result = criterion.result.as_ref().filter(|result| result.is_stated());
        criterion.state = result.and_then(|result| state(&result.value));
    }
}

fn state(result: &str) -> Option<CriterionState> {
    let found = vocabulary::find(result);
    let terms = found.of(result);
    match result {
        "ticked" => return Some(CriterionState::Met),
        "unticked" => return Some(CriterionState::Open),
        _ => {}
    }
    if terms.begins(Column::Due) || terms.begins(Word::NotRun) {
        return Some(CriterionState::Open);
    }
    if let Some(good) = cases::ended(terms) {
        return Some(if good { CriterionState::Met } else { CriterionState::NotMet });
    }
    let met = terms
        .of(Word::ConditionMet)
        .find(|hit| terms.begins_at(hit) || terms.of(Word::Not).any(|not| not.is_before(hit)));
    match (met, vocabulary::decision(result)) {
        (Some(hit), _) if terms.of(Word::Not).any(|not| not.is_before(hit)) => Some(CriterionState::NotMet),
        (_, Some(DecisionWord::Pending)) => Some(CriterionState::Open),
        (_, Some(DecisionWord::Rejected)) => Some(CriterionState::NotMet),
        (Some(_), _) | (_, Some(DecisionWord::Approved)) => Some(CriterionState::Met),
        (None, None) => None,
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
            ("## Phase 0\n- Deploy\n\n**Gate:** zero P0 issues open; P1 issue count ≤ 3 with clear owners.\n", 1),
            ("## Phase 1\n- Gate: 24 h without an alarm\n", 1),
            ("## Etapa 2\n**Critérios:**\n- Migrações aplicadas\n- Login em 2 s\n", 2),
            ("## Criteria\n- Error rate below 1 %\n", 1),
            ("## Kriterien\n- Fehlerrate unter 1 %\n", 1),
            (
                "## Stand\n| Kriterium | Status | Datum |\n|---|---|---|\n| CI grün | [ ] | |\n| Smoke-Test | ❌ FAIL | |\n",
                2,
            ),
            ("## Phase 1\n**Gate:** G3\n**Gate:** PASS, 3 of 3 reviews\n**Gate:** 2026-12-01, in the afternoon\n", 0),
            ("## Rollback\n**Criteria:**\n- Error rate above 5 % for 10 minutes\n", 0),
            ("## Incident\nThe release is blocked by DEF-7.\n", 0),
            ("## Rollback\n| Metric | Threshold | Action |\n|---|---|---|\n| Errors | 2 % | roll back |\n", 0),
            ("## Results\n| State | Criteria |\n|---|---|\n| Met (2) | AC-01, AC-02 |\n| Not met | None |\n", 2),
            ("## Criteria\n| Criterion | Result |\n|---|---|\n| None | Failed |\n| 0 | Failed |\n", 0),
            ("## Environments\n| Name | Target | Status |\n|---|---|---|\n| web | eu-1 | ready |\n", 0),
        ] {
            let facts = facts(Kind::DeploymentPlan, &format!("# Deployment plan\n{text}"));
            assert_eq!(facts.criteria.len(), wanted, "{text}");
        }
    }
}

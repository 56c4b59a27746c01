//! Tables that list defects: what their columns are follows from their names, from the heading, and from their cells.

use super::super::cells;
use super::super::document::Doc;
use super::super::grid::Grid;
use super::super::severity::{Scale, severity};
use super::super::{Kind, Phrase};
use super::is_open_choice;
use crate::facts::Defect;
use crate::outline::{Row, Text};
use crate::vocabulary::{self, Column, Section, Word};

/// Which columns of a list say what.
pub(super) struct Shape {
    id: Option<usize>,
    title: Option<usize>,
    severity: Option<usize>,
    status: Option<usize>,
}

/// Columns that may say what a defect is.
const TITLES: [Column; 4] = [Column::Title, Column::Rule, Column::Description, Column::Name];

/// The columns of a table, if it lists defects. Outside a heading about them, their names have to say so.
pub(super) fn shape(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<Shape> {
    let about = grid.topic == Some(Section::Defects);
    let list = about || doc.kind == Kind::DefectList;
    let (graded, judged) = (grid.has(Column::Severity), grid.has(Column::Status));
    let named = grid.has(Column::DefectId) && (graded || judged);
    let listed = graded && judged && is_free(grid) && cells::codes(grid).is_some();
    let told = graded && !judged && is_free(grid) && tells_trouble(doc, grid);
    let other = grid.has_any(&[Column::RiskId, Column::CriterionId, Column::Criterion, Column::Likelihood]);
    if !(named || list || listed || told) || (other && !named) || (list && !named && counts(grid)) {
        return None;
    }
    let known = grid.position(Column::DefectId);
    let coded =
        known.filter(|at| cells::all(grid, *at, |cell| cells::is_code(&cell.plain) || in_brackets(&cell.plain)));
    let id = coded.or_else(|| cells::codes(grid)).or(known);
    let graded = grid.position(Column::Severity).or_else(|| cells::column(grid, |cell| is_level(doc, cell)));
    let status = grid.position(Column::Status).or_else(|| cells::column(grid, |cell| is_state(doc, cell)));
    // What was done about it, where no column tells the status.
    let mended = status.is_none().then(|| mended(doc, grid)).flatten();
    // A column of "defects" whose cells are no ids tells them.
    let told = known.filter(|at| Some(*at) != id);
    let title = told.or_else(|| cells::subject(grid, &TITLES, &[id, graded, status, mended]));
    let shape = Shape { id, title, severity: graded, status };
    let whole = named
        || (id.is_some() && grid.has_any(&[Column::Id, Column::Number]) && graded.is_some() && status.is_some())
        || (title.is_some()
            && (status.is_some()
                || mended.is_some()
                || (graded.is_some() && (id.is_some() || !is_legend(doc, grid, &shape)))));
    whole.then_some(shape)
}

/// `# | Severity | Problem | Fix`: a column for what is wrong, and one that numbers the rows or tells what was done.
fn tells_trouble(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let wrong = |at: usize, name: &Text| match grid.meaning(at) {
        Some(Column::DefectId) => true,
        Some(Column::Title | Column::Rule | Column::Description) => doc.terms(name).has(Word::IssueNoun),
        _ => false,
    };
    let names = grid.table.header.iter().enumerate().any(|(at, name)| wrong(at, name));
    let plans = [Column::Mitigation, Column::Likelihood, Column::Owner, Column::Due, Column::Approval];
    names && !grid.has_any(&plans) && (mended(doc, grid).is_some() || cells::codes(grid).is_some())
}

/// Whether no heading says that the table is about something else.
fn is_free(grid: &Grid<'_>) -> bool {
    matches!(
        grid.topic,
        None | Some(Section::Defects | Section::KnownIssues | Section::TestResults | Section::Overview)
    ) && !grid.has_any(&[Column::Test, Column::Result, Column::Requirement, Column::Start, Column::Step])
}

/// `Severity | Open`: numbers, and no list.
fn counts(grid: &Grid<'_>) -> bool {
    grid.has_any(&[Column::Open, Column::Total]) && !grid.has_any(&[Column::Status, Column::Title, Column::Description])
}

/// `[DEF-042](…)`, `DEF-042 (login)`.
fn in_brackets(text: &str) -> bool {
    let code = text.split([' ', '(', '（', ',', '、']).next().unwrap_or_default();
    cells::is_code(code.trim_matches(['[', ']']))
}

/// `P1`, `High`, `🔴 Critical`, and no more.
fn is_level(doc: &Doc<'_>, cell: &Text) -> bool {
    const LONG: usize = 24;
    cell.plain.len() <= LONG && severity(doc.terms(cell)).is_some_and(|(_, hit)| doc.terms(cell).begins_at(hit))
}

/// `Open`, `✅ fixed in 2.1`: begins with the state of a defect.
fn is_state(doc: &Doc<'_>, cell: &Text) -> bool {
    const LONG: usize = 60;
    let terms = doc.terms(cell);
    let states = [Word::DefectClosed, Word::DefectFixed, Word::DefectReopened, Word::Pending];
    cell.plain.len() <= LONG && states.iter().any(|word| terms.begins(*word))
}

/// A column named after the fix.
fn mended(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<usize> {
    let names = |name: &Text| {
        doc.terms(name).has_any(&[Word::Fixed, Word::DefectFixed]) && !doc.terms(name).has(Column::DefectId)
    };
    grid.table.header.iter().position(names)
}

/// `Severity | Meaning` with a row for each level: what the levels mean.
fn is_legend(doc: &Doc<'_>, grid: &Grid<'_>, shape: &Shape) -> bool {
    let Some(at) = shape.severity.filter(|at| *at == 0) else { return false };
    if shape
        .title
        .and_then(|title| grid.meaning(title))
        .is_some_and(|column| matches!(column, Column::DefectId | Column::Title))
    {
        return false;
    }
    let mut seen = Vec::new();
    cells::stated(grid, at).all(|cell| {
        let level = severity(doc.terms(cell)).map(|(level, _)| level);
        let new = !seen.contains(&level);
        seen.push(level);
        new
    })
}

pub(super) fn from_row(
    doc: &Doc<'_>,
    grid: &Grid<'_>,
    row: &Row,
    shape: &Shape,
    scale: Scale,
    closed: bool,
) -> Option<Defect> {
    let phrase = |at: Option<usize>| Some(grid.nth(row, at?)).filter(Phrase::is_stated);
    let text = |at: Option<usize>| row.cells.get(at?);
    let status = shape.status.map(|at| grid.nth(row, at));
    let severity = text(shape.severity);
    let title = phrase(shape.title).filter(|title| !says_none(doc, row, title));
    // A row of a form: `ANO-001 | □ Blocking □ Minor | |`.
    let open = |text: &Text| is_open_choice(&text.plain);
    let said = status.as_ref().is_some_and(|status| status.is_stated() && !is_open_choice(&status.value));
    if severity.is_some_and(open) && title.is_none() && !said {
        return None;
    }
    // What has no id is named by what it is.
    let id = phrase(shape.id).filter(|id| !cells::is_blank(&id.value) && !says_none(doc, row, id));
    let (id, title) = match (id, title) {
        (Some(id), title) => (id, title),
        (None, title) => (title?, None),
    };
    if row.cells.iter().find(|cell| !cell.plain.is_empty()).is_some_and(|cell| doc.terms(cell).is_only(Word::Total)) {
        return None;
    }
    let waived = || {
        let text = text(shape.status)?;
        doc.terms(text).has(Word::Waived).then(|| doc.phrase(text))
    };
    Some(Defect {
        severity: severity.and_then(|cell| scale.severity(doc.terms(cell), &doc.phrase(cell))),
        title,
        open: status.as_ref().map_or(!closed, |status| vocabulary::defect_is_open(&status.value)),
        workaround: grid.cell(row, Column::Workaround),
        waiver: grid.stated(row, Column::Waiver).or_else(waived),
        status,
        id,
    })
}

/// "None", "–", "No open defects": an answer, and no defect.
fn says_none(doc: &Doc<'_>, row: &Row, said: &Phrase) -> bool {
    let cell = row.cells.iter().find(|cell| doc.place(cell.span) == said.at);
    let none = |cell: &Text| {
        let terms = doc.terms(cell);
        let denied = [Word::None, Word::No, Word::UndoNone, Word::NotApplicable].iter().any(|word| terms.begins(*word));
        denied && (terms.has(Word::IssueNoun) || vocabulary::says_none(&cell.plain))
    };
    cells::is_blank(&said.value) || said.value.trim() == "0" || cell.is_some_and(none)
}

//! Steps that are rows of a table, in any order of columns, or its columns.

use super::super::cells::is_code;
use super::super::document::Doc;
use super::super::grid::Grid;
use super::super::{Phrase, Said};
use super::{admin_tasks, bare, commands_in, is_around, is_record, length, observes, ordinal};
use crate::facts::{Minutes, Step};
use crate::outline::{Row, Span, Table, Text};
use crate::vocabulary::{self, Column, Meaning, Section, Terms, Unit, Word};

const ACTIONS: [Column; 4] = [Column::Step, Column::Action, Column::Description, Column::Title];
/// What is said of a row and never tells what is done.
const MARKS: [Column; 10] = [
    Column::Number,
    Column::Id,
    Column::Phase,
    Column::End,
    Column::Due,
    Column::Date,
    Column::Status,
    Column::Severity,
    Column::Name,
    Column::Role,
];
const TIMES: [Column; 4] = [Column::Owner, Column::Duration, Column::Start, Column::Rollback];

/// Steps of the tables that are about steps.
pub(super) fn read(doc: &Doc<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for grid in doc.grids().filter(|grid| !is_matrix(doc, grid)) {
        if let Some(turned) = turned(doc, &grid) {
            let grid = Grid::of(doc.id, &turned, grid.section, grid.topic);
            if is_steps(doc, &grid) {
                from_table(doc, &grid, &mut steps);
            }
        } else if is_steps(doc, &grid) || (is_phase_of_checks(doc, &grid) && is_below_steps(doc, &grid)) {
            from_table(doc, &grid, &mut steps);
        } else if (is_work(&grid) && !is_elsewhere(&grid)) || is_phase_of_checks(doc, &grid) {
            let from = steps.len();
            from_table(doc, &grid, &mut steps);
            steps.iter_mut().skip(from).for_each(|step| step.loose = true);
        }
    }
    steps
}

/// Steps of tables that only look so, such as a time-table: action, and two of owner, begin, duration and way back.
pub(super) fn elsewhere(doc: &Doc<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for grid in doc.grids().filter(|grid| !is_matrix(doc, grid)) {
        let known = TIMES.iter().filter(|column| grid.has(**column)).count();
        let listed = grid.has(Column::Number) || grid.has(Column::Start) || grid.has(Column::Duration);
        if known >= 2 && listed && grid.has_any(&ACTIONS) && !is_elsewhere(&grid) {
            from_table(doc, &grid, &mut steps);
        }
    }
    steps
}

/// Tables with a column of steps below the names of environments or stages: `1. Development`, `3. Production`.
pub(super) fn staged(doc: &Doc<'_>) -> Vec<Step> {
    const OTHER: [Word; 6] =
        [Word::GoBack, Word::UndoLabel, Word::Record, Word::Roadmap, Word::Prerequisite, Word::OtherMatter];
    let open = |grid: &Grid<'_>| {
        let part = doc.outline.sections.get(grid.section).filter(|part| part.level > 1);
        part.is_some_and(|part| !doc.terms(&part.title).has_any(&OTHER) && !is_around(doc, doc.terms(&part.title)))
    };
    let all: Vec<Grid<'_>> = doc
        .grids()
        .filter(|grid| grid.has(Column::Step) && grid.table.rows.len() >= 2 && !is_matrix(doc, grid))
        .filter(open)
        .collect();
    let names = |grid: &Grid<'_>| grid.table.header.iter().map(|name| name.plain.clone()).collect::<Vec<_>>();
    let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|grid| !is_elsewhere(grid) && !is_closed(grid));
    // A stage may be called what checks are called, among its sisters: `2. Acceptance`.
    let known: Vec<Vec<String>> = own.iter().map(names).collect();
    let sisters = others.into_iter();
    let sisters = sisters.filter(|grid| grid.topic == Some(Section::Verification) && known.contains(&names(grid)));
    let mut found: Vec<Grid<'_>> = own.into_iter().chain(sisters).collect();
    found.sort_by_key(|grid| grid.table.span.start);
    let mut steps = Vec::new();
    for grid in &found {
        from_table(doc, grid, &mut steps);
    }
    steps
}

/// Who is responsible, accountable, consulted and informed, or what was done before: no order of work.
fn is_matrix(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    doc.outline.sections.get(grid.section).is_some_and(|section| {
        section.title.plain.contains("RACI") || (section.level > 1 && is_record(doc.terms(&section.title)))
    })
}

fn is_steps(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let named = grid.topic == Some(Section::Steps) && !is_of_the_document(doc, grid);
    let shaped =
        grid.has(Column::Step) && grid.has_any(&[Column::Owner, Column::Duration]) && grid.has(Column::Rollback);
    let tasks = grid.has(Column::TaskId) && grid.has_any(&TIMES);
    (named && (grid.has_any(&ACTIONS[..3]) || tasks)) || (shaped && !is_elsewhere(grid))
}

/// `Version | 1.0`, `作成日 | 2026-03-28`: two columns above the first chapter, of which the first names what the second says of
/// the document.
fn is_of_the_document(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    const SAID: [Column; 7] =
        [Column::Date, Column::Version, Column::Owner, Column::Name, Column::Role, Column::Status, Column::Environment];
    let lead = doc.outline.sections.get(grid.section).is_some_and(|part| part.level <= 1);
    let pairs = grid.table.header.len() == 2 && !grid.has_any(&ACTIONS[..2]);
    let named = |row: &&Row| {
        let first = row.cells.first().map(|cell| cell.plain.as_str()).unwrap_or_default();
        vocabulary::column(first).is_some_and(|column| SAID.contains(&column))
    };
    pairs && (lead || grid.table.rows.iter().filter(named).count() >= 2)
}

/// `Phase 4: Verification` among the phases of the work.
fn is_phase_of_checks(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let phase = doc.outline.sections.get(grid.section).is_some_and(|part| doc.terms(&part.title).begins(Word::Phase));
    phase && grid.topic == Some(Section::Verification) && grid.has(Column::Step) && is_work(grid)
}

fn is_below_steps(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let above = doc.outline.sections.get(grid.section).and_then(|part| part.parent);
    above.and_then(|parent| doc.topic(parent)) == Some(Section::Steps)
}

/// A list of work below a heading that means nothing: rows with a number or an id of their own, each with who does it and when or
/// how long.
fn is_work(grid: &Grid<'_>) -> bool {
    const OTHER: [Column; 16] = [
        Column::DefectId,
        Column::CriterionId,
        Column::Criterion,
        Column::Test,
        Column::Level,
        Column::Passed,
        Column::Failed,
        Column::Variable,
        Column::Required,
        Column::Endpoint,
        Column::Contact,
        Column::Phone,
        Column::EMail,
        Column::Approval,
        Column::Likelihood,
        Column::Impact,
    ];
    if is_closed(grid) || !grid.has(Column::Owner) || grid.has_any(&OTHER) {
        return false;
    }
    let planned = grid.has_any(&[Column::Step, Column::Duration, Column::Start]);
    let rows = &grid.table.rows;
    let marked = rows.iter().filter(|row| row.cells.first().is_some_and(|cell| is_code(&cell.plain)));
    planned && rows.len() >= 2 && marked.count() * 2 > rows.len()
}

/// Whether the heading of a table leaves no room for steps.
fn is_closed(grid: &Grid<'_>) -> bool {
    matches!(
        grid.topic,
        Some(
            Section::TestResults
                | Section::Criteria
                | Section::Parity
                | Section::Variables
                | Section::Processes
                | Section::Changes
                | Section::Breaking
                | Section::Lessons
                | Section::Recommendation
        )
    )
}

/// Whether a table is about something else than the steps.
fn is_elsewhere(grid: &Grid<'_>) -> bool {
    let other = matches!(
        grid.topic,
        Some(
            Section::Rollback
                | Section::AdminTasks
                | Section::Communication
                | Section::Verification
                | Section::Risks
                | Section::Approvals
                | Section::SignOff
                | Section::OnCall
                | Section::Contacts
                | Section::KnownIssues
                | Section::Defects
                | Section::Handover
        )
    );
    other || grid.has_any(&[Column::RiskId, Column::Mitigation, Column::Trigger, Column::Audience])
}

fn from_table(doc: &Doc<'_>, grid: &Grid<'_>, steps: &mut Vec<Step>) {
    let unit = unit(doc, grid);
    let work = is_work(grid);
    let mut phase: Option<Phrase> = None;
    for row in &grid.table.rows {
        if let Some(title) = phase_row(doc, grid, row) {
            phase = Some(title);
            continue;
        }
        let position = steps.len() + 1;
        let before = steps.last();
        if let Some(step) = from_row(doc, grid, row, &Around { position, unit, work, phase: phase.as_ref(), before }) {
            steps.push(step);
        }
    }
}

/// What a row does not say itself.
struct Around<'s> {
    position: usize,
    /// Minutes of a bare number.
    unit: Minutes,
    /// The table lists work: each row names an item first.
    work: bool,
    phase: Option<&'s Phrase>,
    before: Option<&'s Step>,
}

/// A row of one cell in a wide table names the phase of those below it.
fn phase_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<Phrase> {
    let mut written = row.cells.iter().filter(|cell| !cell.plain.is_empty());
    let (first, second) = (written.next()?, written.next());
    (second.is_none() && grid.table.header.len() >= 3 && first.plain.parse::<f64>().is_err()).then(|| doc.phrase(first))
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, around: &Around<'_>) -> Option<Step> {
    let text = action(grid, row, around.work)?;
    let number = [Column::Number, Column::Id].iter().find_map(|column| grid.stated(row, *column));
    // `#` has no words to look up.
    let sign = || {
        let signed = grid.table.header.first().is_some_and(|name| matches!(name.plain.as_str(), "#" | "№" | "＃"));
        let first = Some(grid.nth(row, 0)).filter(Phrase::is_stated);
        first.filter(|cell| signed || (grid.meaning(0).is_none() && is_code(&cell.value)))
    };
    let number = number.or_else(sign).map(|cell| cell.value).or_else(|| numbered(doc, grid, row));
    let mut step = bare(number.unwrap_or_else(|| around.position.to_string()), doc.phrase(text));
    let said = |column, known: Option<&Phrase>| repeated(doc, grid, row, column, known);
    let before = around.before;
    let owner = said(Column::Owner, before.and_then(|step| step.owner.as_ref()));
    step.owned_by(owner.or_else(|| person(grid, row)));
    // In a table of steps, `When` is the start.
    let phase = grid.cell(row, Column::Phase);
    step.begins(grid.cell(row, Column::Start).or_else(|| phase.clone()));
    step.phase = phase.filter(|phase| grid.has(Column::Start) && phase.is_stated()).or_else(|| around.phase.cloned());
    step.end = grid.stated(row, Column::End);
    let duration = grid.cell(row, Column::Duration);
    step.duration = duration
        .and_then(|cell| Some(Said { value: length(&cell.value, around.unit)?, at: cell.at }))
        .or_else(|| between(grid, row));
    step.rollback = said(Column::Rollback, before.and_then(|step| step.rollback.as_ref()));
    step.commands = row.cells.iter().flat_map(|cell| commands_in(doc, cell)).collect();
    step.admin_tasks = admin_tasks(doc, row.cells.iter().map(|cell| cell.plain.as_str()));
    step.observes = observes(doc.terms(text));
    step.at = grid.row(row);
    Some(step)
}

/// The cell that says what is done; a bare number or an id below `Step` says nothing.
fn action<'r>(grid: &Grid<'_>, row: &'r Row, work: bool) -> Option<&'r Text> {
    let says = |cell: &&Text| !cell.plain.is_empty() && !is_code(&cell.plain);
    let other = |at: usize| grid.meaning(at).is_some_and(|column| TIMES.contains(&column) || MARKS.contains(&column));
    let known = ACTIONS.iter().find_map(|column| {
        grid.position(*column).filter(|at| row.cells.get(*at).as_ref().is_some_and(says)).map(|at| (*column, at))
    });
    // `Item | Content`: what the item is comes before what is said of it.
    let item = known.filter(|(column, _)| matches!(column, Column::Description | Column::Title)).and_then(|(_, at)| {
        let before = row.cells.iter().enumerate().take(at);
        before.filter(|(at, cell)| says(cell) && !other(*at)).map(|(at, _)| at).next()
    });
    let named = item.or(known.map(|(_, at)| at)).and_then(|at| row.cells.get(at));
    let free = || row.cells.iter().enumerate().filter(|(at, cell)| says(cell) && !other(*at)).map(|(_, cell)| cell);
    // `Step | What …` with a number below `Step`: the widest cell tells what is done.
    named.or_else(|| if work { free().next() } else { free().max_by_key(|cell| cell.plain.len()) })
}

/// The number or id in the cell of the step: `3`, `Step 3`, `P1-5`.
fn numbered(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<String> {
    let cell = grid.text(row, Column::Step)?;
    let bare = is_code(&cell.plain).then(|| cell.plain.clone());
    bare.or_else(|| ordinal::numbered(doc.terms(cell)).map(|(number, _)| number))
}

/// A cell; `ditto` is what the row above says.
fn repeated(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, column: Column, above: Option<&Phrase>) -> Option<Phrase> {
    let cell = grid.cell(row, column)?;
    let ditto = matches!(cell.value.as_str(), "〃" | "″" | "\"" | "”" | "''" | "々" | "↑")
        || grid.text(row, column).is_some_and(|text| doc.terms(text).whole::<Word>() == Some(Word::Ditto));
    Some(if ditto { Said { value: above?.value.clone(), at: cell.at } } else { cell })
}

/// Without a column of owners, a role or a name is the owner.
fn person(grid: &Grid<'_>, row: &Row) -> Option<Phrase> {
    [Column::Name, Column::Role].iter().find_map(|column| grid.cell(row, *column))
}

/// Minutes of the unit that the name of the column gives to bare numbers: `Duration (h)`.
fn unit(doc: &Doc<'_>, grid: &Grid<'_>) -> Minutes {
    let names = grid.table.header.iter().filter(|name| vocabulary::column(&name.plain) == Some(Column::Duration));
    let unit = names.flat_map(|name| doc.terms(name).hits()).find_map(|hit| Unit::of(hit.concept));
    match unit {
        Some(Unit::Hour) => 60.0,
        Some(Unit::Second) => 1.0 / 60.0,
        Some(Unit::Day) => 24.0 * 60.0,
        _ => 1.0,
    }
}

/// The time from begin to end of a step that gives both; past midnight if the end is earlier.
fn between(grid: &Grid<'_>, row: &Row) -> Option<Said<Minutes>> {
    let time = |column| {
        let cell = grid.cell(row, column)?;
        Some((
            vocabulary::moments(&cell.value).into_iter().filter_map(vocabulary::Moment::time).collect::<Vec<_>>(),
            cell.at,
        ))
    };
    let (begins, at) = time(Column::Start)?;
    let ends = time(Column::End).map(|(ends, _)| ends).unwrap_or_default();
    // `20:00–20:15` in one cell.
    let end = ends.first().or_else(|| begins.get(1))?;
    let minutes = begins.first()?.until(*end).ok()?.total(jiff::Unit::Minute).ok()?;
    Some(Said { value: minutes.rem_euclid(24.0 * 60.0), at })
}

/// A table whose columns are the steps, turned round: its first column names what the rows say.
fn turned(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<Table> {
    let (corner, labels) = grid.table.header.split_first()?;
    let is_label = |terms: Terms<'_>| terms.text().parse::<u32>().is_ok() || ordinal::numbered(terms).is_some();
    if labels.len() < 2 || !labels.iter().all(|label| is_label(doc.terms(label))) {
        return None;
    }
    let columns = grid.table.rows.iter().filter_map(|row| vocabulary::column(&row.cells.first()?.plain));
    if columns.filter(|column| TIMES.contains(column) || ACTIONS.contains(column)).count() < 2 {
        return None;
    }
    let number = |label: &Text| {
        let (number, _) = ordinal::numbered(doc.terms(label)).unwrap_or_else(|| (label.plain.clone(), 0));
        Text { plain: number, span: label.span }
    };
    let names = grid.table.rows.iter().filter_map(|row| row.cells.first().cloned());
    let rows = labels.iter().enumerate().map(|(index, label)| {
        let cells = grid.table.rows.iter().filter(|row| !row.cells.is_empty());
        let cells = cells.map(|row| row.cells.get(index + 1).cloned().unwrap_or_default());
        let cells: Vec<Text> = std::iter::once(number(label)).chain(cells).collect();
        Row { span: span(&cells), cells }
    });
    Some(Table {
        header: std::iter::once(corner.clone()).chain(names).collect(),
        rows: rows.collect(),
        span: grid.table.span,
    })
}

/// From the first cell of a column to its last.
fn span(cells: &[Text]) -> Span {
    cells.first().map(|first| first.span).unwrap_or_default()
}

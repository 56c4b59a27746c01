//! Process types, from the tables of plans and architecture documents.

use std::collections::BTreeMap;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said, components};
use crate::facts::{Process, ScalingAxis, StartupTime, StateKind};
use crate::outline::{Row, Text};
use crate::vocabulary::{self, Column, Key, Section, Terms, Word};

/// What tables of process types say of them.
const OWN: [Column; 10] = [
    Column::Grace,
    Column::KillTimeout,
    Column::Readiness,
    Column::Liveness,
    Column::StartupMeasured,
    Column::StartupTarget,
    Column::ScalingAxis,
    Column::RestartStrategy,
    Column::StateKind,
    Column::CrashRecovery,
];

/// What they say beside it, and other tables too.
const BESIDE: [Column; 4] = [Column::LbDrain, Column::PreStop, Column::Concurrency, Column::EntryPoint];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let before = facts.processes.len();
    if !doc.is(&[Kind::DeploymentPlan, Kind::Architecture, Kind::Environment, Kind::ReadinessReview]) {
        if super::is_release_document(doc.kind) {
            facts.processes.extend(doc.grids().flat_map(|grid| listening(doc, &grid)));
        }
        return;
    }
    for grid in doc.grids() {
        if !grid.has(Column::ProcessType) {
            facts.processes.extend(transposed(doc, &grid));
        } else if grid.has_any(&OWN) {
            facts.processes.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
        } else if grid.has(Column::Probe) && grid.has(Column::Endpoint) {
            facts.processes.extend(from_probes(doc, &grid));
        }
    }
    if facts.processes.len() == before {
        facts.processes.extend(super::process_lines::read(doc));
    }
    if facts.processes.len() == before {
        facts.no_processes.extend(denied(doc));
        facts.processes.extend(components::read(doc));
    }
    if facts.processes.len() == before {
        facts.processes.extend(doc.grids().flat_map(|grid| listening(doc, &grid)));
    }
    if facts.processes.len() == before {
        facts.processes.extend(super::running::read(doc));
    }
}

/// `web | 3000 | the shop`: services and their ports, of which no more is said.
fn listening(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<Process> {
    let named = grid.position(Column::ProcessType).or_else(|| grid.position(Column::Component));
    let port = grid.table.header.iter().position(|title| doc.terms(title).has(Word::PortNoun));
    let (Some(named), Some(port)) = (named, port) else { return Vec::new() };
    let numbered = |row: &&Row| {
        row.cells.get(port).is_some_and(|cell| cell.plain.contains(|letter: char| letter.is_ascii_digit()))
    };
    let process = |row: &Row| {
        let name = name(doc, row.cells.get(named)?)?;
        let about = row.cells.iter().enumerate().filter(|(index, _)| *index != named);
        let about = about.map(|(_, cell)| cell.plain.trim()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
        let component = Some(Said { value: about.join(" | "), at: grid.row(row) });
        Some(Process { component, ..Process::named(name, grid.row(row)) })
    };
    grid.table.rows.iter().filter(numbered).filter_map(process).collect()
}

/// `web | readiness | GET /ready`: a row for each probe. Those of one type belong together.
fn from_probes(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<Process> {
    let mut found: Vec<Process> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for row in &grid.table.rows {
        let (Some(process), Some(probe)) = (from_row(doc, grid, row), grid.text(row, Column::Probe)) else { continue };
        let at = *by_name.entry(process.name.value.clone()).or_insert(found.len());
        if at == found.len() {
            found.push(process);
        }
        match doc.terms(probe).longest() {
            Some(Column::Readiness) => found[at].readiness = grid.cell(row, Column::Endpoint),
            Some(Column::Liveness) => found[at].liveness = grid.cell(row, Column::Endpoint),
            _ => {}
        }
    }
    found
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<Process> {
    let cell = grid.text(row, Column::ProcessType)?;
    let name = name(doc, cell)?;
    let mut process = Process::named(name, grid.row(row));
    process.long_running =
        !is_admin(doc.terms(cell)) && !row.cells.iter().any(|cell| doc.terms(cell).has(Word::OneOff));
    for column in OWN.into_iter().chain(BESIDE) {
        if let Some(said) = grid.cell(row, column) {
            let text = grid.text(row, column);
            let terms = text.map_or(Terms::new("", &[]), |text| doc.terms(text));
            set(&mut process, column, said, terms);
        }
    }
    Some(process)
}

/// A table that has a column for each process type and a row for what is said of them.
fn transposed(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<Process> {
    let header = &grid.table.header;
    if header.len() < 2 || grid.has_any(&OWN) || !grid.environments().is_empty() {
        return Vec::new();
    }
    let aspect = |row: &Row| {
        doc.terms(row.cells.first()?).longest().filter(|column| OWN.contains(column) || BESIDE.contains(column))
    };
    if grid.table.rows.iter().filter(|row| aspect(row).is_some()).nth(1).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, title) in header.iter().enumerate().skip(1) {
        // `Area | Status` has no column of a process type.
        let Some(name) = name(doc, title).filter(|_| grid.meaning(index).is_none()) else { continue };
        let at = name.at;
        let mut process = Process::named(name, at);
        for row in &grid.table.rows {
            let Some(cell) = row.cells.get(index) else { continue };
            let terms = doc.terms(cell);
            process.long_running &= !terms.has(Word::OneOff);
            if let Some(column) = aspect(row) {
                set(&mut process, column, doc.phrase(cell), terms);
            }
        }
        process.long_running &= !is_admin(doc.terms(title));
        found.push(process);
    }
    found
}

fn set(process: &mut Process, column: Column, said: Phrase, terms: Terms<'_>) {
    match column {
        Column::Grace => {
            process.grace_at_most = terms.begins(Word::AtMost) || is_limit(&said.value);
            process.grace = seconds(&said);
        }
        Column::PreStop => process.pre_stop = wait(&said),
        Column::LbDrain => process.drain = seconds(&said),
        Column::KillTimeout => process.kill_timeout = seconds(&said),
        Column::StartupMeasured => process.startup_measured = Some(measurement(said, terms)),
        Column::StartupTarget => process.startup_target = seconds(&said),
        Column::Readiness => process.readiness = Some(said),
        Column::Liveness => process.liveness = Some(said),
        Column::ScalingAxis => {
            process.axis = axis(terms);
            process.scaling = Some(said);
        }
        Column::Concurrency => process.concurrency = Some(said),
        Column::EntryPoint => process.entry_point = Some(said),
        Column::RestartStrategy => process.restart = Some(said).filter(Phrase::is_stated),
        Column::CrashRecovery => process.crash = Some(said).filter(Phrase::is_stated),
        Column::StateKind => process.state = state(terms).map(|value| Said { value, at: said.at }),
        _ => {}
    }
}

/// A measured time, unless the text takes it back or only forbids to claim it.
pub(super) fn measurement(text: Phrase, terms: Terms<'_>) -> StartupTime {
    let taken_back = terms.has(Word::NotMeasured) || terms.has(Word::Prohibition);
    let seconds = vocabulary::seconds(&text.value).filter(|_| !taken_back);
    let bound = is_limit(&text.value);
    StartupTime { text, seconds, bound }
}

/// `< 30 s`
fn is_limit(text: &str) -> bool {
    text.trim_start().starts_with(['<', '≤', '＜', '≦'])
}

/// `5 s`, `sleep 5`
fn wait(cell: &Phrase) -> Option<Said<f64>> {
    let sleep = cell.value.trim_matches(['`', ' ']).strip_prefix("sleep ");
    let value = sleep.and_then(|rest| rest.trim().parse().ok());
    value.map(|value| Said { value, at: cell.at }).or_else(|| seconds(cell))
}

/// What a cell says of scaling. "Fixed (leader-elected, scale out by hand)" is fixed.
fn axis(terms: Terms<'_>) -> Option<ScalingAxis> {
    let first = |key: Key| terms.first(key).map(|hit| hit.start);
    match (first(Key::AxisScaled), first(Key::AxisFixed)) {
        (Some(scaled), fixed) if fixed.is_none_or(|fixed| scaled < fixed) => Some(ScalingAxis::Scaled),
        (_, Some(_)) => Some(ScalingAxis::Fixed),
        _ if terms.has(Word::OneOff) => Some(ScalingAxis::OnDemand),
        _ => None,
    }
}

fn state(terms: Terms<'_>) -> Option<StateKind> {
    if terms.has(Word::Stateless) {
        Some(StateKind::Stateless)
    } else {
        terms.has(Word::Stateful).then_some(StateKind::Stateful)
    }
}

/// `web (Deployment)` is `web`.
fn name(doc: &Doc<'_>, cell: &Text) -> Option<Phrase> {
    let whole = doc.phrase(cell);
    let bare = whole.value.split([' ', '（']).next().filter(|_| whole.value.contains(['(', '（']));
    let name = match bare {
        Some(_) => whole.value.split(['(', '（']).next().unwrap_or_default(),
        None => &whole.value,
    };
    let value = name.trim().trim_matches('`').trim().to_owned();
    Some(Said { value, at: whole.at }).filter(Phrase::is_stated)
}

/// A name that says no more than that it is an admin process, such as `migrate`.
fn is_admin(terms: Terms<'_>) -> bool {
    terms.of(Word::AdminProcess).any(|hit| {
        let rest = terms.behind(hit).trim_start_matches(|next: char| next == '`' || next.is_whitespace());
        terms.begins_at(hit) && (rest.is_empty() || rest.starts_with(['(', '（']))
    })
}

fn seconds(cell: &Phrase) -> Option<Said<f64>> {
    // A bare number in such a column is seconds.
    let value = vocabulary::seconds(&cell.value).or_else(|| cell.value.trim().parse().ok())?;
    Some(Said { value, at: cell.at })
}

/// Sentences that say that the release runs no process of its own: it is a library, a tool.
fn denied(doc: &Doc<'_>) -> Vec<Phrase> {
    let about = |index: usize| {
        matches!(
            doc.topic(index),
            Some(
                Section::Introduction
                    | Section::Overview
                    | Section::Processes
                    | Section::Disposability
                    | Section::Restart
            )
        )
    };
    let mut found = Vec::new();
    if !doc.mentions(Word::NoProcess) && !doc.mentions(Word::Library) {
        return found;
    }
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let first = about(index) || section.level <= 1;
        for sentence in doc.told(section) {
            if sentence.terms.has(Word::NoProcess) || (first && sentence.terms.has(Word::Library)) {
                found.push(sentence.phrase());
            }
        }
    }
    found
}

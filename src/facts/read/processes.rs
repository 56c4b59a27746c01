//! Process types, from the tables of plans and architecture documents.

use std::collections::BTreeMap;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::Process;
use crate::outline::Row;
use crate::vocabulary::{self, Column};

/// Words of a process that ends by itself.
const ONE_OFF: [&str; 9] =
    ["on demand", "one off", "per invocation", "run once", "short lived", "batch job", "cron job", "cronjob", "ad hoc"];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan, Kind::Architecture, Kind::Environment, Kind::ReadinessReview]) {
        return;
    }
    let before = facts.processes.len();
    let own = [
        Column::Grace,
        Column::KillTimeout,
        Column::Readiness,
        Column::Liveness,
        Column::StartupMeasured,
        Column::StartupTarget,
        Column::ScalingAxis,
    ];
    for grid in doc.grids().filter(|grid| grid.has(Column::ProcessType) && grid.has_any(&own)) {
        for row in &grid.table.rows {
            facts.processes.extend(from_row(&grid, row));
        }
    }
    let by_probe =
        |grid: &Grid<'_>| [Column::ProcessType, Column::Probe, Column::Endpoint].iter().all(|column| grid.has(*column));
    for grid in doc.grids().filter(by_probe) {
        facts.processes.extend(from_probes(&grid));
    }
    if facts.processes.len() == before {
        facts.processes.extend(super::process_lines::read(doc));
    }
}

/// `web | readiness | GET /ready`: a row for each probe. Those of one type belong together.
fn from_probes(grid: &Grid<'_>) -> Vec<Process> {
    let mut found: Vec<Process> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for row in &grid.table.rows {
        let (Some(process), Some(probe)) = (from_row(grid, row), grid.cell(row, Column::Probe)) else { continue };
        let at = *by_name.entry(process.name.value.clone()).or_insert(found.len());
        if at == found.len() {
            found.push(process);
        }
        match vocabulary::column(&probe.value) {
            Some(Column::Readiness) => found[at].readiness = grid.cell(row, Column::Endpoint),
            Some(Column::Liveness) => found[at].liveness = grid.cell(row, Column::Endpoint),
            _ => {}
        }
    }
    found
}

fn from_row(grid: &Grid<'_>, row: &Row) -> Option<Process> {
    let mut name = grid.stated(row, Column::ProcessType)?;
    name.value = bare_name(&name.value);
    let text = vocabulary::words(&Grid::row_text(row)).join(" ");
    let admin = matches!(name.value.to_lowercase().as_str(), "admin" | "migrate" | "migration" | "console");
    Some(Process {
        long_running: !admin && !ONE_OFF.iter().any(|phrase| text.contains(phrase)),
        grace: seconds(grid, row, Column::Grace),
        kill_timeout: seconds(grid, row, Column::KillTimeout),
        startup_measured: grid.cell(row, Column::StartupMeasured),
        startup_target: seconds(grid, row, Column::StartupTarget),
        readiness: grid.cell(row, Column::Readiness),
        liveness: grid.cell(row, Column::Liveness),
        at: grid.row(row),
        name,
    })
}

/// `web (Deployment)` is `web`.
fn bare_name(name: &str) -> String {
    name.split(" (").next().unwrap_or(name).trim_matches('`').trim().to_owned()
}

fn seconds(grid: &Grid<'_>, row: &Row, column: Column) -> Option<Said<f64>> {
    let cell: Phrase = grid.cell(row, column)?;
    // A bare number in such a column is seconds.
    let value = vocabulary::seconds(&cell.value).or_else(|| cell.value.trim().parse().ok())?;
    Some(Said { value, at: cell.at })
}

//! Tables of samples: a row for each time, or a row for each metric.

use super::super::cells;
use super::super::document::Doc;
use super::super::grid::Grid;
use super::samples::{Found, Series, decision, measured, minutes, sample, series, when};
use crate::outline::{Row, Text};
use crate::vocabulary::{Column, Metric, Word};

pub(super) fn read(doc: &Doc<'_>, grid: &Grid<'_>, found: &mut Found) {
    let time = time_column(doc, grid);
    let across = grid.table.header.iter().enumerate().any(|(at, name)| Some(at) != time && is_metric(doc, name));
    if let Some(time) = time
        && across
    {
        by_time(doc, grid, time, found);
    } else if let Some(named) = (0..grid.table.header.len()).find(|at| Some(*at) != time && names(doc, grid, *at)) {
        by_metric(doc, grid, named, time, found);
    } else if let Some(time) = time {
        decisions(doc, grid, time, found);
    }
}

/// The column whose cells are times; a row for the values before the release has none.
fn time_column(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<usize> {
    (0..grid.table.header.len()).take(3).find(|at| {
        let other =
            matches!(grid.meaning(*at), Some(Column::Duration | Column::Baseline | Column::Threshold | Column::Window));
        let metric = grid.table.header.get(*at).is_some_and(|name| doc.terms(name).heading::<Metric>().is_some());
        let timed = |cell: &Text| minutes(doc.terms(cell)).is_some() || is_baseline(doc, cell);
        let any = || cells::stated(grid, *at).any(|cell| minutes(doc.terms(cell)).is_some());
        !other && !metric && cells::all(grid, *at, timed) && any()
    })
}

fn is_baseline(doc: &Doc<'_>, cell: &Text) -> bool {
    doc.terms(cell).has(Column::Baseline)
}

/// Whether most cells of a column name a metric.
fn names(doc: &Doc<'_>, grid: &Grid<'_>, at: usize) -> bool {
    let all = cells::stated(grid, at).count();
    let known = cells::stated(grid, at).filter(|cell| doc.terms(cell).heading::<Metric>().is_some()).count();
    known > 0 && known * 2 >= all
}

/// `Time | Error rate | p99`: one sample for each cell.
fn by_time(doc: &Doc<'_>, grid: &Grid<'_>, time: usize, found: &mut Found) {
    let mut clock = Clock::default();
    let headers = grid.table.header.iter().enumerate().filter(|(at, name)| *at != time && is_metric(doc, name));
    let columns: Vec<(usize, &Text, Series)> = headers.map(|(at, name)| (at, name, series(doc.terms(name)))).collect();
    for row in &grid.table.rows {
        let Some(cell) = row.cells.get(time) else { continue };
        let before = is_baseline(doc, cell);
        let at = minutes(doc.terms(cell)).map(|at| clock.later(at));
        for (index, name, own) in &columns {
            let Some(value) = row.cells.get(*index) else { continue };
            let Some((number, unit)) = measured(doc.terms(value), &name.plain) else { continue };
            if before {
                found.baselines.push((own.clone(), number, unit));
                continue;
            }
            let mut taken = sample(doc.phrase(name), own, (number, unit), doc.place(value.span));
            taken.minutes = at;
            taken.when = Some(when(cell, doc.place(cell.span)));
            found.samples.push(taken);
        }
        decide(doc, grid, row, at.map(|(from, _)| from), found);
    }
}

/// The short name of a metric.
fn is_metric(doc: &Doc<'_>, name: &Text) -> bool {
    const LONG: usize = 120;
    name.plain.len() <= LONG && doc.terms(name).heading::<Metric>().is_some()
}

/// Times of one table that pass midnight go on.
#[derive(Default)]
struct Clock {
    last: Option<f64>,
    days: f64,
}

impl Clock {
    fn later(&mut self, (from, to): (f64, f64)) -> (f64, f64) {
        if self.last.is_some_and(|last| from + self.days + 720.0 < last) {
            self.days += 1440.0;
        }
        let own = (from + self.days, to + self.days);
        self.last = Some(own.0);
        own
    }
}

/// `Metric | Baseline | Measured`, `Metric | T+5 | T+10`, `Time | Metric | Value`.
fn by_metric(doc: &Doc<'_>, grid: &Grid<'_>, named: usize, time: Option<usize>, found: &mut Found) {
    let header = |word: Word| {
        let others = grid.table.header.iter().enumerate().filter(|(at, _)| *at != named);
        others
            .clone()
            .find(|(at, name)| {
                doc.terms(name).has(word) && !matches!(grid.meaning(*at), Some(Column::Baseline | Column::Threshold))
            })
            .map(|(at, _)| at)
    };
    let baseline = grid.position(Column::Baseline).filter(|at| *at != named);
    let timed: Vec<(usize, (f64, f64))> = grid
        .table
        .header
        .iter()
        .enumerate()
        .filter(|(at, _)| {
            *at != named && Some(*at) != baseline && Some(*at) != time && grid.meaning(*at) != Some(Column::Threshold)
        })
        .filter_map(|(at, name)| Some((at, minutes(doc.terms(name))?)))
        .collect();
    let value = header(Word::Measured)
        .or_else(|| grid.position(Column::Result).filter(|at| *at != named))
        .or_else(|| grid.position(Column::Threshold).filter(|at| *at != named && time.is_some()));
    let mut clock = Clock::default();
    for row in &grid.table.rows {
        let Some(name) = row.cells.get(named).filter(|name| doc.terms(name).heading::<Metric>().is_some()) else {
            continue;
        };
        let own = series(doc.terms(name));
        let before = baseline.and_then(|at| measured(doc.terms(row.cells.get(at)?), &name.plain));
        let when_row =
            time.and_then(|at| row.cells.get(at)).and_then(|cell| Some((cell, clock.later(minutes(doc.terms(cell))?))));
        let columns = timed.iter().map(|(at, minutes)| (*at, Some(*minutes)));
        let single = value.filter(|_| timed.is_empty()).map(|at| (at, when_row.map(|(_, minutes)| minutes)));
        for (at, minutes) in columns.chain(single) {
            let Some(cell) = row.cells.get(at) else { continue };
            let Some((number, unit)) = measured(doc.terms(cell), &name.plain) else { continue };
            let mut taken = sample(doc.phrase(name), &own, (number, unit), doc.place(cell.span));
            taken.baseline = before.as_ref().filter(|(_, unit)| *unit == taken.unit).map(|(value, _)| *value);
            taken.minutes = minutes;
            let header = || grid.table.header.get(at).map(|name| when(name, doc.place(name.span)));
            taken.when = when_row
                .map(|(cell, _)| when(cell, doc.place(cell.span)))
                .or_else(|| header().filter(|_| minutes.is_some()));
            found.samples.push(taken);
        }
        decide(doc, grid, row, when_row.map(|(_, (from, _))| from), found);
    }
}

/// `Time | Decision` of a table without numbers.
fn decisions(doc: &Doc<'_>, grid: &Grid<'_>, time: usize, found: &mut Found) {
    for row in &grid.table.rows {
        let at = row.cells.get(time).and_then(|cell| minutes(doc.terms(cell)));
        decide(doc, grid, row, at.map(|(from, _)| from), found);
    }
}

/// The decision beside a sample.
fn decide(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, minutes: Option<f64>, found: &mut Found) {
    let named = |(at, name): &(usize, &Text)| {
        matches!(grid.meaning(*at), Some(Column::Decision | Column::Action)) || doc.terms(name).has(Word::DecisionWord)
    };
    let Some((at, _)) = grid.table.header.iter().enumerate().find(named) else { return };
    let Some(cell) = row.cells.get(at) else { return };
    found.decisions.extend(decision(doc.terms(cell), doc.phrase(cell), minutes));
}

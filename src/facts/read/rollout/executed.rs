//! Execution logs: each step with its planned and its actual times, its result, and how it deviated.

use super::super::document::Doc;
use super::super::grid::Grid;
use super::super::quantity::durations;
use super::super::{Facts, Phrase};
use super::samples;
use crate::facts::{ExecutedStep, TestVerdict, Times, outcome};
use crate::outline::{Row, Text};
use crate::vocabulary::{self, Column, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids().filter(is_log) {
        facts.executed_steps.extend(grid.table.rows.iter().filter_map(|row| step(doc, &grid, row)));
    }
}

/// What says how a step went.
const RECORDED: [Column; 7] = [
    Column::Result,
    Column::Status,
    Column::Actual,
    Column::ActualStart,
    Column::ActualEnd,
    Column::ActualDuration,
    Column::Deviation,
];

fn is_log(grid: &Grid<'_>) -> bool {
    grid.has_any(&[Column::Step, Column::Action]) && grid.has_any(&RECORDED)
}

fn step(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<ExecutedStep> {
    // `Step | Action`: the first is the number.
    let named = |column| grid.stated(row, column).filter(|phrase| phrase.value.chars().any(char::is_alphabetic));
    let action = named(Column::Action).or_else(|| named(Column::Step))?;
    let number = [Column::Number, Column::Id, Column::Step].into_iter().find_map(|column| grid.stated(row, column));
    let result = grid.stated(row, Column::Result).or_else(|| grid.stated(row, Column::Status));
    let good = result.as_ref().and_then(|result| outcome(&result.value)).and_then(|verdict| match verdict {
        TestVerdict::Passed => Some(true),
        TestVerdict::Failed => Some(false),
        TestVerdict::NotRun => None,
    });
    Some(ExecutedStep {
        number: number.filter(|number| number.at != action.at),
        owner: grid.stated(row, Column::Owner),
        planned: times(doc, grid, row, [Column::Planned, Column::Start, Column::End, Column::Duration]),
        actual: times(doc, grid, row, [Column::Actual, Column::ActualStart, Column::ActualEnd, Column::ActualDuration]),
        result,
        good,
        deviation: grid.text(row, Column::Deviation).and_then(|cell| deviation(doc, cell)),
        at: grid.row(row),
        action,
    })
}

/// From the columns for all, begin, end and length.
fn times(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, [all, start, end, length]: [Column; 4]) -> Times {
    let cell = |column| grid.text(row, column).map(|cell| doc.terms(cell));
    let time = |column| cell(column).and_then(clock).map(|(from, _)| from);
    let whole = cell(all).and_then(clock);
    let long = |column| cell(column).and_then(|terms| durations(terms).next()).map(|(minutes, _)| minutes);
    let texts = [all, start, end, length].into_iter().filter_map(|column| grid.stated(row, column));
    Times {
        begin: whole.map(|(from, _)| from).or_else(|| time(start)),
        end: whole.filter(|(from, to)| to > from).map(|(_, to)| to).or_else(|| time(end)),
        length: if whole.is_none() { long(all).or_else(|| long(length)) } else { long(length) },
        text: joined(texts),
    }
}

/// Times of the clock, or offsets: `02:05–02:20`, `T+15 min`. A bare length is none.
fn clock(terms: Terms<'_>) -> Option<(f64, f64)> {
    let text = terms.text();
    let timed = vocabulary::moments(text).iter().any(|moment| moment.time().is_some());
    let counted = super::super::quantity::offset(text).is_some();
    samples::minutes(terms).filter(|_| timed || counted)
}

/// `02:00 – 02:10` of two cells.
fn joined(texts: impl Iterator<Item = Phrase>) -> Option<Phrase> {
    texts.reduce(|mut one, other| {
        one.value = format!("{}, {}", one.value, other.value);
        one
    })
}

/// What deviated. "None" says that nothing did.
fn deviation(doc: &Doc<'_>, cell: &Text) -> Option<Phrase> {
    let terms = doc.terms(cell);
    let nothing = terms.begins(Word::None) || terms.begins(Word::No) || terms.text().trim() == "0";
    Some(doc.phrase(cell)).filter(|phrase| phrase.is_stated() && !nothing)
}

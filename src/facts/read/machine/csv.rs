//! Time series in CSV: a column of times, and a series for each column of numbers, told apart by the columns of words.

use std::collections::BTreeMap;

use super::number::decimal;
use super::{Doc, Facts, Phrase, measurements};
use crate::facts::Measurement;
use crate::facts::classify::machine::text::is_time_column;
use crate::outline::Text;

/// Series of a file that are kept.
const SERIES: usize = 500;

/// Numbers of one series, and when the first and the last were taken.
struct Series {
    metric: Phrase,
    labels: String,
    from: Phrase,
    to: Phrase,
    numbers: Vec<f64>,
}

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let Some((_, table)) = doc.outline.tables().next() else { return };
    let Some(time) = table.header.iter().position(|name| is_time_column(&name.plain)) else { return };
    // `metric,value`: the name stands in a column.
    let is_name = |name: &Text| name.plain.eq_ignore_ascii_case("metric") || name.plain.eq_ignore_ascii_case("name");
    let named = table.header.iter().position(is_name);
    let mut series: BTreeMap<(usize, String), Series> = BTreeMap::new();
    for row in table.rows.iter().filter(|row| row.cells.len() == table.header.len()) {
        let numbers: Vec<Option<f64>> = row.cells.iter().map(|cell| decimal(&cell.plain)).collect();
        let words = row.cells.iter().zip(&numbers).enumerate();
        let words =
            words.filter(|(index, (cell, number))| *index != time && number.is_none() && !cell.plain.is_empty());
        let labels = words.map(|(_, (cell, _))| cell.plain.as_str()).collect::<Vec<_>>().join(", ");
        let moment = doc.phrase(&row.cells[time]);
        for (index, number) in numbers.iter().enumerate().filter(|(index, _)| *index != time) {
            let Some(number) = *number else { continue };
            let key = (index, labels.clone());
            if series.len() >= SERIES && !series.contains_key(&key) {
                continue;
            }
            let metric =
                named.filter(|named| numbers[*named].is_none()).map_or(&table.header[index], |named| &row.cells[named]);
            let entry = series.entry(key).or_insert_with(|| Series {
                metric: doc.phrase(metric),
                labels: labels.clone(),
                from: moment.clone(),
                to: moment.clone(),
                numbers: Vec::new(),
            });
            entry.to = moment.clone();
            entry.numbers.push(number);
        }
    }
    facts.measurements.extend(series.into_values().map(|series| measurement(doc, series)));
}

fn measurement(doc: &Doc<'_>, series: Series) -> Measurement {
    let at = doc.place(series.from.at.span.join(series.to.at.span));
    let mut measurement = Measurement::new(series.metric, at);
    measurement.labels = series.labels;
    measurements::summarise(series.numbers.into_iter(), &mut measurement);
    measurement.from = Some(series.from);
    measurement.to = Some(series.to);
    measurement
}

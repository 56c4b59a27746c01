//! Time series in CSV: a column of times, and a series for each column of numbers, told apart by the columns of words.

use std::collections::BTreeMap;

use super::number::decimal;
use super::{Doc, Facts, Phrase, lines, measurements, part};
use crate::facts::classify::machine::text::is_time_column;
use crate::facts::{Measurement, Said};

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
    let mut rows = lines(&doc.source.text).filter(|(_, line)| !line.trim().is_empty());
    let Some((offset, header)) = rows.next() else { return };
    let Some(separator) = ['\t', ';', ','].into_iter().find(|separator| header.contains(*separator)) else { return };
    let names: Vec<Phrase> = cells(header, separator).map(|cell| part(doc, offset, header, cell)).collect();
    let Some(time) = names.iter().position(|name| is_time_column(&name.value)) else { return };
    // `metric,value`: the name stands in a column.
    let named = names
        .iter()
        .position(|name| name.value.eq_ignore_ascii_case("metric") || name.value.eq_ignore_ascii_case("name"));
    let mut series: BTreeMap<(usize, String), Series> = BTreeMap::new();
    for (offset, line) in rows {
        let row: Vec<&str> = cells(line, separator).collect();
        if row.len() != names.len() {
            continue;
        }
        let words: Vec<&str> = (0..row.len())
            .filter(|index| *index != time && decimal(row[*index]).is_none())
            .map(|index| row[index])
            .filter(|cell| !cell.is_empty())
            .collect();
        let labels = words.join(", ");
        for (index, name) in names.iter().enumerate().filter(|(index, _)| *index != time) {
            let Some(number) = decimal(row[index]) else { continue };
            let key = (index, labels.clone());
            if series.len() >= SERIES && !series.contains_key(&key) {
                continue;
            }
            let moment = part(doc, offset, line, row[time]);
            let metric = match named.filter(|named| decimal(row[*named]).is_none()) {
                Some(named) => part(doc, offset, line, row[named]),
                None => name.clone(),
            };
            let entry = series.entry(key).or_insert_with(|| Series {
                metric,
                labels: labels.clone(),
                from: moment.clone(),
                to: moment.clone(),
                numbers: Vec::new(),
            });
            entry.to = moment;
            entry.numbers.push(number);
        }
    }
    facts.measurements.extend(series.into_values().map(|series| measurement(doc, series)));
}

fn measurement(doc: &Doc<'_>, series: Series) -> Measurement {
    let at = doc.place(series.from.at.span.join(series.to.at.span));
    let mut measurement = Measurement::new(Said { value: series.metric.value, at: series.metric.at }, at);
    measurement.labels = series.labels;
    measurements::summarise(series.numbers.into_iter(), &mut measurement);
    measurement.from = Some(series.from);
    measurement.to = Some(series.to);
    measurement
}

/// The cells of a line, quotes taken off; a separator between quotes separates nothing.
fn cells(line: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    line.split(move |character: char| {
        quoted ^= character == '"';
        character == separator && !quoted
    })
    .map(|cell| cell.trim().trim_matches('"'))
}

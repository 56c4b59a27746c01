//! Samples of what was measured while the release ran, and what was decided on them.

use super::super::document::{Doc, Line};
use super::super::quantity::{Quantity, offset, quantities};
use super::super::{Facts, Phrase, Said};
use super::table;
use crate::facts::{Place, RolloutDecision, Sample};
use crate::outline::{Block, Text};
use crate::vocabulary::{self, Column, Key, Metric, Moment, Section, Terms, Word};

/// Samples of one document: more than a rollout needs.
const MOST: usize = 4096;
/// Values before the release.
const BASELINES: usize = 64;

/// Which series a value belongs to.
pub(super) type Series = (Option<Metric>, Option<u16>, String);

/// What is read of one document.
#[derive(Default)]
pub(super) struct Found {
    pub(super) samples: Vec<Sample>,
    pub(super) decisions: Vec<RolloutDecision>,
    /// Values before the release.
    pub(super) baselines: Vec<(Series, f64, String)>,
}

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let mut found = Found::default();
    for grid in doc.grids() {
        table::read(doc, &grid, &mut found);
        found.samples.truncate(MOST);
    }
    for line in doc.lines() {
        let value = &line.field.value;
        if line.named.longest::<Metric>().is_some() {
            of_line(doc, line, &mut found);
        } else if line.named.has(Word::DecisionWord) || matches!(line.key, Some(Key::Recommendation | Key::Status)) {
            found.decisions.extend(decision(line.said, doc.phrase(value), None));
        }
    }
    if found.decisions.is_empty() {
        told(doc, &mut found);
    }
    settle(&mut found);
    facts.samples.append(&mut found.samples);
    facts.rollout_decisions.append(&mut found.decisions);
}

/// `Error rate: 0.3 %`, `Baseline p99 latency: 310 ms`.
fn of_line(doc: &Doc<'_>, line: &Line<'_>, found: &mut Found) {
    let (key, named, value) = (&line.field.key, line.named, &line.field.value);
    let Some((number, unit)) = measured(line.said, &key.plain) else { return };
    let series = series(named);
    if named.has(Column::Baseline) {
        found.baselines.push((series, number, unit));
    } else if !named.has_any(&[Word::Goal, Word::Trigger]) && found.samples.len() < MOST {
        found.samples.push(sample(doc.phrase(key), &series, (number, unit), doc.place(value.span)));
    }
}

/// A sample of which nothing more is known.
pub(super) fn sample(metric: Phrase, series: &Series, (value, unit): (f64, String), at: Place) -> Sample {
    let (class, percentile) = (series.0, series.1);
    Sample { metric, class, percentile, value, unit, baseline: None, when: None, minutes: None, at }
}

/// Sentences below a heading about the decision.
fn told(doc: &Doc<'_>, found: &mut Found) {
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let about =
            doc.topic(index) == Some(Section::Recommendation) || doc.terms(&section.title).has(Word::DecisionWord);
        for block in section.blocks.iter().filter(|_| about) {
            let text = match block {
                Block::Paragraph(paragraph) => &paragraph.text,
                Block::Item(item) => &item.text,
                Block::Table(_) | Block::Code(_) => continue,
            };
            for sentence in doc.cut(text) {
                found.decisions.extend(decision(sentence.terms, sentence.phrase(), None));
            }
        }
    }
}

/// To go on or to go back; "no rollback" is to go on.
pub(super) fn decision(terms: Terms<'_>, text: Phrase, minutes: Option<f64>) -> Option<RolloutDecision> {
    let on = |back: &vocabulary::Hit| terms.of(Word::GoesOn).any(|hit| hit.start <= back.start && back.end <= hit.end);
    let back = terms.of(Word::GoBack).any(|hit| !on(hit)) && !terms.has_any(&[Word::Not, Word::If]);
    (back || terms.has(Word::GoesOn)).then_some(RolloutDecision { back, text, minutes })
}

/// The series that a name names.
pub(super) fn series(terms: Terms<'_>) -> Series {
    let class = terms.heading::<Metric>();
    let other = if class.is_some() { String::new() } else { terms.text().trim().to_lowercase() };
    (class, percentile(terms.text()), other)
}

/// 99 for `p99`, 95 for `95th percentile`.
pub(in super::super) fn percentile(text: &str) -> Option<u16> {
    let known = |digits: &str| digits.parse().ok().filter(|value| matches!(value, 50 | 75 | 90 | 95 | 99 | 999));
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).find_map(|word| {
        let lower = word.to_ascii_lowercase();
        known(lower.strip_prefix('p')?).or_else(|| known(lower.strip_suffix("th")?))
    })
}

/// The first number of a cell with its unit; where it has none, that of its column's name. Times are in seconds.
pub(super) fn measured(terms: Terms<'_>, column: &str) -> Option<(f64, String)> {
    let first = quantities(terms).next()?;
    if let Some(seconds) = first.seconds {
        return Some((seconds, "s".to_owned()));
    }
    let unit = terms.text().get(first.digits..first.end).unwrap_or_default().trim().replace('％', "%");
    if !unit.is_empty() {
        return Some((first.value, unit));
    }
    let has = |wanted: &str| column.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == wanted);
    Some(if column.contains(['%', '％']) {
        (first.value, "%".to_owned())
    } else if has("ms") {
        (first.value / 1000.0, "s".to_owned())
    } else if has("s") || has("sec") || has("seconds") {
        (first.value, "s".to_owned())
    } else {
        (first.value, String::new())
    })
}

/// Begin and end in minutes: `T+15`, `02:05`, `02:05–02:10`, `2026-12-08 02:05 UTC`, `5 min`.
pub(super) fn minutes(terms: Terms<'_>) -> Option<(f64, f64)> {
    let text = terms.text();
    if let Some(from) = offset(text) {
        return Some((from, from));
    }
    let found = vocabulary::moments(text);
    let day = found.iter().find_map(|moment| moment.date()).map_or(0.0, |date| {
        let first = jiff::civil::date(1970, 1, 1);
        first.until(date).map_or(0.0, |span| f64::from(span.get_days()) * 1440.0)
    });
    let mut times = found.iter().filter_map(|moment: &Moment| moment.time());
    let clock = |time: jiff::civil::Time| {
        day + f64::from(time.hour()) * 60.0 + f64::from(time.minute()) + f64::from(time.second()) / 60.0
    };
    if let Some(from) = times.next().map(clock) {
        let to = times.next().map_or(from, clock);
        return Some((from, if to < from { to + 1440.0 } else { to }));
    }
    // `260 ms` is measured; a time of a rollout is counted in minutes.
    let coarse = |found: &Quantity| found.value == 0.0 || found.seconds.is_some_and(|all| all / found.value >= 60.0);
    let mut lengths = quantities(terms).filter(coarse).filter_map(|found| found.seconds);
    let from = lengths.next()? / 60.0;
    Some((from, lengths.next().map_or(from, |to| (to / 60.0).max(from))))
}

/// Each sample gets the value before the release that is known for its series.
fn settle(found: &mut Found) {
    let Found { samples, baselines, .. } = found;
    baselines.truncate(BASELINES);
    for sample in samples.iter_mut().filter(|sample| sample.baseline.is_none() && sample.class.is_some()) {
        let own = |(series, _, unit): &&(Series, f64, String)| {
            series.0 == sample.class && series.1 == sample.percentile && *unit == sample.unit
        };
        sample.baseline = baselines.iter().find(own).map(|(_, value, _)| *value);
    }
}

/// A time as it is written.
pub(super) fn when(text: &Text, at: Place) -> Phrase {
    Said { value: text.plain.clone(), at }
}

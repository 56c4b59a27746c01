//! Results of load tests (k6, `JMeter`) and of Prometheus queries.

use super::number::{count, decimal, number};
use super::{Doc, Facts, Phrase, Said, said};
use crate::facts::classify::machine::Schema;
use crate::facts::{Measurement, Place, Statistic, Threshold};
use crate::outline::{Node, Text};

pub(super) fn read(schema: Schema, doc: &Doc<'_>, facts: &mut Facts) {
    let Some(root) = doc.outline.nodes.first() else { return };
    match schema {
        Schema::K6 => {
            let metrics = root.get("metrics").map_or(&[][..], Node::pairs);
            facts.measurements.extend(metrics.iter().map(|(name, metric)| k6(doc, name, metric)));
        }
        Schema::Jmeter => facts.measurements.extend(root.pairs().iter().map(|(name, entry)| jmeter(doc, name, entry))),
        Schema::Prometheus => prometheus(doc, root, facts),
        _ => {}
    }
}

impl Measurement {
    pub(super) fn new(metric: Phrase, at: Place) -> Self {
        Self {
            metric,
            labels: String::new(),
            samples: None,
            statistics: Vec::new(),
            from: None,
            to: None,
            thresholds: Vec::new(),
            at,
        }
    }
}

/// The summary that `handleSummary` gets holds `values` and `{ "ok": true }`; that of `--summary-export` holds the numbers right in
/// the metric, and `true` where a threshold was crossed.
fn k6(doc: &Doc<'_>, name: &Text, metric: &Node) -> Measurement {
    let mut measurement = Measurement::new(doc.phrase(name), doc.place(metric.span));
    let values = metric.get("values").unwrap_or(metric);
    let share = values.get("passes").is_some() && values.get("fails").is_some();
    for (key, value) in values.pairs() {
        let statistic = match key.plain.as_str() {
            "min" => Statistic::Min,
            "max" => Statistic::Max,
            "avg" => Statistic::Mean,
            "med" => Statistic::Percentile(500),
            "count" => Statistic::Count,
            "rate" | "value" if share => Statistic::Share,
            "rate" => Statistic::Rate,
            "value" => Statistic::Last,
            other => match percentile(other) {
                Some(percentile) => percentile,
                None => continue,
            },
        };
        measurement.statistics.extend(value.scalar().and_then(decimal).map(|number| (statistic, number)));
    }
    if share {
        let passes = count(values, &["passes"]).zip(count(values, &["fails"]));
        measurement.samples = passes.map(|(passes, fails)| passes.saturating_add(fails));
    }
    for (condition, judged) in metric.get("thresholds").map_or(&[][..], Node::pairs) {
        let met = judged.text(&["ok"]).map_or(judged.scalar() == Some("false"), |ok| ok == "true");
        measurement.thresholds.push(Threshold { condition: doc.phrase(condition), met });
    }
    measurement
}

/// `p(95)`, `p(99.9)`.
fn percentile(key: &str) -> Option<Statistic> {
    let percent: f64 = key.strip_prefix("p(")?.strip_suffix(')')?.parse().ok()?;
    (0.0..=100.0).contains(&percent).then(|| Statistic::Percentile((percent * 10.0).round() as u16))
}

fn jmeter(doc: &Doc<'_>, name: &Text, entry: &Node) -> Measurement {
    let mut measurement = Measurement::new(doc.phrase(name), doc.place(entry.span));
    measurement.samples = count(entry, &["sampleCount"]);
    let keys = [
        ("minResTime", Statistic::Min, 1.0),
        ("maxResTime", Statistic::Max, 1.0),
        ("meanResTime", Statistic::Mean, 1.0),
        ("medianResTime", Statistic::Percentile(500), 1.0),
        ("pct1ResTime", Statistic::Percentile(900), 1.0),
        ("pct2ResTime", Statistic::Percentile(950), 1.0),
        ("pct3ResTime", Statistic::Percentile(990), 1.0),
        ("throughput", Statistic::Rate, 1.0),
        // The errors among the samples, written in percent.
        ("errorPct", Statistic::Share, 0.01),
    ];
    let found = keys.iter().filter_map(|(key, statistic, factor)| Some((*statistic, number(entry, &[key])? * factor)));
    measurement.statistics.extend(found);
    measurement
}

fn prometheus(doc: &Doc<'_>, root: &Node, facts: &mut Facts) {
    let Some(result) = root.at(&["data", "result"]) else { return };
    if root.text(&["data", "resultType"]) == Some("scalar") {
        let name = Said { value: "scalar".to_owned(), at: doc.place(result.span) };
        let mut measurement = Measurement::new(name, doc.place(result.span));
        samples(doc, std::slice::from_ref(result), &mut measurement);
        facts.measurements.push(measurement);
        return;
    }
    for series in result.items() {
        let labels = series.get("metric");
        let name = labels.and_then(|labels| said(doc, labels, &["__name__"]));
        let at = doc.place(series.span);
        // An expression has no name.
        let name = name.unwrap_or_else(|| Said {
            value: "expression".to_owned(),
            at: labels.map_or(at, |labels| doc.place(labels.span)),
        });
        let mut measurement = Measurement::new(name, at);
        let pairs = labels.map_or(&[][..], Node::pairs).iter().filter(|(key, _)| key.plain != "__name__");
        let pairs: Vec<String> =
            pairs.filter_map(|(key, value)| Some(format!("{}=\"{}\"", key.plain, value.scalar()?))).collect();
        measurement.labels = pairs.join(", ");
        match (series.get("value"), series.get("values")) {
            (Some(value), _) => samples(doc, std::slice::from_ref(value), &mut measurement),
            (None, Some(values)) => samples(doc, values.items(), &mut measurement),
            (None, None) => continue,
        }
        facts.measurements.push(measurement);
    }
}

/// Pairs of a time and a number.
fn samples(doc: &Doc<'_>, pairs: &[Node], measurement: &mut Measurement) {
    let moment = |pair: Option<&Node>| pair.and_then(|pair| said(doc, pair.items().first()?, &[]));
    measurement.from = moment(pairs.first());
    measurement.to = moment(pairs.last());
    let numbers = pairs.iter().filter_map(|pair| pair.items().get(1)?.scalar().and_then(decimal));
    summarise(numbers, measurement);
}

/// Number, extremes, mean and the last of some samples.
pub(super) fn summarise(numbers: impl Iterator<Item = f64>, measurement: &mut Measurement) {
    let (mut samples, mut sum, mut last) = (0_u64, 0.0, None);
    let (mut min, mut max) = (f64::INFINITY, f64::NEG_INFINITY);
    for number in numbers {
        samples += 1;
        sum += number;
        (min, max, last) = (min.min(number), max.max(number), Some(number));
    }
    measurement.samples = Some(samples);
    if let Some(last) = last {
        let mean = sum / samples as f64;
        measurement.statistics =
            vec![(Statistic::Min, min), (Statistic::Max, max), (Statistic::Mean, mean), (Statistic::Last, last)];
    }
}

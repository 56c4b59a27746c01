//! Load tests, queries and series: the numbers, how many samples they stand for, and what the tool judged itself.

use super::{kind, reading};
use holdpoint::facts::{Kind, Measurement, Statistic};

fn measured(path: &str, text: &str) -> Vec<Measurement> {
    assert_eq!(kind(path, text), Kind::Measurements, "{path}");
    reading(&[(path, text)]).facts.measurements
}

#[test]
fn k6_in_both_forms() {
    let summary = r#"{"metrics":{"http_req_failed":{"type":"rate","values":{"rate":0.02,"passes":2,"fails":98},"thresholds":{"rate<0.01":{"ok":false}}},
      "http_req_duration":{"type":"trend","values":{"avg":120.5,"min":10,"med":100,"max":900,"p(95)":450,"p(99)":800.5},"thresholds":{"p(95)<500":{"ok":true}}},
      "iterations":{"type":"counter","values":{"count":100,"rate":3.3}}}}"#;
    let export = r#"{"metrics":{"http_req_failed":{"value":0.02,"passes":2,"fails":98,"thresholds":{"rate<0.01":true}},
      "http_req_duration":{"avg":120.5,"min":10,"med":100,"max":900,"p(95)":450,"p(99)":800.5,"thresholds":{"p(95)<500":false}},
      "iterations":{"count":100,"rate":3.3}}}"#;
    for text in [summary, export] {
        let found = measured("summary.json", text);
        let (failed, duration) = (&found[0], &found[1]);
        assert_eq!((failed.get(Statistic::Share), failed.samples), (Some(0.02), Some(100)));
        assert!(!failed.thresholds[0].met && duration.thresholds[0].met);
        assert_eq!(duration.thresholds[0].condition.value, "p(95)<500");
        assert_eq!(duration.get(Statistic::Percentile(950)), Some(450.0));
        assert_eq!(duration.get(Statistic::Percentile(990)), Some(800.5));
        assert_eq!(found[2].get(Statistic::Rate), Some(3.3));
    }
}

#[test]
fn jmeter_statistics() {
    let found = measured(
        "statistics.json",
        r#"{"Total":{"transaction":"Total","sampleCount":200,"errorCount":1,"errorPct":0.5,"meanResTime":20.0,"pct2ResTime":45.0}}"#,
    );
    assert_eq!(
        (found[0].samples, found[0].get(Statistic::Share), found[0].get(Statistic::Percentile(950))),
        (Some(200), Some(0.005), Some(45.0))
    );
}

#[test]
fn prometheus_vectors_and_matrices() {
    let vector = r#"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"api"},"value":[1700000000,"1"]}]}}"#;
    let found = measured("up.json", vector);
    assert_eq!(
        (found[0].metric.value.as_str(), found[0].labels.as_str(), found[0].get(Statistic::Last)),
        ("up", "job=\"api\"", Some(1.0))
    );
    let matrix = r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"2"],[2,"NaN"],[3,"8"]]}]}}"#;
    let found = measured("query.json", matrix);
    let series = &found[0];
    // What is no number is no sample.
    assert_eq!(
        (series.samples, series.get(Statistic::Min), series.get(Statistic::Max), series.get(Statistic::Mean)),
        (Some(2), Some(2.0), Some(8.0), Some(5.0))
    );
    assert_eq!((series.from.as_ref().unwrap().value.as_str(), series.to.as_ref().unwrap().value.as_str()), ("1", "3"));
    assert!(measured("none.json", r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#).is_empty());
}

#[test]
fn series_in_columns_and_in_rows() {
    let wide = "time,latency_ms,errors\n2026-12-01T10:00:00Z,120,0\n2026-12-01T10:01:00Z,180,3\n";
    let found = measured("metrics.csv", wide);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].metric.value.as_str(), found[0].samples, found[0].get(Statistic::Max)),
        ("latency_ms", Some(2), Some(180.0))
    );
    assert_eq!(found[1].to.as_ref().unwrap().value, "2026-12-01T10:01:00Z");
    let long = "timestamp;metric;value\r\n1;cpu;0,5\r\n2;mem;7\r\n3;cpu;0,7\r\n";
    let found = measured("samples.csv", long);
    assert_eq!(
        found.iter().map(|one| (one.metric.value.as_str(), one.samples)).collect::<Vec<_>>(),
        [("cpu", Some(2)), ("mem", Some(1))]
    );
    assert_eq!(found[0].get(Statistic::Last), Some(0.7));
}

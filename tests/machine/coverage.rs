//! Coverage reports: what was covered, of how many, in total and by file.

use super::{kind, reading};
use holdpoint::facts::{CoverageMetric, Kind};

/// Metric, file, covered, total and percent.
type Entry = (CoverageMetric, String, Option<u64>, Option<u64>, f64);

fn entries(path: &str, text: &str) -> Vec<Entry> {
    assert_eq!(kind(path, text), Kind::CoverageReport);
    let reading = reading(&[(path, text)]);
    let file =
        |file: &Option<holdpoint::facts::Phrase>| file.as_ref().map(|file| file.value.clone()).unwrap_or_default();
    let entries = reading.facts.coverage.iter();
    entries.map(|entry| (entry.metric, file(&entry.file), entry.covered, entry.total, entry.percent)).collect()
}

const LINE: CoverageMetric = CoverageMetric::Line;

#[test]
fn an_lcov_trace_is_added_up() {
    let trace = "TN:\nSF:src/a.rs\nFNF:2\nFNH:1\nDA:1,5\nDA:2,0\nLF:2\nLH:1\nBRF:4\nBRH:1\nend_of_record\nSF:src/b.rs\nDA:1,1\nDA:2,1\nend_of_record\n";
    let entries = entries("lcov.info", trace);
    assert!(entries.contains(&(LINE, "src/a.rs".into(), Some(1), Some(2), 50.0)), "{entries:?}");
    assert!(entries.contains(&(LINE, String::new(), Some(3), Some(4), 75.0)), "{entries:?}");
    assert!(entries.contains(&(CoverageMetric::Branch, String::new(), Some(1), Some(4), 25.0)), "{entries:?}");
}

#[test]
fn cobertura_with_and_without_counts() {
    let full = r#"<coverage line-rate="0.8" branch-rate="0.5" lines-covered="8" lines-valid="10" branches-covered="1" branches-valid="2">
      <packages><package><classes><class filename="a.py" line-rate="0.9" branch-rate="0"/></classes></package></packages></coverage>"#;
    let found = entries("coverage.xml", full);
    assert!(found.contains(&(LINE, String::new(), Some(8), Some(10), 80.0)), "{found:?}");
    assert!(found.contains(&(LINE, "a.py".into(), None, None, 90.0)), "{found:?}");
    assert_eq!(found.len(), 3, "a branch rate of 0 without counts says nothing: {found:?}");
    let found = entries("coverage.xml", r#"<coverage line-rate="0.25"><packages/></coverage>"#);
    assert_eq!(found, [(LINE, String::new(), None, None, 25.0)]);
}

#[test]
fn jacoco_and_clover() {
    let jacoco = r#"<report name="shop"><sessioninfo id="x"/><package name="org/shop"><sourcefile name="A.java"><counter type="LINE" missed="1" covered="1"/></sourcefile>
      <counter type="LINE" missed="1" covered="1"/></package><counter type="LINE" missed="1" covered="3"/><counter type="METHOD" missed="0" covered="2"/></report>"#;
    let found = entries("jacoco.xml", jacoco);
    assert!(found.contains(&(LINE, String::new(), Some(3), Some(4), 75.0)), "{found:?}");
    assert!(found.contains(&(LINE, "org/shop/A.java".into(), Some(1), Some(2), 50.0)), "{found:?}");
    let clover = r#"<coverage generated="1"><project timestamp="1"><metrics statements="4" coveredstatements="1" conditionals="0" coveredconditionals="0" methods="2" coveredmethods="2"/>
      <file name="a.php" path="/src/a.php"><metrics statements="4" coveredstatements="1"/></file></project></coverage>"#;
    let found = entries("clover.xml", clover);
    assert!(found.contains(&(CoverageMetric::Statement, String::new(), Some(1), Some(4), 25.0)), "{found:?}");
    assert!(found.contains(&(CoverageMetric::Statement, "/src/a.php".into(), Some(1), Some(4), 25.0)), "{found:?}");
}

#[test]
fn istanbul_and_coverage_py() {
    let istanbul = r#"{"total":{"lines":{"total":10,"covered":9,"skipped":0,"pct":90},"branches":{"total":0,"covered":0,"pct":100}},
      "/src/a.js":{"lines":{"total":10,"covered":9,"pct":90}}}"#;
    let found = entries("coverage-summary.json", istanbul);
    assert!(found.contains(&(LINE, String::new(), Some(9), Some(10), 90.0)), "{found:?}");
    assert!(found.contains(&(LINE, "/src/a.js".into(), Some(9), Some(10), 90.0)), "{found:?}");
    let py = r#"{"meta":{"version":"7"},"files":{"a.py":{"summary":{"covered_lines":1,"num_statements":2,"percent_covered":50.0}}},
      "totals":{"covered_lines":1,"num_statements":2,"percent_covered":50.0}}"#;
    assert!(entries("coverage.json", py).contains(&(LINE, String::new(), Some(1), Some(2), 50.0)));
}

#[test]
fn more_covered_than_there_is_says_nothing() {
    assert!(entries("lcov.info", "SF:a\nLF:1\nLH:2\nend_of_record\n").is_empty());
    assert!(entries("coverage.xml", r#"<coverage line-rate="7"><packages/></coverage>"#).is_empty());
}

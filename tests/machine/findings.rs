//! Static analysis: counts by level, suppressed findings apart, each with rule and place.

use super::{kind, reading};
use holdpoint::facts::{FindingLevel, Kind};

const SARIF: &str = r#"{"$schema":"https://example.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"Scan","rules":[
  {"id":"R1","defaultConfiguration":{"level":"error"}},{"id":"R2"}]}},"results":[
  {"ruleId":"R1","ruleIndex":0,"message":{"text":"bad"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/a.c"},"region":{"startLine":7}}}]},
  {"ruleId":"R2","message":{"text":"odd"}},
  {"ruleId":"R2","level":"note","message":{"text":"fyi"}},
  {"ruleId":"R1","message":{"text":"old"},"suppressions":[{"kind":"inSource"}]},
  {"ruleId":"R1","message":{"text":"turned down"},"suppressions":[{"kind":"external","status":"rejected"}]},
  {"ruleId":"R1","kind":"pass","message":{"text":"fine"}},
  {"ruleId":"R1","baselineState":"absent","message":{"text":"gone"}}]}]}"#;

#[test]
fn a_sarif_log_is_counted_by_level() {
    for path in ["scan.sarif", "scan.json"] {
        assert_eq!(kind(path, SARIF), Kind::StaticAnalysis);
    }
    let reading = reading(&[("scan.sarif", SARIF)]);
    let run = &reading.facts.analyses[0];
    assert_eq!((run.tool.value.as_str(), run.errors, run.warnings, run.notes, run.suppressed), ("Scan", 2, 1, 1, 1));
    let first = &run.findings[0];
    assert_eq!(
        (first.rule.value.as_str(), first.level, first.file.as_deref(), first.line),
        ("R1", FindingLevel::Error, Some("src/a.c"), Some(7))
    );
    super::stands(&reading, &first.rule);
}

#[test]
fn checkstyle_is_static_analysis_and_no_test_report() {
    let text = r#"<checkstyle version="8"><file name="A.java"><error line="3" severity="warning" message="long" source="LineLength"/>
      <error line="4" severity="error" message="bad" source="Bad"/></file></checkstyle>"#;
    let reading = reading(&[("checkstyle-result.xml", text)]);
    assert_eq!(reading.facts.documents[0].kind, Kind::StaticAnalysis);
    assert!(reading.facts.test_runs.is_empty());
    assert_eq!((reading.facts.analyses[0].errors, reading.facts.analyses[0].warnings), (1, 1));
}

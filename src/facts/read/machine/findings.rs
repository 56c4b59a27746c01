//! What static analysis found: SARIF logs and Checkstyle reports.

use std::collections::BTreeMap;

use super::number::count;
use super::{Doc, Facts, Phrase, Said, first_line, root, said};
use crate::facts::classify::machine::Schema;
use crate::facts::{Analysis, FindingLevel, StaticFinding};
use crate::outline::Node;

/// Findings of a run that are kept; all are counted.
const KEPT: usize = 1000;

pub(super) fn read(schema: Schema, doc: &Doc<'_>, facts: &mut Facts) {
    match schema {
        Schema::Sarif => {
            let runs = doc.outline.nodes.first().and_then(|log| log.get("runs")).map_or(&[][..], Node::items);
            facts.analyses.extend(runs.iter().map(|run| sarif(doc, run)));
        }
        Schema::Checkstyle => {
            facts.analyses.extend(root(doc).map(|(name, root)| checkstyle(doc, doc.phrase(name), root)));
        }
        _ => {}
    }
}

impl Analysis {
    fn new(tool: Phrase) -> Self {
        let at = tool.at;
        Self {
            tool,
            errors: 0,
            warnings: 0,
            notes: 0,
            critical: None,
            high: None,
            suppressed: 0,
            findings: Vec::new(),
            at,
        }
    }

    /// Counts a vulnerability by its score.
    fn grade(&mut self, score: f64) {
        let (critical, high) = (self.critical.unwrap_or(0), self.high.unwrap_or(0));
        (self.critical, self.high) = match score {
            score if score >= 9.0 => (Some(critical + 1), Some(high)),
            score if score >= 7.0 => (Some(critical), Some(high + 1)),
            _ => (Some(critical), Some(high)),
        };
    }

    fn take(&mut self, finding: StaticFinding) {
        match finding.level {
            _ if finding.suppressed => self.suppressed += 1,
            FindingLevel::Error => self.errors += 1,
            FindingLevel::Warning => self.warnings += 1,
            FindingLevel::Note => self.notes += 1,
            FindingLevel::None => return,
        }
        if self.findings.len() < KEPT {
            self.findings.push(finding);
        }
    }
}

fn sarif(doc: &Doc<'_>, run: &Node) -> Analysis {
    let driver = run.at(&["tool", "driver"]);
    let name = driver.and_then(|driver| said(doc, driver, &["name"]));
    let span = run.get("tool").map_or(run.span, |tool| tool.span);
    let mut analysis =
        Analysis::new(name.unwrap_or_else(|| Said { value: "unnamed tool".to_owned(), at: doc.place(span) }));
    let rules = driver.and_then(|driver| driver.get("rules")).map_or(&[][..], Node::items);
    let by_id: BTreeMap<&str, &Node> = rules.iter().filter_map(|rule| Some((rule.text(&["id"])?, rule))).collect();
    if rules.iter().any(|rule| score(rule).is_some()) {
        (analysis.critical, analysis.high) = (Some(0), Some(0));
    }
    for result in run.get("results").map_or(&[][..], Node::items) {
        // What an earlier run found and this one did not is no finding of this one.
        if result.text(&["baselineState"]) == Some("absent") {
            continue;
        }
        let index = count(result, &["ruleIndex"]).or_else(|| count(result, &["rule", "index"]));
        let named = said(doc, result, &["ruleId"]).or_else(|| said(doc, result, &["rule", "id"]));
        let rule = index
            .and_then(|index| rules.get(usize::try_from(index).ok()?))
            .or_else(|| by_id.get(named.as_ref()?.value.as_str()).copied());
        let place = result.get("locations").and_then(|places| places.items().first());
        let place = place.and_then(|place| place.get("physicalLocation"));
        if let Some(score) = score(result).or_else(|| rule.and_then(score)).filter(|_| !is_suppressed(result)) {
            analysis.grade(score);
        }
        analysis.take(StaticFinding {
            rule: named
                .or_else(|| said(doc, rule?, &["id"]))
                .unwrap_or_else(|| Said { value: "unnamed rule".to_owned(), at: doc.place(result.span) }),
            level: level(result, rule),
            message: said(doc, result, &["message", "text"]).map(|text| first_line(&text)),
            file: place.and_then(|place| place.text(&["artifactLocation", "uri"])).map(str::to_owned),
            line: place.and_then(|place| count(place, &["region", "startLine"])),
            suppressed: is_suppressed(result),
        });
    }
    analysis
}

/// How grave a vulnerability is, from 0 to 10 (`security-severity`, as GitHub and most scanners write it).
fn score(of: &Node) -> Option<f64> {
    of.text(&["properties", "security-severity"])?.trim().parse().ok()
}

/// The level of a result: its own, that of its kind, that of its rule, or a warning (SARIF 2.1.0, 3.27.10).
fn level(result: &Node, rule: Option<&Node>) -> FindingLevel {
    let own = result.text(&["level"]).and_then(word);
    let kind = result.text(&["kind"]).filter(|kind| *kind != "fail").map(|_| FindingLevel::None);
    let default = || rule?.text(&["defaultConfiguration", "level"]).and_then(word);
    own.or(kind).or_else(default).unwrap_or(FindingLevel::Warning)
}

fn word(level: &str) -> Option<FindingLevel> {
    match level {
        "error" => Some(FindingLevel::Error),
        "warning" => Some(FindingLevel::Warning),
        "note" | "info" => Some(FindingLevel::Note),
        "none" | "ignore" => Some(FindingLevel::None),
        _ => None,
    }
}

/// A suppression holds unless one of them was turned down or waits to be reviewed.
fn is_suppressed(result: &Node) -> bool {
    let suppressions = result.get("suppressions").map_or(&[][..], Node::items);
    let holds = |suppression: &Node| {
        suppression.text(&["status"]).or_else(|| suppression.text(&["state"])).is_none_or(|status| status == "accepted")
    };
    !suppressions.is_empty() && suppressions.iter().all(holds)
}

fn checkstyle(doc: &Doc<'_>, tool: Phrase, root: &Node) -> Analysis {
    let mut analysis = Analysis::new(tool);
    for file in root.all("file") {
        for error in file.all("error") {
            analysis.take(StaticFinding {
                rule: said(doc, error, &["@source"])
                    .unwrap_or_else(|| Said { value: "unnamed rule".to_owned(), at: doc.place(error.span) }),
                level: error.text(&["@severity"]).and_then(word).unwrap_or(FindingLevel::Error),
                message: said(doc, error, &["@message"]).map(|text| first_line(&text)),
                file: file.text(&["@name"]).map(str::to_owned),
                line: count(error, &["@line"]),
                suppressed: false,
            });
        }
    }
    analysis
}

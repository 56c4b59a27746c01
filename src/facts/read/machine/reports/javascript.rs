//! JSON reports of the JavaScript runners: Jest and Vitest, Mocha and Mochawesome, Playwright, and the common form CTRF.

use super::super::number::{count, number, span, sum, sum_of_known};
use super::super::said;
use super::{Doc, Report};
use crate::facts::{Counts, Ending, Phrase, Said};
use crate::outline::{Node, Value};

const MILLISECONDS: f64 = 1000.0;

fn items<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map_or(&[], Node::items)
}

fn name(doc: &Doc<'_>, node: &Node, keys: &[&str]) -> Phrase {
    keys.iter()
        .find_map(|key| said(doc, node, &[key]))
        .unwrap_or_else(|| Said { value: "unnamed test".to_owned(), at: doc.place(node.span) })
}

/// How a test came out, by the words that the runners share.
fn ending(word: &str) -> Ending {
    match word {
        "passed" | "expected" | "flaky" => Ending::Passed,
        "failed" | "unexpected" => Ending::Failed,
        "timedOut" | "interrupted" | "error" => Ending::Error,
        _ => Ending::Skipped,
    }
}

/// Seconds between two times in milliseconds.
fn between(start: Option<f64>, end: Option<f64>) -> Option<f64> {
    Some((end? - start?) / MILLISECONDS).filter(|seconds| *seconds >= 0.0)
}

pub(super) fn ctrf<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let results = doc.outline.nodes.first()?.get("results")?;
    let summary = results.get("summary")?;
    let mut report = Report::new(doc, summary.span);
    let stated = |key: &str| count(summary, &[key]);
    report.stated = Counts {
        total: stated("tests"),
        passed: stated("passed"),
        failed: stated("failed"),
        errors: None,
        skipped: sum_of_known(["skipped", "pending", "other"].map(stated)),
    };
    report.duration = between(number(summary, &["start"]), number(summary, &["stop"]));
    for test in items(results, "tests") {
        let suite = test.text(&["suite"]);
        report.names.extend(test.text(&["type"]).map(str::to_owned));
        let ending = ending(test.text(&["status"]).unwrap_or_default());
        report.case(suite, name(doc, test, &["name"]), ending, said(doc, test, &["message"]));
    }
    report.names.dedup();
    Some(report)
}

pub(super) fn jest<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let root = doc.outline.nodes.first()?;
    let mut report = Report::new(doc, root.get("numTotalTests").map_or(root.span, |node| node.span));
    let stated = |key: &str| count(root, &[key]);
    let broken = stated("numRuntimeErrorTestSuites");
    report.stated = Counts {
        total: stated("numTotalTests"),
        passed: stated("numPassedTests"),
        failed: sum_of_known([stated("numFailedTests"), broken]),
        errors: broken,
        skipped: sum_of_known([stated("numPendingTests"), stated("numTodoTests")]),
    };
    let files = items(root, "testResults");
    let end = files.iter().filter_map(|file| number(file, &["endTime"])).reduce(f64::max);
    report.duration = between(number(root, &["startTime"]), end);
    for file in files {
        let tests = items(file, "assertionResults");
        report.names.extend(file.text(&["name"]).map(str::to_owned));
        if tests.is_empty() && file.text(&["status"]) == Some("failed") {
            report.case(None, name(doc, file, &["name"]), Ending::Error, said(doc, file, &["message"]));
        }
        for test in tests {
            let message = items(test, "failureMessages").first().and_then(|message| said(doc, message, &[]));
            let ending = ending(test.text(&["status"]).unwrap_or_default());
            report.case(None, name(doc, test, &["fullName", "title"]), ending, message);
        }
    }
    Some(report)
}

pub(super) fn mocha<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let root = doc.outline.nodes.first()?;
    let stats = root.get("stats")?;
    let mut report = Report::new(doc, stats.span);
    let stated = |key: &str| count(stats, &[key]);
    report.stated = Counts {
        total: stated("tests"),
        passed: stated("passes"),
        failed: stated("failures"),
        errors: None,
        // Mochawesome counts apart those that never came to their turn.
        skipped: sum_of_known([stated("pending"), stated("skipped")]),
    };
    report.duration = span(stats, &["duration"]).map(|time| time / MILLISECONDS);
    for (list, ending) in [("passes", Ending::Passed), ("failures", Ending::Failed), ("pending", Ending::Skipped)] {
        for test in items(root, list) {
            report.names.extend(test.text(&["file"]).map(str::to_owned));
            report.case(None, name(doc, test, &["fullTitle", "title"]), ending, said(doc, test, &["err", "message"]));
        }
    }
    for (_, test) in root.get("results").into_iter().flat_map(Node::walk) {
        let (Some(_), Some(word)) = (test.get("fullTitle"), test.get("state")) else { continue };
        let ending = word.scalar().map_or(Ending::Skipped, ending);
        report.case(None, name(doc, test, &["fullTitle"]), ending, said(doc, test, &["err", "message"]));
    }
    Some(report)
}

pub(super) fn playwright<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let root = doc.outline.nodes.first()?;
    let stats = root.get("stats")?;
    let mut report = Report::new(doc, stats.span);
    report.names.push("playwright".to_owned());
    let stated = |key: &str| count(stats, &[key]);
    let passed = sum([stated("expected"), stated("flaky").or(Some(0))]);
    report.stated = Counts {
        total: sum([passed, stated("unexpected"), stated("skipped").or(Some(0))]),
        passed,
        failed: stated("unexpected"),
        errors: None,
        skipped: stated("skipped"),
    };
    report.duration = span(stats, &["duration"]).map(|time| time / MILLISECONDS);
    for (_, spec) in root.get("suites").into_iter().flat_map(Node::walk) {
        let Some(tests) = spec.get("tests").filter(|tests| matches!(tests.value, Value::List(_))) else { continue };
        for test in tests.items() {
            let error = items(test, "results").iter().find_map(|result| said(doc, result, &["error", "message"]));
            let ending = ending(test.text(&["status"]).unwrap_or_default());
            report.case(test.text(&["projectName"]), name(doc, spec, &["title"]), ending, error);
        }
    }
    Some(report)
}

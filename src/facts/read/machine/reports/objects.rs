//! JSON reports of `RSpec` and pytest.

use super::super::number::{count, span, sum_of_known};
use super::super::said;
use super::{Doc, Report};
use crate::facts::{Counts, Ending, Said};
use crate::outline::Node;

pub(super) fn rspec<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let root = doc.outline.nodes.first()?;
    let summary = root.get("summary")?;
    let mut report = Report::new(doc, summary.span);
    let stated = |key: &str| count(summary, &[key]);
    // A file that cannot be loaded is an error outside of the examples.
    let outside = stated("errors_outside_of_examples_count");
    report.stated = Counts {
        total: stated("example_count"),
        passed: None,
        failed: sum_of_known([stated("failure_count"), outside]),
        errors: outside,
        skipped: stated("pending_count"),
    };
    report.duration = span(summary, &["duration"]);
    for example in root.get("examples").map_or(&[][..], Node::items) {
        report.names.extend(example.text(&["file_path"]).map(str::to_owned));
        let ending = match example.text(&["status"]) {
            Some("passed") => Ending::Passed,
            Some("failed") => Ending::Failed,
            _ => Ending::Skipped,
        };
        let name = said(doc, example, &["full_description"]).or_else(|| said(doc, example, &["description"]));
        let name = name.unwrap_or_else(|| Said { value: "unnamed example".to_owned(), at: doc.place(example.span) });
        report.case(None, name, ending, said(doc, example, &["exception", "message"]));
    }
    Some(report)
}

pub(super) fn pytest<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let root = doc.outline.nodes.first()?;
    let summary = root.get("summary")?;
    let mut report = Report::new(doc, summary.span);
    let stated = |key: &str| count(summary, &[key]);
    // What did not occur is left out of the summary.
    let or_none = |key: &str| stated(key).or(Some(0));
    report.stated = Counts {
        total: stated("total"),
        passed: sum_of_known([or_none("passed"), stated("xpassed")]),
        failed: sum_of_known([or_none("failed"), stated("error")]),
        errors: or_none("error"),
        skipped: sum_of_known([or_none("skipped"), stated("xfailed")]),
    };
    report.duration = span(root, &["duration"]);
    for test in root.get("tests").map_or(&[][..], Node::items) {
        let ending = match test.text(&["outcome"]) {
            Some("passed" | "xpassed") => Ending::Passed,
            Some("failed") => Ending::Failed,
            Some("error") => Ending::Error,
            _ => Ending::Skipped,
        };
        let message =
            ["call", "setup", "teardown"].iter().find_map(|phase| said(doc, test, &[phase, "crash", "message"]));
        let name = said(doc, test, &["nodeid"]);
        let name = name.unwrap_or_else(|| Said { value: "unnamed test".to_owned(), at: doc.place(test.span) });
        report.names.extend(name.value.split("::").next().map(str::to_owned));
        report.case(None, name, ending, message);
    }
    report.names.dedup();
    Some(report)
}

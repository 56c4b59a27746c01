//! JUnit XML, in the dialects of its many writers. Suites nest, and the numbers of a suite hold those of the suites below it:
//! only where a suite states nothing are theirs added up.

use super::super::number::{count, span, sum, sum_of_known};
use super::super::{content, root, said};
use super::{Doc, Report};
use crate::facts::{Counts, Ending, Phrase, Said};
use crate::outline::Node;

pub(super) fn read<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let (name, suite) = root(doc)?;
    let mut report = Report::new(doc, name.span);
    report.stated = stated(suite);
    report.duration = span(suite, &["@time"]).or_else(|| {
        let times: Vec<f64> = suite.all("testsuite").filter_map(|suite| span(suite, &["@time"])).collect();
        (!times.is_empty()).then(|| times.iter().sum())
    });
    report.names.extend(suite.text(&["@name"]).map(str::to_owned));
    for (key, element) in suite.walk() {
        match key.map(|key| key.plain.as_str()) {
            Some("testsuite") => report.names.extend(element.text(&["@name"]).map(str::to_owned)),
            Some("testcase") => {
                let suite = element.text(&["@classname"]).or_else(|| element.text(&["@class"]));
                let name = said(doc, element, &["@name"])
                    .unwrap_or_else(|| Said { value: "unnamed test".to_owned(), at: doc.place(element.span) });
                let (ending, message) = ending(doc, element);
                report.case(suite, name, ending, message);
            }
            _ => {}
        }
    }
    Some(report)
}

/// What a suite states; the nesting of an outline is bounded.
fn stated(suite: &Node) -> Counts {
    let below: Vec<Counts> = suite.all("testsuite").map(stated).collect();
    // With cases of its own, what is below is not the whole.
    let whole = !below.is_empty() && suite.get("testcase").is_none();
    let add = |field: fn(&Counts) -> Option<u64>| if whole { sum(below.iter().map(field)) } else { None };
    let failed = sum_of_known([count(suite, &["@failures"]), count(suite, &["@errors"])]);
    let skipped = ["@skipped", "@disabled", "@skip", "@ignored"].map(|key| count(suite, &[key]));
    Counts {
        total: count(suite, &["@tests"]).or_else(|| add(|counts| counts.total)),
        passed: None,
        failed: failed.or_else(|| add(|counts| counts.failed)),
        errors: count(suite, &["@errors"]).or_else(|| add(|counts| counts.errors)),
        skipped: known_skipped(skipped).or_else(|| add(|counts| counts.skipped)),
    }
}

/// `disabled` alone says nothing of what was skipped.
fn known_skipped(numbers: [Option<u64>; 4]) -> Option<u64> {
    match numbers {
        [None, Some(0) | None, None, None] => None,
        numbers => sum_of_known(numbers),
    }
}

fn ending(doc: &Doc<'_>, case: &Node) -> (Ending, Option<Phrase>) {
    let status = case.text(&["@status"]).or_else(|| case.text(&["@result"])).unwrap_or_default().to_ascii_lowercase();
    let message = |node: &Node| said(doc, node, &["@message"]).or_else(|| content(doc, node));
    if let Some(failure) = case.get("failure") {
        (Ending::Failed, message(failure))
    } else if let Some(error) = case.get("error") {
        (Ending::Error, message(error))
    } else if case.get("skipped").is_some()
        || matches!(status.as_str(), "skipped" | "notrun" | "disabled" | "pending" | "ignored")
    {
        (Ending::Skipped, None)
    } else if matches!(status.as_str(), "failed" | "failure" | "fail") {
        (Ending::Failed, None)
    } else if status == "error" {
        (Ending::Error, None)
    } else {
        (Ending::Passed, None)
    }
}

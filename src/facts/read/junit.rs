//! JUnit XML reports, in the dialects of their many writers: the test cases are counted, not the totals that are claimed.

use super::document::Doc;
use super::{Facts, Kind, Said, tests};
use crate::facts::TestRun;
use crate::outline::Node;
use crate::vocabulary;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::TestReport {
        return;
    }
    for node in &doc.outline.nodes {
        let mut run = TestRun {
            level: None,
            name: Said { value: doc.source.name().to_owned(), at: doc.place(node.span) },
            machine: true,
            total: None,
            passed: None,
            failed: None,
            skipped: None,
            failing: Vec::new(),
        };
        let mut names = vec![doc.source.path.clone()];
        let (mut total, mut failed, mut skipped) = (0, 0, 0);
        for (key, element) in node.walk() {
            match key.map(|key| key.plain.as_str()) {
                Some("testsuite" | "testsuites") => names.extend(element.text(&["@name"]).map(str::to_owned)),
                Some("testcase") => {
                    total += 1;
                    if element.get("failure").is_some() || element.get("error").is_some() {
                        failed += 1;
                        run.failing.push(failing(doc, element));
                    } else if element.get("skipped").is_some() || element.text(&["@status"]) == Some("skipped") {
                        skipped += 1;
                    }
                }
                _ => {}
            }
        }
        run.level = names.iter().find_map(|name| tests::level(&vocabulary::words(name)));
        run.name.at = doc.place(start(node));
        (run.total, run.failed, run.skipped) = (Some(total), Some(failed), Some(skipped));
        run.passed = Some(total - failed - skipped);
        facts.test_runs.push(run);
    }
}

/// The first line of the root element, rather than the whole report.
fn start(node: &Node) -> crate::outline::Span {
    node.pairs().first().map_or(node.span, |(name, _)| name.span)
}

fn failing(doc: &Doc<'_>, case: &Node) -> super::Phrase {
    let class = case.text(&["@classname"]).unwrap_or_default();
    let name = case.text(&["@name"]).unwrap_or("unnamed test");
    let full =
        if class.is_empty() || name.starts_with(class) { name.to_owned() } else { format!("{class} › {name}") };
    let at = case.get("@name").map_or(case.span, |name| name.span);
    Said { value: full, at: doc.place(at) }
}

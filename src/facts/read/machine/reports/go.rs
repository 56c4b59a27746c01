//! What `go test` prints: events with `-json`, lines with `-v`, packages only without. Tests that hold subtests count too, as
//! Go reports them.

use std::collections::BTreeMap;

use super::super::{first_line, lines, part, said};
use super::{Doc, Report};
use crate::facts::{Ending, Phrase};
use crate::outline::Node;

/// What is known of a package while its tests are read.
#[derive(Default)]
struct Package {
    failures: usize,
    /// Where it was said that the package failed.
    failed: Option<Phrase>,
}

pub(super) fn json<'a>(doc: &'a Doc<'a>) -> Report<'a> {
    let mut report = Report::of_lines(doc);
    let mut packages: BTreeMap<&str, Package> = BTreeMap::new();
    let mut outputs: BTreeMap<(&str, &str), Phrase> = BTreeMap::new();
    for event in &doc.outline.nodes {
        let package = event.text(&["Package"]).or_else(|| event.text(&["ImportPath"])).unwrap_or_default();
        let test = event.text(&["Test"]);
        let action = event.text(&["Action"]).unwrap_or_default();
        if let ("output", Some(test)) = (action, test) {
            keep_output(doc, event, (package, test), &mut outputs);
        }
        let Some(ending) = ending(action) else { continue };
        let known = packages.entry(package).or_default();
        if let Some(test) = test {
            known.failures += usize::from(ending == Ending::Failed);
            let message = outputs.remove(&(package, test)).filter(|_| ending == Ending::Failed);
            if let Some(name) = said(doc, event, &["Test"]) {
                report.case(Some(package), name, ending, message);
            }
            continue;
        }
        if let Some(elapsed) = super::super::number::span(event, &["Elapsed"]) {
            report.duration = Some(report.duration.unwrap_or(0.0) + elapsed);
        }
        if ending == Ending::Failed {
            known.failed = said(doc, event, &["Package"]);
        }
    }
    finish(packages, report)
}

/// The first line that a test printed itself, to say why it failed.
fn keep_output<'a>(
    doc: &Doc<'_>,
    event: &'a Node,
    test: (&'a str, &'a str),
    outputs: &mut BTreeMap<(&'a str, &'a str), Phrase>,
) {
    let Some(output) = said(doc, event, &["Output"]) else { return };
    let own = output.value.trim_start();
    let framing = ["=== ", "--- "].iter().any(|mark| own.starts_with(mark));
    if !framing && !own.is_empty() {
        outputs.entry(test).or_insert_with(|| first_line(&output));
    }
}

fn ending(action: &str) -> Option<Ending> {
    match action {
        "pass" => Some(Ending::Passed),
        "fail" => Some(Ending::Failed),
        "skip" => Some(Ending::Skipped),
        _ => None,
    }
}

/// A package that failed though none of its tests did could not be built, or ended early.
fn finish<'a>(packages: BTreeMap<&str, Package>, mut report: Report<'a>) -> Report<'a> {
    report.names.extend(packages.keys().map(|name| (*name).to_owned()));
    for failed in packages.into_values().filter(|package| package.failures == 0).filter_map(|package| package.failed) {
        report.case(None, failed, Ending::Error, None);
    }
    report
}

pub(super) fn text<'a>(doc: &'a Doc<'a>) -> Report<'a> {
    let mut report = Report::of_lines(doc);
    let mut packages: BTreeMap<&str, Package> = BTreeMap::new();
    // Tests come before the line of their package.
    let (mut first, mut failures) = (0, 0);
    let mut waits_for_message = false;
    for (offset, line) in lines(&doc.source.text) {
        if let Some((ending, name)) = result(line) {
            failures += usize::from(ending == Ending::Failed);
            report.case(None, part(doc, offset, line, name), ending, None);
            waits_for_message = ending == Ending::Failed;
        } else if let Some((failed, package, rest)) = package(line) {
            report.cases[first..].iter_mut().for_each(|case| case.suite = Some(package.to_owned()));
            let known = packages.entry(package).or_default();
            known.failures += std::mem::take(&mut failures);
            if failed {
                known.failed = Some(part(doc, offset, line, package));
            }
            if let Some(seconds) = rest.trim().strip_suffix('s').and_then(|text| text.parse::<f64>().ok()) {
                report.duration = Some(report.duration.unwrap_or(0.0) + seconds.max(0.0));
            }
            first = report.cases.len();
            waits_for_message = false;
        } else if waits_for_message && line.starts_with("    ") {
            if let Some(case) = report.cases.last_mut() {
                case.message = Some(first_line(&part(doc, offset, line, line)));
            }
            waits_for_message = false;
        }
    }
    // `--- FAIL` lines that no package followed: the output was cut off, and the failures stand.
    finish(packages, report)
}

/// `--- FAIL: TestName/sub (0.01s)`.
fn result(line: &str) -> Option<(Ending, &str)> {
    let rest = line.trim_start().strip_prefix("--- ")?;
    let (word, name) = rest.split_once(": ")?;
    let ending = match word {
        "PASS" => Ending::Passed,
        "FAIL" => Ending::Failed,
        "SKIP" => Ending::Skipped,
        _ => return None,
    };
    Some((ending, name.rsplit_once(" (").map_or(name, |(name, _)| name)))
}

/// `ok` or `FAIL`, a tab, a package, and how long it took or why it did not: whether it failed, its name, and what follows.
fn package(line: &str) -> Option<(bool, &str, &str)> {
    let mut parts = line.split('\t');
    let failed = match parts.next()?.trim_end() {
        "ok" => false,
        "FAIL" => true,
        _ => return None,
    };
    let package = parts.next()?;
    let rest = parts.next().unwrap_or_default();
    Some((failed, package.split(" [").next().unwrap_or(package), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_go_test_are_told_apart() {
        assert_eq!(result("--- FAIL: TestA (0.00s)"), Some((Ending::Failed, "TestA")));
        assert_eq!(result("    --- PASS: TestA/b_(c) (0.00s)"), Some((Ending::Passed, "TestA/b_(c)")));
        assert_eq!(result("=== RUN   TestA"), None);
        assert_eq!(package("ok  \texample.org/a\t0.1s"), Some((false, "example.org/a", "0.1s")));
        assert_eq!(package("FAIL\texample.org/a [build failed]"), Some((true, "example.org/a", "")));
        assert_eq!(package("FAIL"), None);
    }
}

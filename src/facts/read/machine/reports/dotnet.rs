//! Reports of the .NET runners: TRX, `NUnit` 2 and 3, xUnit.net.

use jiff::Timestamp;

use super::super::number::{count, span, sum, sum_of_known};
use super::super::{content, root, said};
use super::{Doc, Report};
use crate::facts::{Counts, Ending, Phrase, Said};
use crate::outline::Node;

pub(super) fn trx<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let (name, run) = root(doc)?;
    let mut report = Report::new(doc, name.span);
    report.names.extend(run.text(&["@name"]).map(str::to_owned));
    if let Some(counters) = run.at(&["ResultSummary", "Counters"]) {
        let number = |key: &str| count(counters, &[key]);
        let not_run = number("@total").zip(number("@executed")).map(|(total, executed)| total.saturating_sub(executed));
        report.stated = Counts {
            total: number("@total"),
            passed: number("@passed"),
            failed: sum_of_known(["@failed", "@error", "@timeout", "@aborted"].map(number)),
            errors: number("@error"),
            skipped: not_run.max(number("@notExecuted")),
        };
    }
    let moment = |key: &str| run.text(&["Times", key])?.parse::<Timestamp>().ok();
    report.duration = moment("@start")
        .zip(moment("@finish"))
        .map(|(start, finish)| finish.duration_since(start).as_secs_f64())
        .filter(|seconds| *seconds >= 0.0);
    let results = run.get("Results").map_or(&[][..], Node::pairs);
    for (_, result) in results.iter().filter(|(key, _)| key.plain.ends_with("Result")) {
        let ending = match result.text(&["@outcome"]).unwrap_or("Passed") {
            "Passed" | "PassedButRunAborted" | "Completed" | "Warning" => Ending::Passed,
            "Failed" => Ending::Failed,
            "Error" | "Timeout" | "Aborted" | "Disconnected" => Ending::Error,
            "Inconclusive" => Ending::Inconclusive,
            _ => Ending::Skipped,
        };
        let message = result.at(&["Output", "ErrorInfo", "Message"]).and_then(|message| content(doc, message));
        report.case(None, name_of(doc, result, "@testName"), ending, message);
    }
    Some(report)
}

pub(super) fn nunit3<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let (name, run) = root(doc)?;
    let mut report = Report::new(doc, name.span);
    let number = |key: &str| count(run, &[key]);
    report.stated = Counts {
        total: number("@total"),
        passed: number("@passed"),
        failed: number("@failed"),
        errors: None,
        skipped: number("@skipped"),
    };
    report.duration = span(run, &["@duration"]).or_else(|| span(run, &["@time"]));
    walk_nunit(doc, run, &mut report);
    Some(report)
}

pub(super) fn nunit2<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let (name, run) = root(doc)?;
    let mut report = Report::new(doc, name.span);
    let number = |key: &str| count(run, &[key]);
    let not_run = number("@not-run");
    report.stated = Counts {
        // Here alone the total leaves out what was not run.
        total: sum([number("@total"), not_run.or(Some(0))]),
        passed: None,
        failed: sum_of_known([number("@failures"), number("@errors")]),
        errors: number("@errors"),
        skipped: not_run,
    };
    report.duration = span(run, &["test-suite", "@time"]);
    walk_nunit(doc, run, &mut report);
    Some(report)
}

fn walk_nunit<'a>(doc: &'a Doc<'a>, run: &Node, report: &mut Report<'a>) {
    report.names.extend(run.text(&["@name"]).map(str::to_owned));
    for (key, element) in run.walk() {
        match key.map(|key| key.plain.as_str()) {
            Some("test-suite") => report.names.extend(element.text(&["@name"]).map(str::to_owned)),
            Some("test-case") => {
                let ending = match element.text(&["@result"]).unwrap_or_default() {
                    "Passed" | "Success" | "Warning" => Ending::Passed,
                    "Failed" if element.text(&["@label"]) == Some("Error") => Ending::Error,
                    "Failed" | "Failure" => Ending::Failed,
                    "Error" | "Cancelled" => Ending::Error,
                    "Inconclusive" => Ending::Inconclusive,
                    "" if element.text(&["@success"]) == Some("False") => Ending::Failed,
                    "" if element.text(&["@executed"]) != Some("False") => Ending::Passed,
                    _ => Ending::Skipped,
                };
                let message = element.at(&["failure", "message"]).and_then(|message| content(doc, message));
                let key = if element.get("@fullname").is_some() { "@fullname" } else { "@name" };
                report.case(None, name_of(doc, element, key), ending, message);
            }
            _ => {}
        }
    }
}

pub(super) fn xunit<'a>(doc: &'a Doc<'a>) -> Option<Report<'a>> {
    let (name, run) = root(doc)?;
    let mut report = Report::new(doc, name.span);
    let assemblies: Vec<&Node> = if name.plain == "assembly" { vec![run] } else { run.all("assembly").collect() };
    let add = |key: &str| sum(assemblies.iter().map(|assembly| count(assembly, &[key])));
    report.stated = Counts {
        total: add("@total"),
        passed: add("@passed"),
        failed: sum_of_known([add("@failed"), add("@errors")]),
        errors: add("@errors"),
        skipped: add("@skipped"),
    };
    let times: Vec<f64> = assemblies.iter().filter_map(|assembly| span(assembly, &["@time"])).collect();
    report.duration = (!times.is_empty()).then(|| times.iter().sum());
    for assembly in assemblies {
        report.names.extend(assembly.text(&["@name"]).map(str::to_owned));
        let groups = assembly.pairs().iter().filter(|(key, _)| matches!(key.plain.as_str(), "collection" | "class"));
        for test in groups.flat_map(|(_, group)| group.all("test")) {
            let ending = match test.text(&["@result"]).unwrap_or_default() {
                "Pass" => Ending::Passed,
                "Fail" => Ending::Failed,
                _ => Ending::Skipped,
            };
            let message = test.at(&["failure", "message"]).and_then(|message| content(doc, message));
            report.case(None, name_of(doc, test, "@name"), ending, message);
        }
    }
    Some(report)
}

fn name_of(doc: &Doc<'_>, element: &Node, key: &str) -> Phrase {
    said(doc, element, &[key]).unwrap_or_else(|| Said { value: "unnamed test".to_owned(), at: doc.place(element.span) })
}

//! TAP 12 to 14. Only the lines at the margin are tests of the stream; what is indented belongs to the subtest above or below.

use super::super::number::to_count;
use super::super::{lines, part};
use super::{Doc, Report};
use crate::facts::{Counts, Ending};

pub(super) fn read<'a>(doc: &'a Doc<'a>) -> Report<'a> {
    let mut report = Report::of_lines(doc);
    let mut plan = None;
    let mut trailer = Counts::default();
    let mut stopped = None;
    for (offset, line) in lines(&doc.source.text) {
        if let Some((ending, name)) = result(line) {
            report.case(None, part(doc, offset, line, if name.is_empty() { line } else { name }), ending, None);
        } else if let Some(count) = line.strip_prefix("1..") {
            plan = to_count(count.split_whitespace().next().unwrap_or_default()).or(plan);
        } else if let Some(reason) = line.strip_prefix("Bail out!") {
            stopped = Some(part(doc, offset, line, if reason.trim().is_empty() { line } else { reason }));
        } else if let Some((key, value)) = line.strip_prefix("# ").and_then(|rest| rest.split_once(' ')) {
            take_trailer(key, value, &mut trailer, &mut report.duration);
        } else if line.trim_start().starts_with("message:") && line.starts_with(' ') {
            let message = line.split_once(':').map_or("", |(_, value)| value);
            if let Some(case) = report.cases.last_mut().filter(|case| case.ending == Ending::Failed) {
                case.message.get_or_insert_with(|| part(doc, offset, line, message));
            }
        }
    }
    report.stated = Counts { total: trailer.total.or(plan), ..trailer };
    let seen = report.cases.len() as u64;
    if let Some(reason) = stopped {
        report.case(None, reason, Ending::Error, None);
    }
    // Tests that were planned and never reported have failed, as every harness has it.
    let lost = plan.unwrap_or(0).saturating_sub(seen);
    if lost > 0 && report.stated.failed.is_none() {
        let failed = report.cases.iter().filter(|case| case.ending >= Ending::Failed).count() as u64;
        report.stated.failed = Some(lost.saturating_add(failed));
    }
    report
}

/// What node, tape and others write behind the tests.
fn take_trailer(key: &str, value: &str, trailer: &mut Counts, duration: &mut Option<f64>) {
    let number = to_count(value);
    match key {
        "tests" => trailer.total = number,
        "pass" => trailer.passed = number,
        "fail" => trailer.failed = number,
        "skip" | "skipped" => trailer.skipped = number,
        "duration_ms" => *duration = value.trim().parse().ok().filter(|time: &f64| *time >= 0.0).map(|time| time / 1e3),
        _ => {}
    }
}

/// `not ok 3 - name # SKIP reason`. What is still to be done (`TODO`) may fail.
fn result(line: &str) -> Option<(Ending, &str)> {
    let (passed, rest) = match line.strip_prefix("not ok") {
        Some(rest) => (false, rest),
        None => (true, line.strip_prefix("ok")?),
    };
    if !rest.is_empty() && !rest.starts_with(' ') {
        return None;
    }
    let (text, directive) = rest.rsplit_once(" # ").unwrap_or((rest, ""));
    let text = text.trim_start().trim_start_matches(|digit: char| digit.is_ascii_digit()).trim_start();
    let name = text.strip_prefix("- ").unwrap_or(text);
    let directive = directive.to_ascii_lowercase();
    let ending = match (passed, directive.as_str()) {
        (_, word) if word.starts_with("skip") => Ending::Skipped,
        (false, word) if word.starts_with("todo") => Ending::Skipped,
        (true, _) => Ending::Passed,
        (false, _) => Ending::Failed,
    };
    Some((ending, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_have_names_and_directives() {
        for (line, wanted) in [
            ("ok 1 - starts", Some((Ending::Passed, "starts"))),
            ("not ok 2 stops", Some((Ending::Failed, "stops"))),
            ("ok 3 - sends mail # SKIP no server", Some((Ending::Skipped, "sends mail"))),
            ("not ok 4 - later # TODO", Some((Ending::Skipped, "later"))),
            ("ok", Some((Ending::Passed, ""))),
            ("okay then", None),
            ("    ok 1 - inside", None),
        ] {
            assert_eq!(result(line), wanted, "{line}");
        }
    }
}

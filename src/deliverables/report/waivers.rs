//! The waivers of the dossier, and what each is good for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement};
use crate::facts::Waiver;
use crate::review::{Answer, Review};
use crate::rules::Rule;

/// A waiver.
#[derive(Serialize)]
pub(super) struct Row {
    rule: Statement,
    subject: Statement,
    by: Statement,
    until: Statement,
    reason: Statement,
    state: String,
    source: String,
}

/// Every waiver, in the order of the dossier.
pub(super) fn rows(clerk: &Clerk<'_>) -> Vec<Row> {
    let covered = covered(clerk.review);
    clerk.reading.facts.waivers.iter().map(|waiver| row(clerk, waiver, &covered)).collect()
}

/// How many findings were waived by what stands on a line: by rule and `path:line`.
type Covered<'a> = BTreeMap<(&'a str, String), usize>;

fn covered(review: &Review) -> Covered<'_> {
    let mut covered = Covered::new();
    for outcome in review.outcomes.iter().filter(|outcome| outcome.outcome == Answer::Waived) {
        // The waiver is the last of the lines behind it.
        if let Some(place) = outcome.evidence.last() {
            *covered.entry((outcome.rule.as_str(), format!("{}:{}", place.file, place.line))).or_default() += 1;
        }
    }
    covered
}

fn row(clerk: &Clerk<'_>, waiver: &Waiver, covered: &Covered<'_>) -> Row {
    let said = |text: Option<&str>| {
        let stated = text.map(str::trim).filter(|text| !text.is_empty());
        stated.map_or_else(|| clerk.gap(&["APR-07"]), |text| clerk.state(text, waiver.at))
    };
    Row {
        rule: said(Some(waiver.rule.as_str())),
        subject: said(waiver.subject.as_deref()),
        by: said(waiver.by.as_deref()),
        until: said(waiver.until.map(|day| day.to_string()).as_deref()),
        reason: said(waiver.reason.as_deref()),
        state: state(clerk, waiver, covered),
        source: clerk.cite(waiver.at),
    }
}

/// Whether it is in force, and what it covers.
fn state(clerk: &Clerk<'_>, waiver: &Waiver, covered: &Covered<'_>) -> String {
    if !waiver.missing.is_empty() {
        return "not in force: incomplete".to_owned();
    }
    if waiver.until.is_some_and(|last| last < today(clerk)) {
        return "expired".to_owned();
    }
    // A defect or a gate that a waiver names is judged by the rules about defects and gates.
    let Some(rule) = Rule::of(&waiver.rule) else { return "in force".to_owned() };
    match covered.get(&(rule.id, clerk.cite(waiver.at))) {
        None => "in force, and covers no finding".to_owned(),
        Some(1) => "in force, and covers 1 finding".to_owned(),
        Some(count) => format!("in force, and covers {count} findings"),
    }
}

/// The day judged at, in UTC.
fn today(clerk: &Clerk<'_>) -> Date {
    clerk.review.as_of.to_zoned(TimeZone::UTC).date()
}

//! The waivers of the dossier: whether each is in force, and what it covers.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::cite::Clerk;
use crate::facts::Waiver;
use crate::review::{Answer, Outcome};
use crate::rules::Rule;

/// A waiver held against the findings.
pub(super) struct Held<'a> {
    /// The waiver.
    pub(super) waiver: &'a Waiver,
    /// Whether it is in force.
    pub(super) force: Force,
    /// The findings that it covers.
    pub(super) covers: Vec<&'a Outcome>,
}

/// Whether a waiver is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Force {
    /// A part of it is missing.
    Incomplete,
    /// Its last day is over.
    Expired,
    /// It holds.
    Holds,
}

impl Held<'_> {
    /// What it is, in words.
    pub(super) fn state(&self) -> String {
        match (self.force, self.covers.len()) {
            (Force::Incomplete, _) => "not in force: incomplete".to_owned(),
            (Force::Expired, _) => "expired".to_owned(),
            // A defect or a gate that a waiver names is judged by the rules about defects and gates.
            (Force::Holds, 0) if Rule::of(&self.waiver.rule).is_none() => "in force".to_owned(),
            (Force::Holds, 0) => "in force, and covers no finding".to_owned(),
            (Force::Holds, 1) => "in force, and covers 1 finding".to_owned(),
            (Force::Holds, count) => format!("in force, and covers {count} findings"),
        }
    }
}

/// Every waiver, in the order of the dossier.
pub(super) fn held<'a>(clerk: &Clerk<'a>) -> Vec<Held<'a>> {
    let mut covered: BTreeMap<(&str, String), Vec<&'a Outcome>> = BTreeMap::new();
    let review = clerk.review;
    for outcome in review.outcomes.iter().filter(|outcome| outcome.outcome == Answer::Waived) {
        // The waiver is the last of the lines behind it.
        if let Some(place) = outcome.evidence.last() {
            covered.entry((&outcome.rule, format!("{}:{}", place.file, place.line))).or_default().push(outcome);
        }
    }
    let today = clerk.today();
    let reading = clerk.reading;
    let held = |waiver: &'a Waiver| {
        let rule = Rule::of(&waiver.rule).map_or("", |rule| rule.id);
        let force = match waiver.until {
            _ if !waiver.missing.is_empty() => Force::Incomplete,
            Some(last) if last < today => Force::Expired,
            _ => Force::Holds,
        };
        Held { waiver, force, covers: covered.remove(&(rule, clerk.cite(waiver.at))).unwrap_or_default() }
    };
    reading.facts.waivers.iter().map(held).collect()
}

impl Clerk<'_> {
    /// The day judged at, in UTC.
    pub(super) fn today(&self) -> Date {
        self.review.as_of.to_zoned(TimeZone::UTC).date()
    }
}

//! Test reports: what a report states of itself, and what its cases add up to. Where the two differ, both are kept.

mod dart;
mod dotnet;
mod go;
mod javascript;
mod junit;
mod objects;
mod tap;

use super::super::tests;
use super::{Doc, Facts, Phrase, Said};
use crate::facts::classify::machine::Schema;
use crate::facts::{Counts, Ending, TestCase, TestRun};
use crate::outline::Span;
use crate::vocabulary;

pub(super) fn read(schema: Schema, doc: &Doc<'_>, facts: &mut Facts) {
    let report = match schema {
        Schema::JUnit => junit::read(doc),
        Schema::Xunit => dotnet::xunit(doc),
        Schema::NUnit2 => dotnet::nunit2(doc),
        Schema::NUnit3 => dotnet::nunit3(doc),
        Schema::Trx => dotnet::trx(doc),
        Schema::GoJson => Some(go::json(doc)),
        Schema::GoText => Some(go::text(doc)),
        Schema::Tap => Some(tap::read(doc)),
        Schema::Ctrf => javascript::ctrf(doc),
        Schema::Jest => javascript::jest(doc),
        Schema::Mocha => javascript::mocha(doc),
        Schema::Playwright => javascript::playwright(doc),
        Schema::Rspec => objects::rspec(doc),
        Schema::PytestJson => objects::pytest(doc),
        Schema::Dart => Some(dart::read(doc)),
        _ => None,
    };
    if let Some(report) = report {
        report.finish(facts);
    }
}

/// Names of failing tests that a run keeps.
const FAILING: usize = 100;

/// A report while it is read.
struct Report<'a> {
    doc: &'a Doc<'a>,
    /// Where the run is shown: its first line, rather than the whole report.
    at: Span,
    /// Names that may tell the level.
    names: Vec<String>,
    stated: Counts,
    duration: Option<f64>,
    cases: Vec<TestCase>,
}

impl<'a> Report<'a> {
    fn new(doc: &'a Doc<'a>, at: Span) -> Self {
        let names = vec![doc.source.path.clone()];
        Self { doc, at, names, stated: Counts::default(), duration: None, cases: Vec::new() }
    }

    /// One that begins with the first line of the file.
    fn of_lines(doc: &'a Doc<'a>) -> Self {
        let first = doc.source.text.lines().next().unwrap_or_default();
        Self::new(doc, Span::of(0..first.len()))
    }

    fn case(&mut self, suite: Option<&str>, name: Phrase, ending: Ending, message: Option<Phrase>) {
        let message = message.map(|text| super::first_line(&text));
        self.cases.push(TestCase { run: 0, suite: suite.map(str::to_owned), name, ending, message });
    }

    fn finish(self, facts: &mut Facts) {
        let counted = self.counted();
        let stated = self.stated;
        let known = counted.unwrap_or_default();
        let nothing = counted.is_none() && matches!(stated.total, None | Some(0));
        let or_none = |number: Option<u64>| number.or(nothing.then_some(0));
        let total = or_none(stated.total.or(known.total));
        let skipped = stated.skipped.or(known.skipped).or(Some(0));
        let failed = or_none(stated.failed.max(known.failed));
        let rest = || Some(total?.saturating_sub(failed?).saturating_sub(skipped.unwrap_or(0)));
        let run = facts.test_runs.len();
        let failing = self.cases.iter().filter(|case| case.ending >= Ending::Failed).take(FAILING);
        facts.test_runs.push(TestRun {
            level: self.names.iter().find_map(|name| tests::level(&vocabulary::words(name))),
            name: Said { value: self.doc.source.name().to_owned(), at: self.doc.place(self.at) },
            machine: true,
            total,
            passed: stated.passed.or_else(rest),
            failed,
            skipped,
            open: 0,
            rate: None,
            duration: self.duration,
            stated: (stated != Counts::default()).then_some(stated),
            counted,
            failing: failing.map(|case| Said { value: case.full_name(), at: case.name.at }).collect(),
        });
        facts.test_cases.extend(self.cases.into_iter().map(|case| TestCase { run, ..case }));
    }

    fn counted(&self) -> Option<Counts> {
        let number = |ending| self.cases.iter().filter(|case| case.ending == ending).count() as u64;
        let errors = number(Ending::Error);
        (!self.cases.is_empty()).then(|| Counts {
            total: Some(self.cases.len() as u64),
            passed: Some(number(Ending::Passed)),
            failed: Some(number(Ending::Failed) + errors),
            errors: Some(errors),
            skipped: Some(number(Ending::Skipped)),
        })
    }
}

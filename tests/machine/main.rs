//! What machines write, as facts: a small file of each form, and what must be read from it.

mod coverage;
mod findings;
mod history;
mod hostile;
mod kinds;
mod locks;
mod materials;
mod measurements;
mod migrations;
mod reports;

use holdpoint::facts::{Kind, Phrase, Reading, TestRun};
use holdpoint::policy::{Limits, Policy, Profile};
use holdpoint::{Dossier, read};

/// The reading of some files.
fn reading(files: &[(&str, &str)]) -> Reading {
    let mut dossier = Dossier::new(Limits::default());
    for (path, text) in files {
        dossier.add(path, text.as_bytes());
    }
    read(&dossier, &Policy::of(Profile::Generic))
}

/// The kind of a file.
fn kind(path: &str, text: &str) -> Kind {
    reading(&[(path, text)]).facts.documents[0].kind
}

/// The only run of a report: total, passed, failed, skipped.
fn numbers(path: &str, text: &str) -> (Option<u64>, Option<u64>, Option<u64>, Option<u64>) {
    let run = run(path, text);
    (run.total, run.passed, run.failed, run.skipped)
}

fn run(path: &str, text: &str) -> TestRun {
    let reading = reading(&[(path, text)]);
    assert_eq!(reading.facts.documents[0].kind, Kind::TestReport, "{}", reading.facts.documents[0].why);
    assert_eq!(reading.facts.test_runs.len(), 1, "{path}");
    reading.facts.test_runs[0].clone()
}

fn all(total: u64, passed: u64, failed: u64, skipped: u64) -> (Option<u64>, Option<u64>, Option<u64>, Option<u64>) {
    (Some(total), Some(passed), Some(failed), Some(skipped))
}

fn values(phrases: &[Phrase]) -> Vec<&str> {
    phrases.iter().map(|phrase| phrase.value.as_str()).collect()
}

/// Whether the place of a phrase holds its very words.
fn stands(reading: &Reading, phrase: &Phrase) {
    let found = reading.source(phrase.at.source).slice(phrase.at.span);
    assert_eq!(found.trim_matches('"'), phrase.value, "a place is not that of its words");
}

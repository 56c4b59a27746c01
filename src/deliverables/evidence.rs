//! Findings as the documents show them.

use std::fmt::Write as _;

use serde::Serialize;

use crate::report::{Fold, Remedies, sentence};
use crate::review::{Evidence, Outcome};

/// Sources that are named in a document; how many more there are is said.
const NAMED: usize = 6;

/// Something that stands against the release.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Against {
    /// The rules that found it.
    pub(super) rules: String,
    /// What was found, in a sentence.
    pub(super) sentence: String,
    /// Where, as `path:line; path:line`.
    pub(super) source: String,
    /// What to do, in a sentence.
    pub(super) remedy: String,
    /// What to write, if more than a sentence is given.
    pub(super) skeleton: String,
}

impl Against {
    /// One finding.
    pub(super) fn of<'a>(outcome: &'a Outcome, remedies: &mut Remedies<'a>) -> Self {
        let (remedy, skeleton) = parts(&remedies.once(&outcome.rule, &outcome.remedy));
        Self {
            rules: outcome.rule.to_string(),
            sentence: sentence(outcome),
            source: sources(&outcome.evidence),
            remedy,
            skeleton,
        }
    }

    /// The same without what is to be done.
    pub(super) fn in_short(outcome: &Outcome) -> Self {
        Self {
            rules: outcome.rule.to_string(),
            sentence: sentence(outcome),
            source: sources(&outcome.evidence),
            remedy: String::new(),
            skeleton: String::new(),
        }
    }

    /// Checks that lack the same evidence.
    pub(super) fn folded<'a>(fold: &Fold<'a>, remedies: &mut Remedies<'a>) -> Self {
        if let [outcome] = fold.outcomes.as_slice() {
            return Self::of(outcome, remedies);
        }
        let (remedy, skeleton) = fold.remedies().first().map(|remedy| parts(remedy)).unwrap_or_default();
        Self { rules: String::new(), sentence: fold.sentence(), source: String::new(), remedy, skeleton }
    }
}

/// The first line of a remedy, and the lines below it, which are laid out (the skeleton of a table).
pub(super) fn parts(remedy: &str) -> (String, String) {
    match remedy.split_once('\n') {
        Some((sentence, skeleton)) => (sentence.trim().to_owned(), skeleton.trim_matches('\n').to_owned()),
        None => (remedy.to_owned(), String::new()),
    }
}

/// The lines behind a finding, each once, those of one file together: `plan.md:3, 7; compose.yml:18`.
pub(super) fn sources(evidence: &[Evidence]) -> String {
    sources_up_to(evidence, NAMED)
}

/// The same, with so many lines at most.
pub(super) fn sources_up_to(evidence: &[Evidence], most: usize) -> String {
    let mut lines: Vec<(&str, u32)> = Vec::new();
    for place in evidence {
        if !lines.contains(&(&place.file, place.line)) {
            lines.push((&place.file, place.line));
        }
    }
    let further = lines.len().saturating_sub(most);
    lines.truncate(most);
    let mut text = String::new();
    let mut before = "";
    for (file, line) in lines {
        let _ = match (before.is_empty(), before == file) {
            (true, _) => write!(text, "{file}:{line}"),
            (false, true) => write!(text, ", {line}"),
            (false, false) => write!(text, "; {file}:{line}"),
        };
        before = file;
    }
    if further > 0 {
        let _ = write!(text, " and {further} more");
    }
    text
}

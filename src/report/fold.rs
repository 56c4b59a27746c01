//! Outcomes that say the same become one.

use std::collections::BTreeMap;

use crate::review::{Answer, Outcome, Severity};

/// Checks that lack the same evidence.
#[derive(Clone, Debug)]
pub struct Fold<'a> {
    /// What is judged: for a document that was not supplied, its name.
    pub subject: &'a str,
    /// What was found.
    pub message: &'a str,
    /// The outcomes, in the order of the registry.
    pub outcomes: Vec<&'a Outcome>,
}

impl Fold<'_> {
    /// One sentence for all of them: "Release notes not supplied: 9 checks have no evidence (COM-01, COM-04)."
    pub fn sentence(&self) -> String {
        let rules = self.rules();
        let message = self.message.trim_end_matches('.');
        let about = if message.to_lowercase().contains(&self.subject.to_lowercase()) {
            message.to_owned()
        } else {
            format!("{}: {}", capital(self.subject), message)
        };
        match rules.len() {
            1 => format!("{about}: 1 check has no evidence ({}).", rules.join(", ")),
            checks => format!("{about}: {checks} checks have no evidence ({}).", rules.join(", ")),
        }
    }

    /// The rules, each once.
    pub fn rules(&self) -> Vec<&str> {
        let mut rules: Vec<&str> = Vec::new();
        for outcome in &self.outcomes {
            if !rules.contains(&&*outcome.rule) {
                rules.push(&outcome.rule);
            }
        }
        rules
    }

    /// How many of them are conditions of a CONDITIONAL GO.
    pub fn conditions(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.is_condition()).count()
    }

    /// The gravest severity among them.
    pub fn severity(&self) -> Severity {
        self.outcomes.iter().map(|outcome| outcome.severity).min().unwrap_or(Severity::Info)
    }

    /// What to write, each remedy once.
    pub fn remedies(&self) -> Vec<&str> {
        let mut remedies: Vec<&str> = Vec::new();
        for outcome in &self.outcomes {
            if !outcome.remedy.is_empty() && !remedies.contains(&outcome.remedy.as_str()) {
                remedies.push(&outcome.remedy);
            }
        }
        remedies
    }
}

/// The outcomes without evidence, those with the same subject and message under one head, so that a missing document is one
/// line and not many.
pub fn fold(outcomes: &[Outcome]) -> Vec<Fold<'_>> {
    let mut folds: Vec<Fold<'_>> = Vec::new();
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for outcome in outcomes.iter().filter(|outcome| outcome.outcome == Answer::NoEvidence) {
        let (subject, message) = (outcome.subject.as_str(), outcome.message.as_str());
        let at = *known.entry((subject, message)).or_insert(folds.len());
        match folds.get_mut(at) {
            Some(fold) => fold.outcomes.push(outcome),
            None => folds.push(Fold { subject, message, outcomes: vec![outcome] }),
        }
    }
    folds
}

/// The text with a capital letter in front.
pub(crate) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

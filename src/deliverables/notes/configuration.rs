//! What changes in the configuration.

use std::collections::BTreeSet;

use serde::Serialize;

use super::changes::Entry;
use crate::deliverables::cite::{Clerk, Statement, sources};
use crate::facts::{Kind, Place, Variable};

/// A variable that the release changes.
#[derive(Serialize)]
pub(in crate::deliverables) struct Row {
    name: Statement,
    said: Statement,
    purpose: Statement,
    required: Statement,
    value: Statement,
    source: String,
}

/// The variables that the release notes or the changes name, each with what the catalog knows of it.
pub(super) fn rows(clerk: &Clerk<'_>, changes: &[Entry]) -> Vec<Row> {
    let facts = &clerk.reading.facts;
    let mut seen = BTreeSet::new();
    let named = facts.names.iter().filter(|own| facts.in_kind(own.name.at, Kind::ReleaseNotes));
    let mut mentions: Vec<(String, Statement)> =
        named.map(|own| (own.name.value.clone(), clerk.quote(own.name.at))).collect();
    let catalog: BTreeSet<&str> = facts.variables.iter().map(|variable| variable.name.value.as_str()).collect();
    let word = |letter: char| !letter.is_ascii_alphanumeric() && letter != '_';
    for change in changes {
        let known = change.said.text.split(word).filter(|name| catalog.contains(name));
        mentions.extend(known.map(|name| (name.to_owned(), change.said.clone())));
    }
    mentions.retain(|(name, _)| seen.insert(name.clone()));
    mentions.into_iter().map(|(name, said)| row(clerk, name, said)).collect()
}

fn row(clerk: &Clerk<'_>, name: String, said: Statement) -> Row {
    let target = clerk.review.policy.target_environment.as_str();
    let entry = clerk.reading.facts.variables.iter().find(|variable| variable.name.value == name);
    let name = Statement { text: name, ..Statement::default() };
    let Some(variable) = entry else {
        let gap = || clerk.gap(&["III-01"]);
        let source = said.source.clone();
        return Row { name, said, purpose: gap(), required: gap(), value: gap(), source };
    };
    let purpose = clerk.say(variable.note.as_ref(), &["III-01"]);
    let value = match (variable.secret, variable.values.get(target).or(variable.value.as_ref())) {
        (Some(true), Some(value)) => clerk.state("secret", value.at),
        (_, value) => clerk.say(value, &["III-02", "III-01"]),
    };
    let required = required(clerk, variable);
    let source = sources(&[&said, &purpose, &required, &value]);
    Row { name, said, purpose, required, value, source }
}

fn required(clerk: &Clerk<'_>, variable: &Variable) -> Statement {
    let at: Place = variable.name.at;
    if variable.unset {
        return clerk.state("must not be set", at);
    }
    if let Some(condition) = variable.condition.as_ref().filter(|condition| condition.is_stated()) {
        return clerk.state(condition.value.as_str(), condition.at);
    }
    match variable.required {
        Some(true) => clerk.state("yes", at),
        Some(false) => clerk.state("no", at),
        None => clerk.gap(&["III-01"]),
    }
}

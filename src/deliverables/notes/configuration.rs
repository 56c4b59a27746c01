//! What changes in the configuration.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::changes::Entry;
use crate::deliverables::cite::{Clerk, Statement, sources};
use crate::facts::{Kind, Phrase, Place, Variable};

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
    mentions.extend(since_before(clerk));
    mentions.retain(|(name, _)| seen.insert(name.clone()));
    mentions.into_iter().map(|(name, said)| row(clerk, name, said)).collect()
}

/// What differs between the catalog of now and one that lies among old files.
fn since_before(clerk: &Clerk<'_>) -> Vec<(String, Statement)> {
    let facts = &clerk.reading.facts;
    let (before, now) = (by_name(&facts.earlier_variables), by_name(&facts.variables));
    if before.is_empty() || now.is_empty() {
        return Vec::new();
    }
    let mut told = Vec::new();
    for (name, variable) in &now {
        let text = match before.get(name) {
            None => "added".to_owned(),
            Some(earlier) => {
                let changes = changes(clerk, earlier, variable);
                if changes.is_empty() {
                    continue;
                }
                format!("changed: {}", changes.join("; "))
            }
        };
        told.push(((*name).to_owned(), clerk.state(text, variable.name.at)));
    }
    let gone = before.iter().filter(|(name, _)| !now.contains_key(*name));
    told.extend(gone.map(|(name, earlier)| ((*name).to_owned(), clerk.state(REMOVED, earlier.name.at))));
    told
}

fn by_name(list: &[Variable]) -> BTreeMap<&str, &Variable> {
    list.iter().map(|variable| (variable.name.value.as_str(), variable)).collect()
}

/// What is said of a variable that only the catalog before has.
const REMOVED: &str = "removed: the catalog of now does not have it";

/// In what two rows of one variable differ. Of secrets no value is known.
fn changes(clerk: &Clerk<'_>, before: &Variable, now: &Variable) -> Vec<String> {
    let mut changes = Vec::new();
    let (old, new) = (value(clerk, before), value(clerk, now));
    let secret = before.secret == Some(true) || now.secret == Some(true);
    if let (Some(old), Some(new)) = (old, new)
        && old.value != new.value
        && !secret
    {
        changes.push(format!("it was {}", old.value));
    }
    match (before.required, now.required) {
        (Some(false), Some(true)) => changes.push("it must be set now".to_owned()),
        (Some(true), Some(false)) => changes.push("it need not be set any more".to_owned()),
        _ => {}
    }
    changes
}

/// The value in the target environment, or in all.
fn value<'a>(clerk: &Clerk<'_>, variable: &'a Variable) -> Option<&'a Phrase> {
    variable.values.get(clerk.review.policy.target_environment.as_str()).or(variable.value.as_ref())
}

fn row(clerk: &Clerk<'_>, name: String, said: Statement) -> Row {
    let entry = clerk.reading.facts.variables.iter().find(|variable| variable.name.value == name);
    let name = Statement { text: name, ..Statement::default() };
    if said.text == REMOVED {
        let none = || Statement { text: "–".to_owned(), ..Statement::default() };
        let source = said.source.clone();
        return Row { name, said, purpose: none(), required: none(), value: none(), source };
    }
    let Some(variable) = entry else {
        let gap = || clerk.gap(&["III-01"]);
        let source = said.source.clone();
        return Row { name, said, purpose: gap(), required: gap(), value: gap(), source };
    };
    let purpose = clerk.say(variable.note.as_ref(), &["III-01"]);
    let value = match (variable.secret, value(clerk, variable)) {
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

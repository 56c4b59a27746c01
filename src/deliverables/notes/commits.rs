//! Commits of the log as changes.

use super::changes::{Entry, key};
use crate::deliverables::cite::Clerk;
use crate::deliverables::common;
use crate::dossier::SourceId;
use crate::facts::{ChangeKind, Commit};

/// Commits that are listed where neither release notes nor changelog tell a change.
const MOST: usize = 60;

/// Signs of a hash that tell a commit from others.
const DIGITS: usize = 10;

/// The commits that bring something to those who use or run the release, as changes; and how many others there are. Where
/// nothing else tells the changes, each commit counts.
pub(super) fn entries(clerk: &Clerk<'_>, alone: bool) -> (Vec<Entry>, usize) {
    let all = since_last(clerk);
    let listed = all.iter().filter_map(|commit| Some((*commit, kind(commit, alone)?)));
    let entries: Vec<Entry> = listed.take(MOST).map(|(commit, kind)| entry(clerk, commit, kind)).collect();
    let left_out = all.len() - entries.len();
    (entries, left_out)
}

/// The commits of each log from its top down to the release before, if a tag tells where that is.
fn since_last<'a>(clerk: &'a Clerk<'_>) -> Vec<&'a Commit> {
    let release = key(&common::release(clerk).text);
    let mut source: Option<SourceId> = None;
    let mut over = false;
    let mut found = Vec::new();
    for commit in &clerk.reading.facts.commits {
        if source != Some(commit.id.at.source) {
            source = Some(commit.id.at.source);
            over = false;
        } else if commit.tags.iter().any(|tag| is_version(tag) && key(tag) != release) {
            over = true;
        }
        if !over && !commit.merge {
            found.push(commit);
        }
    }
    found
}

fn is_version(tag: &str) -> bool {
    key(tag).starts_with(|first: char| first.is_ascii_digit())
}

/// What kind of change a commit is. Work on tests, the build or documents is none.
fn kind(commit: &Commit, alone: bool) -> Option<ChangeKind> {
    if commit.breaking {
        return Some(ChangeKind::Breaking);
    }
    match commit.conventional.as_ref().map(|own| own.kind.as_str()) {
        Some("feat" | "feature") => Some(ChangeKind::Added),
        Some("fix" | "bugfix" | "hotfix") => Some(ChangeKind::Fixed),
        Some("perf" | "revert" | "change") => Some(ChangeKind::Changed),
        Some("security" | "sec") => Some(ChangeKind::Security),
        Some(_) => None,
        None => alone.then_some(ChangeKind::Changed),
    }
}

/// `exports: stream the rows [US-217] (db60eaa6c4)`.
fn entry(clerk: &Clerk<'_>, commit: &Commit, kind: ChangeKind) -> Entry {
    let text = match &commit.conventional {
        Some(own) => match &own.scope {
            Some(scope) => format!("{scope}: {}", own.summary),
            None => own.summary.clone(),
        },
        None => commit.subject.value.clone(),
    };
    // What the summary names is what it is about; the rest of the message may name others, too.
    let named = commit.issues.iter().any(|issue| text.contains(issue.as_str()));
    let issues: Vec<&str> = commit.issues.iter().filter(|_| !named).map(String::as_str).collect();
    let named = if issues.is_empty() { String::new() } else { format!(" [{}]", issues.join(", ")) };
    let hash: String = commit.id.value.chars().take(DIGITS).collect();
    Entry {
        kind,
        ids: commit.issues.clone(),
        from_log: true,
        said: clerk.state(format!("{text}{named} ({hash})"), commit.id.at),
    }
}

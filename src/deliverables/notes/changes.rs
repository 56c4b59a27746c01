//! The changes that the release brings: those of the release notes, then what only the changelog or the log of commits has.

use std::collections::BTreeSet;

use super::commits;
use crate::deliverables::cite::{Clerk, Statement};
use crate::facts::{Change, ChangeKind, Kind};

/// One change.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Which kind.
    pub(super) kind: ChangeKind,
    /// The ids that it names.
    pub(super) ids: Vec<String>,
    /// It is a commit.
    pub(super) from_log: bool,
    /// What is said.
    pub(super) said: Statement,
}

/// The changes of the release, each once, and how many commits of the log say nothing to a reader of notes.
pub(super) struct Changes {
    /// In the order of their documents.
    pub(super) entries: Vec<Entry>,
    /// Commits that were left out.
    pub(super) left_out: usize,
}

/// Collects the changes. What names an id that is listed already is the same change in other words; what names none is
/// listed only where nothing of its kind is.
pub(super) fn all(clerk: &Clerk<'_>) -> Changes {
    let mut entries = of_kind(clerk, Kind::ReleaseNotes);
    add(&mut entries, of_kind(clerk, Kind::Changelog));
    let (from_log, left_out) = commits::entries(clerk, entries.is_empty());
    add(&mut entries, from_log);
    let mut seen = BTreeSet::new();
    entries.retain(|entry| seen.insert(entry.said.text.to_lowercase()));
    Changes { entries, left_out }
}

fn add(entries: &mut Vec<Entry>, further: Vec<Entry>) {
    let ids: BTreeSet<String> = entries.iter().flat_map(|entry| entry.ids.iter().cloned()).collect();
    let kinds: BTreeSet<ChangeKind> = entries.iter().map(|entry| entry.kind).collect();
    let is_new = |entry: &Entry| {
        if entry.ids.is_empty() { !kinds.contains(&entry.kind) } else { !entry.ids.iter().any(|id| ids.contains(id)) }
    };
    entries.extend(further.into_iter().filter(is_new));
}

/// The changes that the documents of a kind list for the release.
fn of_kind(clerk: &Clerk<'_>, kind: Kind) -> Vec<Entry> {
    let facts = &clerk.reading.facts;
    let all: Vec<&Change> =
        facts.changes.iter().filter(|change| change.text.is_stated() && facts.in_kind(change.text.at, kind)).collect();
    let release = super::super::common::release(clerk).text;
    let own = of_release(&all, &release, kind == Kind::ReleaseNotes);
    let entry = |change: &Change| Entry {
        kind: change.kind,
        ids: change.ids.clone(),
        from_log: false,
        said: clerk.state(change.text.value.as_str(), change.text.at),
    };
    own.into_iter().map(entry).collect()
}

/// Those of the release's version; else those of no version; else, of notes that know one version only, all of them.
/// Where no release is named, those of the version that is written first.
fn of_release<'a>(all: &[&'a Change], release: &str, lenient: bool) -> Vec<&'a Change> {
    let of = |version: Option<&str>| {
        let same = move |own: Option<&str>| match (own, version) {
            (Some(own), Some(version)) => key(own) == key(version),
            (own, version) => own == version,
        };
        all.iter().copied().filter(|change| same(change.version.as_deref())).collect::<Vec<_>>()
    };
    let named = if release.is_empty() { Vec::new() } else { of(Some(release)) };
    let first = all.first().and_then(|change| change.version.as_deref());
    let alone = lenient && all.iter().all(|change| change.version.as_deref() == first);
    match (named.is_empty(), of(None)) {
        (false, _) => named,
        (true, unversioned) if !unversioned.is_empty() => unversioned,
        _ if alone || release.is_empty() => of(first),
        _ => Vec::new(),
    }
}

/// What two names of one version have in common.
pub(super) fn key(version: &str) -> String {
    let bare = version.split('+').next().unwrap_or_default().trim().to_ascii_lowercase();
    let bare = bare.strip_prefix("rel-").unwrap_or(&bare);
    bare.trim_start_matches('v').trim_end_matches(".0").to_owned()
}

//! Whether the files that are present are those that an earlier report was made from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::earlier::{Digested, Earlier, earlier, present};
use crate::facts::Reading;

/// An earlier report held against the files that are present.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matching {
    /// The report.
    pub report: Earlier,
    /// Each of its files and each file present, by path. What Holdpoint wrote is left out.
    pub files: Vec<Matched>,
}

/// A file then and now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matched {
    /// Its path; that of the report if the file is missing.
    pub path: String,
    /// Its path in the report, where that is another one.
    pub was: Option<String>,
    /// What became of it.
    pub state: MatchState,
    /// SHA-256 in the report.
    pub before: Option<String>,
    /// SHA-256 of what is present.
    pub now: Option<String>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchState {
    /// Its bytes are others.
    Changed,
    /// It is not there.
    Missing,
    /// The report does not list it.
    New,
    /// One of the two digests is not known: its bytes were never taken in.
    Unknown,
    /// Its bytes are the same.
    Same,
}

impl MatchState {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::New => "new",
            Self::Unknown => "not compared",
            Self::Same => "the same",
        }
    }
}

impl Matching {
    /// The latest report in the dossier held against the other files; nothing if there is none.
    pub fn of(reading: &Reading) -> Option<Self> {
        Some(Self::with(earlier(reading)?, reading))
    }

    /// A report held against the files that were read.
    pub fn with(report: Earlier, reading: &Reading) -> Self {
        let files = matching(&report.files, &present(reading));
        Self { report, files }
    }

    /// Whether every file is the same, and no other is there.
    pub fn holds(&self) -> bool {
        self.count(MatchState::Same) == self.files.len()
    }

    /// How many files there are of each state: `50 files are the same, 1 changed, 1 new`.
    pub fn counts(&self) -> String {
        let same = self.count(MatchState::Same);
        let mut text = format!("{same} {} the same", if same == 1 { "file is" } else { "files are" });
        for state in [MatchState::Changed, MatchState::Missing, MatchState::New, MatchState::Unknown] {
            match self.count(state) {
                0 => {}
                count => {
                    let _ = write!(text, ", {count} {}", state.word());
                }
            }
        }
        text
    }

    /// How many files are in a state.
    pub fn count(&self, state: MatchState) -> usize {
        self.files.iter().filter(|file| file.state == state).count()
    }
}

/// Parts at the end of a path by which files are told to be one; deeper ones tell no more.
const PARTS: usize = 12;

/// Compares by path; where the folder above differs, by digest and name, then by how the paths end.
fn matching(before: &[Digested], now: &[Digested]) -> Vec<Matched> {
    let own: BTreeSet<&str> = now.iter().filter(|file| file.own).map(|file| file.path.as_str()).collect();
    let before: Vec<&Digested> = before.iter().filter(|file| !file.own && !own.contains(file.path.as_str())).collect();
    let now: Vec<&Digested> = now.iter().filter(|file| !file.own).collect();
    let roots = (root(&before), root(&now));
    let mut pairs = Pairs {
        before: before.into_iter().map(Some).collect(),
        now: now.into_iter().map(Some).collect(),
        found: Vec::new(),
    };
    pairs.join(|file| Some(file.path.as_str()));
    pairs.join_by(|file| below(file, roots.0), |file| below(file, roots.1));
    pairs.join(|file| Some((file.sha256.as_deref()?, name(&file.path))));
    for parts in (2..=PARTS).rev() {
        pairs.join(|file| end(&file.path, parts));
    }
    pairs.join_whole();
    pairs.join(|file| file.sha256.as_deref());
    pairs.finish()
}

struct Pairs<'a> {
    before: Vec<Option<&'a Digested>>,
    now: Vec<Option<&'a Digested>>,
    found: Vec<(&'a Digested, &'a Digested)>,
}

impl<'a> Pairs<'a> {
    /// Joins what has the same key, where one file only has it then and now.
    fn join<K: Ord>(&mut self, key: impl Fn(&'a Digested) -> Option<K>) {
        self.join_by(&key, &key);
    }

    /// The same, where the key is another one then and now.
    fn join_by<K: Ord>(
        &mut self,
        key: impl Fn(&'a Digested) -> Option<K>,
        key_now: impl Fn(&'a Digested) -> Option<K>,
    ) {
        let mut known: BTreeMap<K, (Option<usize>, Option<usize>, bool)> = BTreeMap::new();
        for (at, file) in self.before.iter().enumerate() {
            let Some(key) = file.and_then(&key) else { continue };
            let entry = known.entry(key).or_default();
            entry.2 |= entry.0.replace(at).is_some();
        }
        for (at, file) in self.now.iter().enumerate() {
            let Some(key) = file.and_then(&key_now) else { continue };
            let entry = known.entry(key).or_default();
            entry.2 |= entry.1.replace(at).is_some();
        }
        for (before, now, several) in known.into_values() {
            if let (Some(before), Some(now), false) = (before, now, several) {
                self.take(before, now);
            }
        }
    }

    /// Joins a path that is nothing but a name with the only other path that ends with it.
    fn join_whole(&mut self) {
        let alone = |files: &[Option<&Digested>]| files.iter().flatten().all(|file| !file.path.contains('/'));
        if alone(&self.before) || alone(&self.now) {
            self.join(|file| Some(name(&file.path)));
        }
    }

    fn take(&mut self, before: usize, now: usize) {
        let taken = (self.before.get_mut(before).and_then(Option::take), self.now.get_mut(now).and_then(Option::take));
        if let (Some(before), Some(now)) = taken {
            self.found.push((before, now));
        }
    }

    fn finish(self) -> Vec<Matched> {
        let both = self.found.into_iter().map(|(before, now)| Matched {
            path: now.path.clone(),
            was: (before.path != now.path).then(|| before.path.clone()),
            state: state(before, now),
            before: before.sha256.clone(),
            now: now.sha256.clone(),
        });
        let gone = self.before.into_iter().flatten().map(|file| Matched {
            path: file.path.clone(),
            was: None,
            state: MatchState::Missing,
            before: file.sha256.clone(),
            now: None,
        });
        let new = self.now.into_iter().flatten().map(|file| Matched {
            path: file.path.clone(),
            was: None,
            state: MatchState::New,
            before: None,
            now: file.sha256.clone(),
        });
        let mut files: Vec<Matched> = both.chain(gone).chain(new).collect();
        files.sort_by(|one, other| (&one.path, one.state).cmp(&(&other.path, other.state)));
        files
    }
}

fn state(before: &Digested, now: &Digested) -> MatchState {
    match (&before.sha256, &now.sha256) {
        (Some(before), Some(now)) if before == now => MatchState::Same,
        (Some(_), Some(_)) => MatchState::Changed,
        _ => MatchState::Unknown,
    }
}

/// The folder that holds every file, with its slash.
fn root<'a>(files: &[&'a Digested]) -> &'a str {
    let folder = |path: &'a str| path.rfind('/').map_or("", |slash| &path[..=slash]);
    let mut root = files.first().map_or("", |file| folder(&file.path));
    for file in files {
        while !file.path.starts_with(root) {
            root = folder(root.trim_end_matches('/'));
        }
    }
    root
}

fn below<'a>(file: &'a Digested, root: &str) -> Option<&'a str> {
    file.path.strip_prefix(root)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The last parts of a path; nothing if it has fewer.
fn end(path: &str, parts: usize) -> Option<&str> {
    let mut slashes = path.rmatch_indices('/').map(|(at, _)| at);
    match slashes.nth(parts - 1) {
        Some(at) => path.get(at + 1..),
        None => (path.split('/').count() == parts).then_some(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Vec<Digested> {
        let file = |(path, digest): &(&str, &str)| Digested {
            path: (*path).to_owned(),
            sha256: (!digest.is_empty()).then(|| (*digest).to_owned()),
            own: *digest == "own",
        };
        list.iter().map(file).collect()
    }

    fn told(before: &[(&str, &str)], now: &[(&str, &str)]) -> Vec<String> {
        let line = |file: Matched| match file.was {
            Some(was) => format!("{} {} (was {was})", file.state.word(), file.path),
            None => format!("{} {}", file.state.word(), file.path),
        };
        matching(&files(before), &files(now)).into_iter().map(line).collect()
    }

    #[test]
    fn files_are_compared_by_path() {
        let before = [("d/a.md", "1"), ("d/b.md", "2"), ("d/c.md", "3"), ("d/big.log", "")];
        let now = [("d/a.md", "1"), ("d/b.md", "9"), ("d/e.md", "5"), ("d/big.log", "")];
        let wanted = ["the same d/a.md", "changed d/b.md", "not compared d/big.log", "missing d/c.md", "new d/e.md"];
        assert_eq!(told(&before, &now), wanted);
        assert_eq!(told(&[], &[]), [""; 0]);
    }

    #[test]
    fn another_folder_above_does_not_matter() {
        let before = [("d/docs/plan.md", "1"), ("d/docs/notes.md", "2"), ("d/README.md", "3"), ("d/x/README.md", "4")];
        let now =
            [("y/rel/docs/plan.md", "1"), ("y/rel/docs/notes.md", "9"), ("y/rel/README.md", "3"), ("r.md", "own")];
        let wanted = ["changed e/plan.md (was d/plan.md)", "new e/x.md"];
        assert_eq!(told(&[("d/plan.md", "1")], &[("e/plan.md", "2"), ("e/x.md", "3"), ("r/r.md", "own")]), wanted);
        let wanted = [
            "missing d/x/README.md",
            "the same y/rel/README.md (was d/README.md)",
            "changed y/rel/docs/notes.md (was d/docs/notes.md)",
            "the same y/rel/docs/plan.md (was d/docs/plan.md)",
        ];
        assert_eq!(told(&before, &now), wanted);
    }

    #[test]
    fn files_without_their_folder_are_told_by_name() {
        let before = [("d/docs/plan.md", "1"), ("d/notes.md", "2")];
        let wanted = ["changed notes.md (was d/notes.md)", "the same plan.md (was d/docs/plan.md)"];
        assert_eq!(told(&before, &[("plan.md", "1"), ("notes.md", "9")]), wanted);
    }

    #[test]
    fn a_file_of_another_name_is_known_by_its_digest() {
        assert_eq!(told(&[("d/a.md", "1")], &[("d/z/b.md", "1")]), ["the same d/z/b.md (was d/a.md)"]);
        // Two of one digest may be either.
        let wanted = ["missing a.md", "new b.md", "new c.md"];
        assert_eq!(told(&[("a.md", "1")], &[("b.md", "1"), ("c.md", "1")]), wanted);
    }

    #[test]
    fn what_holdpoint_wrote_is_left_out() {
        let before = [("d/a.md", "1"), ("d/review.json", "own"), ("d/notes.md", "2")];
        assert_eq!(told(&before, &[("d/a.md", "1"), ("d/notes.md", "own")]), ["the same d/a.md"]);
    }
}

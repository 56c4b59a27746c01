//! Evidence that criteria name, looked for in the dossier.

use std::collections::BTreeMap;

use crate::deliverables::cite::{Clerk, Statement};
use crate::facts::Criterion;

/// The files of the dossier by the last part of their paths.
pub(super) struct Files<'a>(BTreeMap<&'a str, Vec<&'a str>>);

impl<'a> Files<'a> {
    /// Of every file that was read.
    pub(super) fn of(clerk: &'a Clerk<'_>) -> Self {
        let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for source in &clerk.reading.sources {
            files.entry(last(&source.path)).or_default().push(&source.path);
        }
        Self(files)
    }

    /// The evidence of a criterion: a file by its path in the dossier, or with a word that it is not there; else as written.
    pub(super) fn evidence(&self, clerk: &Clerk<'_>, criterion: &Criterion) -> Statement {
        let mut said = clerk.say(criterion.evidence.as_ref(), &["ACC-02", "ACC-01"]);
        if said.is_said() {
            let words: Vec<String> = said.text.split(' ').map(|word| self.word(word)).collect();
            said.text = words.join(" ");
        }
        said
    }

    /// Files that the evidence names and the dossier lacks.
    pub(super) fn missing(&self, criterion: &Criterion) -> Vec<String> {
        let said = criterion.evidence.as_ref().filter(|said| said.is_stated());
        let words = said.into_iter().flat_map(|said| said.value.split(' '));
        words.map(bare).filter(|word| is_file(word) && self.find(word).is_none()).map(str::to_owned).collect()
    }

    fn word(&self, word: &str) -> String {
        let name = bare(word);
        match (is_file(name), self.find(name)) {
            (true, Some(path)) => word.replace(name, path),
            (true, None) => format!("{word} (not in the dossier)"),
            _ => word.to_owned(),
        }
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        let name = name.trim_start_matches("../").trim_start_matches("./");
        let paths = self.0.get(last(name))?;
        let fits = |path: &&&str| path.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        paths.iter().find(fits).copied()
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|mark: char| matches!(mark, '`' | ',' | ';' | '(' | ')' | '"' | '\''))
}

/// `test-results/acceptance.xml`: a name with an ending, and no address.
fn is_file(word: &str) -> bool {
    let ending = last(word).rsplit_once('.').filter(|(name, _)| !name.is_empty()).map_or("", |(_, ending)| ending);
    let letters = ending.chars().all(|letter| letter.is_ascii_alphanumeric());
    let some = ending.chars().any(|letter| letter.is_ascii_alphabetic());
    (2..=5).contains(&ending.len()) && letters && some && !word.contains("://") && !word.contains('@')
}

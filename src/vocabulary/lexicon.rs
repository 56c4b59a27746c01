//! Looking words up: the data files, read once into a table from phrase to concept.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::OnceLock;

use super::concepts::{Column, OperationClass, Section};

/// Data files, one for each language.
const LANGUAGES: [&str; 1] = [include_str!("en.txt")];

/// Phrases of one class of concepts.
pub(super) struct Lexicon<C> {
    phrases: HashMap<String, C>,
    /// The first word of each phrase, and how many words the longest phrase has that begins with it: most words of a text
    /// begin none, and cost no more than this look.
    heads: HashMap<String, usize>,
}

impl<C: Copy + Eq + Hash> Lexicon<C> {
    fn of(class: &str, all: &[C], id: impl Fn(C) -> &'static str) -> Self {
        let mut lexicon = Self { phrases: HashMap::new(), heads: HashMap::new() };
        for (name, list) in LANGUAGES.iter().flat_map(|text| entries(text, class)) {
            if let Some(concept) = all.iter().copied().find(|concept| id(*concept) == name) {
                list.split('|').for_each(|phrase| lexicon.add(phrase.trim(), concept));
            }
        }
        lexicon
    }

    fn add(&mut self, phrase: &str, concept: C) {
        let head = phrase.split(' ').next().unwrap_or_default();
        let longest = self.heads.entry(head.to_owned()).or_default();
        *longest = (*longest).max(phrase.split(' ').count());
        self.phrases.insert(phrase.to_owned(), concept);
    }

    /// The phrases that begin at a word, the shortest first: how many words each has, and its concept.
    fn at(&self, words: &[String], start: usize) -> impl Iterator<Item = (usize, C)> {
        let longest = self.heads.get(&words[start]).copied().unwrap_or_default();
        (1..=longest.min(words.len() - start))
            .filter_map(move |length| Some((length, *self.phrases.get(&words[start..start + length].join(" "))?)))
    }

    /// The concept of the longest phrase in the words; the first of equal ones.
    pub(super) fn longest(&self, words: &[String]) -> Option<C> {
        let mut best: Option<(usize, C)> = None;
        for (length, concept) in (0..words.len()).flat_map(|start| self.at(words, start)) {
            if best.is_none_or(|(most, _)| length > most) {
                best = Some((length, concept));
            }
        }
        best.map(|(_, concept)| concept)
    }

    /// Every concept in the words, in the order of the text, each once.
    pub(super) fn all(&self, words: &[String]) -> Vec<C> {
        let mut found = Vec::new();
        for (_, concept) in (0..words.len()).flat_map(|start| self.at(words, start)) {
            if !found.contains(&concept) {
                found.push(concept);
            }
        }
        found
    }
}

/// `class.name = phrase | phrase` lines.
fn entries<'a>(text: &'a str, class: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.lines().filter_map(move |line| {
        let (key, list) = line.split_once('=')?;
        let name = key.trim().strip_prefix(class)?.strip_prefix('.')?;
        Some((name.trim(), list))
    })
}

/// Phrases of headings.
pub(super) fn sections() -> &'static Lexicon<Section> {
    static LEXICON: OnceLock<Lexicon<Section>> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::of("section", Section::ALL, Section::id))
}

/// Names of columns.
pub(super) fn columns() -> &'static Lexicon<Column> {
    static LEXICON: OnceLock<Lexicon<Column>> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::of("column", Column::ALL, Column::id))
}

/// Words for admin operations.
pub(super) fn operations() -> &'static Lexicon<OperationClass> {
    static LEXICON: OnceLock<Lexicon<OperationClass>> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::of("operation", OperationClass::ALL, OperationClass::id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_concept_and_every_concept_has_words() {
        let ids = |class: &str| -> Vec<&str> {
            match class {
                "section" => Section::ALL.iter().map(|concept| concept.id()).collect(),
                "column" => Column::ALL.iter().map(|concept| concept.id()).collect(),
                _ => OperationClass::ALL.iter().map(|concept| concept.id()).collect(),
            }
        };
        for class in ["section", "column", "operation"] {
            let known = ids(class);
            let mut seen: HashMap<&str, &str> = HashMap::new();
            for (name, list) in entries(LANGUAGES[0], class) {
                assert!(known.contains(&name.trim()), "{class}.{name} is no concept");
                for phrase in list.split('|') {
                    let phrase = phrase.trim();
                    assert!(!phrase.is_empty(), "{class}.{name} has an empty phrase");
                    let normal = super::super::heading(phrase).join(" ");
                    assert_eq!(normal, phrase, "{class}.{name}: not in normal form");
                    let before = seen.insert(phrase, name);
                    assert_eq!(before, None, "{class}: `{phrase}` stands twice");
                }
            }
            for id in known {
                assert!(entries(LANGUAGES[0], class).any(|(name, _)| name.trim() == id), "{class}.{id} has no words");
            }
        }
    }
}

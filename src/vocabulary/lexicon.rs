//! Looking words up: the data files, read once into a table from phrase to concept.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::OnceLock;

use super::concepts::{Column, OperationClass, Section};

/// Data files, one for each language.
const LANGUAGES: [&str; 1] = [include_str!("en.txt")];

/// Longest phrase, in words.
const PHRASE_WORDS: usize = 6;

/// Phrases of one class of concepts.
pub(super) struct Lexicon<C> {
    phrases: HashMap<String, C>,
}

impl<C: Copy + Eq + Hash> Lexicon<C> {
    fn of(class: &str, all: &[C], id: impl Fn(C) -> &'static str) -> Self {
        let mut phrases = HashMap::new();
        for (name, list) in LANGUAGES.iter().flat_map(|text| entries(text, class)) {
            if let Some(concept) = all.iter().copied().find(|concept| id(*concept) == name) {
                phrases.extend(list.split('|').map(|phrase| (phrase.trim().to_owned(), concept)));
            }
        }
        Self { phrases }
    }

    /// The concept of the longest phrase in the words; the first of equal ones.
    pub(super) fn longest(&self, words: &[String]) -> Option<C> {
        (1..=PHRASE_WORDS.min(words.len()))
            .rev()
            .find_map(|length| words.windows(length).find_map(|window| self.phrases.get(&window.join(" ")).copied()))
    }

    /// Every concept in the words, in the order of the text, each once.
    pub(super) fn all(&self, words: &[String]) -> Vec<C> {
        let mut found = Vec::new();
        for at in 0..words.len() {
            for length in 1..=PHRASE_WORDS.min(words.len() - at) {
                let concept = self.phrases.get(&words[at..at + length].join(" "));
                found.extend(concept.copied().filter(|concept| !found.contains(concept)));
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

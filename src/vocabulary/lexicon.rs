//! Looking words up: the data files, read once into a tree of words. A text is gone through once, word by word, whatever the
//! number of phrases.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use super::concepts::{Class, Concept};
use super::terms::{Found, Hit, says_something};
use super::token::{Token, tokens};

/// Data files, one for each language. Where two give one phrase different meanings of a class, the first one counts.
pub(super) const LANGUAGES: [(&str, &str); 7] = [
    ("en", include_str!("words/en.txt")),
    ("ja", include_str!("words/ja.txt")),
    ("fr", include_str!("words/fr.txt")),
    ("de", include_str!("words/de.txt")),
    ("es", include_str!("words/es.txt")),
    ("pt", include_str!("words/pt.txt")),
    ("zh", include_str!("words/zh.txt")),
];

/// Phrases and what they mean.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// From a node and the word behind it to the next node. What is asked of a node stands where it is found, since looking
    /// elsewhere costs more than all else. Node 0 is where every phrase begins.
    next: HashMap<u64, Node, BuildHasherDefault<Plain>>,
    /// What phrases mean besides, that mean more than one thing.
    further: Vec<Vec<Sense>>,
    /// A bit for the hash of each first word: most words of a text begin no phrase, and need no look into the tree.
    begins: Vec<u64>,
}

/// Groups of 64 bits: enough that few words share the bit of another.
const GROUPS: usize = 4096;

/// The group and the bit of a word.
fn bit(token: Token) -> (usize, u64) {
    let mixed = token.hash ^ (token.hash >> 32);
    ((mixed >> 6) as usize % GROUPS, 1 << (mixed & 63))
}

/// The end of a phrase, or the begin of a longer one.
#[derive(Clone, Copy, Debug)]
struct Node {
    number: u32,
    /// How much the phrase says that ends here.
    weight: u32,
    /// A bit for the hash of each word that goes on from here.
    goes_on: u64,
    /// What that phrase means.
    first: Option<Sense>,
    /// Index of what it means besides, from one.
    further: u32,
}

/// What a phrase means.
#[derive(Clone, Copy, Debug)]
struct Sense {
    concept: Concept,
    /// Only where nothing stands beside the phrase: `=data` is a date in a Portuguese table, and no date in "Data migration".
    alone: bool,
}

/// The keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Phrases that are still being followed: no phrase of the data has more words.
const OPEN: usize = 24;

/// A phrase that is being followed.
#[derive(Clone, Copy, Default)]
struct Trail {
    node: u32,
    start: u32,
    word: u32,
    goes_on: u64,
}

impl Lexicon {
    /// The words of every language that is known.
    pub fn standard() -> &'static Self {
        static STANDARD: OnceLock<Lexicon> = OnceLock::new();
        STANDARD.get_or_init(|| LANGUAGES.iter().fold(Self::empty(), |lexicon, (_, text)| lexicon.and(text)))
    }

    fn empty() -> Self {
        Self { begins: vec![0; GROUPS], ..Self::default() }
    }

    /// The same with the phrases of a further data file.
    fn and(mut self, text: &str) -> Self {
        for (class, id, phrase) in phrases(text) {
            if let Some(concept) = class.concept(id) {
                self.add(phrase, concept);
            }
        }
        self
    }

    /// The same with further phrases, each under `class.concept` as in the data files; names that are unknown are given back.
    pub fn with(&self, additions: &BTreeMap<String, Vec<String>>) -> (Self, Vec<String>) {
        let mut lexicon = self.clone();
        let mut unknown = Vec::new();
        for (name, list) in additions {
            match named(name) {
                Some(concept) => list.iter().for_each(|phrase| lexicon.add(phrase, concept)),
                None => unknown.push(name.clone()),
            }
        }
        (lexicon, unknown)
    }

    fn add(&mut self, phrase: &str, concept: Concept) {
        let mut at: Option<(u64, u32)> = None;
        let mut weight = 0;
        for token in tokens(phrase) {
            weight += token.weight();
            let (group, bit) = bit(token);
            match at.and_then(|(before, _)| self.next.get_mut(&before)) {
                Some(before) => before.goes_on |= bit,
                None => self.begins.get_mut(group).into_iter().for_each(|group| *group |= bit),
            }
            let key = key(at.map_or(0, |(_, number)| number), token);
            let number = self.next.len() as u32 + 1;
            let node = self.next.entry(key).or_insert(Node { number, weight: 0, goes_on: 0, first: None, further: 0 });
            at = Some((key, node.number));
        }
        let Some(node) = at.and_then(|(key, _)| self.next.get_mut(&key)) else { return };
        node.weight = weight;
        // A word may turn a sentence in several ways; a section is about one thing.
        let taken = |known: &Sense| match concept.class() {
            Class::Word => known.concept == concept,
            class => known.concept.class() == class,
        };
        let sense = Sense { concept, alone: phrase.starts_with('=') };
        let Some(first) = node.first else {
            node.first = Some(sense);
            return;
        };
        if node.further == 0 {
            self.further.push(Vec::new());
            node.further = self.further.len() as u32;
        }
        let further = self.further.get_mut(node.further as usize - 1);
        if let Some(further) = further.filter(|further| !taken(&first) && !further.iter().any(taken)) {
            further.push(sense);
        }
    }

    /// Adds the concepts of a text to `hits`, in the order of the text, the shorter phrase first.
    pub fn scan(&self, text: &str, hits: &mut Vec<Hit>) {
        let from = hits.len();
        let mut open = [Trail::default(); OPEN];
        let mut count = 0;
        for (word, token) in tokens(text).enumerate() {
            let word = word as u32;
            let (group, bit) = bit(token);
            let mut kept = 0;
            for at in 0..count {
                let trail = open[at];
                if trail.goes_on & bit != 0
                    && let Some(next) = self.next.get(&key(trail.node, token))
                {
                    self.note(text, next, trail, token, word, hits);
                    // A phrase that nothing can make longer is not followed on.
                    if next.goes_on != 0 {
                        open[kept] = Trail { node: next.number, goes_on: next.goes_on, ..trail };
                        kept += 1;
                    }
                }
            }
            count = kept;
            if count < OPEN
                && self.begins.get(group).is_some_and(|bits| bits & bit != 0)
                && let Some(first) = self.next.get(&key(0, token))
            {
                let trail = Trail { node: first.number, start: token.start, word, goes_on: first.goes_on };
                self.note(text, first, trail, token, word, hits);
                if first.goes_on != 0 {
                    open[count] = trail;
                    count += 1;
                }
            }
        }
        // A long phrase is found behind those inside it.
        let order = |hit: &Hit| (hit.start, hit.end);
        if let Some(own) = hits.get_mut(from..).filter(|own| !own.is_sorted_by_key(order)) {
            own.sort_by_key(order);
        }
    }

    fn note(&self, text: &str, node: &Node, trail: Trail, last: Token, word: u32, hits: &mut Vec<Hit>) {
        let Some(first) = &node.first else { return };
        let mut add = |sense: &Sense| {
            if !sense.alone || stands_alone(text, trail.start, last.end) {
                hits.push(Hit {
                    concept: sense.concept,
                    start: trail.start,
                    end: last.end,
                    word: trail.word,
                    words: word + 1 - trail.word,
                    weight: node.weight,
                });
            }
        };
        add(first);
        if let Some(further) = self.further.get((node.further as usize).wrapping_sub(1)) {
            further.iter().for_each(add);
        }
    }

    /// The concepts of a text that is looked at once.
    pub fn find(&self, text: &str) -> Found {
        let mut found = Found::default();
        self.scan(text, &mut found.hits);
        found
    }

    /// The concepts of a heading or of a column's name: its number and what stands in brackets say nothing (`5. Rolling
    /// Restart Strategy (12-Factor IX)`), unless nothing else is there.
    pub fn find_heading(&self, text: &str) -> Found {
        let mut found = self.find(text);
        let inside = brackets(text);
        let outside = |start: u32, end: u32| !inside.iter().any(|group| group.0 < end && start < group.1);
        if inside.is_empty() || !tokens(text).any(|token| outside(token.start, token.end)) {
            return found;
        }
        found.hits.retain(|hit| outside(hit.start, hit.end));
        found
    }
}

/// Whether nothing but a number before it and a bracket behind it stands beside a phrase.
fn stands_alone(text: &str, start: u32, end: u32) -> bool {
    let before = text.get(..start as usize).unwrap_or_default();
    let behind = text.get(end as usize..).unwrap_or_default().trim_start();
    !before.chars().rev().any(char::is_alphabetic) && (behind.starts_with(['(', '（', '[']) || !says_something(behind))
}

/// A heading or a key without the number before it and the brackets behind it: `5. Owner (role)` is `Owner`. The whole, if
/// nothing else is there.
pub fn bare(text: &str) -> &str {
    text.get(bare_range(text)).unwrap_or(text)
}

/// The same as bytes of the text.
pub fn bare_range(text: &str) -> Range<usize> {
    let end = brackets(text)
        .iter()
        .find(|group| !says_something(text.get(group.1 as usize..).unwrap_or_default()))
        .map_or(text.len(), |group| group.0 as usize);
    let kept = text.get(..end).unwrap_or(text);
    let number = |token: &Token| token.number && token.end - token.start <= 3;
    let start = tokens(kept).find(|token| !number(token)).map_or(0, |token| token.start as usize);
    let (inside, from) = kept.get(start..).map_or((kept, 0), |inside| (inside, start));
    if says_something(inside) { trimmed(inside, from) } else { trimmed(text, 0) }
}

/// A part of a text that begins at `from`, without the white space around it.
fn trimmed(part: &str, from: usize) -> Range<usize> {
    let start = from + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

fn key(node: u32, token: Token) -> u64 {
    token.hash ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// What stands in brackets, as bytes of the text.
pub(super) fn brackets(text: &str) -> Vec<(u32, u32)> {
    let mut groups = Vec::new();
    let (mut depth, mut from) = (0_u32, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '（' | '[' => {
                if depth == 0 {
                    from = at;
                }
                depth += 1;
            }
            ')' | '）' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    groups.push((from as u32, at as u32));
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        groups.push((from as u32, text.len() as u32));
    }
    groups
}

/// The concept `class.id`.
fn named(name: &str) -> Option<Concept> {
    let (class, id) = name.split_once('.')?;
    Class::ALL.iter().find(|known| known.id() == class)?.concept(id)
}

/// The phrases of a data file: lines `class.concept = phrase | phrase`. Anything else is a comment.
pub(super) fn phrases(text: &str) -> impl Iterator<Item = (Class, &str, &str)> {
    lines(text).flat_map(|(class, id, list)| {
        list.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()).map(move |phrase| (class, id, phrase))
    })
}

fn lines(text: &str) -> impl Iterator<Item = (Class, &str, &str)> {
    text.lines().filter_map(|line| {
        let (name, list) = line.split_once(" = ")?;
        let (class, id) = name.trim().split_once('.')?;
        let class = Class::ALL.into_iter().find(|known| known.id() == class)?;
        Some((class, id, list))
    })
}

#[cfg(test)]
mod tests {
    use super::super::concepts::{
        CheckClass, Column, Environment, Key, Meaning, Metric, Month, OperationClass, Section, Title, Unit, Word,
    };
    use super::*;

    #[test]
    fn every_line_of_the_data_names_a_concept() {
        for (language, text) in LANGUAGES {
            let mut seen = std::collections::BTreeSet::new();
            for line in text.lines().filter(|line| line.contains(" = ")) {
                let name = line.split(" = ").next().unwrap_or_default().trim();
                if name == "language.small" {
                    continue;
                }
                assert!(named(name).is_some(), "{language}: `{name}` is no concept");
                assert!(seen.insert(name), "{language}: `{name}` has two lines");
            }
        }
    }

    #[test]
    fn a_phrase_means_one_thing_in_each_class() {
        for (language, text) in LANGUAGES {
            let mut seen: BTreeMap<(Class, Vec<u64>), &str> = BTreeMap::new();
            for (class, id, phrase) in phrases(text) {
                if class == Class::Word {
                    continue;
                }
                let words: Vec<u64> = tokens(phrase).map(|token| token.hash).collect();
                assert!(!words.is_empty(), "{language}: {}.{id} has a phrase without words", class.id());
                assert!(words.len() <= OPEN, "{language}: `{phrase}` is too long");
                // Chinese may give a word in both its ways of writing.
                let before = seen.insert((class, words), id).filter(|before| language != "zh" || *before != id);
                assert_eq!(before, None, "{language}: `{phrase}` of {}.{id} stands twice", class.id());
            }
        }
    }

    #[test]
    fn every_language_has_words_for_what_documents_hold() {
        fn ids<C: Meaning>() -> impl Iterator<Item = (Class, &'static str)> {
            C::EVERY.iter().map(|concept| (C::CLASS, concept.name()))
        }
        for (language, text) in LANGUAGES {
            let own: BTreeMap<(Class, &str), &str> =
                phrases(text).map(|(class, id, phrase)| ((class, id), phrase)).collect();
            let wanted = ids::<Section>().chain(ids::<Column>()).chain(ids::<Title>()).chain(ids::<Key>());
            let wanted = wanted.chain(ids::<OperationClass>()).chain(ids::<Unit>());
            let wanted = wanted.chain(ids::<CheckClass>()).chain(ids::<Metric>());
            for (class, id) in wanted.chain(ids::<Month>()).chain(ids::<Environment>()) {
                assert!(own.contains_key(&(class, id)), "{language} has no word for {}.{id}", class.id());
            }
        }
    }

    #[test]
    fn some_phrases_count_only_alone() {
        let lexicon = Lexicon::standard();
        let column = |text: &str| lexicon.find_heading(text).of(text).longest::<Column>();
        assert_eq!(column("Data"), Some(Column::Date));
        assert_eq!(column("4. Data (UTC)"), Some(Column::Date));
        assert_eq!(column("Data source"), None);
        assert_eq!(column("Wer"), Some(Column::Owner));
    }

    #[test]
    fn the_longest_phrase_counts() {
        let lexicon = Lexicon::standard();
        let section = |text: &str| lexicon.find_heading(text).of(text).longest::<Section>();
        assert_eq!(section("5. Rolling Restart Strategy (12-Factor IX)"), Some(Section::Restart));
        assert_eq!(section("(Rollback)"), Some(Section::Rollback));
        assert_eq!(section("Weather"), None);
        let whole = |text: &str| lexicon.find(text).of(text).whole::<Column>();
        assert_eq!(whole(" Owner: "), Some(Column::Owner));
        assert_eq!(whole("the owner"), None);
    }

    #[test]
    fn headings_are_bared_of_number_and_brackets() {
        for (text, wanted) in [
            ("5. Owner (role)", "Owner"),
            ("9a.3 Disposability", "Disposability"),
            ("（担当）", "（担当）"),
            ("開始 (JST)", "開始"),
            ("2026", "2026"),
            ("Start (UTC) and end", "Start (UTC) and end"),
        ] {
            assert_eq!(bare(text), wanted);
        }
    }

    #[test]
    fn a_part_of_a_text_has_its_own_terms() {
        let text = "Approved. Not before Monday";
        let found = Lexicon::standard().find(text);
        let part = found.of(text).part(10..text.len());
        assert!(part.begins(Word::Not));
        assert!(part.has(Word::Before) && !part.has(Word::Approved));
        assert_eq!(part.first(Word::Before).map(|hit| part.behind(hit)), Some(" Monday"));
    }

    #[test]
    fn additions_join_the_words_that_are_known() {
        let additions = BTreeMap::from([
            ("section.rollback".to_owned(), vec!["Plan Z".to_owned()]),
            ("section.nothing".to_owned(), vec!["x".to_owned()]),
        ]);
        let (lexicon, unknown) = Lexicon::standard().with(&additions);
        assert_eq!(unknown, ["section.nothing"]);
        let text = "Our plan Z";
        assert_eq!(lexicon.find(text).of(text).longest::<Section>(), Some(Section::Rollback));
    }

    /// Phrases that other languages add to English headings and columns, and that may stay.
    const ALLOWED: [&str; 1] = ["Data"];

    /// Headings and table headers of the Markdown files below a folder.
    #[expect(clippy::disallowed_methods, reason = "a test reads its files")]
    fn names(folder: &std::path::Path, found: &mut Vec<String>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                names(&path, found);
                continue;
            }
            let Some(text) =
                path.extension().filter(|end| *end == "md").and_then(|_| std::fs::read_to_string(&path).ok())
            else {
                continue;
            };
            let lines: Vec<&str> = text.lines().collect();
            found.extend(
                lines
                    .iter()
                    .filter_map(|line| line.strip_prefix('#'))
                    .map(|line| line.trim_matches(['#', ' ']).to_owned()),
            );
            let headers = lines.windows(2).filter(|pair| pair[1].starts_with("|-") || pair[1].starts_with("| -"));
            found.extend(headers.flat_map(|pair| pair[0].split('|')).map(|cell| cell.trim().to_owned()));
        }
    }

    #[test]
    fn other_languages_change_nothing_in_english_documents() {
        let english = Lexicon::empty().and(LANGUAGES[0].1);
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        names(&root.join("examples"), &mut found);
        assert!(found.len() > 100, "the examples are read");
        names(&root.join("../shared/corpus"), &mut found);
        found.sort();
        found.dedup();
        let mut changed = Vec::new();
        for name in &found {
            let (one, all) = (english.find_heading(name), Lexicon::standard().find_heading(name));
            let (one, all) = (one.of(name), all.of(name));
            if (one.longest::<Section>(), one.longest::<Column>())
                != (all.longest::<Section>(), all.longest::<Column>())
                && !ALLOWED.contains(&name.as_str())
            {
                changed.push(format!("{name}: {:?} {:?}", all.longest::<Section>(), all.longest::<Column>()));
            }
        }
        assert_eq!(changed, [""; 0]);
    }
}

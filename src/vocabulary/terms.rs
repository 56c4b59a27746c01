//! What the words of a text mean: the concepts that stand in it, each with its place.

use super::concepts::{Concept, Meaning};
use super::lexicon::brackets;
use super::token::tokens;

/// A concept that stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which one.
    pub concept: Concept,
    /// First byte of its words in the text.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
    /// Index of its first word in the text.
    pub word: u32,
    /// How many words it takes.
    pub words: u32,
    /// How much the phrase says: a long one says more than a short one.
    pub(super) weight: u32,
}

impl Hit {
    /// How many words the phrase has; two letters of Chinese or Japanese count as one.
    pub fn length(&self) -> usize {
        self.weight.div_ceil(4) as usize
    }

    /// Whether another hit begins right behind this one.
    pub fn is_before(&self, next: &Self) -> bool {
        self.word + self.words == next.word
    }
}

/// A text and the concepts in it, in the order of the text.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    text: &'a str,
    hits: &'a [Hit],
    /// Where the text begins in the one that the hits were found in.
    offset: u32,
    /// Has the bit of each concept that stands here, and perhaps others: most questions need no look at the hits.
    bits: u64,
}

impl<'a> Terms<'a> {
    /// A text, and what was found in it.
    pub fn new(text: &'a str, hits: &'a [Hit]) -> Self {
        Self { text, hits, offset: 0, bits: u64::MAX }
    }

    /// A part of a text that begins at `offset`, what was found in that part, and the bits of it ([`bits`]).
    pub fn at(text: &'a str, hits: &'a [Hit], offset: u32, bits: u64) -> Self {
        Self { text, hits, offset, bits }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Everything that was found.
    pub fn hits(&self) -> &'a [Hit] {
        self.hits
    }

    /// The hits of one concept.
    pub fn of<C: Meaning>(&self, concept: C) -> impl Iterator<Item = &'a Hit> + use<'a, C> {
        let concept = concept.concept();
        let hits = if self.bits & concept.bit() == 0 { &[] } else { self.hits };
        hits.iter().filter(move |hit| hit.concept == concept)
    }

    /// The first hit of a concept.
    pub fn first<C: Meaning>(&self, concept: C) -> Option<&'a Hit> {
        self.of(concept).next()
    }

    /// Whether a concept stands in the text.
    pub fn has<C: Meaning>(&self, concept: C) -> bool {
        self.first(concept).is_some()
    }

    /// Whether one of these concepts stands in the text.
    pub fn has_any<C: Meaning>(&self, concepts: &[C]) -> bool {
        concepts.iter().any(|concept| self.has(*concept))
    }

    /// Whether the text begins with a concept.
    pub fn begins<C: Meaning>(&self, concept: C) -> bool {
        self.of(concept).any(|hit| self.begins_at(hit))
    }

    /// Whether a hit is the first thing that the text says.
    pub fn begins_at(&self, hit: &Hit) -> bool {
        // From the end: the word before is near.
        !self.before(hit).chars().rev().any(char::is_alphanumeric)
    }

    /// Whether the text ends with a concept.
    pub fn ends<C: Meaning>(&self, concept: C) -> bool {
        self.of(concept).any(|hit| !says_something(self.behind(hit)))
    }

    /// Whether a concept is all that the text says.
    pub fn is_only<C: Meaning>(&self, concept: C) -> bool {
        self.of(concept).any(|hit| self.begins_at(hit) && !says_something(self.behind(hit)))
    }

    /// The concept of a class whose phrase says most; the first of equal ones.
    pub fn longest<C: Meaning>(&self) -> Option<C> {
        let mut best: Option<(u32, C)> = None;
        for hit in self.hits {
            if let Some(concept) = C::of(hit.concept)
                && best.is_none_or(|(most, _)| hit.weight > most)
            {
                best = Some((hit.weight, concept));
            }
        }
        best.map(|(_, concept)| concept)
    }

    /// The same for a heading or the name of a column: what stands in brackets says nothing (`5. Rolling Restart Strategy
    /// (12-Factor IX)`), unless nothing else is there.
    pub fn heading<C: Meaning>(&self) -> Option<C> {
        let inside = if self.text.contains(['(', '（', '[']) { brackets(self.text) } else { Vec::new() };
        if inside.is_empty() {
            return self.longest();
        }
        let outside = |start: u32, end: u32| !inside.iter().any(|group| group.0 < end && start < group.1);
        if !tokens(self.text).any(|token| outside(token.start, token.end)) {
            return self.longest();
        }
        let kept: Vec<Hit> = self.hits.iter().copied().filter(|hit| outside(hit.start, hit.end)).collect();
        Terms { hits: &kept, ..*self }.longest()
    }

    /// Every concept of a class, in the order of the text, each once.
    pub fn all<C: Meaning>(&self) -> Vec<C> {
        let mut found = Vec::new();
        for concept in self.hits.iter().filter_map(|hit| C::of(hit.concept)) {
            if !found.contains(&concept) {
                found.push(concept);
            }
        }
        found
    }

    /// The concept of a class that is all that the text says.
    pub fn whole<C: Meaning>(&self) -> Option<C> {
        self.hits.iter().find_map(|hit| {
            let concept = C::of(hit.concept)?;
            (self.begins_at(hit) && !says_something(self.behind(hit))).then_some(concept)
        })
    }

    /// Whether all that the text says is this concept and numbers.
    pub fn covered<C: Meaning>(&self, concept: C) -> bool {
        let mut hits = self.of(concept).peekable();
        let mut to = 0;
        tokens(self.text).all(|token| {
            let (start, end) = (token.start + self.offset, token.end + self.offset);
            while let Some(hit) = hits.next_if(|hit| hit.start <= start) {
                to = to.max(hit.end);
            }
            token.number || end <= to
        })
    }

    /// The words of a hit, as they are written.
    pub fn word(&self, hit: &Hit) -> &'a str {
        let (start, end) = (hit.start.saturating_sub(self.offset), hit.end.saturating_sub(self.offset));
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The text before a hit.
    pub fn before(&self, hit: &Hit) -> &'a str {
        self.text.get(..(hit.start - self.offset) as usize).unwrap_or_default()
    }

    /// The text behind a hit.
    pub fn behind(&self, hit: &Hit) -> &'a str {
        self.text.get((hit.end - self.offset) as usize..).unwrap_or_default()
    }

    /// The same for a part of the text, given as bytes of it.
    #[must_use]
    pub fn part(&self, range: std::ops::Range<usize>) -> Self {
        let (start, end) = (self.offset + range.start as u32, self.offset + range.end as u32);
        let from = self.hits.partition_point(|hit| hit.start < start);
        let inside = self.hits.get(from..).unwrap_or_default();
        let count = inside.partition_point(|hit| hit.start < end);
        Self { text: self.text.get(range).unwrap_or_default(), hits: &inside[..count], offset: start, bits: self.bits }
    }
}

/// The bits of all concepts that were found.
pub fn bits(hits: &[Hit]) -> u64 {
    hits.iter().fold(0, |bits, hit| bits | hit.concept.bit())
}

pub(super) fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Found terms that own their hits: for text that is looked at once.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub(super) hits: Vec<Hit>,
}

impl Found {
    /// The terms of the text that these were found in.
    pub fn of<'a>(&'a self, text: &'a str) -> Terms<'a> {
        Terms::new(text, &self.hits)
    }
}

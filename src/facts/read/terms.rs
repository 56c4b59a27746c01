//! What the words of a document mean, found out once for all readers.

use crate::outline::{Block, Outline, Text};
use crate::vocabulary::{Hit, Lexicon, Meaning, Terms, Word};

/// The hits of every title, paragraph, item and cell of an outline.
pub(super) struct TermTable {
    /// Begin and length of each text, and which hits are its own; in the order of the document.
    texts: Vec<Entry>,
    hits: Vec<Hit>,
}

struct Entry {
    start: u32,
    length: u32,
    from: u32,
    to: u32,
}

impl TermTable {
    pub(super) fn new(outline: &Outline, lexicon: &Lexicon) -> Self {
        let mut table = Self { texts: Vec::new(), hits: Vec::new() };
        for section in &outline.sections {
            table.add(&section.title, lexicon);
            for block in &section.blocks {
                match block {
                    Block::Paragraph(paragraph) => table.add(&paragraph.text, lexicon),
                    Block::Item(item) => table.add(&item.text, lexicon),
                    Block::Table(part) => {
                        let cells = part.rows.iter().flat_map(|row| &row.cells);
                        part.header.iter().chain(cells).for_each(|cell| table.add(cell, lexicon));
                    }
                    Block::Code(_) => {}
                }
            }
        }
        // Blocks of some formats do not come in the order of the text.
        table.texts.sort_by_key(|entry| (entry.start, entry.length));
        table
    }

    fn add(&mut self, text: &Text, lexicon: &Lexicon) {
        if text.plain.is_empty() {
            return;
        }
        let from = self.hits.len() as u32;
        lexicon.scan(&text.plain, &mut self.hits);
        self.texts.push(Entry {
            start: text.span.start,
            length: text.plain.len() as u32,
            from,
            to: self.hits.len() as u32,
        });
    }

    /// Whether any text of the document holds a word of this sense.
    pub(super) fn has(&self, word: Word) -> bool {
        self.hits.iter().any(|hit| hit.concept == word.concept())
    }

    /// The terms of a text of the document; none for a text that is no title, paragraph, item or cell of it.
    pub(super) fn of<'t>(&'t self, text: &'t Text) -> Terms<'t> {
        let key = (text.span.start, text.plain.len() as u32);
        let found = self.texts.binary_search_by_key(&key, |entry| (entry.start, entry.length));
        let hits = found
            .ok()
            .and_then(|at| self.texts.get(at))
            .and_then(|entry| self.hits.get(entry.from as usize..entry.to as usize));
        Terms::new(&text.plain, hits.unwrap_or_default())
    }
}

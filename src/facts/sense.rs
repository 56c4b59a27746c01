//! What the words of a source mean, found out once for the classifier and all readers.

use std::rc::Rc;

use crate::outline::{Block, Outline, Table, Text};
use crate::vocabulary::{self, Column, Hit, Key, Lexicon, Meaning, Section, Terms, Word};

/// The sense of an outline's titles, columns, keys and words.
pub(super) struct Sense {
    /// What each section is about by its own title.
    pub(super) subjects: Vec<Option<Section>>,
    /// What the columns of each table hold, in the order of the tables.
    pub(super) columns: Vec<Rc<[Option<Column>]>>,
    /// What each `Key: value` line's key names, in the order of the lines.
    pub(super) keys: Vec<KeySense>,
    /// Begin and length of each title, paragraph, item and cell, and which hits are its own; in the order of the document.
    texts: Vec<Entry>,
    hits: Vec<Hit>,
}

/// What the key of a line means.
#[derive(Clone, Copy)]
pub(super) struct KeySense {
    /// What the whole key names.
    pub(super) key: Option<Key>,
    /// What the key would mean as the name of a column.
    pub(super) column: Option<Column>,
}

impl KeySense {
    fn of(key: &str, lexicon: &Lexicon) -> Self {
        let bare = vocabulary::bare(key);
        let found = lexicon.find(bare);
        let terms = found.of(bare);
        Self { key: terms.whole(), column: terms.longest() }
    }
}

struct Entry {
    start: u32,
    length: u32,
    from: u32,
    to: u32,
}

impl Sense {
    /// Goes through an outline once.
    pub(super) fn of(outline: &Outline, lexicon: &Lexicon) -> Self {
        let mut sense =
            Self { subjects: Vec::new(), columns: Vec::new(), keys: Vec::new(), texts: Vec::new(), hits: Vec::new() };
        for section in &outline.sections {
            let subject = sense.add_heading(&section.title, lexicon);
            sense.subjects.push(subject);
            sense.keys.extend(section.fields.iter().map(|field| KeySense::of(&field.key.plain, lexicon)));
            for block in &section.blocks {
                match block {
                    Block::Paragraph(paragraph) => sense.add(&paragraph.text, lexicon),
                    Block::Item(item) => sense.add(&item.text, lexicon),
                    Block::Table(table) => sense.add_table(table, lexicon),
                    Block::Code(_) => {}
                }
            }
        }
        // Blocks of some formats do not come in the order of the text.
        sense.texts.sort_by_key(|entry| (entry.start, entry.length));
        sense
    }

    fn add_table(&mut self, table: &Table, lexicon: &Lexicon) {
        let columns = table.header.iter().map(|name| self.add_heading(name, lexicon)).collect();
        self.columns.push(columns);
        table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.add(cell, lexicon));
    }

    fn add(&mut self, text: &Text, lexicon: &Lexicon) {
        if text.plain.is_empty() {
            return;
        }
        let from = self.hits.len() as u32;
        lexicon.scan(&text.plain, &mut self.hits);
        let (start, length) = (text.span.start, text.plain.len() as u32);
        self.texts.push(Entry { start, length, from, to: self.hits.len() as u32 });
    }

    /// The same for a title or the name of a column, which means one thing.
    fn add_heading<C: Meaning>(&mut self, text: &Text, lexicon: &Lexicon) -> Option<C> {
        let from = self.hits.len();
        self.add(text, lexicon);
        Terms::new(&text.plain, self.hits.get(from..).unwrap_or_default()).heading()
    }

    /// Whether any text of the document holds a word of this sense.
    pub(super) fn has(&self, word: Word) -> bool {
        self.hits.iter().any(|hit| hit.concept == word.concept())
    }

    /// The terms of a text of the document; none for a text that is no title, paragraph, item or cell of it.
    pub(super) fn terms<'t>(&'t self, text: &'t Text) -> Terms<'t> {
        let key = (text.span.start, text.plain.len() as u32);
        let found = self.texts.binary_search_by_key(&key, |entry| (entry.start, entry.length));
        let hits = found
            .ok()
            .and_then(|at| self.texts.get(at))
            .and_then(|entry| self.hits.get(entry.from as usize..entry.to as usize));
        Terms::new(&text.plain, hits.unwrap_or_default())
    }
}

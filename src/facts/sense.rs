//! What the words of a source mean, found out once for the classifier and all readers.

use std::cell::Cell;
use std::rc::Rc;

use super::sentences;
use crate::outline::{Block, Field, Outline, Table, Text};
use crate::vocabulary::{
    self, Column, Environment, Hit, Key, Lexicon, Meaning, Section, Terms, Word, Written, written_as,
};

/// The sense of an outline's titles, columns, keys and words.
pub(super) struct Sense {
    /// What each section is about by its own title.
    pub(super) subjects: Vec<Option<Section>>,
    /// What the columns of each table hold, in the order of the tables.
    pub(super) columns: Vec<Rc<[Option<Column>]>>,
    /// The columns of each table that are named after an environment: index and normal name.
    pub(super) environments: Vec<Rc<[NamedColumn]>>,
    /// What each `Key: value` line says, in the order of the lines.
    pub(super) fields: Vec<FieldSense>,
    /// Begin and length of each title, paragraph, item and cell, and which hits are its own; in the order of the document.
    texts: Vec<Entry>,
    hits: Vec<Hit>,
    /// The sentences of the texts, in the same order.
    sentences: Vec<Cut>,
    /// A bit for each concept of class `Word` that stands somewhere.
    words: [u64; WORDS],
    /// For each block of bytes of the source the index of the first text that begins there or behind it.
    near: Vec<u32>,
    /// The text that was asked for last.
    last: Cell<usize>,
}

/// Bytes of a block, as a power of two: few texts begin in one.
const BLOCK: u32 = 6;

/// Groups of bits that hold one for every word.
const WORDS: usize = Word::ALL.len().div_ceil(64);

/// A column that is named after an environment: its index, and the normal name.
pub(super) type NamedColumn = (usize, &'static str);

/// What a `Key: value` line means.
#[derive(Clone, Copy)]
pub(super) struct FieldSense {
    /// What the whole key names.
    pub(super) key: Option<Key>,
    /// What the key would mean as the name of a column.
    pub(super) column: Option<Column>,
    named: (u32, u32),
    said: (u32, u32),
}

struct Entry {
    start: u32,
    length: u32,
    hits: (u32, u32),
    sentences: (u32, u32),
    bits: u64,
    written: Written,
}

/// A sentence: its bytes in the text, and its own hits among those of the document.
#[derive(Clone, Copy)]
struct Cut {
    bytes: (u32, u32),
    hits: (u32, u32),
    bits: u64,
}

impl Sense {
    /// Goes through an outline once.
    pub(super) fn of(outline: &Outline, lexicon: &Lexicon) -> Self {
        let sections = &outline.sections;
        let (mut blocks, mut fields, mut cells, mut tables) = (0, 0, 0, 0);
        for section in sections {
            (blocks, fields) = (blocks + section.blocks.len(), fields + section.fields.len());
            for block in &section.blocks {
                if let Block::Table(table) = block {
                    tables += 1;
                    cells += table.header.len() + table.rows.iter().map(|row| row.cells.len()).sum::<usize>();
                }
            }
        }
        let texts = sections.len() + blocks + cells;
        let mut sense = Self {
            subjects: Vec::with_capacity(sections.len()),
            columns: Vec::with_capacity(tables),
            environments: Vec::with_capacity(tables),
            fields: Vec::with_capacity(fields),
            texts: Vec::with_capacity(texts),
            hits: Vec::with_capacity(texts * 3),
            sentences: Vec::with_capacity(texts + blocks / 2),
            words: [0; WORDS],
            near: Vec::new(),
            last: Cell::new(0),
        };
        for section in &outline.sections {
            let subject = sense.add_heading(&section.title, lexicon);
            sense.subjects.push(subject);
            section.fields.iter().for_each(|field| sense.add_field(field, lexicon));
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
        let order = |entry: &Entry| (entry.start, entry.length);
        if !sense.texts.is_sorted_by_key(order) {
            sense.texts.sort_by_key(order);
        }
        sense.hits.shrink_to_fit();
        sense.sentences.shrink_to_fit();
        sense.near = near(&sense.texts);
        sense
    }

    fn add_table(&mut self, table: &Table, lexicon: &Lexicon) {
        let mut environments = Vec::new();
        let mut columns = Vec::with_capacity(table.header.len());
        for (index, name) in table.header.iter().enumerate() {
            let from = self.hits.len();
            let column = self.add_heading(name, lexicon);
            let own = self.hits.get(from..).unwrap_or_default();
            let may_name = own.iter().any(|hit| Environment::of(hit.concept).is_some());
            if may_name && !matches!(column, Some(Column::Variable | Column::Component)) {
                environments.extend(vocabulary::environment(&name.plain).map(|environment| (index, environment)));
            }
            columns.push(column);
        }
        self.columns.push(columns.into());
        self.environments.push(environments.into());
        table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.add(cell, lexicon));
    }

    fn add(&mut self, text: &Text, lexicon: &Lexicon) {
        if text.plain.is_empty() {
            return;
        }
        let first = self.hits.len();
        lexicon.scan(&text.plain, &mut self.hits);
        let own = self.hits.get(first..).unwrap_or_default();
        for hit in own {
            if let Some(at) = Word::of(hit.concept).map(|word| word as usize) {
                self.words[at / 64] |= 1 << (at % 64);
            }
        }
        let written = written_as(&Terms::new(&text.plain, own));
        let from = self.sentences.len() as u32;
        let mut at = 0;
        sentences::each(&text.plain, |range| {
            let (start, end) = (range.start as u32, range.end as u32);
            let count = |hits: &[Hit], end: u32| hits.iter().take_while(|hit| hit.start < end).count();
            let rest = |at: usize| own.get(at..).unwrap_or_default();
            let from = at + count(rest(at), start);
            at = from + count(rest(from), end);
            let bits = vocabulary::bits(own.get(from..at).unwrap_or_default());
            self.sentences.push(Cut { bytes: (start, end), hits: ((first + from) as u32, (first + at) as u32), bits });
        });
        self.texts.push(Entry {
            start: text.span.start,
            length: text.plain.len() as u32,
            hits: (first as u32, self.hits.len() as u32),
            sentences: (from, self.sentences.len() as u32),
            bits: vocabulary::bits(own),
            written,
        });
    }

    fn add_field(&mut self, field: &Field, lexicon: &Lexicon) {
        let (key, value) = (&field.key.plain, &field.value.plain);
        let from = self.hits.len();
        lexicon.scan(key, &mut self.hits);
        let behind = self.hits.len();
        lexicon.scan(value, &mut self.hits);
        let name = Terms::new(key, self.hits.get(from..behind).unwrap_or_default()).part(vocabulary::bare_range(key));
        let (key, column) = (name.whole(), name.longest());
        let (named, said) = ((from as u32, behind as u32), (behind as u32, self.hits.len() as u32));
        self.fields.push(FieldSense { key, column, named, said });
    }

    /// The terms of a line's key.
    pub(super) fn named<'t>(&'t self, field: &'t Field, sense: &FieldSense) -> Terms<'t> {
        Terms::new(&field.key.plain, self.own(sense.named))
    }

    /// The terms of a line's value.
    pub(super) fn said<'t>(&'t self, field: &'t Field, sense: &FieldSense) -> Terms<'t> {
        Terms::new(&field.value.plain, self.own(sense.said))
    }

    /// The same for a title or the name of a column, which means one thing.
    fn add_heading<C: Meaning>(&mut self, text: &Text, lexicon: &Lexicon) -> Option<C> {
        let from = self.hits.len();
        self.add(text, lexicon);
        if let Some(head) = undated(&text.plain) {
            return vocabulary::find(head).of(head).heading();
        }
        Terms::new(&text.plain, self.hits.get(from..).unwrap_or_default()).heading()
    }

    /// Whether any text of the document holds a word of this sense.
    pub(super) fn has(&self, word: Word) -> bool {
        let at = word as usize;
        self.words[at / 64] & (1 << (at % 64)) != 0
    }

    /// Whether any text or line of the document holds what a column is named after.
    pub(super) fn names(&self, column: Column) -> bool {
        self.hits.iter().any(|hit| hit.concept == column.concept())
    }

    /// The terms of a text of the document; none for a text that is no title, paragraph, item or cell of it.
    pub(super) fn terms<'t>(&'t self, text: &'t Text) -> Terms<'t> {
        let (hits, bits) = self.entry(text).map_or((&[][..], 0), |entry| (self.own(entry.hits), entry.bits));
        Terms::at(&text.plain, hits, 0, bits)
    }

    /// The sentences of a text of the document.
    pub(super) fn sentences<'t>(&'t self, text: &'t Text) -> impl Iterator<Item = Terms<'t>> {
        let cuts = self.entry(text).and_then(|entry| slice(&self.sentences, entry.sentences));
        cuts.unwrap_or_default().iter().filter_map(|cut| {
            let bytes = cut.bytes.0 as usize..cut.bytes.1 as usize;
            Some(Terms::at(text.plain.get(bytes)?, self.own(cut.hits), cut.bytes.0, cut.bits))
        })
    }

    /// What kind of statement a text of the document makes.
    pub(super) fn written(&self, text: &Text) -> Written {
        self.entry(text).map_or(Written::Blank, |entry| entry.written)
    }

    fn own(&self, hits: (u32, u32)) -> &[Hit] {
        slice(&self.hits, hits).unwrap_or_default()
    }

    fn entry(&self, text: &Text) -> Option<&Entry> {
        if text.plain.is_empty() {
            return None;
        }
        let key = (text.span.start, text.plain.len() as u32);
        let is_it = |at: &usize| self.texts.get(*at).is_some_and(|entry| (entry.start, entry.length) == key);
        // Readers go through a document from its begin to its end.
        let last = self.last.get();
        let near = [last, last + 1].into_iter().find(is_it);
        let search = || {
            let block = (key.0 >> BLOCK) as usize;
            let (from, to) = (*self.near.get(block)? as usize, *self.near.get(block + 1)? as usize);
            let own = self.texts.get(from..to)?;
            Some(from + own.binary_search_by_key(&key, |entry| (entry.start, entry.length)).ok()?)
        };
        let at = near.or_else(search)?;
        self.last.set(at);
        self.texts.get(at)
    }
}

/// Where to look for the texts of each block of bytes.
fn near(texts: &[Entry]) -> Vec<u32> {
    let Some(last) = texts.last() else { return Vec::new() };
    let blocks = (last.start >> BLOCK) as usize + 1;
    let mut near = Vec::with_capacity(blocks + 1);
    for (index, entry) in texts.iter().enumerate() {
        let block = (entry.start >> BLOCK) as usize;
        if near.len() <= block {
            near.resize(block + 1, index as u32);
        }
    }
    near.resize(blocks + 1, texts.len() as u32);
    near
}

fn slice<T>(list: &[T], range: (u32, u32)) -> Option<&[T]> {
    list.get(range.0 as usize..range.1 as usize)
}

/// What stands before `— added 2026-06-02` in a heading: when it was written says nothing of its subject.
fn undated(text: &str) -> Option<&str> {
    /// Words behind the dash.
    const FEW: usize = 4;
    let (head, tail) = text.rsplit_once(['—', '–']).or_else(|| text.rsplit_once(" - "))?;
    let date = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_ascii_digit());
        word.len() == 10 && word.bytes().all(|byte| byte.is_ascii_digit() || b"-./".contains(&byte))
    };
    let dated = tail.split_whitespace().any(date) && tail.split_whitespace().count() <= FEW;
    Some(head).filter(|head| dated && head.contains(char::is_alphabetic))
}

//! A source while facts are read from it.

use std::cell::OnceCell;

use super::grid::Grid;
use super::ids::Ids;
use super::{Kind, Phrase, Place, Said, classify, environments};
use crate::dossier::{Source, SourceId};
use crate::facts::sense::Sense;
use crate::outline::{Block, Field, Outline, Section as Part, Span, Text};
use crate::vocabulary::{self, Column, Key, Section, Terms, Word, Written};

/// One source with its outline, its kind, and what its sections are about.
pub(super) struct Doc<'a> {
    pub(super) id: SourceId,
    pub(super) source: &'a Source,
    pub(super) outline: &'a Outline,
    pub(super) kind: Kind,
    /// Prefixes of ids.
    pub(super) ids: &'a Ids<'a>,
    /// Subject of each section: its own, or that of the nearest section above that has one.
    topics: Vec<Option<Section>>,
    /// Its tables: many readers ask for them, and what their columns mean is found out once.
    grids: Vec<Grid<'a>>,
    /// Its `Key: value` lines, and what their keys mean.
    lines: Vec<Line<'a>>,
    /// The environment that its path names, once this was asked.
    environment: OnceCell<Option<&'static str>>,
    /// Its title.
    title: Option<&'a Text>,
    sense: &'a Sense,
}

/// A `Key: value` line.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) field: &'a Field,
    /// Index of its section.
    pub(super) section: usize,
    /// What the whole key names.
    pub(super) key: Option<Key>,
    /// What the key would mean as the name of a column.
    pub(super) column: Option<Column>,
    /// The words of the key.
    pub(super) named: Terms<'a>,
    /// The words of the value.
    pub(super) said: Terms<'a>,
}

/// A sentence of running text.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'d> {
    /// Its words and what they mean.
    pub(super) terms: Terms<'d>,
    /// The text that it is part of.
    pub(super) at: Place,
}

impl<'d> Sentence<'d> {
    pub(super) fn text(&self) -> &'d str {
        self.terms.text()
    }

    pub(super) fn phrase(&self) -> Phrase {
        Said { value: self.text().to_owned(), at: self.at }
    }
}

impl<'a> Doc<'a> {
    pub(super) fn new(
        id: SourceId,
        source: &'a Source,
        outline: &'a Outline,
        sense: &'a Sense,
        kind: Kind,
        ids: &'a Ids<'a>,
    ) -> Self {
        let mut topics: Vec<Option<Section>> = Vec::with_capacity(outline.sections.len());
        for (section, own) in outline.sections.iter().zip(&sense.subjects) {
            // The title names the document, not what stands below each of its headings.
            let inherited =
                section.parent.filter(|parent| outline.sections[*parent].level > 1).and_then(|parent| topics[parent]);
            // "Steps" below a heading about going back are those of the way back.
            let back = inherited == Some(Section::Rollback)
                && *own == Some(Section::Steps)
                && section.parent.is_some_and(|parent| {
                    let above = &outline.sections[parent].title;
                    !sense.terms(above).has(Word::Release) && !sense.terms(&section.title).has(Word::Release)
                });
            topics.push(if back { inherited } else { own.or(inherited) });
        }
        let tables = outline.sections.iter().enumerate().flat_map(|(index, section)| {
            section.blocks.iter().filter_map(move |block| match block {
                Block::Table(table) => Some((index, table)),
                _ => None,
            })
        });
        let mut grids = Vec::with_capacity(sense.columns.len());
        grids.extend(tables.zip(sense.columns.iter().zip(&sense.environments)).map(
            |((index, table), (columns, environments))| {
                Grid::new(id, table, index, topics[index], columns.clone(), environments.clone())
            },
        ));
        let fields = outline
            .sections
            .iter()
            .enumerate()
            .flat_map(|(section, part)| part.fields.iter().map(move |field| (section, field)));
        let mut lines = Vec::with_capacity(sense.fields.len());
        lines.extend(fields.zip(&sense.fields).map(|((section, field), known)| Line {
            field,
            section,
            key: known.key,
            column: known.column,
            named: sense.named(field, known),
            said: sense.said(field, known),
        }));
        Self {
            id,
            source,
            outline,
            kind,
            ids,
            topics,
            grids,
            lines,
            environment: OnceCell::new(),
            title: classify::title(outline),
            sense,
        }
    }

    /// Whether the source is one of these kinds.
    pub(super) fn is(&self, kinds: &[Kind]) -> bool {
        kinds.contains(&self.kind)
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place { source: self.id, span }
    }

    pub(super) fn phrase(&self, text: &Text) -> Phrase {
        Said { value: text.plain.clone(), at: self.place(text.span) }
    }

    /// What the words of the source mean.
    pub(super) fn sense(&self) -> &'a Sense {
        self.sense
    }

    /// What the words of a title, a paragraph, an item or a cell mean.
    pub(super) fn terms<'t>(&'t self, text: &'t Text) -> Terms<'t> {
        self.sense.terms(text)
    }

    /// Whether any title, paragraph, item or cell holds a word of this sense.
    pub(super) fn mentions(&self, word: Word) -> bool {
        self.sense.has(word)
    }

    /// The `Key: value` lines, in order.
    pub(super) fn lines(&self) -> &[Line<'a>] {
        &self.lines
    }

    /// The lines of a section.
    pub(super) fn lines_of(&self, section: usize) -> &[Line<'a>] {
        of_section(&self.lines, section, |line| line.section)
    }

    /// The value of the first line whose key says this and no more, if something is written there.
    pub(super) fn keyed(&self, key: Key) -> Option<Phrase> {
        let line = self.lines.iter().find(|line| line.key == Some(key))?;
        Some(self.phrase(&line.field.value)).filter(|value| !value.value.is_empty())
    }

    /// Running text and list items of a section, sentence by sentence, with what their words mean.
    pub(super) fn told<'d>(&'d self, section: &'d Part) -> impl Iterator<Item = Sentence<'d>> {
        let texts = section.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(&paragraph.text),
            Block::Item(item) => Some(&item.text),
            Block::Table(_) | Block::Code(_) => None,
        });
        texts.flat_map(|text| self.cut(text))
    }

    /// Those sentences of a section's running text and list items that hold a word.
    pub(super) fn telling<'d>(&'d self, section: &'d Part, word: Word) -> impl Iterator<Item = Sentence<'d>> {
        // Most texts do not hold it, and need not be cut.
        let blocks = if self.mentions(word) { &section.blocks[..] } else { &[] };
        let texts = blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(&paragraph.text),
            Block::Item(item) => Some(&item.text),
            Block::Table(_) | Block::Code(_) => None,
        });
        let holding = texts.filter(move |text| self.terms(text).has(word));
        holding.flat_map(|text| self.cut(text)).filter(move |sentence| sentence.terms.has(word))
    }

    /// The sentences of a text; each keeps the place of the whole.
    pub(super) fn cut<'d>(&'d self, text: &'d Text) -> impl Iterator<Item = Sentence<'d>> {
        let at = self.place(text.span);
        self.sense.sentences(text).map(move |terms| Sentence { terms, at })
    }

    /// The environment that the path names.
    pub(super) fn environment(&self) -> Option<&'static str> {
        *self.environment.get_or_init(|| environments::of_path(&self.source.path))
    }

    /// What the document calls itself.
    pub(super) fn title(&self) -> Option<&'a Text> {
        self.title
    }

    /// What section `index` is about.
    pub(super) fn topic(&self, index: usize) -> Option<Section> {
        self.topics.get(index).copied().flatten()
    }

    /// What section `index` is about by its own title.
    pub(super) fn subject(&self, index: usize) -> Option<Section> {
        self.sense.subjects.get(index).copied().flatten()
    }

    /// Indexes of the sections about a subject whose parent is about something else: the tops of its branches.
    pub(super) fn branches(&self, subject: Section) -> Vec<usize> {
        (0..self.outline.sections.len())
            .filter(|index| self.topic(*index) == Some(subject))
            .filter(|index| {
                let parent = self.outline.sections[*index].parent;
                parent.is_none_or(|parent| {
                    self.outline.sections[parent].level <= 1 || self.topic(parent) != Some(subject)
                })
            })
            .collect()
    }

    /// The sections about a subject.
    pub(super) fn about(&self, subject: Section) -> impl Iterator<Item = &'a Part> {
        self.outline
            .sections
            .iter()
            .zip(&self.topics)
            .filter(move |(_, topic)| **topic == Some(subject))
            .map(|(part, _)| part)
    }

    /// Every table, with the meaning of its columns.
    pub(super) fn grids(&self) -> impl Iterator<Item = Grid<'a>> {
        self.grids.iter().cloned()
    }

    /// The tables of a section.
    pub(super) fn grids_of(&self, section: usize) -> &[Grid<'a>] {
        of_section(&self.grids, section, |grid| grid.section)
    }

    /// Running text, list items and table rows of a section, one by one.
    pub(super) fn sentences(&self, section: &Part) -> Vec<Phrase> {
        section.blocks.iter().flat_map(|block| self.of_block(block)).collect()
    }

    pub(super) fn of_block(&self, block: &Block) -> Vec<Phrase> {
        match block {
            Block::Paragraph(paragraph) => self.split(&paragraph.text),
            Block::Item(item) => self.split(&item.text),
            Block::Table(table) => table
                .rows
                .iter()
                .map(|row| {
                    let cells: Vec<&str> = row.cells.iter().map(|cell| cell.plain.as_str()).collect();
                    Said { value: cells.join(" | "), at: self.place(row.span) }
                })
                .collect(),
            Block::Code(_) => Vec::new(),
        }
    }

    /// Splits running text at the ends of sentences; each keeps the place of the whole.
    pub(super) fn split(&self, text: &Text) -> Vec<Phrase> {
        self.cut(text).map(|sentence| sentence.phrase()).collect()
    }
}

/// Those of a section, of what stands in the order of the sections.
fn of_section<T>(all: &[T], section: usize, own: impl Fn(&T) -> usize) -> &[T] {
    let behind = all.get(all.partition_point(|one| own(one) < section)..).unwrap_or_default();
    behind.get(..behind.partition_point(|one| own(one) == section)).unwrap_or_default()
}

/// Whether a block says anything but placeholders.
pub(super) fn says_something(block: &Block, sense: &Sense) -> bool {
    let stated = |text: &Text| sense.written(text) == Written::Stated;
    match block {
        Block::Paragraph(paragraph) => stated(&paragraph.text),
        Block::Item(item) => stated(&item.text),
        Block::Table(table) => table.rows.iter().any(|row| row.cells.iter().any(stated)),
        Block::Code(code) => !code.text.trim().is_empty(),
    }
}

/// Whether a sentence of a block says something: what stands beside it may be left open.
pub(super) fn says_a_part(block: &Block, sense: &Sense) -> bool {
    let part = |text: &Text| sense.sentences(text).any(|own| vocabulary::written(own.text()) == Written::Stated);
    says_something(block, sense)
        || match block {
            Block::Paragraph(paragraph) => part(&paragraph.text),
            Block::Item(item) => part(&item.text),
            Block::Table(_) | Block::Code(_) => false,
        }
}

/// Whether a block only says "none".
pub(super) fn says_none(block: &Block) -> bool {
    let text = match block {
        Block::Paragraph(paragraph) => &paragraph.text.plain,
        Block::Item(item) => &item.text.plain,
        Block::Table(_) | Block::Code(_) => return false,
    };
    vocabulary::says_none(text)
}

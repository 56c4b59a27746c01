//! The body of a document: paragraphs, lists, tables, in order.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::super::blocks::Block;
use super::super::xml::{first, name, number, switch, value};
use super::inline::{Inline, check_box};
use super::numbering::{LEVELS, Level, Numbering};
use super::styles::{Role, Styles};
use super::table;
use crate::policy::Limits;

/// Reads a document part into blocks.
pub(super) struct Reader<'s> {
    styles: &'s Styles,
    numbering: &'s Numbering,
    pub(super) limits: &'s Limits,
    /// The blocks so far.
    pub(super) found: Vec<Block>,
    /// The names of the notes that are referred to.
    pub(super) notes: BTreeSet<String>,
    /// How many pictures were passed over.
    pub(super) pictures: usize,
    /// How far each list has counted, by its id.
    counted: BTreeMap<String, [u64; LEVELS]>,
    /// Whether the document has a title of its own.
    titled: bool,
}

impl<'s> Reader<'s> {
    pub(super) fn new(styles: &'s Styles, numbering: &'s Numbering, limits: &'s Limits) -> Self {
        Self {
            styles,
            numbering,
            limits,
            found: Vec::new(),
            notes: BTreeSet::new(),
            pictures: 0,
            counted: BTreeMap::new(),
            titled: false,
        }
    }

    /// Reads what stands in the body, a cell, a box or a note.
    pub(super) fn blocks(&mut self, parent: Node<'_, '_>) {
        for child in parent.children() {
            match name(child) {
                "p" => self.paragraph(child),
                "tbl" => table::read(self, child),
                "sdt" => {
                    // Word's own table of contents repeats the headings.
                    let gallery = first(child, "sdtPr").and_then(|properties| first(properties, "docPartObj"));
                    let contents = gallery.and_then(|part| value(part, "docPartGallery"));
                    if contents != Some("Table of Contents")
                        && let Some(content) = first(child, "sdtContent")
                    {
                        self.blocks(content);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(child),
                "AlternateContent" => {
                    if let Some(choice) = first(child, "Choice").or_else(|| first(child, "Fallback")) {
                        self.blocks(choice);
                    }
                }
                _ => {}
            }
        }
    }

    /// The text of a cell or a note: its blocks, one on each line.
    pub(super) fn flat(&mut self, parent: Node<'_, '_>) -> String {
        let outer = std::mem::take(&mut self.found);
        self.blocks(parent);
        let inner = std::mem::replace(&mut self.found, outer);
        let lines: Vec<String> = inner.into_iter().map(line).filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }

    /// Puts the headings below the title, where the document has one.
    pub(super) fn finish_headings(&mut self) {
        for block in self.found.iter_mut().filter(|_| self.titled) {
            if let Block::Heading(level, _) = block {
                *level += 1;
            }
        }
    }

    fn paragraph(&mut self, paragraph: Node<'_, '_>) {
        let properties = first(paragraph, "pPr");
        let style = properties.and_then(|properties| value(properties, "pStyle")).unwrap_or_default();
        let own = properties.and_then(|properties| number::<usize>(first(properties, "outlineLvl")?, "val"));
        let role = own
            .filter(|level| *level < LEVELS)
            .map_or_else(|| self.styles.role(style), |level| Role::Heading(level + 1));
        let mut inline = Inline { bold: self.styles.bold(style), ..Inline::default() };
        inline.children(paragraph);
        self.pictures += inline.pictures;
        self.notes.append(&mut inline.notes.drain(..).collect());
        let text = inline.text.trim();
        match role {
            Role::Contents => {}
            Role::Code => self.found.extend(inline.text.lines().map(|line| Block::Code(line.to_owned()))),
            _ if text.is_empty() => {}
            Role::Title => {
                self.titled = true;
                // One above the headings, which are moved down at the end.
                self.found.push(Block::Heading(0, text.to_owned()));
            }
            Role::Heading(level) => self.found.push(Block::Heading(level, text.to_owned())),
            Role::List { .. } | Role::Text => {
                let item = self.item(properties, style, role);
                self.text(text, !inline.light, item);
            }
        }
        for part in inline.boxes {
            self.blocks(part);
        }
    }

    fn text(&mut self, text: &str, bold: bool, item: Option<(usize, Option<u64>)>) {
        let check = check_box(text);
        let checked = check.map(|(checked, _)| checked);
        let text = check.map_or(text, |(_, rest)| rest).to_owned();
        self.found.push(match item {
            Some((depth, number)) => Block::Item { depth, number, checked, text },
            None if checked.is_some() => Block::Item { depth: 0, number: None, checked, text },
            None => Block::Paragraph { text, bold },
        });
    }

    /// The level of a paragraph in its list, and its number if it has one.
    fn item(&mut self, properties: Option<Node<'_, '_>>, style: &str, role: Role) -> Option<(usize, Option<u64>)> {
        let own = properties.and_then(|properties| first(properties, "numPr"));
        let (given, level) = self.styles.list(style).unwrap_or(("", None));
        let list = own.and_then(|own| value(own, "numId")).unwrap_or(given).to_owned();
        let by_style = if let Role::List { level, .. } = role { Some(level) } else { None };
        let at = own.and_then(|own| number(first(own, "ilvl")?, "val")).or(level).unwrap_or_default().min(LEVELS - 1);
        let depth = by_style.unwrap_or(at);
        match self.numbering.level(&list, at) {
            Some(form) => Some((depth, form.ordered.then(|| self.count(list, at, form)))),
            None => match role {
                Role::List { ordered, .. } if list.is_empty() => {
                    let form = Level { ordered, start: 1 };
                    Some((depth, ordered.then(|| self.count(style.to_owned(), depth, form))))
                }
                _ => None,
            },
        }
    }

    /// The next number of a list at a level; the levels below begin again.
    fn count(&mut self, list: String, level: usize, form: Level) -> u64 {
        let counted = self.counted.entry(list).or_default();
        let Some(own) = counted.get_mut(level) else { return form.start };
        *own = if *own == 0 { form.start } else { own.saturating_add(1) };
        let number = *own;
        counted.iter_mut().skip(level + 1).for_each(|below| *below = 0);
        number
    }
}

/// A block as a line of a cell.
fn line(block: Block) -> String {
    match block {
        Block::Heading(_, text) | Block::Paragraph { text, .. } | Block::Code(text) | Block::Note(_, text) => text,
        Block::Item { number, checked, text, .. } => {
            let number = number.map_or_else(String::new, |number| format!("{number}. "));
            let tick = checked.map_or("", |checked| if checked { "☑ " } else { "☐ " });
            format!("{number}{tick}{text}")
        }
        Block::Table(table) => {
            let rows = table.rows.iter().map(|row| {
                let cells: Vec<&str> = row
                    .iter()
                    .filter_map(|cell| match cell {
                        super::super::blocks::Cell::Text(text) if !text.is_empty() => Some(text.as_str()),
                        _ => None,
                    })
                    .collect();
                cells.join(", ")
            });
            rows.collect::<Vec<_>>().join("\n")
        }
    }
}

/// Whether a switch of the table's or the row's properties is on.
pub(super) fn is_on(node: Node<'_, '_>, properties: &'static str, wanted: &'static str) -> bool {
    first(node, properties).and_then(|properties| switch(properties, wanted)).unwrap_or_default()
}

//! Names of variables and flags in the release notes and in what support reads.

use std::collections::BTreeSet;

use super::document::Doc;
use super::{Facts, Kind, Said};
use crate::facts::NameUse;
use crate::outline::{Block, Text};

/// Names of one document.
const MOST: usize = 512;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::ReleaseNotes, Kind::SupportRunbook, Kind::SupportBriefing, Kind::Faq]) {
        return;
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for section in &doc.outline.sections {
        let mut add = |plain: &str, at| {
            for name in named(plain) {
                if seen.len() < MOST && seen.insert(name.to_owned()) {
                    facts.names.push(NameUse { name: Said { value: name.to_owned(), at } });
                }
            }
        };
        let mut text = |text: &Text| add(&text.plain, doc.place(text.span));
        text(&section.title);
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => text(&paragraph.text),
                Block::Item(item) => text(&item.text),
                Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).for_each(&mut text),
                Block::Code(_) => {}
            }
        }
        for block in &section.blocks {
            if let Block::Code(code) = block {
                add(&code.text, doc.place(code.span));
            }
        }
    }
}

/// `EXPORT_MAX_ROWS`: capitals and digits with an underscore between them.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.split(move |letter: char| !part(letter)).filter(|word| {
        word.len() >= 4
            && word.trim_matches('_').contains('_')
            && word.starts_with(|first: char| first.is_ascii_uppercase())
            && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    })
}

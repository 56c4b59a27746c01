//! The legend of a table's owners: `Who: A = Anna (database), B = Ben (web)`.

use super::super::document::{Doc, Sentence};
use super::super::{Facts, Said};
use crate::facts::Contact;
use crate::outline::Block;
use crate::vocabulary::{self, Column};

/// Letters of a sign.
const SIGN: usize = 4;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let blocks = doc.outline.sections.iter().flat_map(|section| &section.blocks);
    let texts = blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(&paragraph.text),
        Block::Item(item) => Some(&item.text),
        Block::Table(_) | Block::Code(_) => None,
    });
    for text in texts.filter(|text| text.plain.matches(['=', '＝']).take(2).count() == 2) {
        let found = doc.cut(text).map(|sentence| legend(&sentence)).find(|found| found.len() >= 2);
        facts.contacts.extend(found.unwrap_or_default());
    }
}

/// Those that a sentence names behind a label such as "Who:".
fn legend(sentence: &Sentence<'_>) -> Vec<Contact> {
    let terms = sentence.terms;
    let labelled = terms.text().split_once([':', '：']);
    let labelled = labelled.filter(|(label, _)| vocabulary::column(label) == Some(Column::Owner));
    let entries = outside(labelled.map(|(_, rest)| rest).unwrap_or_default()).into_iter().map_while(|entry| {
        let (sign, who) = entry.split_once(['=', '＝'])?;
        let sign = sign.trim();
        let short = (1..=SIGN).contains(&sign.chars().count()) && sign.starts_with(char::is_uppercase);
        let name = who.split(['(', '（']).next()?.trim().trim_end_matches('.');
        let said = |value: &str| Said { value: value.to_owned(), at: sentence.at };
        let aside = who.split(['(', '（']).nth(1).and_then(|rest| rest.split([')', '）']).next()).map(str::trim);
        let role =
            aside.filter(|aside| !aside.is_empty()).map_or_else(|| sign.to_owned(), |aside| format!("{sign}: {aside}"));
        (short && !name.is_empty()).then(|| Contact {
            role: said(&role),
            on_call: None,
            name: Some(said(name)),
            reach: None,
            ways: Vec::new(),
            availability: None,
            escalate_after: None,
        })
    });
    entries.collect()
}

/// The parts of a text between commas that stand in no brackets.
fn outside(text: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            ',' | ';' | '、' | '，' | '；' if depth == 0 => {
                parts.extend(text.get(from..at));
                from = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.extend(text.get(from..));
    parts
}

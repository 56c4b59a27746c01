//! Whether each service binds its own port: two boxes, or a sentence.

use super::Said;
use crate::facts::read::document::{Doc, Sentence};
use crate::facts::{Facts, PortBinding, PortChoice};
use crate::outline::{Block, Item};
use crate::vocabulary::{self, Section, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for branch in doc.branches(Section::PortBinding) {
        let Some(top) = doc.outline.sections.get(branch) else { continue };
        let own = doc.outline.branch(branch).iter();
        let mut answer =
            PortBinding { title: doc.phrase(&top.title), choices: Vec::new(), told: None, decisions: Vec::new() };
        for part in own {
            for block in &part.blocks {
                if let Block::Item(item) = block {
                    answer.choices.extend(choice(doc, item));
                }
                let text = match block {
                    Block::Paragraph(paragraph) => Some(&paragraph.text),
                    Block::Item(item) if item.checked.is_none() => Some(&item.text),
                    _ => None,
                };
                if let Some(text) = text.filter(|_| answer.told.is_none()) {
                    answer.told = doc.cut(text).find(answers).map(|sentence| sentence.phrase());
                }
            }
            let text = doc.source.slice(part_span(part));
            answer.decisions.extend(vocabulary::ids(text, &doc.ids.decision));
        }
        facts.port_bindings.push(answer);
    }
}

/// From the first to the last block of a section.
fn part_span(part: &crate::outline::Section) -> crate::outline::Span {
    let spans = part.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.text.span,
        Block::Item(item) => item.text.span,
        Block::Table(table) => table.span,
        Block::Code(code) => code.span,
    });
    spans.reduce(crate::outline::Span::join).unwrap_or(part.title.span)
}

fn choice(doc: &Doc<'_>, item: &Item) -> Option<PortChoice> {
    let ticked = item.checked?;
    let terms = doc.terms(&item.text);
    let yes = terms.begins(Word::Yes).then_some(true).or_else(|| terms.begins(Word::No).then_some(false));
    Some(PortChoice { text: Said { value: item.text.plain.clone(), at: doc.place(item.text.span) }, ticked, yes })
}

/// Yes or no at the begin, or a port with its number or variable. A question is no answer.
fn answers(sentence: &Sentence<'_>) -> bool {
    let terms = sentence.terms;
    let asks = sentence.text().trim_end().ends_with(['?', '？']);
    let port = terms.has(Word::PortNoun)
        && (sentence.text().contains(|letter: char| letter.is_ascii_digit()) || sentence.text().contains("PORT"));
    !asks && (terms.begins(Word::Yes) || terms.begins(Word::No) || port)
}

//! Signatures that stand in no table: boxes, lines, sentences.

use std::collections::BTreeSet;

use super::super::dates;
use super::super::document::{Doc, Sentence};
use super::super::{Phrase, Said};
use super::{approval, approver, in_brackets, is_made};
use crate::facts::Approval;
use crate::outline::{Block, Field, Item, Section as Part, Span};
use crate::vocabulary::{self, DecisionWord, Word};

/// `[x] Change approved by A. Novak (Head of Engineering) on 2026-12-08`, wherever a plan says it.
pub(super) fn anywhere(doc: &Doc<'_>) -> Vec<Approval> {
    let mut found = Vec::new();
    for part in &doc.outline.sections {
        for block in &part.blocks {
            match block {
                Block::Item(item) if item.checked == Some(false) => {
                    let open = doc.cut(&item.text).filter(|sentence| sentence.terms.has(Word::ApprovedBy));
                    found.extend(open.filter_map(|sentence| unticked(sentence, doc.phrase(&item.text))));
                }
                Block::Item(item) => found.extend(by_somebody(doc.cut(&item.text))),
                Block::Paragraph(paragraph) => found.extend(by_somebody(doc.cut(&paragraph.text))),
                Block::Table(_) | Block::Code(_) => {}
            }
        }
    }
    found
}

fn by_somebody<'d>(sentences: impl Iterator<Item = Sentence<'d>>) -> impl Iterator<Item = Approval> {
    sentences.filter(|sentence| sentence.terms.has(Word::ApprovedBy)).filter_map(from_sentence)
}

fn unticked(sentence: Sentence<'_>, item: Phrase) -> Option<Approval> {
    let mut found = from_sentence(sentence)?;
    found.role = in_brackets(&item);
    found.decision = Some(Said { value: "unticked".to_owned(), at: item.at });
    found.decided = Some(DecisionWord::Pending);
    Some(found)
}

/// Lines `Role: Name, approved 2026-12-01`, ticked or not, else sentences.
pub(super) fn from_part(doc: &Doc<'_>, part: &Part) -> Vec<Approval> {
    let boxes = part.blocks.iter().filter_map(|block| match block {
        Block::Item(item) if item.checked.is_some() => Some(item),
        _ => None,
    });
    let ticked: Vec<Approval> = boxes.filter_map(|item| from_box(doc, item)).collect();
    let ticked_spans: BTreeSet<Span> = ticked.iter().map(|known| known.at.span).collect();
    let fields = part.fields.iter().filter(|field| !ticked_spans.contains(&field.value.span));
    let mut found: Vec<Approval> = fields.filter_map(|field| from_field(doc, field)).collect();
    found.extend(ticked);
    found.sort_by_key(|approval| approval.at);
    if found.is_empty() {
        found = doc.told(part).filter_map(from_sentence).collect();
    }
    found
}

/// `[x] Product Owner: A. Novak, 2026-12-01`, `[ ] Security Gatekeeper`.
fn from_box(doc: &Doc<'_>, item: &Item) -> Option<Approval> {
    let at = doc.place(item.text.span);
    let said = |value: &str| Said { value: value.trim().to_owned(), at };
    let (role, rest) = item.text.plain.split_once([':', '：', '—', '–']).unwrap_or((&item.text.plain, ""));
    let word = if item.checked? { "signed" } else { "unticked" };
    let date = dates::date(rest).map(|date| said(&date.to_string()));
    let mut found = approval(Some(said(role)), name_in(rest).map(|name| said(&name)), Some(said(word)), date, at);
    found.decided = Some(if item.checked? { DecisionWord::Approved } else { DecisionWord::Pending });
    Some(found)
}

/// `A. Novak, approved …`, `approved by A. Novak on …`: the person.
fn name_in(value: &str) -> Option<String> {
    let first = value.split([',', ';', '—', '–', '、', '，']).next().unwrap_or_default().trim();
    if !first.is_empty() && vocabulary::decision(first).is_none() && dates::date(first).is_none() {
        return Some(first.to_owned());
    }
    let found = vocabulary::find(value);
    approver(found.of(value)).map(str::to_owned)
}

/// `Approved by B. Novak (Product Owner) on 2026-12-01.` What is still to be decided is no decision.
fn from_sentence(sentence: Sentence<'_>) -> Option<Approval> {
    let text = sentence.text();
    let decided = vocabulary::decision(text)?;
    let date = dates::date(text);
    if sentence.terms.has(Word::Demand) || (is_made(Some(decided)) && date.is_none()) {
        return None;
    }
    let said = |value: &str| Said { value: value.trim().to_owned(), at: sentence.at };
    let name = approver(sentence.terms);
    let whole = sentence.phrase();
    let role = in_brackets(&whole).filter(|_| name.is_some());
    Some(approval(role, name.map(said), Some(whole), date.map(|date| said(&date.to_string())), sentence.at))
}

/// `Product Owner: A. Novak, approved 2026-12-01`.
fn from_field(doc: &Doc<'_>, field: &Field) -> Option<Approval> {
    let value = &field.value.plain;
    let decision = vocabulary::decision(value);
    let date = dates::date(value).map(|date| date.to_string());
    if decision.is_none() && date.is_none() && !value.contains("__") {
        return None;
    }
    let at = doc.place(field.value.span);
    let said = |value: String| Said { value, at };
    let name = name_in(value).map(said);
    Some(approval(Some(doc.phrase(&field.key)), name, decision.map(|_| said(value.clone())), date.map(said), at))
}

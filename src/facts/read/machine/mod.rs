//! Readers of what machines write: reports, lockfiles, logs. Data formats come as nodes of the outline. Text formats (TAP,
//! LCOV, `go.sum`, git logs …) are read here by line: no kept crate for them gives the places.

mod commit;
mod coverage;
mod csv;
mod dockerfile;
mod findings;
mod git;
mod materials;
mod measurements;
mod migrations;
mod number;
mod owners;
mod pipelines;
mod reports;

use super::document::Doc;
use super::{Facts, Phrase, Said};
use crate::facts::classify::machine::Schema;
use crate::outline::{Node, Span};

/// Reads a machine-written file.
pub(super) fn read(schema: Schema, doc: &Doc<'_>, facts: &mut Facts) {
    reports::read(schema, doc, facts);
    coverage::read(schema, doc, facts);
    findings::read(schema, doc, facts);
    materials::read(schema, doc, facts);
    measurements::read(schema, doc, facts);
    migrations::read(schema, doc, facts);
    pipelines::read(schema, doc, facts);
    match schema {
        Schema::Series => csv::read(doc, facts),
        Schema::Git => git::read(doc, facts),
        Schema::Owners => owners::read(doc, facts),
        Schema::Image => dockerfile::read(doc, facts),
        _ => {}
    }
}

/// Joins what several files say of one thing.
pub(super) fn join(facts: &mut Facts) {
    migrations::join(facts);
}

/// The lines of a text without their ends, each with the offset of its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = next;
        next += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// A part of a line that starts at `offset`, as a phrase; `part` must be a slice of `line`.
fn part(doc: &Doc<'_>, offset: usize, line: &str, part: &str) -> Phrase {
    let from = offset + (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize).min(line.len());
    let trimmed = part.trim();
    let from = from + (part.len() - part.trim_start().len());
    Said { value: trimmed.to_owned(), at: doc.place(Span::of(from..from + trimmed.len())) }
}

/// The scalar at the end of `keys`, with its place; nothing if it is empty.
fn said(doc: &Doc<'_>, node: &Node, keys: &[&str]) -> Option<Phrase> {
    let node = node.at(keys)?;
    let text = node.scalar().filter(|text| !text.trim().is_empty())?;
    Some(Said { value: text.to_owned(), at: doc.place(node.span) })
}

/// The text of an XML element, or the scalar itself.
fn content(doc: &Doc<'_>, node: &Node) -> Option<Phrase> {
    let inner = node.get("#text").unwrap_or(node);
    let text = inner.scalar().filter(|text| !text.trim().is_empty())?;
    Some(Said { value: text.to_owned(), at: doc.place(inner.span) })
}

/// The root element of an XML file, with its name.
fn root<'a>(doc: &Doc<'a>) -> Option<(&'a crate::outline::Text, &'a Node)> {
    doc.outline.nodes.first()?.pairs().first().map(|(name, node)| (name, node))
}

/// The first line that says something, at most 300 characters of it; the place stays that of the whole.
fn first_line(phrase: &Phrase) -> Phrase {
    let line = phrase.value.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    Said { value: line.chars().take(300).collect(), at: phrase.at }
}

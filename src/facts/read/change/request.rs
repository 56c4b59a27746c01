//! Requests for a change: id, type, priority, status, risk, links.

use super::super::document::Doc;
use super::super::{Facts, Kind, Phrase, Said};
use crate::facts::{ChangeClass, ChangeRequest};
use crate::outline::Block;
use crate::vocabulary::{self, Column, Key, Terms, Word};

/// Prefixes that change tools give besides: in running text they are too short to tell anything.
const SHORT: [&str; 2] = ["CO", "C"];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::ChangeRequest {
        return;
    }
    let Some(id) = id(doc) else { return };
    let kind = value(doc, Column::Category);
    facts.change_requests.push(ChangeRequest {
        class: kind.as_ref().and_then(|kind| class(&kind.value)),
        kind,
        priority: value(doc, Column::Severity),
        status: doc.keyed(Key::Status).or_else(|| value(doc, Column::Status)),
        risk: value(doc, Column::Exposure).or_else(|| value(doc, Column::RiskId)),
        links: links(doc),
        id,
    });
}

/// In the title, in a line, or in the file's name.
fn id(doc: &Doc<'_>) -> Option<Phrase> {
    let title = doc.title();
    let titled = title.and_then(|title| Some(Said { value: id_in(doc, &title.plain)?, at: doc.place(title.span) }));
    let line = || {
        doc.lines().iter().find_map(|line| {
            let value = id_in(doc, &line.field.value.plain)?;
            Some(Said { value, at: doc.place(line.field.value.span) })
        })
    };
    let cell = || {
        doc.outline
            .tables()
            .flat_map(|(_, table)| &table.rows)
            .flat_map(|row| &row.cells)
            .find_map(|cell| Some(Said { value: id_in(doc, &cell.plain)?, at: doc.place(cell.span) }))
    };
    let stem = || Some(Said { value: id_in(doc, doc.source.name())?, at: doc.place(crate::outline::Span::default()) });
    titled.or_else(line).or_else(cell).or_else(stem)
}

/// `CHG0031234`, `CR-20261120-004`, `RFC 1234`.
fn id_in(doc: &Doc<'_>, text: &str) -> Option<String> {
    let mut words = text.split(|next: char| !next.is_ascii_alphanumeric() && next != '-').peekable();
    while let Some(word) = words.next() {
        if vocabulary::is_id(word, &doc.ids.change) {
            return Some(word.to_owned());
        }
        let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
        let (prefix, rest) = word.split_at_checked(letters)?;
        let known = SHORT.contains(&prefix) || doc.ids.change.iter().any(|own| own == prefix);
        let digits = rest.trim_start_matches('-');
        if known && digits.len() >= 2 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return Some(word.trim_end_matches('-').to_owned());
        }
        let next = words.peek().copied().unwrap_or_default();
        if known
            && rest.is_empty()
            && prefix.len() > 1
            && next.len() >= 2
            && next.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Some(format!("{word} {next}"));
        }
    }
    None
}

/// The value of the first line, or of the first row of two cells, that is about this.
fn value(doc: &Doc<'_>, column: Column) -> Option<Phrase> {
    let line = doc.lines().iter().find(|line| line.column == Some(column) && !line.field.value.plain.is_empty());
    line.map(|line| doc.phrase(&line.field.value)).or_else(|| {
        let mut rows = doc.outline.tables().flat_map(|(_, table)| &table.rows).filter(|row| row.cells.len() == 2);
        let row = rows.find(|row| row.cells.first().is_some_and(|cell| doc.terms(cell).whole() == Some(column)))?;
        row.cells.get(1).map(|cell| doc.phrase(cell)).filter(Phrase::is_stated)
    })
}

fn class(text: &str) -> Option<ChangeClass> {
    let found = vocabulary::find(text);
    let terms: Terms<'_> = found.of(text);
    let known = [
        (Word::Emergency, ChangeClass::Emergency),
        (Word::Standard, ChangeClass::Standard),
        (Word::Normal, ChangeClass::Normal),
    ];
    known.into_iter().find(|(word, _)| terms.has(*word)).map(|(_, class)| class)
}

/// Addresses in its text, each once.
fn links(doc: &Doc<'_>) -> Vec<Phrase> {
    const MOST: usize = 32;
    let texts = doc.outline.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![&paragraph.text],
        Block::Item(item) => vec![&item.text],
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).collect(),
        Block::Code(_) => Vec::new(),
    });
    let mut found: Vec<Phrase> = Vec::new();
    for text in texts {
        let written = doc.source.slice(text.span);
        let starts = written.match_indices("http").map(|(at, _)| at);
        for rest in starts.filter_map(|at| written.get(at..)) {
            let end = rest.find([' ', ')', '>', '"', '|', '\n', ']', '`', '、', '）']).unwrap_or(rest.len());
            let link = rest.get(..end).unwrap_or_default().trim_end_matches(['.', ',']);
            let known = found.iter().any(|known| known.value == link);
            if link.contains("://") && !known && found.len() < MOST {
                found.push(Said { value: link.to_owned(), at: doc.place(text.span) });
            }
        }
    }
    found
}

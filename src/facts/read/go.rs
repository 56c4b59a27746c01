//! GO, NO-GO and CONDITIONAL GO: what each is about, and which is current.

use jiff::civil::Date;

use super::dates;
use super::document::{Doc, Sentence};
use super::{Facts, Kind, is_release_document};
use crate::facts::{GoStatement, GoTopic, Place};
use crate::outline::{Block, Section as Part, Text};
use crate::vocabulary::{self, Environment, Key, Meaning, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !is_release_document(doc.kind) && doc.kind != Kind::OtherDocument {
        return;
    }
    let whole = Whole { day: day(doc), archived: is_archived(doc) };
    for section in &doc.outline.sections {
        let old = doc.terms(&section.title).has(Word::Previous);
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => add_text(doc, section, &paragraph.text, &whole, old, facts),
                Block::Item(item) if item.checked != Some(false) => {
                    add_text(doc, section, &item.text, &whole, old, facts)
                }
                Block::Item(_) | Block::Code(_) => {}
                Block::Table(table) => {
                    for row in &table.rows {
                        for cell in row.cells.iter().skip(1) {
                            let about = row.cells.first().map_or("", |first| first.plain.as_str());
                            if cell.plain.chars().count() <= 40 {
                                add(doc, section, about, alone(doc, cell), &whole, old, facts);
                            }
                        }
                    }
                }
            }
        }
    }
}

fn alone<'d>(doc: &'d Doc<'_>, text: &'d Text) -> Sentence<'d> {
    Sentence { terms: doc.terms(text), at: doc.place(text.span) }
}

/// What is true of a whole document.
struct Whole {
    day: Option<Date>,
    archived: bool,
}

/// The day of a document: of its date line, its title, its name.
fn day(doc: &Doc<'_>) -> Option<Date> {
    let line = doc.keyed(Key::Date).and_then(|value| dates::date(&value.value));
    let title = || dates::date(&super::classify::title(doc.outline)?.plain);
    line.or_else(title).or_else(|| {
        let name = doc.source.name();
        let starts = name.match_indices("20").map(|(at, _)| at);
        starts.filter_map(|at| name.get(at..at + 10)).find_map(dates::date)
    })
}

/// In a folder of old things, or superseded by its own status.
fn is_archived(doc: &Doc<'_>) -> bool {
    let folders = doc.source.path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let foldered = folders.split(['/', '-', '_']).any(|part| {
        let found = vocabulary::find(part);
        found.of(part).whole() == Some(Word::Previous) || part.eq_ignore_ascii_case("archive")
    });
    foldered
        || doc
            .keyed(Key::Status)
            .is_some_and(|status| vocabulary::find(&status.value).of(&status.value).has(Word::Previous))
}

/// The lines `Key: value` of a text one by one, then the sentences of one that has none.
fn add_text(doc: &Doc<'_>, section: &Part, text: &Text, whole: &Whole, old: bool, facts: &mut Facts) {
    let from = section.fields.partition_point(|field| field.key.span.start < text.span.start);
    let fields = section.fields.get(from..).unwrap_or_default().iter();
    let fields = fields.take_while(|field| field.key.span.end <= text.span.end);
    let mut starts: Vec<(usize, Place)> = Vec::new();
    let mut at = 0;
    for field in fields {
        let Some(found) = text.plain.get(at..).and_then(|rest| rest.find(&field.key.plain)) else { break };
        starts.push((at + found, doc.place(field.key.span)));
        at += found + field.key.plain.len();
    }
    if starts.is_empty() {
        doc.cut(text).for_each(|sentence| add(doc, section, "", sentence, whole, old, facts));
        return;
    }
    let terms = doc.terms(text);
    let ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| *start).chain([text.plain.len()]).collect();
    for ((start, at), end) in starts.into_iter().zip(ends) {
        add(doc, section, "", Sentence { terms: terms.part(start..end), at }, whole, old, facts);
    }
}

fn add(
    doc: &Doc<'_>,
    section: &Part,
    about: &str,
    sentence: Sentence<'_>,
    whole: &Whole,
    old: bool,
    facts: &mut Facts,
) {
    let terms = sentence.terms;
    if !terms.has_any(&[Word::Go, Word::NoGo, Word::ConditionalGo]) {
        return;
    }
    let Some(word) = vocabulary::go_word(terms.text()) else { return };
    // "GO/NO-GO criteria", "GO if all tests pass": a question, or a rule for the answer.
    if terms.has(Word::If) || is_question(terms) {
        return;
    }
    let named = vocabulary::find(about);
    let titled = doc.terms(&section.title);
    let topic = topic(terms).or_else(|| topic(named.of(about))).or_else(|| topic(titled)).or_else(|| gate(doc));
    facts.go_statements.push(GoStatement {
        word,
        topic: topic.unwrap_or(GoTopic::Release),
        version: version(terms.text()).or_else(|| version(about)),
        day: dates::date(terms.text()).or(whole.day),
        current: !(whole.archived || old || terms.has(Word::Previous)),
        text: sentence.phrase(),
    });
}

/// Names both answers and gives none.
fn is_question(terms: Terms<'_>) -> bool {
    let text = terms.text().trim_end();
    text.ends_with([':', '：', '?', '？'])
}

fn topic(terms: Terms<'_>) -> Option<GoTopic> {
    if terms.has(Word::PullRequest) {
        return Some(GoTopic::PullRequest);
    }
    if terms.has(Word::Gate) {
        return Some(GoTopic::Gate(terms.text().trim().to_owned()));
    }
    match terms.hits().iter().find_map(|hit| Environment::of(hit.concept))? {
        Environment::Production => Some(GoTopic::Release),
        other => Some(GoTopic::Environment(other)),
    }
}

/// A gate report is about its gate.
fn gate(doc: &Doc<'_>) -> Option<GoTopic> {
    let title = super::classify::title(doc.outline).filter(|_| doc.kind == Kind::GateReport)?;
    Some(GoTopic::Gate(title.plain.clone()))
}

/// `v2.4.0` in a sentence.
fn version(text: &str) -> Option<String> {
    let words = text.split(|next: char| !(next.is_ascii_alphanumeric() || matches!(next, '.' | '-' | '+')));
    let bare = words.map(|word| word.trim_matches(['.', '-']).trim_start_matches(['v', 'V']));
    let mut versions = bare.filter(|word| {
        let number = word.split(['-', '+']).next().unwrap_or_default();
        number.split('.').count() >= 2
            && number.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    });
    versions.next().map(str::to_owned)
}

/// Of statements about the same with different days, only the latest are current.
pub(super) fn settle(facts: &mut Facts) {
    let key = |statement: &GoStatement| (format!("{:?}", statement.topic), statement.version.clone());
    let mut latest: std::collections::BTreeMap<_, Date> = std::collections::BTreeMap::new();
    for statement in facts.go_statements.iter().filter(|statement| statement.current) {
        if let Some(day) = statement.day {
            let known = latest.entry(key(statement)).or_insert(day);
            *known = (*known).max(day);
        }
    }
    for statement in &mut facts.go_statements {
        let newer = statement.day.zip(latest.get(&key(statement))).is_some_and(|(day, last)| day < *last);
        statement.current = statement.current && !newer;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found() {
        assert_eq!(version("GO for v2.4.0."), Some("2.4.0".to_owned()));
        assert_eq!(version("GO for release 3"), None);
    }
}

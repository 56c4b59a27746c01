//! GO, NO-GO and CONDITIONAL GO: what each is about, and which is current.

mod heading;
mod words;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::dates;
use super::document::{Doc, Sentence};
use super::{Facts, Kind, is_release_document};
use crate::facts::GoStatement;
use crate::outline::{Block, Section as Part, Text};
use crate::vocabulary::{self, Column, GoWord, Key, Meaning, Section, Terms, Word};
use heading::Heading;
use words::{asks, asks_plainly};
pub(super) use words::{is_rule, rehearses};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !is_release_document(doc.kind) && doc.kind != Kind::OtherDocument {
        return;
    }
    let whole = Whole { day: day(doc), archived: is_archived(doc) };
    let reviews = doc.is(&[Kind::ReadinessReview, Kind::GateReport, Kind::TestEvaluation, Kind::AcceptancePlan]);
    let headed = Headed::of(doc);
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let title = doc.terms(&section.title);
        let about = Heading {
            old: title.has(Word::Previous),
            heads_review: reviews && (section.level <= 1 || doc.topic(index) == Some(Section::Overview)),
            asks: asks(title) || doc.topic(index) == Some(Section::Recommendation),
            rules: title.has_any(&[Word::RuleHeading, Word::Gate]) || doc.topic(index) == Some(Section::Criteria),
            votes: votes(doc, index),
            differ: OnceCell::new(),
            whole: &whole,
            section,
        };
        if let Some(word) = headed.answer(doc, index) {
            about.add(doc, "", alone(doc, &section.title), word, facts);
        } else if let Some(word) = titled(doc, section, vocabulary::go_word) {
            about.push(doc, "", alone(doc, &section.title), about.with_conditions(word, &section.title.plain), facts);
        }
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => about.add_text(doc, &paragraph.text, false, facts),
                Block::Item(item) => about.add_item(doc, item, facts),
                Block::Code(_) => {}
                Block::Table(table) => about.add_table(doc, table, facts),
            }
        }
    }
}

/// The answer of a heading that asks and answers: `## Recommendation: NO-GO`, `### 结论：**通过**`.
pub(super) fn titled(doc: &Doc<'_>, section: &Part, read: fn(&str) -> Option<GoWord>) -> Option<GoWord> {
    let terms = doc.terms(&section.title);
    let text = terms.text();
    if text.is_ascii() && !text.contains(':') {
        return None;
    }
    let (key, _) =
        text.split_once([':', '：']).or_else(|| text.split_once(" — ")).or_else(|| text.split_once(" – "))?;
    let value = text.get(key.len()..)?.trim_start_matches([':', '：', ' ', '—', '–']);
    let key = terms.part(0..key.len());
    // "Gate 3: Go-live", "GO criteria: all green" name what comes.
    let asks = asks_plainly(key) || key.longest() == Some(Section::Recommendation);
    let rules = key.has_any(&[Word::RuleHeading, Word::If, Word::Gate, Word::Vote]);
    if !asks || rules || value.is_empty() {
        return None;
    }
    read(value).or_else(|| vocabulary::release_advice(value))
}

/// Whether a section holds votes: by its heading, or because its lines name who decided.
fn votes(doc: &Doc<'_>, index: usize) -> bool {
    let Some(section) = doc.outline.sections.get(index) else { return false };
    let title = doc.terms(&section.title);
    let signed = matches!(doc.topic(index), Some(Section::Approvals | Section::SignOff));
    let from = doc.lines().partition_point(|line| line.section < index);
    let own = || doc.lines().get(from..).unwrap_or_default().iter().take_while(|line| line.section == index);
    title.has(Word::Vote) || (signed && own().any(|line| matches!(line.column, Some(Column::Name | Column::Role))))
}

/// Answers that stand as headings below one that asks: `## Verdict`, `### GO`. Of several side by side each says when it
/// would be given.
#[derive(Default)]
struct Headed {
    /// By the section above: how many answers, and the first.
    below: BTreeMap<usize, (usize, usize, GoWord)>,
}

impl Headed {
    fn of(doc: &Doc<'_>) -> Self {
        let mut found = Self::default();
        for (index, section) in doc.outline.sections.iter().enumerate() {
            let terms = doc.terms(&section.title);
            let Some(parent) = section.parent.filter(|_| is_bare(terms)) else { continue };
            if let Some(word) = vocabulary::go_word(terms.text()) {
                found.below.entry(parent).or_insert((0, index, word)).0 += 1;
            }
        }
        found
    }

    fn answer(&self, doc: &Doc<'_>, index: usize) -> Option<GoWord> {
        let parent = doc.outline.sections.get(index)?.parent?;
        let (count, first, word) = self.below.get(&parent)?;
        let asked = || doc.outline.sections.get(parent).is_some_and(|above| asks(doc.terms(&above.title)));
        let asked = doc.topic(parent) == Some(Section::Recommendation) || asked();
        (*count == 1 && *first == index && asked).then_some(*word)
    }
}

/// Whether a text is an answer with its conditions and no more: "GO WITH CONDITIONS".
fn is_bare(terms: Terms<'_>) -> bool {
    const PARTS: [Word; 4] = [Word::Go, Word::NoGo, Word::ConditionalGo, Word::WithConditions];
    let mut at = 0;
    let parts = terms.hits().iter().filter(|hit| PARTS.iter().any(|word| word.concept() == hit.concept));
    let mut known = false;
    for hit in parts {
        let (start, end) = (terms.before(hit).len(), terms.text().len() - terms.behind(hit).len());
        if terms.text().get(at..start).is_some_and(|between| between.chars().any(char::is_alphanumeric)) {
            return false;
        }
        at = at.max(end);
        known = true;
    }
    known && !terms.text().get(at..).unwrap_or_default().chars().any(char::is_alphanumeric)
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
    let title = || dates::date(&doc.title()?.plain);
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

/// Of statements about the same with different days, only the latest are current.
pub(super) fn settle(facts: &mut Facts) {
    let key = |statement: &GoStatement| (format!("{:?}", statement.topic), statement.version.clone());
    let mut latest: BTreeMap<_, Date> = BTreeMap::new();
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

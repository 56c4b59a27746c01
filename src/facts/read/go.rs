//! GO, NO-GO and CONDITIONAL GO: what each is about, and which is current.

use jiff::civil::Date;

use super::dates;
use super::document::{Doc, Sentence};
use super::{Facts, Kind, is_release_document};
use crate::facts::{GoStatement, GoTopic, Place};
use crate::outline::{Block, Item, Row, Section as Part, Table, Text};
use crate::vocabulary::{self, Choice, Column, Environment, GoWord, Key, Meaning, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !is_release_document(doc.kind) && doc.kind != Kind::OtherDocument {
        return;
    }
    let whole = Whole { day: day(doc), archived: is_archived(doc) };
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let title = doc.terms(&section.title);
        let about = Heading {
            old: title.has(Word::Previous),
            asks: asks(title) || doc.topic(index) == Some(Section::Recommendation),
            rules: title.has_any(&[Word::RuleHeading, Word::Gate]) || doc.topic(index) == Some(Section::Criteria),
            whole: &whole,
            section,
        };
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

/// A section while its statements are read.
struct Heading<'a> {
    whole: &'a Whole,
    section: &'a Part,
    /// Speaks of a release before this one.
    old: bool,
    /// Asks for a decision: what stands below may answer with one word.
    asks: bool,
    /// Its list says what has to be true, not what is.
    rules: bool,
}

impl Heading<'_> {
    fn add_item(&self, doc: &Doc<'_>, item: &Item, facts: &mut Facts) {
        let Some(ticked) = item.checked else { return self.add_text(doc, &item.text, true, facts) };
        let plain = &item.text.plain;
        // `- [x] GO [ ] NO-GO`: the first box stands before the text.
        let boxed = format!("{} {plain}", if ticked { "[x]" } else { "[ ]" });
        match (vocabulary::choice(plain), vocabulary::choice(&boxed)) {
            (Choice::None, _) if ticked => self.add_text(doc, &item.text, true, facts),
            (Choice::Open | Choice::Ticked(_), Choice::Ticked(_)) => {
                if let Some(word) = vocabulary::go_spelt(&boxed) {
                    self.add(doc, "", alone(doc, &item.text), word, facts);
                }
            }
            // `- [ ] Release: [x] GO [ ] NO-GO`
            (Choice::Ticked(_), _) => self.add_text(doc, &item.text, true, facts),
            _ => {}
        }
    }

    /// The values of the lines `Key: value` of a text one by one, then the sentences of one that has none.
    fn add_text(&self, doc: &Doc<'_>, text: &Text, listed: bool, facts: &mut Facts) {
        let terms = doc.terms(text);
        // Without a word for it only a box can be an answer.
        if !terms.has_any(&[Word::Go, Word::NoGo, Word::ConditionalGo]) && !vocabulary::has_box(&text.plain) {
            return;
        }
        let fields = &self.section.fields;
        let from = fields.partition_point(|field| field.key.span.start < text.span.start);
        let fields = fields.get(from..).unwrap_or_default().iter();
        let fields = fields.take_while(|field| field.key.span.end <= text.span.end);
        let mut starts: Vec<(usize, usize, Place)> = Vec::new();
        let mut at = 0;
        for field in fields {
            let Some(found) = text.plain.get(at..).and_then(|rest| rest.find(&field.key.plain)) else { break };
            let end = at + found + field.key.plain.len();
            starts.push((at + found, end, doc.place(field.key.span)));
            at = end;
        }
        if starts.is_empty() {
            for sentence in doc.cut(text) {
                if let Some(word) = self.told(sentence.terms, listed) {
                    self.add(doc, "", sentence, word, facts);
                }
            }
            return;
        }
        let ends: Vec<usize> = starts.iter().skip(1).map(|(start, ..)| *start).chain([text.plain.len()]).collect();
        for ((start, colon, at), end) in starts.into_iter().zip(ends) {
            let key = terms.part(start..colon);
            let value = text.plain.get(colon..end).unwrap_or_default().trim_start_matches([':', '：', ' ', '*']);
            if let Some(word) = self.answered(key, value) {
                self.add(doc, "", Sentence { terms: terms.part(start..end), at }, word, facts);
            }
        }
    }

    /// What a line says: its value, if the key asks for a decision or the value spells GO; the key, if it is the answer.
    fn answered(&self, key: Terms<'_>, value: &str) -> Option<GoWord> {
        let said = if asks(key) { vocabulary::go_word(value) } else { vocabulary::go_spelt(value) };
        said.or_else(|| {
            let word = exactly(key.text())?;
            // "GO: …" beside "NO-GO: …" says when each would be the answer.
            let other = |field: &crate::outline::Field| exactly(&field.key.plain).is_some_and(|other| other != word);
            let open = vocabulary::choice(value) != Choice::None;
            (!open && !self.rules && !self.section.fields.iter().any(other)).then_some(word)
        })
    }

    /// What a sentence says: GO itself, or words for it where a release or a decision is spoken of.
    fn told(&self, terms: Terms<'_>, listed: bool) -> Option<GoWord> {
        if !terms.has_any(&[Word::Go, Word::NoGo, Word::ConditionalGo]) {
            return None;
        }
        let text = terms.text();
        if listed && self.rules {
            return exactly(text);
        }
        let subject = terms.has_any(&[Word::Release, Word::DecisionWord, Word::Recommends]) || version(text).is_some();
        let short = || terms.hits().iter().any(|hit| hit.words > 1 && is_answer(hit.concept) && is_all(terms, hit));
        let worded = (self.asks || subject || short()) && !terms.has(Word::GoBack);
        vocabulary::go_spelt(text).or_else(|| vocabulary::go_word(text).filter(|_| worded))
    }

    fn add_table(&self, doc: &Doc<'_>, table: &Table, facts: &mut Facts) {
        let first = table.header.first().map(|name| doc.terms(name));
        let rules = self.rules || first.is_some_and(|name| name.has_any(&[Word::RuleHeading, Word::If]));
        let people = table
            .header
            .iter()
            .any(|name| matches!(doc.terms(name).longest(), Some(Column::Name | Column::Role | Column::Owner)));
        let mut rows: Vec<(&Row, &Text, GoWord)> = Vec::new();
        for row in &table.rows {
            let Some((label, cells)) = row.cells.split_first() else { continue };
            if is_score(&label.plain) {
                continue;
            }
            for (cell, name) in cells.iter().zip(table.header.iter().skip(1).map(Some).chain(std::iter::repeat(None))) {
                let terms = doc.terms(cell);
                let known = terms.has_any(&[Word::Go, Word::NoGo, Word::ConditionalGo]);
                if !known || cell.plain.chars().count() > 40 {
                    continue;
                }
                let header = name.map(|name| doc.terms(name));
                let wanted = asks(doc.terms(label)) || header.is_some_and(|name| asks_as_column(name));
                let word = vocabulary::go_spelt(&cell.plain)
                    .or_else(|| vocabulary::go_word(&cell.plain).filter(|_| wanted && !people));
                rows.extend(word.map(|word| (row, cell, word)));
            }
        }
        // Both answers below a heading of conditions: when each would be given.
        let differ = rows.iter().any(|(.., word)| rows.first().is_some_and(|first| first.2 != *word));
        if rules && differ {
            return;
        }
        for (row, cell, word) in rows {
            let about = row.cells.first().map_or("", |first| first.plain.as_str());
            self.add(doc, about, alone(doc, cell), word, facts);
        }
    }

    fn add(&self, doc: &Doc<'_>, about: &str, sentence: Sentence<'_>, word: GoWord, facts: &mut Facts) {
        let terms = sentence.terms;
        // "GO/NO-GO criteria", "GO if all tests pass": a question, or a rule for the answer.
        if terms.has(Word::If) || is_question(terms) {
            return;
        }
        let named = vocabulary::find(about);
        let titled = doc.terms(&self.section.title);
        let topic = topic(terms).or_else(|| topic(named.of(about))).or_else(|| topic(titled)).or_else(|| gate(doc));
        facts.go_statements.push(GoStatement {
            word,
            topic: topic.unwrap_or(GoTopic::Release),
            version: version(terms.text()).or_else(|| version(about)),
            day: dates::date(terms.text()).or(self.whole.day),
            current: !(self.whole.archived || self.old || terms.has(Word::Previous)),
            text: sentence.phrase(),
        });
    }
}

/// Whether a key or a label asks for a decision about a release, an environment or a gate.
fn asks(terms: Terms<'_>) -> bool {
    const NAME: usize = 40;
    terms.whole() == Some(Key::Recommendation)
        || matches!(terms.whole(), Some(Key::Release | Key::Version))
        || terms.has_any(&[Word::DecisionWord, Word::Gate, Word::Go, Word::NoGo])
        || (terms.has(Word::Release) && terms.covered(Word::Release))
        || version(terms.text()).is_some()
        || (terms.text().len() <= NAME && terms.hits().iter().any(|hit| Environment::of(hit.concept).is_some()))
}

fn asks_as_column(terms: Terms<'_>) -> bool {
    terms.longest() == Some(Column::Approval)
        || terms.whole() == Some(Key::Recommendation)
        || terms.has_any(&[Word::DecisionWord, Word::Go])
}

fn is_answer(concept: vocabulary::Concept) -> bool {
    [Word::Go, Word::NoGo, Word::ConditionalGo].iter().any(|word| word.concept() == concept)
}

/// Whether a hit is all that a text says.
fn is_all(terms: Terms<'_>, hit: &vocabulary::Hit) -> bool {
    terms.begins_at(hit) && !terms.behind(hit).chars().any(char::is_alphanumeric)
}

/// GO, NO-GO or CONDITIONAL GO, and nothing else.
fn exactly(text: &str) -> Option<GoWord> {
    const WORDS: usize = 2;
    let words = text.split(|next: char| !next.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    vocabulary::go_spelt(text).filter(|_| words <= WORDS)
}

/// `8/8`, `6–7/8`, `< 90 %`, `≥ 95`: the first cell of a row of rules.
fn is_score(text: &str) -> bool {
    let text = text.trim();
    let compares = text.starts_with(['<', '>', '≤', '≥', '=']);
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let signs = |letter: char| letter.is_ascii_digit() || " <>≤≥=/%-–~〜.,+".contains(letter);
    digits && text.chars().all(signs) && (compares || text.contains(['/', '%', '–', '~', '〜']))
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
    fn scores_are_told_from_numbers() {
        assert!(["8/8", "6-7/8", "<6/8", "≥ 95 %"].iter().all(|text| is_score(text)));
        assert!(!["1", "2.4.0", "Gate 3", "GO"].iter().any(|text| is_score(text)));
    }

    #[test]
    fn versions_are_found() {
        assert_eq!(version("GO for v2.4.0."), Some("2.4.0".to_owned()));
        assert_eq!(version("GO for release 3"), None);
    }
}

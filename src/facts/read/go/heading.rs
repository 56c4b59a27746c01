//! What stands below one heading.

use std::cell::OnceCell;

use super::words::{
    asks, asks_as_column, asks_plainly, before_reasons, exactly, gate, has_if, is_all, is_answer, is_mere_answer,
    is_person, is_question, is_score, names_release, topic, version,
};
use super::{Whole, alone};
use crate::facts::read::document::{Doc, Sentence};
use crate::facts::read::{Facts, dates};
use crate::facts::{GoStatement, GoTopic, Place};
use crate::outline::{Item, Row, Section as Part, Table, Text};
use crate::vocabulary::{self, Choice, Column, GoWord, Key, Terms, Word};

/// Words of a value that advises: a longer one tells what was decided of something else.
const ADVICE: usize = 12;

/// A section while its statements are read.
#[expect(clippy::struct_excessive_bools, reason = "each is true of a heading or not, whatever the others are")]
pub(super) struct Heading<'a> {
    pub(super) whole: &'a Whole,
    pub(super) section: &'a Part,
    /// Speaks of a release before this one.
    pub(super) old: bool,
    /// Asks for a decision: what stands below may answer with one word.
    pub(super) asks: bool,
    /// Stands at the head of a review, before what it looks at.
    pub(super) heads_review: bool,
    /// Its list says what has to be true, not what is.
    pub(super) rules: bool,
    /// Its lines are the votes of people, of which none is the answer.
    pub(super) votes: bool,
    /// Its lines begin with different answers, once this was asked.
    pub(super) differ: OnceCell<bool>,
}

impl Heading<'_> {
    pub(super) fn add_item(&self, doc: &Doc<'_>, item: &Item, facts: &mut Facts) {
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
    pub(super) fn add_text(&self, doc: &Doc<'_>, text: &Text, listed: bool, facts: &mut Facts) {
        const WORDS: [Word; 7] = [
            Word::Go,
            Word::NoGo,
            Word::ConditionalGo,
            Word::ReleaseAdvised,
            Word::ReleaseAdvisedAgainst,
            Word::Passed,
            Word::Failed,
        ];
        let terms = doc.terms(text);
        // Without a word for it only a box can be an answer.
        if !terms.has_any(&WORDS) && !vocabulary::has_box(&text.plain) {
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
        // `**Accepted** ✅` on a line above.
        let before = terms.part(0..starts.first().map_or(0, |first| first.0));
        if let Some(word) = self.told(before, listed) {
            self.add(doc, "", Sentence { terms: before, at: doc.place(text.span) }, word, facts);
        }
        let ends: Vec<usize> = starts.iter().skip(1).map(|(start, ..)| *start).chain([text.plain.len()]).collect();
        for ((start, colon, at), end) in starts.into_iter().zip(ends) {
            let key = terms.part(start..colon);
            let value = text.plain.get(colon..end).unwrap_or_default().trim_start_matches([':', '：', ' ', '*']);
            let Some(word) = self.answered(key, value) else { continue };
            let sentence = Sentence { terms: terms.part(start..end), at };
            if word == GoWord::Conditional && asks(key) && !key.has(Word::If) {
                self.push(doc, "", sentence, word, facts);
            } else {
                self.add(doc, "", sentence, word, facts);
            }
        }
    }

    /// What a line says: its value, if the key asks for a decision or the value spells GO; the key, if it is the answer.
    fn answered(&self, key: Terms<'_>, value: &str) -> Option<GoWord> {
        if self.is_vote(key) {
            return None;
        }
        let said = if asks_plainly(key) {
            // `Recommendation: do not release`: in the words of an advice.
            let decides = key.whole() == Some(Key::Recommendation) || key.has(Word::DecisionWord);
            let short = decides && value.split_whitespace().count() <= ADVICE;
            let first = value.find(['。', '！']).or_else(|| value.find(". "));
            let own = first.and_then(|end| value.get(..end)).unwrap_or(value);
            let short = short || own.split_whitespace().count() <= ADVICE && decides;
            let advised = || vocabulary::release_advice(own).filter(|_| short);
            // `Acceptance conclusion: passed`
            let accepted = || {
                let ran = vocabulary::find(own).of(own).has_any(&[Word::Passed, Word::Failed, Word::Rejected]);
                vocabulary::verdict(own).filter(|_| ran && key.whole() == Some(Key::Recommendation))
            };
            vocabulary::go_word(value).or_else(advised).or_else(accepted).or_else(|| said_yes(key, own))
        } else if names_release(key) {
            // `Production: no (manual)` answers only where the heading asks.
            vocabulary::go_word(value).filter(|_| self.asks || !is_mere_answer(value))
        } else if key.whole() == Some(Key::Status) && self.section.level <= 1 {
            // `Status: not ready for production`, at the head of a document.
            let advised = vocabulary::release_advice(value).filter(|_| value.split_whitespace().count() <= ADVICE / 2);
            vocabulary::go_in_capitals(value).or(advised)
        } else {
            vocabulary::go_in_capitals(value)
        };
        said.map(|word| self.with_conditions(word, value)).or_else(|| {
            let word = exactly(key.text()).filter(|_| vocabulary::go_in_capitals(key.text()).is_some())?;
            let open = vocabulary::choice(value) != Choice::None;
            (!open && !self.rules && !self.differ()).then_some(word)
        })
    }

    /// "GO: …" beside "NO-GO: …": the lines say when each would be the answer.
    fn differ(&self) -> bool {
        *self.differ.get_or_init(|| {
            let mut words = self.section.fields.iter().filter_map(|field| exactly(&field.key.plain));
            words.next().is_some_and(|first| words.any(|other| other != first))
        })
    }

    /// Whether a line says what one person or one role decided.
    fn is_vote(&self, key: Terms<'_>) -> bool {
        let whole = key.has_any(&[Word::DecisionWord, Word::Release, Word::Gate]);
        let signed = self.votes && (!whole || key.whole() == Some(Key::Recommendation));
        signed || (!whole && is_person(key))
    }

    /// "GO, if DEF-7 is closed" behind a key that asks is a conditional answer; below a heading of rules it is a rule.
    pub(super) fn with_conditions(&self, word: GoWord, value: &str) -> GoWord {
        let found = vocabulary::find(value);
        let conditional = word == GoWord::Go && !self.rules && has_if(found.of(value));
        if conditional { GoWord::Conditional } else { word }
    }

    /// What a sentence says: GO itself, or words for it where a release or a decision is spoken of.
    fn told(&self, terms: Terms<'_>, listed: bool) -> Option<GoWord> {
        if !terms.has_any(&[Word::Go, Word::NoGo, Word::ConditionalGo]) {
            return self.advised(terms, listed);
        }
        let text = terms.text();
        let spelt = if self.asks { vocabulary::go_spelt(text) } else { vocabulary::go_in_capitals(text) };
        if listed && self.rules {
            return exactly(text).filter(|_| spelt.is_some());
        }
        // "Without a green build it must not be released": a rule.
        if terms.has(Word::ReleaseBlocked) && vocabulary::go_spelt(text).is_none() {
            return None;
        }
        // `SRE (C. Diaz): GO`
        let key = text.split([':', '：', '—', '–']).next().filter(|key| key.len() < text.len());
        if key.is_some_and(|key| self.is_vote(terms.part(0..key.len()))) {
            return None;
        }
        let subject = terms.has_any(&[Word::Release, Word::DecisionWord, Word::Recommends]) || version(text).is_some();
        let short = || terms.hits().iter().any(|hit| hit.words > 1 && is_answer(hit.concept) && is_all(terms, hit));
        let worded = (self.asks || subject || short()) && !terms.has(Word::GoBack);
        let word = spelt.or_else(|| vocabulary::go_word(text).filter(|_| worded));
        word.or_else(|| self.advised(terms, listed))
    }

    /// "The service is not ready for production yet": where a decision is asked for, or at the head of a review. Without a word
    /// for the release "not ready" is said of anything.
    fn advised(&self, terms: Terms<'_>, listed: bool) -> Option<GoWord> {
        const RULES: [Word; 3] = [Word::ReleaseBlocked, Word::GoBack, Word::OnlyIf];
        let text = terms.text();
        if listed
            || has_if(terms)
            || terms.has_any(&RULES)
            || text.split_whitespace().count() > 2 * ADVICE
            || is_question(terms)
        {
            return None;
        }
        let word = vocabulary::release_advice(text)?;
        let about = terms.has_any(&[Word::Release, Word::ReleaseAdvised]) || version(text).is_some();
        let said = match word {
            GoWord::NoGo => about && (self.asks || self.heads_review),
            // Everybody calls their pipeline ready for production.
            _ => self.asks && terms.has(Word::ReleaseAdvised) && !self.rules,
        };
        said.then_some(word)
    }

    pub(super) fn add_table(&self, doc: &Doc<'_>, table: &Table, facts: &mut Facts) {
        let first = table.header.first().map(|name| doc.terms(name));
        let rules = self.rules || first.is_some_and(|name| name.has_any(&[Word::RuleHeading, Word::If]));
        let person = |terms: Terms<'_>| matches!(terms.longest(), Some(Column::Name | Column::Role));
        let people = table.header.iter().any(|name| {
            let terms = doc.terms(name);
            person(terms) || terms.longest() == Some(Column::Owner)
        });
        // Each row is what one person or one role decided.
        let votes = self.votes
            || first.is_some_and(|name| person(name) || name.has(Word::Approver))
            || table.header.iter().any(|name| doc.terms(name).has(Word::Vote));
        // A verdict on each of several parts is none on the release.
        let parts = table.rows.len() > 1;
        let mut rows: Vec<(&Row, &Text, GoWord)> = Vec::new();
        for row in &table.rows {
            let Some((label, cells)) = row.cells.split_first() else { continue };
            if is_score(&label.plain) {
                continue;
            }
            for (cell, name) in cells.iter().zip(table.header.iter().skip(1).map(Some).chain(std::iter::repeat(None))) {
                let terms = doc.terms(cell);
                let known = terms.has_any(&[Word::Go, Word::NoGo, Word::ConditionalGo, Word::Yes, Word::No]);
                if !known || cell.plain.chars().count() > 40 {
                    continue;
                }
                let header = name.map(|name| doc.terms(name));
                // `Required status before GO`: what has to be there.
                if header.is_some_and(|name| name.has_any(&[Word::Demand, Word::Expected, Word::Before])) {
                    continue;
                }
                let label = doc.terms(label);
                if (votes && !label.has(Word::DecisionWord)) || (people && is_person(label)) {
                    continue;
                }
                // `Production | Auto-deploy: no`: what the column asks is something else.
                let column =
                    header.is_some_and(|name| asks_as_column(name) || (name.longest() == Some(Column::Status)));
                let named = names_release(label) && (column || self.asks || !is_mere_answer(&cell.plain));
                let asked = asks_plainly(label) || named;
                let wanted = asked || (!parts && header.is_some_and(asks_as_column));
                let word = vocabulary::go_in_capitals(&cell.plain)
                    .or_else(|| vocabulary::go_word(&cell.plain).filter(|_| wanted && !people))
                    .or_else(|| said_yes(label, &cell.plain).filter(|_| !people));
                // `Security | GO` beside `Data | NO-GO`: a part that is ready does not make the release so.
                let word = word.filter(|word| *word != GoWord::Go || !parts || wanted);
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

    pub(super) fn add(&self, doc: &Doc<'_>, about: &str, sentence: Sentence<'_>, word: GoWord, facts: &mut Facts) {
        let terms = sentence.terms;
        // "GO/NO-GO criteria", "GO if all tests pass": a question, or a rule for the answer.
        if !has_if(terms) && !is_question(terms) {
            self.push(doc, about, sentence, word, facts);
        }
    }

    pub(super) fn push(&self, doc: &Doc<'_>, about: &str, sentence: Sentence<'_>, word: GoWord, facts: &mut Facts) {
        let terms = sentence.terms;
        let named = vocabulary::find(about);
        let titled = doc.terms(&self.section.title);
        let topic = topic(before_reasons(terms))
            .or_else(|| topic(named.of(about)))
            .or_else(|| topic(titled))
            .or_else(|| gate(doc));
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

/// `Ready for production: yes`: the answer to a question that names the release.
fn said_yes(key: Terms<'_>, value: &str) -> Option<GoWord> {
    if key.whole() != Some(Key::Recommendation) || !key.has_any(&[Word::Release, Word::ReleaseAdvised]) {
        return None;
    }
    let found = vocabulary::find(value);
    let terms = found.of(value);
    let answers = [(Word::Yes, GoWord::Go), (Word::No, GoWord::NoGo)];
    answers.into_iter().find(|(word, _)| terms.is_only(*word)).map(|(_, answer)| answer)
}

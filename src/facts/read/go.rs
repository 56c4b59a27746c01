//! GO, NO-GO and CONDITIONAL GO: what each is about, and which is current.

use std::cell::OnceCell;
use std::collections::BTreeMap;

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
    let headed = Headed::of(doc);
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let title = doc.terms(&section.title);
        let about = Heading {
            old: title.has(Word::Previous),
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

/// Words of a value that advises: a longer one tells what was decided of something else.
const ADVICE: usize = 12;

/// A section while its statements are read.
#[expect(clippy::struct_excessive_bools, reason = "each is true of a heading or not, whatever the others are")]
struct Heading<'a> {
    whole: &'a Whole,
    section: &'a Part,
    /// Speaks of a release before this one.
    old: bool,
    /// Asks for a decision: what stands below may answer with one word.
    asks: bool,
    /// Its list says what has to be true, not what is.
    rules: bool,
    /// Its lines are the votes of people, of which none is the answer.
    votes: bool,
    /// Its lines begin with different answers, once this was asked.
    differ: OnceCell<bool>,
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
        const WORDS: [Word; 5] =
            [Word::Go, Word::NoGo, Word::ConditionalGo, Word::ReleaseAdvised, Word::ReleaseAdvisedAgainst];
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
            let short = key.whole() == Some(Key::Recommendation) && value.split_whitespace().count() <= ADVICE;
            let advised = || vocabulary::release_advice(value).filter(|_| short);
            vocabulary::go_word(value).or_else(advised)
        } else if names_release(key) {
            // `Production: no (manual)` answers only where the heading asks.
            vocabulary::go_word(value).filter(|_| self.asks || !is_mere_answer(value))
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
    fn with_conditions(&self, word: GoWord, value: &str) -> GoWord {
        let found = vocabulary::find(value);
        let conditional = word == GoWord::Go && !self.rules && found.of(value).has(Word::If);
        if conditional { GoWord::Conditional } else { word }
    }

    /// What a sentence says: GO itself, or words for it where a release or a decision is spoken of.
    fn told(&self, terms: Terms<'_>, listed: bool) -> Option<GoWord> {
        if !terms.has_any(&[Word::Go, Word::NoGo, Word::ConditionalGo]) {
            return None;
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
        spelt.or_else(|| vocabulary::go_word(text).filter(|_| worded))
    }

    fn add_table(&self, doc: &Doc<'_>, table: &Table, facts: &mut Facts) {
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
                let known = terms.has_any(&[Word::Go, Word::NoGo, Word::ConditionalGo]);
                if !known || cell.plain.chars().count() > 40 {
                    continue;
                }
                let header = name.map(|name| doc.terms(name));
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
        if !terms.has(Word::If) && !is_question(terms) {
            self.push(doc, about, sentence, word, facts);
        }
    }

    fn push(&self, doc: &Doc<'_>, about: &str, sentence: Sentence<'_>, word: GoWord, facts: &mut Facts) {
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

/// Whether a key or a label asks for a decision about a release, an environment or a gate.
fn asks(terms: Terms<'_>) -> bool {
    asks_plainly(terms) || names_release(terms)
}

/// Whether it asks for the decision by its name.
fn asks_plainly(terms: Terms<'_>) -> bool {
    terms.whole() == Some(Key::Recommendation)
        || terms.has_any(&[Word::DecisionWord, Word::Gate, Word::NoGo])
        || terms.of(Word::Go).any(|hit| vocabulary::go_in_capitals(terms.text()).is_some() || !is_small_go(terms, hit))
}

/// "Go" in small letters, which begins many a sentence and name.
fn is_small_go(terms: Terms<'_>, hit: &vocabulary::Hit) -> bool {
    let word = terms.text().get(terms.before(hit).len()..).unwrap_or_default();
    word.get(..2).is_some_and(|go| go.eq_ignore_ascii_case("go") && go != "GO") && hit.words == 1
}

/// Whether it is a release, a version or an environment, about which there may be a decision and much else.
fn names_release(terms: Terms<'_>) -> bool {
    const NAME: usize = 40;
    matches!(terms.whole(), Some(Key::Release | Key::Version))
        || (terms.has(Word::Release) && terms.covered(Word::Release))
        || version(terms.text()).is_some()
        || (terms.text().len() <= NAME && terms.hits().iter().any(|hit| Environment::of(hit.concept).is_some()))
}

/// A role, or somebody who approves: what stands behind it is one vote.
fn is_person(terms: Terms<'_>) -> bool {
    terms.has_any(&[Word::Role, Word::Approver, Word::ApprovedBy]) || terms.longest() == Some(Column::Name)
}

/// `Yes`, `Nein (manuell)`, `可`, `Go`: an answer that does not say to what.
fn is_mere_answer(value: &str) -> bool {
    const LETTERS: usize = 2;
    let found = vocabulary::find(value);
    let terms = found.of(value);
    let first = value.split(['(', '（', ',', '，']).next().unwrap_or_default();
    let wide = first.chars().filter(|letter| letter.is_alphanumeric()).all(|letter| !letter.is_ascii());
    let small = vocabulary::go_spelt(value).is_some() && vocabulary::go_in_capitals(value).is_none();
    small || terms.begins(Word::Yes) || terms.begins(Word::No) || (wide && first.trim().chars().count() <= LETTERS)
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
    // 测试 in 测试结论 is part of the question.
    let asks = |hit: &vocabulary::Hit| {
        let longer =
            |known: &&vocabulary::Hit| known.start <= hit.start && hit.end <= known.end && known.words > hit.words;
        terms.of(Key::Recommendation).any(|known| longer(&known))
            || terms.of(Section::Recommendation).any(|known| longer(&known))
    };
    let named = terms.hits().iter().filter_map(|hit| Some((hit, Environment::of(hit.concept)?)));
    match named.filter(|(hit, _)| !asks(hit)).map(|(_, environment)| environment).next()? {
        Environment::Production => Some(GoTopic::Release),
        other => Some(GoTopic::Environment(other)),
    }
}

/// "NO-GO — UAT was not run", "GO unless the load test fails": what stands behind the answer and a mark gives the reason.
fn before_reasons(terms: Terms<'_>) -> Terms<'_> {
    let answer = terms.hits().iter().find(|hit| is_answer(hit.concept));
    let Some(answer) = answer else { return terms };
    let from = terms.text().len() - terms.behind(answer).len();
    let behind = terms.part(from..terms.text().len());
    let mark = behind.text().find(['—', '–', ';', ',', '(', '（', '，', '。', '、', '.']);
    let words = [Word::Proviso, Word::WithConditions];
    let word = words.iter().filter_map(|word| behind.first(*word)).map(|hit| behind.before(hit).len()).min();
    let end = mark.into_iter().chain(word).min().map_or(terms.text().len(), |end| from + end);
    terms.part(0..end)
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

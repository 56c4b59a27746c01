//! Test cases that are told one by one: `**Test 3 – Login:** … ❌`, `- Export: failed` below a heading about tests, and
//! `### TC-04` with its result below.

use std::collections::BTreeMap;

use super::outcome::{Outcome, mark, outcome, said};
use super::{SHORT, table, tally};
use crate::facts::TestRun;
use crate::facts::read::document::Doc;
use crate::outline::{Block, Section as Part};
use crate::vocabulary::{self, Column, Section, Terms, Word};

/// Cases without a number that make a list of them, where none failed.
const LIST: usize = 2;

/// The runs of a document, one for each list of cases, by the index of its section. Outside a report on tests, a case has to
/// be called one.
pub(super) fn read(doc: &Doc<'_>, report: bool) -> BTreeMap<usize, TestRun> {
    if !report && !doc.mentions(Word::TestCase) {
        return BTreeMap::new();
    }
    let mut lists: BTreeMap<usize, Cases> = BTreeMap::new();
    // What stands below the heading of a case is told with it.
    let mut until = 0;
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if index < until || is_elsewhere(doc.topic(index)) {
            continue;
        }
        if section.level > 1 && is_named(doc.terms(&section.title)) {
            let branch = doc.outline.branch(index);
            let list = section.parent.unwrap_or(index);
            until = index + branch.len();
            let ended = of_section(doc, index, branch, report).or(report.then_some(Outcome::Open));
            lists.entry(list).or_default().add(true, ended);
            continue;
        }
        let told = report && is_about_tests(doc, index, section);
        let mut expected = false;
        for block in &section.blocks {
            let (text, listed) = match block {
                Block::Item(item) if item.depth == 0 && item.checked.is_none() => (&item.text, true),
                Block::Paragraph(paragraph) => (&paragraph.text, false),
                _ => continue,
            };
            let terms = doc.terms(text);
            let named = is_named(terms);
            // `Expected:` and a list below it: what is to come out.
            if !listed || named {
                expected = terms.begins(Word::Expected);
            }
            if expected {
                continue;
            }
            let bold = || doc.source.slice(text.span).trim_start().starts_with("**");
            if named && !report {
                lists.entry(index).or_default().add(named, in_words(terms));
            } else if named || (told && (listed || bold())) {
                // What is called a case and has no mark among others that have one did not run.
                let open = (named && listed).then_some(Outcome::Open);
                lists.entry(index).or_default().add(named, came_out(terms, named).or(open));
            }
        }
    }
    let told = lists.into_iter().filter(|(_, cases)| cases.are_told());
    told.filter_map(|(index, cases)| {
        Some((index, tally(doc, &doc.outline.sections.get(index)?.title, &cases.outcomes)))
    })
    .collect()
}

/// The cases of a list that say how they came out.
#[derive(Default)]
struct Cases {
    outcomes: Vec<Outcome>,
    named: bool,
}

impl Cases {
    fn add(&mut self, named: bool, outcome: Option<Outcome>) {
        if let Some(outcome) = outcome {
            self.named |= named;
            self.outcomes.push(outcome);
        }
    }

    fn are_told(&self) -> bool {
        let run = self.outcomes.iter().any(|outcome| outcome.ran());
        let failed = self.outcomes.contains(&Outcome::Failed);
        run && (self.named || failed || self.outcomes.len() >= LIST)
    }
}

/// Whether a section is about something that is no test, whatever marks stand there.
fn is_elsewhere(topic: Option<Section>) -> bool {
    table::is_elsewhere(topic)
        || matches!(topic, Some(Section::KnownIssues | Section::Recommendation | Section::Lessons))
}

fn is_about_tests(doc: &Doc<'_>, index: usize, section: &Part) -> bool {
    let title = doc.terms(&section.title);
    // What the tests need and how far they reach.
    let other = [Word::Coverage, Word::Prerequisite, Word::Goal, Word::Expected];
    section.level > 1
        && !(title.has_any(&other) || title.ends(Word::EnvironmentNoun) || title.has(Section::Environments))
        && (doc.topic(index) == Some(Section::TestResults) || table::speaks_of_tests(doc, index))
}

/// `Test 3`, `TC-04`, `Caso de prueba 7`: begins with the word for a case and its number.
fn is_named(terms: Terms<'_>) -> bool {
    terms.of(Word::TestCase).any(|hit| {
        let behind = terms.behind(hit).trim_start_matches([' ', '#', '-', '.', '_', '\u{2011}', '№', 'º', '°']);
        terms.begins_at(hit) && behind.starts_with(|first: char| first.is_ascii_digit())
    })
}

/// How a case that has a heading came out: by the heading, a line for the result, or a paragraph that says it. Outside a
/// report on tests a mark may stand for a case that has to be refused.
fn of_section(doc: &Doc<'_>, index: usize, branch: &[Part], report: bool) -> Option<Outcome> {
    let title = doc.terms(&branch.first()?.title);
    let lines = || {
        let mut result =
            (index..index + branch.len()).rev().flat_map(|part| doc.lines_of(part).iter().rev()).filter(|line| {
                matches!(line.column, Some(Column::Result | Column::Status)) && !line.named.has(Word::Expected)
            });
        result.find_map(|line| outcome(line.said))
    };
    // `✅ PASS – settings are kept`, `❌`: a mark with the word, or alone.
    let below = || {
        branch.iter().flat_map(|part| &part.blocks).rev().find_map(|block| {
            let Block::Paragraph(paragraph) = block else { return None };
            let terms = doc.terms(&paragraph.text);
            let alone = !paragraph.text.plain.chars().any(char::is_alphanumeric);
            let says = terms.begins(Word::Passed) || terms.begins(Word::Failed);
            (alone || says).then(|| outcome(terms)).flatten()
        })
    };
    let named = if report { came_out(title, true) } else { in_words(title) };
    named.or_else(lines).or_else(below)
}

/// How a line says that its case came out: by a mark at its begin or end, or by a word behind its last border. What is
/// called a case may have its mark anywhere, and end with the word.
fn came_out(terms: Terms<'_>, named: bool) -> Option<Outcome> {
    let text = terms.text();
    at_ends(text)
        .or_else(|| worded(text))
        .or_else(|| text.char_indices().rev().filter(|_| named).find_map(|(at, _)| mark_at(text, at)))
        .or_else(|| in_words(terms).filter(|_| named))
}

/// By a word behind its last border or at its end.
fn in_words(terms: Terms<'_>) -> Option<Outcome> {
    worded(terms.text()).or_else(|| {
        let words = [(Word::Failed, Outcome::Failed), (Word::NotRun, Outcome::Open), (Word::Passed, Outcome::Passed)];
        let ends = |word: Word| terms.ends(word) && !terms.has(Word::Not);
        words.into_iter().find(|(word, _)| ends(*word)).map(|(_, outcome)| outcome)
    })
}

/// A mark at the end of a text or at its begin.
fn at_ends(text: &str) -> Option<Outcome> {
    let bare = text.trim_end_matches(['.', '。', ')', '）', ']', '!', ' ', '\u{fe0f}', '\u{fe0e}']);
    let last = bare.char_indices().next_back()?;
    mark_at(bare, last.0).or_else(|| mark(text))
}

fn mark_at(text: &str, at: usize) -> Option<Outcome> {
    // `×` and `○` stand for other things inside a text.
    let sign = text.get(at..)?.chars().next().filter(|sign| *sign > '\u{2500}' && !matches!(sign, '○' | '◯'))?;
    mark(sign.encode_utf8(&mut [0; 4]))
}

/// `Export: failed`, `Login — passed (2 s)`: a word behind a border that says it, and no more. "Error handling" is none.
fn worded(text: &str) -> Option<Outcome> {
    const WORDS: [Word; 5] = [Word::Failed, Word::Passed, Word::NotRun, Word::PartlyPassed, Word::Skipped];
    let bare = text.trim_end_matches(['.', '。', '!', ' ']);
    let own = |piece: &str| {
        let head = piece.split([',', '，', ';', '；', '(', '（']).next().unwrap_or_default();
        let head = head.trim_matches(|letter: char| !letter.is_alphanumeric());
        let found = vocabulary::find(head);
        let terms = found.of(head);
        let only =
            WORDS.into_iter().any(|word| terms.is_only(word)) || (terms.begins(Word::Not) && terms.ends(Word::Passed));
        (only && head.chars().nth(SHORT).is_none()).then(|| said(terms)).flatten()
    };
    [": ", "：", " — ", " – ", " - ", "→", " (", "（", "["].iter().find_map(|border| own(bare.rsplit_once(border)?.1))
}

//! Test runs that running text tells of.

use super::numbers;
use crate::facts::TestRun;
use crate::facts::read::document::{Doc, Sentence};
use crate::facts::read::tests::{level_of, run};
use crate::facts::read::{Kind, Said};
use crate::outline::Block;
use crate::vocabulary::{self, Column, Section, Terms, Word};

/// How much a sentence has to say to tell of a run.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::facts::read) enum Room {
    /// Any number of tests, and what came of them.
    Tests,
    /// How many passed and how many failed: the document is about other things. Below a heading about results, any number.
    Other,
}

/// `All tests pass (14/14)`, `test suite: 1394 passed`, in a sentence, or an item that nobody left unticked.
pub(in crate::facts::read) fn mentioned(doc: &Doc<'_>, room: Room) -> Vec<TestRun> {
    if !doc.mentions(Word::Passed) && !doc.mentions(Word::Failed) && doc.kind != Kind::TestEvaluation {
        return Vec::new();
    }
    let mut found: Vec<TestRun> = Vec::new();
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let topic = doc.topic(index);
        let strict = room == Room::Other && topic != Some(Section::TestResults);
        if strict && matches!(topic, Some(Section::Criteria | Section::Steps | Section::Rollback | Section::Checklist))
        {
            continue;
        }
        for block in &section.blocks {
            let (text, listed) = match block {
                Block::Item(item) if item.checked != Some(false) => (&item.text, true),
                Block::Paragraph(paragraph) => (&paragraph.text, false),
                _ => continue,
            };
            if !doc.terms(text).has_any(&[Word::Passed, Word::Failed]) && (strict || doc.kind != Kind::TestEvaluation) {
                continue;
            }
            for sentence in doc.cut(text) {
                let several = if strict { Vec::new() } else { several(doc, sentence) };
                if several.is_empty() {
                    found.extend(of_sentence(doc, sentence, listed, strict));
                } else {
                    found.extend(several);
                }
            }
        }
    }
    found
}

fn of_sentence(doc: &Doc<'_>, sentence: Sentence<'_>, listed: bool, strict: bool) -> Option<TestRun> {
    let terms = before_aside(sentence.terms);
    if !listed && !terms.has_any(&[Word::Passed, Word::Failed]) {
        return None;
    }
    let level = level_of(terms);
    let asked = terms.has_any(&[Word::If, Word::Demand, Word::Goal]) || terms.has(Word::Needed);
    // "41 tests, 0 failures": what did not fail has passed.
    let counts = numbers::counts(terms);
    let both = counts.passed.is_some() && counts.failed.is_some() && names_counts(terms);
    let of = numbers::part_of(terms.text()).is_some_and(|of| of.part > 0) && doc.kind == Kind::TestEvaluation;
    if !(level.is_some() || terms.has(Word::TestCount) || of || both) || ((!listed || strict) && asked) {
        return None;
    }
    if strict && !both {
        return None;
    }
    let empty = run(level, sentence.phrase());
    if let Some((total, failed)) = counts.total.zip(counts.failed).filter(|_| counts.passed.is_none())
        && (1..=MOST).contains(&total)
        && names_tests(terms)
        && let Some(passed) = total.checked_sub(failed.saturating_add(counts.skipped.unwrap_or(0)))
    {
        let (total, passed, failed) = (Some(total), Some(passed), Some(failed));
        return Some(TestRun { total, passed, failed, skipped: counts.skipped, ..empty });
    }
    if !listed && !terms.has(Word::Passed) && counts.total.is_none() {
        return None;
    }
    if let Some((passed, total)) = in_brackets(sentence.terms.text()) {
        return Some(TestRun { total: Some(total), passed: Some(passed), failed: Some(total - passed), ..empty });
    }
    let in_range = |amount: &u64| (1..=MOST).contains(amount);
    let told = || amount_before(terms).filter(|_| !terms.has_any(&[Word::Except, Word::Not]));
    let whole = counts.passed.filter(|_| counts.total.is_some() || both);
    let passed = whole.or_else(|| counts.passed.or_else(told).filter(in_range));
    let failed = counts.failed.filter(|failed| passed.is_some() || in_range(failed));
    let least = passed.or(failed.filter(|_| listed))?;
    let total = counts.total.filter(|total| (least..=MOST).contains(total));
    Some(TestRun { total, passed, failed, skipped: counts.skipped, ..empty })
}

/// Whether a number stands beside both words: "all 12 passed" says nothing of failures by a number.
fn names_counts(terms: Terms<'_>) -> bool {
    let numbers = terms.text().split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    numbers.take(2).count() == 2 && terms.has(Word::Passed) && terms.has(Word::Failed)
}

/// `13 passed / 0 failed (before: 5 passed / 4 failed)`: what stands before the brackets, where that is the whole count.
fn before_aside(terms: Terms<'_>) -> Terms<'_> {
    let Some(at) = terms.text().find(['(', '（']).filter(|at| *at > 0) else { return terms };
    let before = terms.part(0..at);
    let counts = numbers::counts(before);
    if counts.passed.is_some() && counts.failed.is_some() && names_counts(before) { before } else { terms }
}

/// `354 of 354 unit, 20 of 20 integration and 6 of 6 UI tests`: a run for each level.
fn several(doc: &Doc<'_>, sentence: Sentence<'_>) -> Vec<TestRun> {
    const MARKS: [&str; 11] = [", ", "; ", "，", "、", "；", " and ", " und ", " et ", " y ", " e ", "和"];
    let text = sentence.text();
    let terms = sentence.terms;
    if doc.kind != Kind::TestEvaluation
        || terms.has_any(&[Word::Failed, Word::If, Word::Demand, Word::Goal])
        || text.matches(|letter: char| letter.is_ascii_digit()).nth(3).is_none()
    {
        return Vec::new();
    }
    let mut from = 0;
    let mut found: Vec<TestRun> = Vec::new();
    let ends = MARKS.iter().flat_map(|mark| text.match_indices(mark).map(|(at, mark)| (at, mark.len())));
    let mut ends: Vec<(usize, usize)> = ends.collect();
    ends.sort_unstable();
    for (at, length) in ends.into_iter().chain([(text.len(), 0)]) {
        let part = text.get(from..at).unwrap_or_default();
        let own = part.rfind([':', '：']).map_or(from, |colon| from + colon + 1);
        from = at + length;
        let own = terms.part(own..at);
        if let (Some(level), Some(of)) = (level_of(own), numbers::part_of(own.text())) {
            let phrase = Said { value: own.text().trim().trim_end_matches(['.', '。']).to_owned(), at: sentence.at };
            let (total, passed, failed) = (Some(of.whole), Some(of.part), Some(of.whole - of.part));
            found.push(TestRun { total, passed, failed, ..run(Some(level), phrase) });
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// Words of an item that gives a number of tests and no more.
const FEW: usize = 5;

/// `Number of automated tests: 74`, `500+ automated tests`: how many there are, and nothing of how they came out.
pub(in crate::facts::read) fn totals(doc: &Doc<'_>, known: &[TestRun]) -> Vec<TestRun> {
    let told = |total: u64| known.iter().any(|run| run.total == Some(total) || run.passed == Some(total));
    let planned =
        |terms: Terms<'_>| terms.has_any(&[Word::Needed, Word::Added, Word::Goal, Word::Failed, Word::Skipped]);
    let mut found: Vec<TestRun> = Vec::new();
    for line in doc.lines() {
        let (key, terms) = (&line.field.key, line.named);
        let Some(total) = whole_number(&line.field.value.plain) else { continue };
        let tests = names_tests(terms);
        if tests && !planned(terms) && line.column.is_none_or(|column| column == Column::Total) && !told(total) {
            found.push(TestRun { total: Some(total), ..run(level_of(terms), doc.phrase(key)) });
        }
    }
    let items = doc.outline.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Item(item) if item.checked.is_none() => Some(&item.text),
        _ => None,
    });
    for text in items.filter(|text| text.plain.starts_with(|first: char| first.is_ascii_digit())) {
        let terms = doc.terms(text);
        let (number, name) = text.plain.split_once(' ').unwrap_or((&text.plain, ""));
        let Some(total) = whole_number(number).filter(|total| !told(*total)) else { continue };
        let short = name.split_whitespace().count() < FEW;
        if short && names_tests(terms) && !planned(terms) && !terms.has(Word::Coverage) {
            found.push(TestRun { total: Some(total), ..run(level_of(terms), doc.phrase(text)) });
        }
    }
    found.retain(|run| run.total != Some(0));
    found
}

/// Whether a text names test cases by a noun of more than "executed" or a bare letter.
fn names_tests(terms: Terms<'_>) -> bool {
    let noun = |hit: &vocabulary::Hit| {
        let lower = terms.word(hit).to_lowercase();
        ["test", "prueba", "テスト", "用例", "测试"].iter().any(|noun| lower.contains(noun))
    };
    // "2 weeks of beta tests" counts weeks.
    let counted = ![" of ", " de ", " von ", "の", "的"].iter().any(|of| terms.text().contains(of));
    (counted && terms.of(Word::TestCount).any(noun))
        || (level_of(terms).is_some() && terms.text().to_lowercase().contains("test"))
}

/// `74`, `500+`, `1.394`: a number and nothing else.
fn whole_number(text: &str) -> Option<u64> {
    let bare = text.trim().trim_end_matches(['+', '件', '个', '項']).trim_end();
    let plain = !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.'));
    vocabulary::amount(if plain { bare } else { return None }).filter(|amount| *amount <= MOST)
}

/// A larger number is the id of a run.
const MOST: u64 = 999_999;

/// `1394 passed`, whatever the sentence begins with.
fn amount_before(terms: Terms<'_>) -> Option<u64> {
    let before = terms.before(terms.first(Word::Passed)?).trim_end();
    let digits = before.rsplit(|letter: char| !letter.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// `(14/14)`, `（26/26）`: how many of how many.
fn in_brackets(text: &str) -> Option<(u64, u64)> {
    let inside = text.split(['(', '（']).skip(1).take(8).filter_map(|part| part.split([')', '）']).next());
    inside
        .filter_map(|part| part.split_once('/'))
        .filter_map(|(passed, total)| {
            let total = total.trim_start();
            let end = total.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(total.len());
            Some((passed.trim().parse::<u64>().ok()?, total.get(..end)?.parse::<u64>().ok()?))
        })
        .find(|(passed, total)| *total > 0 && passed <= total)
}

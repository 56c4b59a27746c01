//! Test runs that running text tells of.

use super::numbers;
use crate::facts::TestRun;
use crate::facts::read::Kind;
use crate::facts::read::document::Doc;
use crate::facts::read::tests::{level_of, run};
use crate::outline::Block;
use crate::vocabulary::{self, Column, Terms, Word};

/// `All tests pass (14/14)`, `test suite: 1394 passed`, in a sentence, or an item that nobody left unticked.
pub(in crate::facts::read) fn mentioned(doc: &Doc<'_>) -> Vec<TestRun> {
    let texts = doc.outline.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Item(item) if item.checked != Some(false) => Some((&item.text, true)),
        Block::Paragraph(paragraph) if doc.terms(&paragraph.text).has_any(&[Word::Passed, Word::Failed]) => {
            Some((&paragraph.text, false))
        }
        _ => None,
    });
    let sentences = texts.flat_map(|(text, listed)| doc.cut(text).map(move |sentence| (sentence, listed)));
    let found = sentences.filter_map(|(sentence, listed)| {
        let terms = sentence.terms;
        let level = level_of(terms);
        let asked = terms.has_any(&[Word::If, Word::Demand, Word::Goal]) || terms.has(Word::Needed);
        let of = numbers::part_of(terms.text()).is_some_and(|of| of.part > 0) && doc.kind == Kind::TestEvaluation;
        if !(level.is_some() || terms.has(Word::TestCount) || of) || (!listed && asked) {
            return None;
        }
        let empty = run(level, sentence.phrase());
        // "41 tests, 0 failures": what did not fail has passed.
        let counts = numbers::counts(terms);
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
        if let Some((passed, total)) = in_brackets(terms.text()) {
            return Some(TestRun { total: Some(total), passed: Some(passed), failed: Some(total - passed), ..empty });
        }
        let in_range = |amount: &u64| (1..=MOST).contains(amount);
        let told = || amount_before(terms).filter(|_| !terms.has_any(&[Word::Except, Word::Not]));
        let whole = counts.passed.filter(|_| counts.total.is_some());
        let passed = whole.or_else(|| counts.passed.or_else(told).filter(in_range));
        let failed = counts.failed.filter(|failed| passed.is_some() || in_range(failed));
        let least = passed.or(failed.filter(|_| listed))?;
        let total = counts.total.filter(|total| (least..=MOST).contains(total));
        Some(TestRun { total, passed, failed, skipped: counts.skipped, ..empty })
    });
    found.collect()
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
        let before = terms.before(hit).len();
        let word = terms.text().get(before..terms.text().len() - terms.behind(hit).len()).unwrap_or_default();
        let lower = word.to_lowercase();
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

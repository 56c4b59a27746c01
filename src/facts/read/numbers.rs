//! Numbers of tests in running text: `118/120 passed`, `120 passed, 0 failed`, `成功 118件、失敗 2件`, `bestanden: 118`.

use crate::vocabulary::{self, Hit, Terms, Word};

/// How many tests came out how.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Counts {
    pub(super) total: Option<u64>,
    pub(super) passed: Option<u64>,
    pub(super) failed: Option<u64>,
    pub(super) skipped: Option<u64>,
}

/// The numbers beside the words for them.
pub(super) fn counts(terms: Terms<'_>) -> Counts {
    let mut counts = Counts::default();
    let known = [Word::Failed, Word::Passed, Word::Skipped, Word::TestCount];
    let mut hits: Vec<(Word, &Hit)> =
        known.into_iter().flat_map(|word| terms.of(word).map(move |hit| (word, hit))).collect();
    // Of hits that begin together the longest counts, and one inside another says nothing of its own (不合格, 合格).
    hits.sort_by_key(|(_, hit)| (hit.start, std::cmp::Reverse(hit.end)));
    let mut covered = 0;
    hits.retain(|(_, hit)| {
        let own = hit.end > covered;
        covered = covered.max(hit.end);
        own
    });
    // More counts than these stand in no sentence.
    hits.truncate(64);
    let behind = hits.first().is_some_and(|(_, hit)| terms.begins_at(hit));
    let mut tests: Option<(&Hit, u64)> = None;
    for (word, hit) in hits {
        if behind {
            counts.note(word, number_behind(terms.behind(hit)), None);
        } else {
            let before = terms.before(hit).trim_end_matches(|mark: char| mark.is_whitespace() || mark == '件');
            let all = word == Word::Passed && ends_with_all(terms, hit);
            let (mut number, whole) = number_before(before);
            // "1394 tests passed": the number is of those that passed.
            if let Some((_, amount)) = tests.take().filter(|(own, _)| number.is_none() && own.is_before(hit)) {
                counts.total = counts.total.filter(|total| *total != amount);
                number = Some(amount);
            }
            if word == Word::TestCount {
                tests = number.map(|number| (hit, number));
            }
            counts.note(word, number, whole);
            if all && number.is_none() {
                counts.failed = Some(0);
            }
        }
    }
    counts
}

impl Counts {
    fn note(&mut self, word: Word, number: Option<u64>, whole: Option<u64>) {
        match word {
            Word::Passed => {
                self.passed = self.passed.or(number);
                self.total = self.total.or(whole);
            }
            Word::Failed if number.is_some() => {
                self.failed = Some(self.failed.unwrap_or(0).saturating_add(number.unwrap_or(0)));
            }
            Word::Skipped => self.skipped = self.skipped.or(number),
            Word::TestCount => self.total = self.total.or(number),
            _ => {}
        }
    }
}

/// "all passed".
fn ends_with_all(terms: Terms<'_>, hit: &Hit) -> bool {
    terms.of(Word::Total).any(|all| all.is_before(hit))
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, ',' | '.' | '\'' | '\u{202f}')
}

/// The number that a text ends with, and what it is a part of (`118/120`, `118 of 120`).
fn number_before(text: &str) -> (Option<u64>, Option<u64>) {
    let from = text
        .rfind(|letter: char| !(is_digit(letter) || letter == '/'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    match text[from..].split_once('/') {
        Some((part, whole)) => (vocabulary::amount(part), vocabulary::amount(whole)),
        None => (vocabulary::amount(&text[from..]), None),
    }
}

/// The number that follows a mark or a particle.
fn number_behind(text: &str) -> Option<u64> {
    let rest = text.trim_start_matches(|mark: char| {
        mark.is_whitespace() || matches!(mark, ':' | '：' | '=' | 'は' | 'が' | '数' | '为')
    });
    let end = rest.find(|letter: char| !is_digit(letter)).unwrap_or(rest.len());
    vocabulary::amount(rest.get(..end)?).filter(|_| !rest[end..].trim_start().starts_with(['%', '％']))
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn numbers_are_read_before_or_behind_their_words() {
        for (text, passed, failed, total) in [
            ("118/120 passed", Some(118), None, Some(120)),
            ("120 passed, 0 failed", Some(120), Some(0), None),
            ("all passed", None, Some(0), None),
            ("1394 tests passed", Some(1394), None, None),
            ("12 tests failed, 40 passed", Some(40), Some(12), None),
            ("120 tests, 118 passed, 2 failed", Some(118), Some(2), Some(120)),
            ("120 Testfälle, davon 118 bestanden, 2 fehlgeschlagen", Some(118), Some(2), Some(120)),
            ("118 réussis, 2 échoués", Some(118), Some(2), None),
            ("118 superadas, 2 fallidas", Some(118), Some(2), None),
            ("118 aprovados, 2 falharam", Some(118), Some(2), None),
            ("成功 118件、失敗 2件", Some(118), Some(2), None),
            ("合格：118、不合格：2", Some(118), Some(2), None),
            ("通过 118，失败 2", Some(118), Some(2), None),
        ] {
            let found = vocabulary::find(text);
            let counts = counts(found.of(text));
            assert_eq!((counts.passed, counts.failed, counts.total), (passed, failed, total), "{text}");
        }
    }
}

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
    let hits = hits(terms);
    let mut counts = beside(terms, &hits);
    if let Some(of) = part_of(terms.text())
        && let Some(passed) = belongs(terms, &hits, &of)
    {
        let stated = counts.failed.filter(|_| passed && hits.iter().any(|(word, _)| *word == Word::Failed));
        let rest = (of.whole - of.part).saturating_sub(counts.skipped.unwrap_or(0));
        counts.total = Some(of.whole);
        (counts.passed, counts.failed) =
            if passed { (Some(of.part), stated.or(Some(rest))) } else { (Some(rest), Some(of.part)) };
    }
    counts.except(terms);
    let least = counts.passed.unwrap_or(0).max(counts.failed.unwrap_or(0));
    counts.total = counts.total.filter(|total| *total >= least);
    counts
}

/// The words for tests and what came of them, in order, with what they count.
fn hits(terms: Terms<'_>) -> Vec<(Word, &Hit)> {
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
    // "3 tests have not passed".
    let denied = |hit: &Hit| terms.of(Word::Not).any(|not| not.is_before(hit));
    hits.iter_mut()
        .filter(|(word, hit)| *word == Word::Passed && denied(hit))
        .for_each(|(word, _)| *word = Word::Failed);
    hits
}

/// The numbers right beside the words: all before them, or all behind.
fn beside(terms: Terms<'_>, hits: &[(Word, &Hit)]) -> Counts {
    let mut counts = Counts::default();
    // `PASS: 33 passed, 2 failed` says first how it came out.
    let follows = |(_, hit): &&(Word, &Hit)| number_behind(terms.behind(hit)).is_some();
    let mut said = hits.iter().filter(|(word, _)| *word != Word::TestCount).take(2);
    let behind = hits.first().is_some_and(|(_, hit)| terms.begins_at(hit))
        && hits.first().is_some_and(|first| follows(&first))
        && said.all(|one| follows(&one));
    let mut tests: Option<(&Hit, u64)> = None;
    for (word, hit) in hits.iter().copied() {
        if behind {
            counts.note(word, number_behind(terms.behind(hit)), None);
        } else {
            let before = terms.before(hit).trim_end_matches(|mark: char| mark.is_whitespace() || mark == '件');
            let all = word == Word::Passed && ends_with_all(terms, hit);
            let (mut number, whole) = number_before(before);
            // "1394 tests passed": the number is of those that passed.
            let same = |amount: &u64| number.is_none_or(|number| number == *amount);
            let joined = |own: &Hit| own.is_before(hit) || is_copula(terms, own, hit);
            if let Some((_, amount)) = tests.take().filter(|(own, amount)| joined(own) && same(amount)) {
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

/// "63 automated tests are green": a word or two between the tests and what came of them.
fn is_copula(terms: Terms<'_>, tests: &Hit, said: &Hit) -> bool {
    const LONG: usize = 16;
    let from = terms.text().len() - terms.behind(tests).len();
    let gap = terms.text().get(from..terms.before(said).len()).unwrap_or_default();
    gap.chars().nth(LONG).is_none()
        && gap.starts_with(' ')
        && gap.chars().all(|letter| letter.is_alphabetic() || letter == ' ')
}

impl Counts {
    /// "All 19 tests passed except 2."
    fn except(&mut self, terms: Terms<'_>) {
        let Some(except) = terms.first(Word::Except).filter(|_| self.failed.unwrap_or(0) == 0) else { return };
        let (Some(passed), failed) = (self.passed, number_behind(terms.behind(except))) else { return };
        self.total = self.total.or(Some(passed));
        self.passed = failed.and_then(|failed| passed.checked_sub(failed));
        self.failed = failed;
    }

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

/// How many of how many, and where it stands.
pub(super) struct PartOf {
    pub(super) part: u64,
    pub(super) whole: u64,
    bytes: std::ops::Range<usize>,
}

/// What stands between the part and the whole; in Chinese and Japanese the whole comes first.
const OF: [&str; 16] = [
    "/",
    "／",
    "of",
    "out of",
    "of the",
    "out of the",
    "von",
    "von insgesamt",
    "aus",
    "sur",
    "de",
    "des",
    "de los",
    "de las",
    "di",
    "dos",
];
const AMONG: [&str; 6] = ["中", "のうち", "うち", "中有", "里", "其中"];

/// `17 of 19`, `17/19`, `17 von 19`, `19件中17`: the first that can be one.
pub(super) fn part_of(text: &str) -> Option<PartOf> {
    let mut last: Option<(u64, std::ops::Range<usize>)> = None;
    let mut at = 0;
    while let Some(from) = text.get(at..).and_then(|rest| rest.find(|letter: char| letter.is_ascii_digit())) {
        let start = at + from;
        let rest = text.get(start..).unwrap_or_default();
        let mut length = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        // `1,204`
        while rest.get(length..).is_some_and(|rest| {
            rest.starts_with([',', '.', '\'', '’'])
                && rest.chars().skip(1).take_while(char::is_ascii_digit).count() == 3
        }) {
            let mark = rest.get(length..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            length += mark + 3;
        }
        at = start + length;
        let behind = text.get(at..).unwrap_or_default();
        let attached = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | ':' | '#' | '_');
        let alone = !text.get(..start).unwrap_or_default().ends_with(attached);
        let mut next = behind.trim_start().chars();
        let unit = matches!(next.next(), Some('%' | '％'));
        let number = vocabulary::amount(rest.get(..length).unwrap_or_default()).filter(|_| alone && !unit);
        let Some(number) = number else {
            last = None;
            continue;
        };
        if let Some((before, place)) = last.take() {
            let between = text.get(place.end..start).unwrap_or_default().trim().to_lowercase();
            // "17 tests sur 19"
            let of = between.split_once(' ').filter(|(noun, _)| noun.starts_with("test") || noun.starts_with("prueba"));
            let of = of.map_or(between.as_str(), |(_, of)| of);
            let bytes = place.start..at;
            let goes_on = behind.starts_with(['/', '-', ':']);
            let found = if OF.contains(&of) {
                Some(PartOf { part: before, whole: number, bytes })
            } else {
                let among = between.chars().count() <= 10 && AMONG.iter().any(|word| between.ends_with(word));
                among.then_some(PartOf { part: number, whole: before, bytes })
            };
            if let Some(found) = found.filter(|found| found.whole > 0 && found.part <= found.whole && !goes_on) {
                return Some(found);
            }
        }
        last = Some((number, start..at));
    }
    None
}

/// Letters between the part and its word: "17 of 19 new integration tests have passed".
const BETWEEN: usize = 40;

/// Whether the part is of those that passed, or of those that failed; none if no word beside it says so.
fn belongs(terms: Terms<'_>, hits: &[(Word, &Hit)], of: &PartOf) -> Option<bool> {
    let text = terms.text();
    let ends = |hit: &Hit| text.len() - terms.behind(hit).len();
    let said = || hits.iter().filter(|(word, _)| matches!(word, Word::Passed | Word::Failed));
    let apart = |gap: &str| {
        gap.chars().count() > BETWEEN
            || gap.contains(|letter: char| letter.is_ascii_digit() || ",;.:、，。；：".contains(letter))
    };
    let next = said().find(|(_, hit)| terms.before(hit).len() >= of.bytes.end);
    let next = next.filter(|(_, hit)| !text.get(of.bytes.end..terms.before(hit).len()).is_none_or(apart));
    let marks = |gap: &str| gap.chars().all(|letter| " :：=(（–—-".contains(letter));
    // "Tests passed: 48/50"
    let last = || said().rfind(|(_, hit)| ends(hit) <= of.bytes.start);
    let last = || last().filter(|(_, hit)| text.get(ends(hit)..of.bytes.start).is_some_and(marks));
    next.or_else(last).map(|(word, _)| *word == Word::Passed)
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
            ("118/120 passed", Some(118), Some(2), Some(120)),
            ("17 of 19 tests passed", Some(17), Some(2), Some(19)),
            ("17 out of 19 integration tests passed.", Some(17), Some(2), Some(19)),
            ("17 / 19 tests passed, 2 skipped", Some(17), Some(0), Some(19)),
            ("17 von 19 Tests bestanden", Some(17), Some(2), Some(19)),
            ("17 tests sur 19 réussis", Some(17), Some(2), Some(19)),
            ("17 sur 19 tests réussis", Some(17), Some(2), Some(19)),
            ("17 de 19 pruebas superadas", Some(17), Some(2), Some(19)),
            ("50 de 50 passaram", Some(50), Some(0), Some(50)),
            ("19件中17件合格", Some(17), Some(2), Some(19)),
            ("50个用例中48个通过", Some(48), Some(2), Some(50)),
            ("Tests passed: 48/50", Some(48), Some(2), Some(50)),
            ("48 of 50 tests passed, 2 failed", Some(48), Some(2), Some(50)),
            ("2 of 19 tests failed", Some(17), Some(2), Some(19)),
            ("2 of 19 tests have not passed", Some(17), Some(2), Some(19)),
            ("All 19 tests passed except 2", Some(17), Some(2), Some(19)),
            ("PASS: 33 passed, 2 failed", Some(33), Some(2), None),
            ("FAIL (18 passed / 2 failed)", Some(18), Some(2), None),
            ("PASS (33 件通過 / 0 件失敗 / 1 件 SKIP)", Some(33), Some(0), None),
            ("10 通过 / 0 失败", Some(10), Some(0), None),
            ("10 件合格 / 0 件失敗", Some(10), Some(0), None),
            ("Sprint 3 of 12: 40 passed, 0 failed", Some(40), Some(0), None),
            ("120 passed, 0 failed", Some(120), Some(0), None),
            ("all passed", None, Some(0), None),
            ("1394 tests passed", Some(1394), None, None),
            ("63 automated tests are green, under load too", Some(63), None, None),
            ("63 automatische Tests sind grün, auch unter Last.", Some(63), None, None),
            ("2 Tests sind rot", None, Some(2), None),
            ("41 tests, and all passed", None, Some(0), Some(41)),
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

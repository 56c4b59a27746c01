//! Whether an acceptance criterion is met: by what is written, and by the test cases that it names.

use super::cases::Cases;
use super::cite::{Clerk, Statement};
use crate::facts::{Criterion, Ending, TestVerdict, outcome};

/// Whether a criterion is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// The result is a good one.
    Yes,
    /// The result is a bad one.
    No,
    /// There is no result, or it cannot be told.
    Unknown,
}

/// What is known of a criterion.
pub(super) struct Result {
    /// Whether it is met.
    pub(super) met: Met,
    /// The tests, with how they came out.
    pub(super) tests: Statement,
    /// The result as it is written.
    pub(super) written: Statement,
}

/// What is known of a criterion. A test that failed outweighs a cell that says that all is well.
pub(super) fn of(clerk: &Clerk<'_>, cases: &Cases, criterion: &Criterion) -> Result {
    let written = clerk.say(criterion.result.as_ref(), &["ACC-02", "ACC-01"]);
    let (ran, tests) = tests(clerk, cases, criterion);
    let met = match (ran, written.is_said()) {
        (Met::No, _) => Met::No,
        (_, true) => word(&written.text),
        (ran, false) => ran,
    };
    Result { met, tests, written }
}

/// The tests as written, with the ending of each one that a report names.
fn tests(clerk: &Clerk<'_>, cases: &Cases, criterion: &Criterion) -> (Met, Statement) {
    let mut said = clerk.say(criterion.test.as_ref(), &["ACC-02", "ACC-01"]);
    let named = cases.named(&said.text);
    if named.is_empty() {
        return (Met::Unknown, said);
    }
    let endings = || named.iter().map(|(_, case)| case.map(|(ending, _)| ending));
    let met = if endings().any(|ending| ending == Some(Ending::Failed)) {
        Met::No
    } else if endings().all(|ending| ending == Some(Ending::Passed)) {
        Met::Yes
    } else {
        Met::Unknown
    };
    let texts = named.iter().map(|(id, case)| match case {
        Some((ending, place)) => format!("{id} {} ({})", ending.word(), clerk.cite(*place)),
        None => format!("{id}: no report names it"),
    });
    said.text = texts.collect::<Vec<_>>().join("; ");
    (met, said)
}

/// What the reports let one write into the result: `tests passed: TC-401, TC-408`; `tests failed: TC-12`. Nothing while a test
/// is not in any report.
pub(super) fn proposed(cases: &Cases, criterion: &Criterion) -> Option<String> {
    let named = cases.named(criterion.test.as_ref().map_or("", |test| test.value.as_str()));
    let of = |wanted: Ending| {
        let ids = named.iter().filter(|(_, case)| case.is_some_and(|(ending, _)| ending == wanted));
        ids.map(|(id, _)| id.as_str()).collect::<Vec<_>>()
    };
    let (passed, failed) = (of(Ending::Passed), of(Ending::Failed));
    if !failed.is_empty() {
        return Some(format!("tests failed: {}", failed.join(", ")));
    }
    (!named.is_empty() && passed.len() == named.len()).then(|| format!("tests passed: {}", passed.join(", ")))
}

/// The reports that name the tests of a criterion, by path.
pub(super) fn reports(clerk: &Clerk<'_>, cases: &Cases, criterion: &Criterion) -> Vec<String> {
    let named = cases.named(criterion.test.as_ref().map_or("", |test| test.value.as_str()));
    let mut paths: Vec<String> = Vec::new();
    for (_, place) in named.into_iter().filter_map(|(_, case)| case) {
        let path = &clerk.reading.source(place.source).path;
        if !paths.contains(path) {
            paths.push(path.clone());
        }
    }
    paths
}

/// What a result says.
fn word(text: &str) -> Met {
    match outcome(text) {
        Some(TestVerdict::Passed) => Met::Yes,
        Some(TestVerdict::Failed) => Met::No,
        Some(TestVerdict::NotRun) | None => Met::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read() {
        for (text, met) in [
            ("passed", Met::Yes),
            ("PASS", Met::Yes),
            ("34 passed, 0 failed", Met::Yes),
            ("✓ met on 2026-12-10", Met::Yes),
            ("failed: TC-12", Met::No),
            ("not met", Met::No),
            ("not run yet", Met::Unknown),
            ("due 2026-12-10", Met::Unknown),
            ("pending", Met::Unknown),
            ("bestanden", Met::Yes),
            ("nicht bestanden", Met::No),
            ("non conforme", Met::No),
            ("superada", Met::Yes),
            ("reprovado", Met::No),
            ("合格", Met::Yes),
            ("不合格", Met::No),
            ("未実施", Met::Unknown),
            ("未通过", Met::No),
            ("尚未执行", Met::Unknown),
        ] {
            assert_eq!(word(text), met, "{text}");
        }
    }
}

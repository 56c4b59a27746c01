//! Whether an acceptance criterion is met: by what is written, and by the test cases that it names.

use super::cases::Cases;
use super::cite::{Clerk, Statement};
use crate::facts::{Criterion, Ending};
use crate::vocabulary::{DecisionWord, decision, words};

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

/// What a result says.
fn word(text: &str) -> Met {
    let words = words(text);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    // "0 failed" is no failure.
    let counted = |at: usize| at > 0 && matches!(words[at - 1].as_str(), "0" | "no" | "none");
    let bad = ["fail", "failed", "fails", "failing", "failures", "unmet", "blocked", "error"];
    if text.contains(['✕', '✗', '❌'])
        || words.iter().enumerate().any(|(at, word)| bad.contains(&word.as_str()) && !counted(at))
    {
        return Met::No;
    }
    if has(&["not"]) {
        return if has(&["run", "executed", "tested", "yet", "started"]) { Met::Unknown } else { Met::No };
    }
    match decision(text) {
        Some(DecisionWord::Approved) => Met::Yes,
        Some(DecisionWord::Rejected) => Met::No,
        None if has(&["pass", "met", "succeeded", "success", "successful"]) => Met::Yes,
        Some(DecisionWord::Pending) | None => Met::Unknown,
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
        ] {
            assert_eq!(word(text), met, "{text}");
        }
    }
}

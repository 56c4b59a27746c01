//! What the cell or the value of a test case says of its end.

use crate::vocabulary::{self, Choice, Terms, Word};

/// How a case came out: the first word decides.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Outcome {
    Passed,
    Failed,
    Skipped,
    /// Not run yet, or nobody wrote down how.
    Open,
    /// Neither: `PARTIAL`, `⚠️`.
    Partly,
}

pub(super) fn outcome(terms: Terms<'_>) -> Option<Outcome> {
    let text = terms.text();
    match vocabulary::choice(text) {
        // A form that nobody filled in.
        Choice::Open | Choice::Answers => Some(Outcome::Open),
        Choice::Ticked(own) => said(vocabulary::find(own).of(own)),
        Choice::None if text.trim_end().ends_with(['?', '？']) || offers(text) => Some(Outcome::Open),
        Choice::None => said(terms),
    }
}

impl Outcome {
    /// Whether a case ran.
    pub(super) fn ran(self) -> bool {
        !matches!(self, Self::Skipped | Self::Open)
    }
}

/// `Pass / Fail`, `Réussi ou échoué`: different results side by side, with nothing else.
pub(super) fn offers(text: &str) -> bool {
    const OR: [&str; 4] = [" or ", " oder ", " ou ", " o "];
    const LONG: usize = 48;
    if text.chars().nth(LONG).is_some() || text.contains(|letter: char| letter.is_ascii_digit()) {
        return false;
    }
    let joined = OR.iter().find(|or| text.contains(**or));
    let parts: Vec<&str> = match joined {
        Some(or) => text.split(*or).collect(),
        None => text.split(['/', '／', '|']).collect(),
    };
    let outcomes = parts.iter().map(|part| said(vocabulary::find(part).of(part))).collect::<Option<Vec<_>>>();
    outcomes.is_some_and(|outcomes| outcomes.iter().any(|one| Some(one) != outcomes.first()))
}

/// `Passed: no`, `Pass (to do)`: what is said behind the word.
pub(super) fn taken_back(terms: Terms<'_>) -> Option<Outcome> {
    let hit = terms.of(Word::Passed).find(|hit| terms.begins_at(hit))?;
    let behind = terms.behind(hit).trim_start();
    if let Some(answer) = behind.strip_prefix([':', '：']) {
        let found = vocabulary::find(answer);
        let own = found.of(answer);
        let open = answer.trim().is_empty() || own.is_only(Word::Pending) || own.is_only(Word::NotRun);
        let denied = own.is_only(Word::No) || own.is_only(Word::None);
        return if open { Some(Outcome::Open) } else { denied.then_some(Outcome::Failed) };
    }
    let inside = behind.strip_prefix(['(', '（', '['])?.split([')', '）', ']']).next()?;
    let found = vocabulary::find(inside);
    let own = found.of(inside);
    (own.is_only(Word::Pending) || own.is_only(Word::NotRun)).then_some(Outcome::Open)
}

pub(super) fn said(terms: Terms<'_>) -> Option<Outcome> {
    // "Not passed".
    let denied = |not: &vocabulary::Hit| terms.begins_at(not) && terms.of(Word::Passed).any(|hit| not.is_before(hit));
    if terms.of(Word::Not).any(denied) {
        return Some(Outcome::Failed);
    }
    if let Some(outcome) = taken_back(terms) {
        return Some(outcome);
    }
    // 不合格 and "nicht bestanden" begin with other words than they end.
    let known = [
        (Word::Failed, Outcome::Failed),
        (Word::NotRun, Outcome::Open),
        (Word::PartlyPassed, Outcome::Partly),
        (Word::Skipped, Outcome::Skipped),
        (Word::Passed, Outcome::Passed),
    ];
    let said = known.into_iter().find(|(word, _)| terms.begins(*word)).map(|(_, outcome)| outcome);
    said.or_else(|| mark(terms.text()))
}

/// A mark that stands alone or before words of another sense.
pub(super) fn mark(text: &str) -> Option<Outcome> {
    match text.trim().chars().next()? {
        '✅' | '✔' | '✓' | '☑' | '🟢' | '○' | '◯' => Some(Outcome::Passed),
        '❌' | '✗' | '✘' | '🔴' | '×' | '✕' => Some(Outcome::Failed),
        '⬜' | '⏳' | '🔲' | '◻' | '⬛' => Some(Outcome::Open),
        '⚠' | '🟡' | '🟠' | '△' => Some(Outcome::Partly),
        _ => None,
    }
}

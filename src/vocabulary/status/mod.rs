//! Status words, in the dialects that documents use.

mod going;
#[cfg(test)]
mod tests;

pub(super) use going::plain_answer;
pub use going::{go_in_capitals, go_spelt, go_word, release_advice, verdict};

use super::choice::{Choice, choice};
use super::concepts::{Column, Meaning, Word};
use super::terms::{Hit, Terms};
use super::token::{head, is_ideograph};
use super::{Written, find, written};
use going::{behind_question, in_capitals};

/// What a decision, status or signature says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionWord {
    /// Approved, accepted, signed.
    Approved,
    /// Not decided yet.
    Pending,
    /// Refused.
    Rejected,
}

/// Go or no-go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoWord {
    /// GO.
    Go,
    /// CONDITIONAL GO.
    Conditional,
    /// NO-GO.
    NoGo,
}

/// What a decision says. A negated word says the opposite: "not approved" is pending. A choice that nobody has made, and a
/// text that was left to be filled in, decide nothing; boxes of which none is ticked are pending.
pub fn decision(text: &str) -> Option<DecisionWord> {
    let text = match choice(text) {
        Choice::None => text,
        Choice::Ticked(own) => own,
        Choice::Open => return Some(DecisionWord::Pending),
        Choice::Answers => return None,
    };
    let decided = decided(text)?;
    let filled = decided == DecisionWord::Pending || written(text) != Written::Placeholder;
    filled.then_some(decided)
}

fn decided(text: &str) -> Option<DecisionWord> {
    if let Some(marked) = mark(text) {
        return Some(marked);
    }
    let text = head(text);
    let spelt = in_capitals(text);
    match spelt {
        Some(GoWord::NoGo) => return Some(DecisionWord::Rejected),
        Some(GoWord::Conditional) => return Some(DecisionWord::Pending),
        Some(GoWord::Go) | None => {}
    }
    let text = behind_question(text);
    let found = find(text);
    let terms = found.of(text);
    let of = |word: Word| terms.of(word).filter(|hit| !is_in_label(&terms, hit));
    let negated = |hit: &Hit| terms.of(Word::Not).any(|not| not.is_before(hit));
    // "Approved pending tests": the graver word wins, but a bare "no" is the whole answer.
    // "Noch nicht freigegeben" is no refusal.
    let later = |hit: &Hit| of(Word::Pending).any(|yet| yet.start < hit.start && hit.start < yet.end);
    if terms.is_only(Word::No) || of(Word::Rejected).any(|hit| !negated(hit) && !later(hit)) {
        return Some(DecisionWord::Rejected);
    }
    if of(Word::Pending).any(|hit| !negated(hit)) {
        return Some(DecisionWord::Pending);
    }
    // "Not yet approved".
    let not_yet = |hit: &Hit| of(Word::Pending).any(|yet| yet.is_before(hit) && negated(yet));
    // "Go to the console": only where it is the answer.
    let goes = |hit: &&Hit| {
        let word = text.get(hit.start as usize..hit.end as usize).unwrap_or_default();
        spelt.is_some() || !word.eq_ignore_ascii_case("go")
    };
    let first = of(Word::Approved).find(goes)?;
    Some(if negated(first) || not_yet(first) { DecisionWord::Pending } else { DecisionWord::Approved })
}

/// Ticks and crosses, and the marks that Japanese tables use alone.
fn mark(text: &str) -> Option<DecisionWord> {
    if text.contains(['✅', '✔', '✓', '☑']) {
        return Some(DecisionWord::Approved);
    }
    if text.contains(['❌', '✗']) {
        return Some(DecisionWord::Rejected);
    }
    Some(match text.trim() {
        "○" | "〇" | "◯" | "◎" => DecisionWord::Approved,
        "△" => DecisionWord::Pending,
        "×" | "✕" => DecisionWord::Rejected,
        _ => return None,
    })
}

/// Whether a word of Chinese or Japanese is only part of a label: 承認 in 承認者.
fn is_in_label(terms: &Terms<'_>, hit: &Hit) -> bool {
    let longer = |label: &&Hit| label.start <= hit.start && hit.end <= label.end && label.words > hit.words;
    let ideograph = terms.before(hit).len() < terms.text().len()
        && terms.text()[terms.before(hit).len()..].starts_with(is_ideograph);
    ideograph && terms.hits().iter().filter(longer).any(|label| Column::of(label.concept).is_some())
}

/// Whether a defect of this status is still open (documents: `new | assigned | in-progress | fixed | verified | closed |
/// deferred | duplicate | wont-fix`; DEF-01).
pub fn defect_is_open(status: &str) -> bool {
    !is_over(status, Word::DefectClosed)
}

/// Whether a risk of this status is still open.
pub fn risk_is_open(status: &str) -> bool {
    !is_over(status, Word::RiskClosed)
}

/// Words of a kind that are looked at: a status is short.
const FEW: usize = 16;

/// Whether a status says so, and nothing that takes it back: "not closed", "reopened", 未解決. "Won't fix" and "not
/// reproducible" are phrases of their own.
fn is_over(status: &str, word: Word) -> bool {
    let found = find(status);
    let terms = found.of(status);
    let inside = |hit: &Hit, other: Word| {
        terms.of(other).take(FEW).any(|own| own.start <= hit.start && hit.end <= own.end && own.words > hit.words)
    };
    let over = terms.of(word).take(FEW).any(|hit| !inside(hit, Word::DefectReopened));
    over && terms.of(Word::DefectReopened).take(FEW).all(|hit| inside(hit, word))
}

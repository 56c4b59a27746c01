//! Status words, in the dialects that documents use.

use super::concepts::Word;
use super::normal::words;
use super::terms::Hit;

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

const APPROVED: [&str; 16] = [
    "approved",
    "approve",
    "accepted",
    "accept",
    "obtained",
    "signed",
    "yes",
    "granted",
    "agreed",
    "ok",
    "passed",
    "authorised",
    "authorized",
    "go",
    "confirmed",
    "endorsed",
];
const PENDING: [&str; 17] = [
    "pending",
    "proposed",
    "draft",
    "open",
    "requested",
    "awaiting",
    "waiting",
    "conditional",
    "conditionally",
    "review",
    "outstanding",
    "deferred",
    "defer",
    "abstain",
    "unsigned",
    "scheduled",
    "unticked",
];
const REJECTED: [&str; 10] =
    ["rejected", "reject", "declined", "refused", "denied", "vetoed", "veto", "no", "superseded", "deprecated"];

/// What a decision says. A negated word says the opposite: "not approved" is pending.
pub fn decision(text: &str) -> Option<DecisionWord> {
    if text.contains('✅') || text.contains('✔') || text.contains('✓') || text.contains('☑') {
        return Some(DecisionWord::Approved);
    }
    if text.contains('❌') || text.contains('✗') {
        return Some(DecisionWord::Rejected);
    }
    let words = words(text);
    let at = |list: &[&str]| words.iter().position(|word| list.contains(&word.as_str()));
    let negated = |at: usize| at > 0 && matches!(words[at - 1].as_str(), "not" | "un" | "yet");
    // "Approved pending tests", "no objection: approved": the graver word wins, but a bare "no" must come first.
    if words.first().is_some_and(|first| first == "no") && words.len() == 1 {
        return Some(DecisionWord::Rejected);
    }
    let rejected = at(&REJECTED).filter(|at| words[*at] != "no" && !negated(*at));
    if rejected.is_some() {
        return Some(DecisionWord::Rejected);
    }
    if at(&PENDING).is_some_and(|at| !negated(at)) {
        return Some(DecisionWord::Pending);
    }
    at(&APPROVED).map(|at| if negated(at) { DecisionWord::Pending } else { DecisionWord::Approved })
}

/// The first GO, CONDITIONAL GO or NO-GO of a text. Only capitals count, unless the text is nothing else: "go to the
/// console" decides nothing.
pub fn go_word(text: &str) -> Option<GoWord> {
    let tokens: Vec<&str> =
        text.split(|character: char| !character.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let short = tokens.len() <= 3;
    let is = |at: usize, word: &str| {
        tokens.get(at).is_some_and(|token| *token == word || (short && token.eq_ignore_ascii_case(word)))
    };
    let next_is = |at: usize, word: &str| tokens.get(at + 1).is_some_and(|token| token.eq_ignore_ascii_case(word));
    let mut at = 0;
    while at < tokens.len() {
        let no = tokens[at].eq_ignore_ascii_case("no") || tokens[at] == "NOT";
        // "Go/No-Go" names the question, not the answer, where an answer follows.
        let question = tokens[at].eq_ignore_ascii_case("go") && next_is(at, "no") && next_is(at + 1, "go");
        if question {
            at += 3;
            continue;
        }
        if is(at, "CONDITIONAL") || (tokens[at] == "Conditional" && next_is(at, "go")) {
            return Some(GoWord::Conditional);
        }
        if is(at, "NOGO")
            || (no
                && tokens.get(at + 1).is_some_and(|next| *next == "GO" || (short && next.eq_ignore_ascii_case("go"))))
        {
            return Some(GoWord::NoGo);
        }
        if is(at, "GO") {
            return Some(GoWord::Go);
        }
        at += 1;
    }
    None
}

const AGAINST: [&str; 12] = [
    "do not release",
    "not be released",
    "not ready",
    "do not deploy",
    "do not recommend",
    "not recommend",
    "not recommended",
    "advise against",
    "recommend against",
    "hold the release",
    "not fit for",
    "postpone the release",
];

const FOR: [&str; 14] = [
    "recommend to release",
    "recommend releasing",
    "recommend the release",
    "recommend release",
    "recommended for release",
    "ready for release",
    "ready to be released",
    "ready to release",
    "ready for production",
    "approve the release",
    "approved for release",
    "recommend to deploy",
    "recommend deploying",
    "fit for release",
];

const CONDITIONS: [&str; 10] =
    ["provided", "once", "after", "if", "unless", "until", "except", "subject to", "on condition", "as soon as"];

/// What a sentence of a recommendation advises without the words GO and NO-GO.
pub fn release_advice(sentence: &str) -> Option<GoWord> {
    let text = format!(" {} ", words(sentence).join(" "));
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(&format!(" {phrase} ")));
    if says(&AGAINST) {
        return Some(GoWord::NoGo);
    }
    says(&FOR).then(|| if says(&CONDITIONS) { GoWord::Conditional } else { GoWord::Go })
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
    let found = super::find(status);
    let terms = found.of(status);
    let inside = |hit: &Hit, other: Word| {
        terms.of(other).take(FEW).any(|own| own.start <= hit.start && hit.end <= own.end && own.words > hit.words)
    };
    let over = terms.of(word).take(FEW).any(|hit| !inside(hit, Word::DefectReopened));
    over && terms.of(Word::DefectReopened).take(FEW).all(|hit| inside(hit, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_in_many_dialects() {
        use DecisionWord::{Approved, Pending, Rejected};
        for (text, wanted) in [
            ("APPROVED", Some(Approved)),
            ("✅ Approved", Some(Approved)),
            ("Not approved yet", Some(Pending)),
            ("Pending", Some(Pending)),
            ("Proposed", Some(Pending)),
            ("declined", Some(Rejected)),
            ("Superseded by ADR-009", Some(Rejected)),
            ("no", Some(Rejected)),
            ("No objection, approved", Some(Approved)),
            ("J. Ortiz", None),
        ] {
            assert_eq!(decision(text), wanted, "{text}");
        }
    }

    #[test]
    fn advice_is_read_without_the_words() {
        use GoWord::{Conditional, Go, NoGo};
        for (text, wanted) in [
            ("We recommend to release 3.1.0.", Some(Go)),
            ("The candidate is not ready for production.", Some(NoGo)),
            ("Ready for release once DEF-7 is closed", Some(Conditional)),
            ("Test again after the release", None),
        ] {
            assert_eq!(release_advice(text), wanted, "{text}");
        }
    }

    #[test]
    fn go_words_are_told_from_running_text() {
        use GoWord::{Conditional, Go, NoGo};
        for (text, wanted) in [
            ("GO", Some(Go)),
            ("**Go**", Some(Go)),
            ("The recommendation is GO.", Some(Go)),
            ("NO-GO until DEF-1 is closed", Some(NoGo)),
            ("Recommendation: CONDITIONAL_GO", Some(Conditional)),
            ("Conditional go, see below", Some(Conditional)),
            ("Go/No-Go recommendation: GO", Some(Go)),
            ("GO/NO-GO: NO-GO", Some(NoGo)),
            ("go to the console and wait there", None),
        ] {
            assert_eq!(go_word(text), wanted, "{text}");
        }
    }
}

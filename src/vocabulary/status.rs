//! Status words, in the dialects that documents use.

use super::concepts::{Column, Meaning, Word};
use super::find;
use super::normal::words;
use super::terms::{Hit, Terms};
use super::token::{head, is_ideograph};

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

/// What a decision says. A negated word says the opposite: "not approved" is pending.
pub fn decision(text: &str) -> Option<DecisionWord> {
    if let Some(marked) = mark(text) {
        return Some(marked);
    }
    let text = head(text);
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
    let first = of(Word::Approved).next()?;
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

/// What a text says of going: GO, CONDITIONAL GO and NO-GO, or the words of other languages where it is short.
pub fn go_word(text: &str) -> Option<GoWord> {
    let (capitals, worded) = (in_capitals(text), worded(text));
    match (capitals, worded) {
        (Some(GoWord::NoGo | GoWord::Conditional) | None, None) | (Some(GoWord::NoGo | GoWord::Conditional), _) => {
            capitals
        }
        // "GO mit Auflagen" is a conditional one.
        (None, _) | (_, Some(GoWord::NoGo | GoWord::Conditional)) => worded,
        _ => capitals,
    }
}

/// How long a text may be whose words decide without capitals, in words.
const SHORT: u32 = 10;

/// `可`, `avis favorable`, `Freigabe erteilt`, behind the question if it is asked: `Go/No-Go: 可`.
fn worded(text: &str) -> Option<GoWord> {
    let text = head(text);
    let asked = find(text);
    let question = asked.of(text);
    let go = |hit: &Hit| question.of(Word::Go).any(|go| go.is_before(hit));
    let text = question.of(Word::NoGo).find(|hit| go(hit)).map_or(text, |hit| question.behind(hit));
    if super::token::weight(text) > SHORT * 4 {
        return None;
    }
    let found = find(text);
    let terms = found.of(text);
    // These are told from running text by their capitals.
    let everyday = |hit: &Hit| {
        let phrase = words(text.get(hit.start as usize..hit.end as usize).unwrap_or_default()).join(" ");
        matches!(phrase.as_str(), "go" | "no go" | "nogo" | "not go" | "conditional" | "conditional go")
    };
    let says = |word: Word| terms.of(word).any(|hit| !everyday(hit));
    let order = [(Word::ConditionalGo, GoWord::Conditional), (Word::NoGo, GoWord::NoGo), (Word::Go, GoWord::Go)];
    order.into_iter().find(|(word, _)| says(*word)).map(|(_, answer)| answer)
}

/// The first GO, CONDITIONAL GO or NO-GO of a text. Only capitals count, unless the text is nothing else: "go to the
/// console" decides nothing.
fn in_capitals(text: &str) -> Option<GoWord> {
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

/// What a sentence of a recommendation advises without the words GO and NO-GO.
pub fn release_advice(sentence: &str) -> Option<GoWord> {
    let found = find(sentence);
    let terms = found.of(sentence);
    if terms.has(Word::ReleaseAdvisedAgainst) {
        return Some(GoWord::NoGo);
    }
    let conditional = terms.has(Word::Proviso);
    terms.has(Word::ReleaseAdvised).then_some(if conditional { GoWord::Conditional } else { GoWord::Go })
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
    fn decisions_are_read_in_every_language() {
        use DecisionWord::{Approved, Pending, Rejected};
        for (text, wanted) in [
            ("承認", Some(Approved)),
            ("承認済み（2026/12/01）", Some(Approved)),
            ("未承認", Some(Pending)),
            ("条件付き承認", Some(Pending)),
            ("却下", Some(Rejected)),
            ("保留", Some(Pending)),
            ("承認者", None),
            ("可", Some(Approved)),
            ("不可", Some(Rejected)),
            ("○", Some(Approved)),
            ("×", Some(Rejected)),
            ("Avis favorable", Some(Approved)),
            ("Avis défavorable", Some(Rejected)),
            ("Favorable sous réserve", Some(Pending)),
            ("Pas encore validé", Some(Pending)),
            ("Freigabe erteilt", Some(Approved)),
            ("nicht genehmigt", Some(Rejected)),
            ("Noch nicht freigegeben", Some(Pending)),
            ("Nein", Some(Rejected)),
            ("Aprobado con condiciones", Some(Pending)),
            ("No aprobado", Some(Pending)),
            ("Sí", Some(Approved)),
            ("Aprovado com ressalvas", Some(Pending)),
            ("não aprovada", Some(Pending)),
            ("同意", Some(Approved)),
            ("不同意", Some(Rejected)),
            ("待审批", Some(Pending)),
            ("有条件通过", Some(Pending)),
            ("审批人：王伟", None),
            ("Not yet approved", Some(Pending)),
        ] {
            assert_eq!(decision(text), wanted, "{text}");
        }
    }

    #[test]
    fn going_is_read_in_every_language() {
        use GoWord::{Conditional, Go, NoGo};
        for (text, wanted) in [
            ("Go/No-Go: 可", Some(Go)),
            ("条件付き可", Some(Conditional)),
            ("リリース不可", Some(NoGo)),
            ("中止", Some(NoGo)),
            ("GO sous réserve", Some(Conditional)),
            ("Avis défavorable", Some(NoGo)),
            ("avis favorable", Some(Go)),
            ("Freigabe erteilt", Some(Go)),
            ("Freigabe unter Vorbehalt", Some(Conditional)),
            ("keine Freigabe", Some(NoGo)),
            ("Aprobado con condiciones", Some(Conditional)),
            ("Não aprovado", Some(NoGo)),
            ("同意上线", Some(Go)),
            ("有条件上线", Some(Conditional)),
            ("不同意上线", Some(NoGo)),
        ] {
            assert_eq!(go_word(text), wanted, "{text}");
        }
        for (text, wanted) in [
            ("全項目合格のため、リリースを推奨する。", Some(Go)),
            ("重大な不具合が残っているため、リリースを推奨しない。", Some(NoGo)),
            ("Nous recommandons la mise en production.", Some(Go)),
            ("Wir empfehlen die Freigabe, sofern DEF-7 behoben ist.", Some(Conditional)),
            ("No se recomienda el despliegue.", Some(NoGo)),
            ("Recomendamos a implantação.", Some(Go)),
            ("测试全部通过，建议上线。", Some(Go)),
            ("存在严重缺陷，不建议上线。", Some(NoGo)),
        ] {
            assert_eq!(release_advice(text), wanted, "{text}");
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

//! What the words beside an answer say: whether they ask for one, what it is about, and of which version.

use crate::facts::GoTopic;
use crate::facts::read::Kind;
use crate::facts::read::document::Doc;
use crate::vocabulary::{self, Column, Environment, GoWord, Key, Meaning, Section, Terms, Word};

/// Whether a key or a label asks for a decision about a release, an environment or a gate.
pub(super) fn asks(terms: Terms<'_>) -> bool {
    asks_plainly(terms) || names_release(terms)
}

/// Whether it asks for the decision by its name.
pub(super) fn asks_plainly(terms: Terms<'_>) -> bool {
    terms.whole() == Some(Key::Recommendation)
        || terms.has_any(&[Word::DecisionWord, Word::Gate, Word::NoGo])
        || terms.of(Word::Go).any(|hit| vocabulary::go_in_capitals(terms.text()).is_some() || !is_small_go(terms, hit))
}

/// "Go" in small letters, which begins many a sentence and name.
fn is_small_go(terms: Terms<'_>, hit: &vocabulary::Hit) -> bool {
    let word = terms.text().get(terms.before(hit).len()..).unwrap_or_default();
    word.get(..2).is_some_and(|go| go.eq_ignore_ascii_case("go") && go != "GO") && hit.words == 1
}

/// Whether it is a release, a version or an environment, about which there may be a decision and much else.
pub(super) fn names_release(terms: Terms<'_>) -> bool {
    const NAME: usize = 40;
    matches!(terms.whole(), Some(Key::Release | Key::Version))
        || (terms.has(Word::Release) && terms.covered(Word::Release))
        || version(terms.text()).is_some()
        || (terms.text().len() <= NAME && terms.hits().iter().any(|hit| Environment::of(hit.concept).is_some()))
}

/// A role, or somebody who approves: what stands behind it is one vote.
pub(super) fn is_person(terms: Terms<'_>) -> bool {
    terms.has_any(&[Word::Role, Word::Approver, Word::ApprovedBy]) || terms.longest() == Some(Column::Name)
}

/// `Yes`, `Nein (manuell)`, `可`, `Go`: an answer that does not say to what.
pub(super) fn is_mere_answer(value: &str) -> bool {
    const LETTERS: usize = 2;
    let found = vocabulary::find(value);
    let terms = found.of(value);
    let first = value.split(['(', '（', ',', '，']).next().unwrap_or_default();
    let wide = first.chars().filter(|letter| letter.is_alphanumeric()).all(|letter| !letter.is_ascii());
    let small = vocabulary::go_spelt(value).is_some() && vocabulary::go_in_capitals(value).is_none();
    small || terms.begins(Word::Yes) || terms.begins(Word::No) || (wide && first.trim().chars().count() <= LETTERS)
}

pub(super) fn asks_as_column(terms: Terms<'_>) -> bool {
    terms.longest() == Some(Column::Approval)
        || terms.whole() == Some(Key::Recommendation)
        || terms.has_any(&[Word::DecisionWord, Word::Go])
}

pub(super) fn is_answer(concept: vocabulary::Concept) -> bool {
    [Word::Go, Word::NoGo, Word::ConditionalGo].iter().any(|word| word.concept() == concept)
}

/// Whether a hit is all that a text says.
pub(super) fn is_all(terms: Terms<'_>, hit: &vocabulary::Hit) -> bool {
    terms.begins_at(hit) && !terms.behind(hit).chars().any(char::is_alphanumeric)
}

/// GO, NO-GO or CONDITIONAL GO, and nothing else.
pub(super) fn exactly(text: &str) -> Option<GoWord> {
    const WORDS: usize = 2;
    let words = text.split(|next: char| !next.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    vocabulary::go_spelt(text).filter(|_| words <= WORDS)
}

/// `8/8`, `6–7/8`, `< 90 %`, `≥ 95`: the first cell of a row of rules.
pub(super) fn is_score(text: &str) -> bool {
    let text = text.trim();
    let compares = text.starts_with(['<', '>', '≤', '≥', '=']);
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let signs = |letter: char| letter.is_ascii_digit() || " <>≤≥=/%-–~〜.,+".contains(letter);
    digits && text.chars().all(signs) && (compares || text.contains(['/', '%', '–', '~', '〜']))
}

/// Whether a condition is told: 当 in 当前 and 当天 tells none.
pub(super) fn has_if(terms: Terms<'_>) -> bool {
    let goes_on = |hit: &vocabulary::Hit| {
        terms.text().get(terms.before(hit).len()..).is_some_and(|own| own.starts_with(['当', '當']))
            && terms.behind(hit).starts_with(['前', '天', '日', '地', '然', '中', '年', '月'])
    };
    terms.of(Word::If).any(|hit| !goes_on(hit))
}

/// Names both answers and gives none.
pub(super) fn is_question(terms: Terms<'_>) -> bool {
    let text = terms.text().trim_end();
    text.ends_with([':', '：', '?', '？'])
}

/// "NO-GO if any test fails", "Falls ein Test fehlschlägt: NO-GO": on what the answer would be given, and none. What stands
/// behind the answer and a mark gives the reason.
pub(in crate::facts::read) fn is_rule(text: &str) -> bool {
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let reasons = terms.hits().iter().find(|hit| is_answer(hit.concept)).and_then(|answer| {
        let behind = terms.behind(answer);
        let mark = behind.find(['—', '–', ';', ',', '(', '（', '，', '。', '、', '.', ':', '：'])?;
        Some(terms.text().len() - behind.len() + mark)
    });
    let terms = terms.part(0..reasons.unwrap_or(terms.text().len()));
    terms.of(Word::If).any(|hit| {
        let word = terms.word(hit);
        // "Se" is no condition in Spanish, 如 and 当 are parts of other words.
        let letter = !word.is_ascii() && word.chars().count() == 1;
        !letter && (!word.eq_ignore_ascii_case("se") || terms.text().contains([',', ':']))
    })
}

/// `Rehearsal: GO`, `演练：通过`: the answer for what is tried before, and not for the release.
pub(in crate::facts::read) fn rehearses(text: &str) -> bool {
    let Some((key, _)) = text.split_once([':', '：']) else { return false };
    let found = vocabulary::find(key);
    let terms = found.of(key);
    terms.has(Word::DryRun) && !terms.has_any(&[Word::Release, Word::Previous])
}

pub(super) fn topic(terms: Terms<'_>) -> Option<GoTopic> {
    if terms.has(Word::PullRequest) {
        return Some(GoTopic::PullRequest);
    }
    // リリース判定 asks for the release, not for a gate.
    let asked = terms.longest() == Some(Section::Recommendation) && terms.has(Word::Release);
    let tried = rehearses(terms.text());
    if (terms.has(Word::Gate) && !asked) || tried {
        return Some(GoTopic::Gate(terms.text().trim().to_owned()));
    }
    // 测试 in 测试结论 is part of the question.
    let asks = |hit: &vocabulary::Hit| {
        let longer =
            |known: &&vocabulary::Hit| known.start <= hit.start && hit.end <= known.end && known.words > hit.words;
        terms.of(Key::Recommendation).any(|known| longer(&known))
            || terms.of(Section::Recommendation).any(|known| longer(&known))
    };
    let named = terms.hits().iter().filter_map(|hit| Some((hit, Environment::of(hit.concept)?)));
    match named.filter(|(hit, _)| !asks(hit)).map(|(_, environment)| environment).next()? {
        Environment::Production => Some(GoTopic::Release),
        other => Some(GoTopic::Environment(other)),
    }
}

/// "NO-GO — UAT was not run", "GO unless the load test fails": what stands behind the answer and a mark gives the reason.
pub(super) fn before_reasons(terms: Terms<'_>) -> Terms<'_> {
    let answer = terms.hits().iter().find(|hit| is_answer(hit.concept));
    let Some(answer) = answer else { return terms };
    let from = terms.text().len() - terms.behind(answer).len();
    let behind = terms.part(from..terms.text().len());
    let mark = behind.text().find(['—', '–', ';', ',', '(', '（', '，', '。', '、', '.']);
    let words = [Word::Proviso, Word::WithConditions];
    let word = words.iter().filter_map(|word| behind.first(*word)).map(|hit| behind.before(hit).len()).min();
    let end = mark.into_iter().chain(word).min().map_or(terms.text().len(), |end| from + end);
    terms.part(0..end)
}

/// A gate report is about its gate.
pub(super) fn gate(doc: &Doc<'_>) -> Option<GoTopic> {
    let title = doc.title().filter(|_| doc.kind == Kind::GateReport)?;
    Some(GoTopic::Gate(title.plain.clone()))
}

/// `v2.4.0` in a sentence.
pub(super) fn version(text: &str) -> Option<String> {
    let dotted = |three: &[u8]| three[1] == b'.' && three[0].is_ascii_digit() && three[2].is_ascii_digit();
    if !text.as_bytes().windows(3).any(dotted) {
        return None;
    }
    let words = text.split(|next: char| !(next.is_ascii_alphanumeric() || matches!(next, '.' | '-' | '+')));
    let bare = words.map(|word| word.trim_matches(['.', '-']).trim_start_matches(['v', 'V']));
    let mut versions = bare.filter(|word| {
        let number = word.split(['-', '+']).next().unwrap_or_default();
        number.split('.').count() >= 2
            && number.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    });
    versions.next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_told_from_numbers() {
        assert!(["8/8", "6-7/8", "<6/8", "≥ 95 %"].iter().all(|text| is_score(text)));
        assert!(!["1", "2.4.0", "Gate 3", "GO"].iter().any(|text| is_score(text)));
    }

    #[test]
    fn versions_are_found() {
        assert_eq!(version("GO for v2.4.0."), Some("2.4.0".to_owned()));
        assert_eq!(version("GO for release 3"), None);
    }
}

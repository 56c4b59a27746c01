//! The condition of a sentence on which the release goes back, and what is done then: "If X, roll back", "Roll back if X",
//! "Xの場合は切り戻す", "X → rollback". "If the rollback fails" is none.

use super::super::quantity::place;
use super::measure::measure;
use crate::vocabulary::{self, Hit, Terms, Word};

/// Condition and action.
pub(super) fn of(terms: Terms<'_>) -> Option<(Terms<'_>, Terms<'_>)> {
    let found = in_front(terms).or_else(|| behind(terms)).or_else(|| with_arrow(terms));
    let found = found.or_else(|| case(terms)).or_else(|| sets_off(terms)).or_else(|| with_colon(terms));
    // "Restore the backup only if a migration fails" restricts a step; "If X, nothing to do" asks for none.
    let found = found.filter(|(_, action)| !action.has(Word::UndoNeedless));
    found.filter(|(condition, _)| !terms.has(Word::OnlyIf) || measure(*condition).numeric)
}

/// `If X, roll back`, `Roll back if X`.
fn in_front(terms: Terms<'_>) -> Option<(Terms<'_>, Terms<'_>)> {
    // Of two words at one place the longer counts.
    let longest = |hit: &&Hit| !terms.of(Word::If).any(|other| other.start == hit.start && other.end > hit.end);
    let opens = |hit: &&Hit| longest(hit) && opens(terms, hit);
    terms.of(Word::If).filter(opens).find_map(|hit| {
        let at = place(terms, hit);
        // `5xx rate (auto-rollback if > 1 %)`: what is done stands behind the bracket.
        let open = terms.before(hit).rfind(['(', '（']).map_or(0, |open| open + 1);
        let from = (open..=at.start).find(|from| terms.text().is_char_boundary(*from)).unwrap_or(0);
        let before = (terms.part(at.end..terms.text().len()), terms.part(from..at.start));
        let behind = || split(terms, at.end);
        if terms.begins_at(hit) {
            behind().filter(goes)
        } else {
            Some(before).filter(goes).or_else(|| behind().filter(goes))
        }
    })
}

/// Whether a word stands before its condition: those that stand behind it do not, and one letter of Chinese may be part of
/// another word (`担当`), unless a part of the sentence begins with it.
fn opens(terms: Terms<'_>, hit: &Hit) -> bool {
    let behind = terms.of(Word::WhenBehind).any(|other| other.start < hit.end && hit.start < other.end);
    let at = place(terms, hit);
    let letter = at.len() <= '当'.len_utf8() && terms.text().get(at).is_some_and(|word| !word.is_ascii());
    let before = terms.before(hit).trim_end();
    // "Rollback tested (if possible)".
    let aside = before.ends_with(['(', '（']);
    let begins = before.is_empty() || before.ends_with(['，', '。', '；', '、', '：', ',', ';', ':']);
    !behind && !aside && (!letter || begins)
}

/// The part behind `from` cut in two where the condition ends: at the last comma before the words that go back, else at a word
/// such as "then".
fn split(terms: Terms<'_>, from: usize) -> Option<(Terms<'_>, Terms<'_>)> {
    let rest = terms.part(from..terms.text().len());
    let back = rest.first(Word::GoBack)?;
    let head = rest.before(back);
    let comma = head.char_indices().rev().find_map(|(at, mark)| {
        let next = head.get(at + mark.len_utf8()..)?;
        let ends = matches!(mark, '、' | '，' | '：' | '→') || (matches!(mark, ',' | ':') && next.starts_with(' '));
        ends.then_some((at, at + mark.len_utf8()))
    });
    let then = || {
        let hit = rest.of(Word::Then).filter(|hit| hit.start < back.start).last()?;
        let at = place(rest, hit);
        Some((at.start, at.end))
    };
    let (end, begin) = comma.or_else(then)?;
    Some((rest.part(0..end), rest.part(begin..rest.text().len())))
}

/// `Xの場合は切り戻す`: the word stands behind the condition.
fn behind(terms: Terms<'_>) -> Option<(Terms<'_>, Terms<'_>)> {
    terms.of(Word::WhenBehind).filter(|hit| !is_time(terms, hit)).find_map(|hit| {
        let at = place(terms, hit);
        let parts = (terms.part(0..at.start), terms.part(at.end..terms.text().len()));
        // "If a problem occurs" is a case too, if one that nobody can measure.
        let case = |condition: Terms<'_>| measure(condition).measurable || condition.has(Word::Vague);
        Some(parts).filter(goes).filter(|(condition, _)| case(*condition))
    })
}

/// 时间, 时长: a word that goes on.
pub(super) fn is_time(terms: Terms<'_>, hit: &Hit) -> bool {
    terms.behind(hit).starts_with(['间', '間', '刻', '长', '長', '段', '区', '機', '机', '候'])
}

/// `X → rollback`.
fn with_arrow(terms: Terms<'_>) -> Option<(Terms<'_>, Terms<'_>)> {
    let (at, arrow) =
        ["→", "⇒", "->", "=>", "⟶"].iter().filter_map(|arrow| Some((terms.text().find(arrow)?, arrow))).min()?;
    let parts = (terms.part(0..at), terms.part(at + arrow.len()..terms.text().len()));
    Some(parts)
        .filter(goes)
        .filter(|(condition, action)| action.is_only(Word::GoBack) || measure(*condition).measurable)
}

/// `Error rate above 3 % for 5 minutes: switch the load balancer back`.
fn with_colon(terms: Terms<'_>) -> Option<(Terms<'_>, Terms<'_>)> {
    let text = terms.text();
    let (at, mark) = text.char_indices().find(|(at, mark)| {
        *mark == '：' || (*mark == ':' && text.get(at + 1..).is_some_and(|rest| rest.starts_with(' ')))
    })?;
    let parts = (terms.part(0..at), terms.part(at + mark.len_utf8()..text.len()));
    // `Trigger: error rate above 3 %, then roll back` names the condition behind the colon.
    let measured = |parts: &(Terms<'_>, Terms<'_>)| measure(parts.0).numeric && !measure(parts.1).numeric;
    Some(parts).filter(goes).filter(measured)
}

/// `En cas d'échec des tests, retour arrière`, `Rollback bei Fehlerrate > 2 %`: only with a condition that can be measured.
fn case(terms: Terms<'_>) -> Option<(Terms<'_>, Terms<'_>)> {
    let measurable = |parts: &(Terms<'_>, Terms<'_>)| measure(parts.0).measurable;
    let try_hit = |hit: &Hit| {
        let at = place(terms, hit);
        let before = (terms.part(at.end..terms.text().len()), terms.part(0..at.start));
        Some(before).filter(goes).filter(measurable).or_else(|| split(terms, at.end).filter(goes).filter(measurable))
    };
    terms.of(Word::InCase).find_map(try_hit)
}

/// `In case of a failed health check:`, `Ante un fallo crítico:`, as a line or heading: the case that begins the way back.
pub(super) fn is_case(terms: Terms<'_>) -> bool {
    let opens = |hit: &Hit| terms.begins_at(hit);
    let begins = terms.of(Word::InCase).any(opens) || terms.of(Word::If).any(opens);
    begins && !terms.has_any(&[Word::OnlyIf, Word::GoBack]) && measure(terms).measurable
}

/// The case that a heading is about: all of it, or what stands in its brackets: `Rollback (if something fails)`.
pub(super) fn in_title(title: Terms<'_>) -> Option<Terms<'_>> {
    let vague = |case: Terms<'_>| {
        let begins = [Word::If, Word::InCase].into_iter().any(|word| case.of(word).any(|hit| case.begins_at(hit)));
        begins && case.has(Word::Vague) && !case.has_any(&[Word::OnlyIf, Word::GoBack])
    };
    // `4. If something goes wrong`.
    let own = title.part(vocabulary::bare_range(title.text()));
    if is_case(own) || vague(own) {
        return Some(own);
    }
    let text = title.text();
    let (open, _) = text.match_indices(['(', '（']).next()?;
    let from = open + text.get(open..)?.chars().next()?.len_utf8();
    let end = from + text.get(from..)?.find([')', '）'])?;
    let aside = title.part(from..end);
    (is_case(aside) || vague(aside)).then_some(aside)
}

/// `If a migration goes wrong, the backup of step 4 is what we recover from`: the case, and what one falls back on.
pub(super) fn falls_back(terms: Terms<'_>) -> bool {
    let opens = |hit: &Hit| terms.begins_at(hit);
    let words = [Word::If, Word::InCase];
    let begins = words.into_iter().any(|word| terms.of(word).any(opens));
    let behind = || terms.of(Word::WhenBehind).find(|hit| !is_time(terms, hit)).map(|hit| place(terms, hit).start);
    let comma = || terms.text().find([',', '，', '、']).filter(|_| begins);
    let Some(at) = comma().or_else(behind) else { return false };
    let (case, rest) = (terms.part(0..at), terms.part(at..terms.text().len()));
    let trouble = (measure(case).measurable || case.has(Word::Vague)) && !case.has_any(&[Word::GoBack, Word::Backup]);
    trouble && rest.has_any(&[Word::GoBack, Word::Backup, Word::DataRollback]) && !terms.has(Word::OnlyIf)
}

/// `p95 latency regression > 20 % triggers rollback`.
fn sets_off(terms: Terms<'_>) -> Option<(Terms<'_>, Terms<'_>)> {
    terms.of(Word::SetsOff).filter(|hit| !terms.begins_at(hit)).find_map(|hit| {
        let at = place(terms, hit);
        let parts = (terms.part(0..at.start), terms.part(at.end..terms.text().len()));
        Some(parts).filter(goes).filter(|(condition, _)| measure(*condition).numeric)
    })
}

/// The action goes back, and the condition does not.
fn goes(parts: &(Terms<'_>, Terms<'_>)) -> bool {
    let (condition, action) = parts;
    let colon = |terms: &Terms<'_>| terms.text().trim_end().ends_with([':', '：']);
    let open = colon(condition) || colon(action) || condition.text().trim().is_empty();
    action.has(Word::GoBack) && !condition.has(Word::GoBack) && !open
}

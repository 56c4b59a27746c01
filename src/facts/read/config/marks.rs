//! What texts say of a variable beside its name: that it must be set, that it may be left out, that it is secret.

use super::assignments::Assignment;
use crate::facts::Phrase;
use crate::vocabulary::{self, Column, Hit, Terms, Word};

/// Short words may say something else: "no-reply mail".
const SHORT: u32 = 4;

/// Marks that stand between clauses.
const ENDS: [char; 18] =
    ['.', ';', ',', ':', '|', '。', '；', '、', '，', '：', '(', ')', '（', '）', '—', '–', '[', ']'];

/// Whether a word of a text may say that a variable must be set, or need not be.
pub(super) fn may_ask(terms: Terms<'_>) -> bool {
    terms.has_any(&[Word::Optional, Word::Yes, Word::Blocking])
}

/// Whether a word is what a variable may be set to: it says nothing of whether it must be.
pub(super) fn is_value(word: &str) -> bool {
    ["true", "false"].iter().any(|value| word.eq_ignore_ascii_case(value))
}

/// What a text says of its variables: whether they must be set.
fn asked(terms: Terms<'_>) -> Option<(bool, &Hit)> {
    let long = |hit: &&Hit| hit.end - hit.start > SHORT && !is_value(terms.word(hit));
    if let Some(hit) = terms.of(Word::Optional).find(long) {
        return Some((false, hit));
    }
    // 必须设置 says it as a whole.
    let needed = terms.of(Word::Blocking).find(long).or_else(|| terms.of(Column::Required).find(long))?;
    let denied = terms.of(Word::Not).chain(terms.of(Word::No)).any(|hit| hit.is_before(needed));
    Some((!denied, needed))
}

/// Whether a clause of a text says this and no more: `Optional. Public address`, `at least 32 letters; required`.
pub(super) fn clause(text: &str) -> Option<bool> {
    text.split(ENDS).take(8).find_map(|part| {
        let part = part.trim_matches(|letter: char| !letter.is_alphanumeric());
        if part.is_empty() || part.len() > 40 {
            return None;
        }
        let found = vocabulary::find(part);
        let terms = found.of(part);
        let (says, hit) = asked(terms)?;
        let alone = |text: &str| !text.contains(char::is_alphanumeric);
        let not = |word: Word| terms.of(word).any(|not| not.is_before(hit) && alone(terms.before(not)));
        let only = alone(terms.before(hit)) || not(Word::Not) || not(Word::No);
        (only && alone(terms.behind(hit))).then_some(says)
    })
}

/// Whether a text calls its variable secret, or says that it is none: `Secret`, `non-secret`, 機密.
pub(super) fn secret(terms: Terms<'_>) -> Option<bool> {
    if terms.is_only(Word::PublicMark) {
        return Some(false);
    }
    terms.is_only(Word::SecretMark).then_some(true)
}

/// The condition on which a variable must be set: "Required if S3 is used".
pub(super) fn condition(cell: Phrase, terms: Terms<'_>) -> Option<Phrase> {
    terms.has(Word::If).then_some(cell).filter(Phrase::is_stated)
}

/// Marks that end a sentence or a clause.
const CLAUSES: [char; 10] = ['.', ';', ',', '|', '。', '；', '、', '，', ')', '）'];

/// What stands beside the name of a variable in a line of text.
#[derive(Clone, Copy, Default)]
pub(super) struct Beside {
    /// Whether it must be set.
    pub(super) required: Option<bool>,
    /// That stands before the name: it holds for those behind it too.
    pub(super) leads: bool,
    /// A sentence ends before the name.
    pub(super) fresh: bool,
    /// It must not be set.
    pub(super) unset: bool,
    /// What the line says behind it, as bytes of the line: `>= 32 characters`.
    pub(super) note: Option<(usize, usize)>,
}

/// Marks that end a sentence.
const SENTENCES: [char; 4] = ['.', ';', '。', '；'];

impl Beside {
    /// Of one of the variables of a line.
    pub(super) fn of(line: &str, found: &[Assignment], index: usize) -> Self {
        let end = |one: &Assignment| one.value.map_or(one.name.end, |value| value.end.max(one.name.end)) as usize;
        let Some(own) = found.get(index) else { return Self::default() };
        let from = index.checked_sub(1).and_then(|before| found.get(before)).map_or(0, end);
        let to = found.get(index + 1).map_or(line.len(), |next| next.name.start as usize);
        let lead = line.get(from..own.name.start as usize).unwrap_or_default();
        let mut tail = line.get(end(own)..to).unwrap_or_default();
        if to < line.len() {
            // What stands right before the next name is about that.
            tail = &tail[..tail.rfind(CLAUSES).unwrap_or(0)];
        }
        let fragment = lead.rsplit(CLAUSES).next().unwrap_or_default();
        let behind = clause(tail);
        let before = label(fragment);
        let fresh = lead.contains(SENTENCES);
        let around = |text: &str| {
            let found = vocabulary::find(text);
            found.of(text).has(Word::LeftUnset)
        };
        let near = lead.rsplit(SENTENCES).next().unwrap_or_default();
        let unset = around(near) || around(tail.split(SENTENCES).next().unwrap_or_default());
        let leads = behind.is_none() && before.is_some();
        Self { required: behind.or(before), leads, fresh, unset, note: note(line, found, end(own)) }
    }
}

/// What a line that begins with the names of variables says behind the last of them; of names that it tells of one by one each
/// has its own place elsewhere.
fn note(line: &str, found: &[Assignment], end: usize) -> Option<(usize, usize)> {
    const MARKS: [char; 12] = ['`', '*', ' ', '-', ':', '：', '–', '—', '=', '/', ',', '、'];
    const BOX: [char; 9] = ['-', '*', '+', ' ', '[', ']', 'x', '`', '☐'];
    let first = found.first()?.name.start as usize;
    let last = found.last()?;
    let behind = last.value.map_or(last.name.end, |value| value.end.max(last.name.end)) as usize;
    let names = line.get(end.min(behind)..behind)?;
    let between = names
        .split(|letter: char| letter.is_ascii_alphanumeric() || letter == '_')
        .all(|gap| gap.chars().all(|letter| MARKS.contains(&letter)));
    let rest = line.get(behind..)?;
    let from = behind + (rest.len() - rest.trim_start_matches(MARKS).len());
    let to = line.trim_end().len();
    let begins = line.get(..first)?.chars().all(|letter| BOX.contains(&letter));
    (begins && between && from < to && line.get(from..to)?.contains(char::is_alphanumeric)).then_some((from, to))
}

/// `Optional: `, 任意で, `the required variable`: a mark right before the names that it is about.
fn label(text: &str) -> Option<bool> {
    let text = text.trim_end_matches(['`', ' ', '*']);
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let (says, hit) = asked(terms)?;
    let rest = terms.behind(hit);
    let near = rest.split_whitespace().count() <= 2 && rest.chars().filter(|letter| *letter > '\u{3000}').count() <= 2;
    (near && !terms.has(Word::If)).then_some(says)
}

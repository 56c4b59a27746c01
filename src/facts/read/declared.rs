//! What a document declares of itself: the sections that it holds, and how far it is.

use super::document::{Doc, Line};
use super::{Facts, Kind, Phrase, Written, classify};
use crate::facts::{DeclaredInputs, DeclaredSections, DocumentState};
use crate::vocabulary::{Key, Section, Terms, Word};

/// Sections that one range counts out: no document has more.
const MOST: u64 = 64;

/// Lines of one document that are looked at.
const LINES: usize = 32;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let wanted = |line: &&Line<'_>| matches!(line.key, Some(Key::Outputs | Key::Inputs | Key::Status));
    for line in doc.lines().iter().filter(wanted).take(LINES) {
        let value = &line.field.value;
        match line.key {
            Some(Key::Outputs) => facts.declared_sections.extend(sections(line.said, doc.phrase(value))),
            Some(Key::Inputs) => facts.declared_inputs.extend(inputs(line.said, doc.phrase(value))),
            Some(Key::Status) if is_own(doc, line.section) => {
                facts.document_states.push(DocumentState { finished: is_finished(line.said), text: doc.phrase(value) });
            }
            _ => {}
        }
    }
}

/// `Status: done` of the document stands above its chapters; that of an incident or a defect is another's.
fn is_own(doc: &Doc<'_>, section: usize) -> bool {
    let top = doc.outline.sections.get(section).is_some_and(|part| part.level <= 1);
    top && !doc.is(&[Kind::Decision, Kind::DefectList, Kind::AdminTask, Kind::ChangeRequest, Kind::HealthReport])
}

fn is_finished(terms: Terms<'_>) -> bool {
    terms.begins(Word::Finished) && !terms.has_any(&[Word::Not, Word::Pending])
}

/// `release candidate 2.4.0, environment definition, change request`.
fn inputs(terms: Terms<'_>, line: Phrase) -> Option<DeclaredInputs> {
    let kinds = classify::kinds_named(terms);
    (!kinds.is_empty() && line.written() != Written::Placeholder).then_some(DeclaredInputs { kinds, line })
}

/// `covering sections 1–12`, `sections 1, 2 and 4`, `with highlights, changes, and known issues`.
fn sections(terms: Terms<'_>, line: Phrase) -> Option<DeclaredSections> {
    let text = terms.text();
    // File names may hold numbers, and so do versions.
    let behind = text.rfind('`').unwrap_or_else(|| name_end(text));
    let rest = terms.part(behind..text.len());
    let end = rest.first(Word::VersionWord).map_or(rest.text().len(), |hit| rest.before(hit).len());
    let (numbers, last) = numbers(rest.text().get(..end)?);
    let named: Vec<(String, Section)> = if numbers.is_empty() {
        let subjects = rest.all::<Section>().into_iter();
        subjects.filter_map(|own| Some((rest.word(rest.first(own)?).to_owned(), own))).collect()
    } else {
        Vec::new()
    };
    let says = !numbers.is_empty() || named.len() >= 2;
    (says && line.written() != Written::Placeholder).then_some(DeclaredSections { numbers, last, named, line })
}

/// Where the last word that looks like a file ends.
fn name_end(text: &str) -> usize {
    let mut at = 0;
    let mut end = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        at += word.len();
        let bare = word.trim_end_matches([',', ';', ')']).trim();
        if bare
            .rsplit_once('.')
            .is_some_and(|(_, end)| end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_lowercase()))
        {
            end = at;
        }
    }
    end
}

/// The numbers of sections in a text; a range is counted out.
fn numbers(text: &str) -> (Vec<String>, Option<u64>) {
    let mut found: Vec<String> = Vec::new();
    let mut last = None;
    let mut range = false;
    let mut before: Option<String> = None;
    for token in tokens(text) {
        match token {
            Token::Dash => range = before.is_some(),
            Token::Number(number) => {
                match before.as_deref().filter(|_| range).and_then(|from| between(from, &number)) {
                    Some(more) => {
                        last = number.parse().ok();
                        found.extend(more);
                    }
                    None => found.push(number.clone()),
                }
                (before, range) = (Some(number), false);
            }
            Token::Other => (before, range) = (None, false),
        }
    }
    found.truncate(MOST as usize);
    (found, last)
}

/// `1` and `12`: 2 to 12; `2.1` and `2.6`: 2.2 to 2.6.
fn between(from: &str, to: &str) -> Option<Vec<String>> {
    let cut = |text: &str| text.rfind('.').map_or(0, |at| at + 1);
    let (head, other) = (from.get(..cut(from))?, to.get(..cut(to))?);
    let (first, last): (u64, u64) = (from.get(cut(from)..)?.parse().ok()?, to.get(cut(to)..)?.parse().ok()?);
    (head == other && first < last && last <= MOST)
        .then(|| (first + 1..=last).map(|at| format!("{head}{at}")).collect())
}

enum Token {
    Number(String),
    Dash,
    Other,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter.is_ascii_digit() {
            let rest = text.get(at..).unwrap_or_default();
            let end = rest.find(|next: char| !(next.is_ascii_digit() || next == '.')).unwrap_or(rest.len());
            let number = rest.get(..end).unwrap_or_default().trim_end_matches('.').to_owned();
            let joined = text
                .get(..at)
                .is_some_and(|before| before.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '/'))
                || rest.get(end..).is_some_and(|next| {
                    next.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '%' || next == '/')
                });
            while letters.peek().is_some_and(|(next, _)| *next < at + end) {
                letters.next();
            }
            found.push(if joined { Token::Other } else { Token::Number(number) });
        } else if matches!(letter, '-' | '–' | '—' | '~' | '～' | '〜' | '−') {
            found.push(Token::Dash);
        } else if letter.is_alphanumeric()
            && !text.get(at..).is_some_and(|rest| rest.starts_with("to ") || rest.starts_with("o "))
        {
            found.push(Token::Other);
        } else if letter == 't' {
            found.push(Token::Dash);
        }
    }
    found
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn numbers_of_sections_are_counted_out() {
        for (text, wanted) in [
            (" covering sections 1–4", "1 2 3 4"),
            (" enumerating sections 2.1-2.3", "2.1 2.2 2.3"),
            (" sections 1, 2 and 4", "1 2 4"),
            (" sections 1 to 3", "1 2 3"),
            (" 第1～3章", "1 2 3"),
            (" for release 2.4.0rc1 at 95%", ""),
            (" with highlights", ""),
        ] {
            assert_eq!(numbers(text).0.join(" "), wanted, "{text}");
        }
    }
}

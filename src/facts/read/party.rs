//! Who does something: name, role and how to reach them, told apart. `Deployment Manager (A. Ito)`, `A. Ito / SRE`, `@a.ito`.

use super::quantity::{durations, offset};
use crate::facts::Party;
use crate::vocabulary::{self, Column, Terms, Word, Written};

/// Reads the text of an owner.
pub(super) fn party(terms: Terms<'_>) -> Party {
    let mut party = Party::default();
    let mut from = 0;
    let text = terms.text();
    for (at, letter) in text.char_indices().chain([(text.len(), ';')]) {
        let ends = letter == '。' || (letter == '.' && ends_sentence(text, at));
        if ends || is_border(text, at, letter) {
            add(&mut party, terms.part(from..at));
            from = (at + letter.len_utf8()).min(text.len());
            if ends {
                break;
            }
        }
    }
    party
}

/// The same for text that is looked at once.
pub(super) fn party_in(text: &str) -> Party {
    party(vocabulary::find(text).of(text))
}

/// A full stop behind a word or a bracket and before another sentence: that of `A. Ito` is none.
fn ends_sentence(text: &str, at: usize) -> bool {
    let mut before = text.get(..at).unwrap_or_default().chars().rev();
    let word = before.next().is_some_and(|last| last == ')' || before.next().is_some_and(char::is_alphanumeric));
    word && text.get(at + 1..).is_some_and(|rest| rest.starts_with(' '))
}

fn is_border(text: &str, at: usize, letter: char) -> bool {
    match letter {
        '(' | ')' | '（' | '）' | '/' | '／' | ',' | '、' | '，' | ';' | '；' | '&' | '<' | '>' | '[' | ']' | ':'
        | '：' | '–' | '—' | '|' => true,
        '-' => text.get(..at).is_some_and(|before| before.ends_with(' ')),
        _ => false,
    }
}

fn add(party: &mut Party, terms: Terms<'_>) {
    let text = terms.text().trim();
    if vocabulary::written(text) != Written::Stated
        || !text.chars().any(char::is_alphanumeric)
        || offset(text).is_some()
        || durations(terms).next().is_some()
        || (terms.has_any(&[Word::Decides, Word::DecisionNoun]) && !terms.has(Word::Role))
        || terms.whole::<Column>() == Some(Column::Owner)
    {
        return;
    }
    let reach = text.contains('@') || text.starts_with('#') || text.starts_with(['+', '0']);
    let known = party.role.is_none() && party.name.is_some() && !text.contains(' ') && !text.contains('.');
    if reach {
        join(&mut party.reach, text);
    } else if terms.has(Word::Role) || is_short_name(text) || known {
        join(&mut party.role, in_sentence(terms));
    } else {
        join(&mut party.name, text);
    }
}

/// The role in a piece that is a sentence about a decision: "the decision is the manager's".
fn in_sentence(terms: Terms<'_>) -> &str {
    let decides = terms.first(Word::Decides).or_else(|| terms.first(Word::DecisionNoun));
    let Some((decides, role)) = decides.zip(terms.first(Word::Role)) else { return terms.text().trim() };
    if role.start >= decides.end {
        terms.text().get(terms.before(role).len()..).unwrap_or_default().trim_end_matches(['.', ' '])
    } else if role.end <= decides.start {
        terms.before(decides).trim()
    } else {
        terms.text().trim()
    }
}

/// `SRE`, `DBA`, `QA`: what only roles and teams are called.
fn is_short_name(text: &str) -> bool {
    (2..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn join(slot: &mut Option<String>, text: &str) {
    match slot {
        Some(known) => {
            known.push_str(", ");
            known.push_str(text);
        }
        None => *slot = Some(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_roles() {
        for (text, name, role, reach) in [
            ("Deployment Manager (A. Ito)", Some("A. Ito"), Some("Deployment Manager"), None),
            ("A. Ito / SRE", Some("A. Ito"), Some("SRE"), None),
            ("伊藤（基盤）", Some("伊藤"), Some("基盤"), None),
            ("@a.ito", None, None, Some("@a.ito")),
            ("A. Ito <a.ito@example.com>", Some("A. Ito"), None, Some("a.ito@example.com")),
            ("Database team", None, Some("Database team"), None),
            ("A. Ito, B. Novak", Some("A. Ito, B. Novak"), None, None),
            ("TBD", None, None, None),
        ] {
            let wanted =
                Party { name: name.map(str::to_owned), role: role.map(str::to_owned), reach: reach.map(str::to_owned) };
            assert_eq!(party_in(text), wanted, "{text}");
        }
    }
}

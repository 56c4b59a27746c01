//! Who does something: name, role and how to reach them, told apart. `Deployment Manager (A. Ito)`, `A. Ito / SRE`, `@a.ito`.

use crate::facts::Party;
use crate::vocabulary::{self, Column, Terms, Word, Written};

/// Reads the text of an owner.
pub(super) fn party(terms: Terms<'_>) -> Party {
    let mut party = Party::default();
    let mut from = 0;
    let text = terms.text();
    for (at, letter) in text.char_indices().chain([(text.len(), ';')]) {
        if is_border(text, at, letter) {
            add(&mut party, terms.part(from..at));
            from = (at + letter.len_utf8()).min(text.len());
        }
    }
    party
}

/// The same for text that is looked at once.
pub(super) fn party_in(text: &str) -> Party {
    party(vocabulary::find(text).of(text))
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
    if vocabulary::written(text) != Written::Stated || terms.whole::<Column>() == Some(Column::Owner) {
        return;
    }
    let reach = text.contains('@') || text.starts_with('#') || text.starts_with(['+', '0']);
    let known = party.role.is_none() && party.name.is_some() && !text.contains(' ') && !text.contains('.');
    if reach {
        join(&mut party.reach, text);
    } else if terms.has(Word::Role) || is_short_name(text) || known {
        join(&mut party.role, text);
    } else {
        join(&mut party.name, text);
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

//! Numbers of steps in headings and lines: `Step 3 – Deploy`, `手順3`, `3. Schritt`, `第三步`, `STEP1`.

use super::super::quantity::place;
use crate::vocabulary::{self, Terms, Word};

/// The number of the step that a text begins with, and where what it does begins.
pub(super) fn numbered(terms: Terms<'_>) -> Option<(String, usize)> {
    let text = terms.text();
    joined(text).or_else(|| {
        let hit =
            terms.of(Word::Step).filter(|hit| terms.before(hit).chars().count() <= 6).max_by_key(|hit| hit.length())?;
        let (before, at) = (terms.before(hit), place(terms, hit));
        let behind = text.get(at.end..)?;
        let lead = behind.len() - behind.trim_start_matches([' ', '#', '＃', '.', '-', '第']).len();
        if !before.chars().any(char::is_alphanumeric)
            && let Some((number, length)) = number(behind.get(lead..)?)
        {
            return Some((number, begin(text, at.end + lead + length)));
        }
        // `第三步`, `3. Schritt`.
        let (number, length) = number(before.trim_start_matches(['第', ' ', '#', '*']))?;
        let lead = before.len() - before.trim_start_matches(['第', ' ', '#', '*']).len();
        let rest = before.get(lead + length..)?;
        let whole = !rest.chars().any(char::is_alphanumeric) || matches!(rest, "ª" | "º" | "e" | "ème" | "ère");
        whole.then(|| (number, begin(text, at.end)))
    })
}

/// `STEP1`: letters and digits in one word.
fn joined(text: &str) -> Option<(String, usize)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (number, length) = number(text.get(letters..)?).filter(|_| letters > 2)?;
    let word = text.get(..letters)?;
    let is_step = vocabulary::find(word).of(word).whole::<Word>() == Some(Word::Step);
    is_step.then(|| (number, begin(text, letters + length)))
}

/// Where the words begin behind a number.
fn begin(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let marks = [' ', ':', '：', '.', '．', '-', '–', '—', ')', '）', '、', '|', '】', ']', '/'];
    at + rest.len() - rest.trim_start_matches(marks).len()
}

/// The number that a text begins with, in digits, and its length: `3`, `3.1`, `2a`, `三`.
fn number(text: &str) -> Option<(String, usize)> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let digits = text.get(..length)?.trim_end_matches('.');
    if !digits.is_empty() {
        let letter = text.get(length..)?.chars().next().filter(char::is_ascii_lowercase);
        let alone =
            text.get(length + 1..).and_then(|rest| rest.chars().next()).is_none_or(|next| !next.is_alphanumeric());
        return Some(match letter.filter(|_| alone) {
            Some(letter) => (format!("{digits}{letter}"), length + 1),
            None => (digits.to_owned(), digits.len()),
        });
    }
    if let Some(digit) = text.chars().next().and_then(wide) {
        return Some((digit.to_string(), '１'.len_utf8()));
    }
    ideographs(text)
}

fn wide(letter: char) -> Option<u32> {
    match letter {
        '０'..='９' => Some(letter as u32 - '０' as u32),
        '①'..='⑳' => Some(letter as u32 - '①' as u32 + 1),
        _ => None,
    }
}

/// `三`, `十二`.
fn ideographs(text: &str) -> Option<(String, usize)> {
    let mut total = 0_u32;
    let mut length = 0;
    for letter in text.chars().take(3) {
        let digit = match letter {
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            '十' => {
                total = total.max(1) * 10;
                length += letter.len_utf8();
                continue;
            }
            _ => break,
        };
        total += digit;
        length += letter.len_utf8();
    }
    (total > 0).then(|| (total.to_string(), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_steps_are_read_in_many_languages() {
        for (text, wanted, rest) in [
            ("Step 3 – Deploy", "3", "Deploy"),
            ("STEP1: build", "1", "build"),
            ("手順3", "3", ""),
            ("手順２：再起動", "2", "再起動"),
            ("Étape 3 : bascule", "3", "bascule"),
            ("Schritt 3.1 Umschalten", "3.1", "Umschalten"),
            ("3. Schritt: Umschalten", "3", "Umschalten"),
            ("Paso 2a) Desplegar", "2a", "Desplegar"),
            ("Passo 4 - Validar", "4", "Validar"),
            ("步骤3 部署", "3", "部署"),
            ("第三步：部署", "3", "部署"),
            ("第十二步 部署", "12", "部署"),
        ] {
            let found = vocabulary::find(text);
            let read = numbered(found.of(text)).map(|(number, at)| (number, &text[at..]));
            assert_eq!(read, Some((wanted.to_owned(), rest)), "{text}");
        }
        for text in ["Steps", "Deploy in 3 steps", "手順", "Next steps 2026"] {
            let found = vocabulary::find(text);
            assert_eq!(numbered(found.of(text)), None, "{text}");
        }
    }
}

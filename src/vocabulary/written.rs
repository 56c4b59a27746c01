//! Whether a cell or a value says something, or was only left to be filled in.

use super::concepts::{Meaning, Word};
use super::find;
use super::terms::{Hit, Terms, says_something};

/// What kind of statement a cell makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Nothing, or a dash.
    Blank,
    /// Text that was left to be filled in.
    Placeholder,
    /// "n/a" without a reason. With a reason it is stated.
    NotApplicable,
    /// Something that can be used.
    Stated,
}

const DATE_PATTERNS: [&str; 17] = [
    "yyyy-mm-dd",
    "yyyy/mm/dd",
    "dd/mmm/yy",
    "dd/mm/yyyy",
    "mm/dd/yyyy",
    "hh:mm",
    "yyyy年",
    "yyyy.mm.dd",
    "jj/mm/aaaa",
    "aaaa-mm-jj",
    "tt.mm.jjjj",
    "dd/mm/aaaa",
    "aaaa-mm-dd",
    "xx月xx日",
    "20xx",
    "x月x日",
    "xx:xx",
];

/// The words that a text may be left open with.
const OPEN: [Word; 5] = [Word::OpenWord, Word::OpenEnd, Word::OpenCell, Word::NotApplicable, Word::None];

/// What kind of statement a text makes.
pub fn written(text: &str) -> Written {
    written_as(&find(text).of(text))
}

/// The same for a text whose words are looked up already.
pub fn written_as(terms: &Terms<'_>) -> Written {
    let text = terms.text().trim().trim_matches('`').trim();
    let bare = text.trim_start_matches(|character: char| {
        matches!(character, '-' | '–' | '—' | '―' | '－' | 'ー' | '_' | '*' | '.' | '…' | '/' | ' ' | '\u{3000}')
    });
    if bare.is_empty() {
        return if text.contains("...") || text.contains('…') || text.contains("___") {
            Written::Placeholder
        } else {
            Written::Blank
        };
    }
    // `[Unreleased]`: what a changelog calls the changes to come.
    if text.starts_with('[') && terms.is_only(Word::Unreleased) {
        return Written::Stated;
    }
    let about = |hit: &Hit| Word::of(hit.concept).is_some_and(|word| OPEN.contains(&word));
    let says = terms.hits().iter().any(about);
    if (says && is_left_open(terms)) || is_placeholder(text) {
        return Written::Placeholder;
    }
    if !says {
        return Written::Stated;
    }
    if terms.is_only(Word::NotApplicable) || terms.is_only(Word::None) {
        return Written::NotApplicable;
    }
    Written::Stated
}

/// Whether a text only says "none", in any language.
pub fn says_none(text: &str) -> bool {
    find(text).of(text).is_only(Word::None)
}

/// Whether the words say that something is still to come.
fn is_left_open(terms: &Terms<'_>) -> bool {
    let begins = |hit: &&Hit| terms.begins_at(hit) && !is_everyday(terms, hit) && !is_denied(terms.behind(hit));
    let whole = |hit: &Hit| {
        let behind = terms.behind(hit).trim_start();
        terms.begins_at(hit) && (behind.starts_with(['(', '（']) || !says_something(behind))
    };
    terms.of(Word::OpenWord).any(|hit| begins(&hit)) || terms.ends(Word::OpenEnd) || terms.of(Word::OpenCell).any(whole)
}

/// `TODOは残っていない`: in Japanese what is denied comes first. `behind` is what follows it.
pub fn is_denied(behind: &str) -> bool {
    if !behind.starts_with(['は', 'が', 'も']) {
        return false;
    }
    let end = behind.char_indices().nth(16).map_or(behind.len(), |(at, _)| at);
    let near = behind.get(..end).unwrap_or_default().split(['。', '、', '\n']).next().unwrap_or_default();
    find(near).of(near).has_any(&[Word::Not, Word::None])
}

/// "Todo el equipo": in Spanish and Portuguese a small "todo" is everyone, if a word follows.
fn is_everyday(terms: &Terms<'_>, hit: &Hit) -> bool {
    let (word, behind) = (terms.word(hit), terms.behind(hit));
    word != "TODO"
        && word.eq_ignore_ascii_case("todo")
        && behind.trim_start().starts_with(char::is_alphabetic)
        && behind.starts_with(' ')
}

/// Whether the whole text was left to be filled in.
fn is_placeholder(text: &str) -> bool {
    let wrapped = |open: char, close: char| {
        text.starts_with(open) && text.ends_with(close) && !text[open.len_utf8()..].contains(open)
    };
    let signs = Signs::of(text);
    let beyond = signs.has(Signs::BEYOND);
    let dated = signs.has(Signs::PAIR) || (beyond && text.contains('月'));
    (signs.has(Signs::QUESTION) && text.contains("???"))
        || (wrapped('{', '}') && !is_data(text))
        || (wrapped('<', '>') && !text.starts_with("<http") && !text.contains('@'))
        || (wrapped('[', ']') && !is_tick(text) && !is_reference(text))
        || (dated && is_date_pattern(&text.to_lowercase()))
        || (signs.has(Signs::HYPHEN) && signs.has(Signs::NUMBER) && numbered_placeholder(text))
        || (signs.has(Signs::LINE) && text.contains("____"))
        || (beyond && (has_circles(text) || is_empty_date(text)))
}

/// `{"status": "UP"}`: data that is shown.
fn is_data(text: &str) -> bool {
    text.contains(':') && text.contains(['"', '“', '\''])
}

fn is_date_pattern(lower: &str) -> bool {
    DATE_PATTERNS.iter().any(|pattern| lower.contains(pattern)) && !lower.contains("format")
}

/// Which signs a text holds, found in one pass, each a bit: without them nothing else need be looked for.
#[derive(Clone, Copy, Default)]
struct Signs(u8);

impl Signs {
    const QUESTION: u8 = 1;
    const LINE: u8 = 2;
    const HYPHEN: u8 = 4;
    /// A letter beyond ASCII.
    const BEYOND: u8 = 8;
    /// What stands for the digits of a number: `XX`, `NN`, `##`.
    const NUMBER: u8 = 16;
    /// Twice a letter that every date pattern has: `yy`, `hh`, `xx`, or those of `aaaa` and `jj`.
    const PAIR: u8 = 32;

    fn of(text: &str) -> Self {
        let mut signs = 0;
        let mut before = 0;
        for byte in text.bytes() {
            let small = byte | 0x20;
            // Twice the same is rare.
            if small == before {
                signs |= match byte {
                    b'#' | b'N' | b'X' => Self::NUMBER | Self::PAIR,
                    b'y' | b'Y' | b'h' | b'H' | b'a' | b'A' | b'j' | b'J' | b'x' => Self::PAIR,
                    _ => 0,
                };
            }
            signs |= SIGNS[usize::from(byte)];
            before = small;
        }
        Self(signs)
    }

    fn has(self, sign: u8) -> bool {
        self.0 & sign != 0
    }
}

/// The sign that each byte is.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    signs[b'?' as usize] = Signs::QUESTION;
    signs[b'_' as usize] = Signs::LINE;
    signs[b'-' as usize] = Signs::HYPHEN;
    let mut byte = 0x80;
    while byte < 256 {
        signs[byte] = Signs::BEYOND;
        byte += 1;
    }
    signs
};

/// `〇〇`, `○○部`: circles that stand for a name; not the noughts of 二〇〇〇, nor the open ones of a rating.
fn has_circles(text: &str) -> bool {
    if !text.contains(['〇', '○', '◯', '△']) {
        return false;
    }
    let rating = text.contains(['●', '★', '◎']);
    let nought = |at: usize| text[..at].ends_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    ["〇〇", "○○", "◯◯", "△△"].iter().any(|circles| text.find(circles).is_some_and(|at| !rating && !nought(at)))
}

/// `　年　月　日`: a date that nobody has written.
fn is_empty_date(text: &str) -> bool {
    let kept: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    kept.len() < text.len() && matches!(kept.as_str(), "年月日" | "月日")
}

/// `[DEF-42]`, `[#123]`, `[^1]`: an id or a note, known by its digit.
fn is_reference(text: &str) -> bool {
    !text.contains(' ') && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// `[x]`, `[ ]`: a tick box.
fn is_tick(text: &str) -> bool {
    matches!(text, "[x]" | "[X]" | "[ ]")
}

/// `ADM-XXX`, `ADR-NNN`, `R-###`.
pub(super) fn numbered_placeholder(text: &str) -> bool {
    text.split(|character: char| {
        character.is_whitespace() || matches!(character, ',' | '(' | ')' | '`' | '.' | ':' | '|')
    })
    .any(|token| {
        token.rsplit_once('-').is_some_and(|(prefix, rest)| {
            !prefix.is_empty()
                && prefix.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-')
                && matches!(rest, "XXX" | "XXXX" | "NNN" | "###" | "NN" | "XX")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart() {
        for text in ["", "-", "—", " ", "**"] {
            assert_eq!(written(text), Written::Blank, "{text:?}");
        }
        for text in [
            "TBD",
            "[Name]",
            "{name/role}",
            "<owner>",
            "YYYY-MM-DD",
            "ADM-XXX",
            "...",
            "Sign-off: ____",
            "owner TBD",
            "TODO: ask",
        ] {
            assert_eq!(written(text), Written::Placeholder, "{text:?}");
        }
        for text in [
            "未定",
            "要確認",
            "担当者 未定",
            "未定（12月に決定）",
            "〇〇部長",
            "XX月XX日",
            "YYYY年MM月DD日",
            "　年　月　日",
            "À définir",
            "à compléter",
            "JJ/MM/AAAA",
            "Noch zu klären",
            "TT.MM.JJJJ",
            "Por definir",
            "a definir",
            "待定",
            "待补充",
            "to be completed",
        ] {
            assert_eq!(written(text), Written::Placeholder, "{text:?}");
        }
        for text in [
            "n/a",
            "N/A",
            "none",
            "なし",
            "該当なし",
            "対象外",
            "sans objet",
            "néant",
            "entfällt",
            "No aplica",
            "não se aplica",
            "无",
            "不适用",
        ] {
            assert_eq!(written(text), Written::NotApplicable, "{text:?}");
        }
        for text in [
            "A. Ito",
            "n/a: read-only step",
            "(from secret)",
            "[REL-12] Faster search",
            "[DEF-42]",
            "[Unreleased]",
            "[Sin publicar]",
            "[Unveröffentlicht]",
            "Dates have the format YYYY-MM-DD.",
            "<https://x.example>",
            "{a} and {b}",
            "Todo el equipo de soporte",
            "未定事項の一覧",
            "2月28日に確定済み",
            "なしの場合は再実行",
            "二〇〇〇年",
            "待定义的接口已经全部确认完毕",
            "{\"a\": 1}, {}",
        ] {
            assert_eq!(written(text), Written::Stated, "{text:?}");
        }
    }
}

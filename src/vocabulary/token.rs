//! Cutting text into words, in the form that they are looked up in: without case, accents and width, in simplified letters. A letter of Chinese or
//! Japanese counts as a word of its own, since nothing stands between words there.

use super::letters::simplified;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: u32,
    /// The byte behind the last.
    pub(super) end: u32,
    /// Hash of its folded letters; equal words have equal hashes.
    pub(super) hash: u64,
    /// A letter of Chinese or Japanese.
    pub(super) ideograph: bool,
    /// Begins with a digit.
    pub(super) number: bool,
}

/// The words of a text, in order.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

/// Cuts a text.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// How much a text says: four for each word, two for each letter of Chinese or Japanese.
pub(super) fn weight(text: &str) -> u32 {
    tokens(text).map(|token| token.weight()).sum()
}

impl Token {
    /// How much the word says.
    pub(super) fn weight(&self) -> u32 {
        if self.ideograph { 2 } else { 4 }
    }
}

/// The hash of a word while its folded letters come in, eight at a time.
struct Mixer {
    hash: u64,
    part: u64,
    /// How many bits of the part are filled.
    filled: u32,
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes eight letters into a hash.
fn mix(hash: u64, part: u64) -> u64 {
    let mixed = (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// The hash of a word of ASCII letters and digits. Its small form differs by one bit, which digits have anyway.
fn hash(word: &[u8]) -> u64 {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let (parts, rest) = word.as_chunks::<8>();
    let hash = parts.iter().fold(SEED, |hash, part| mix(hash, u64::from_le_bytes(*part) | SMALL));
    if rest.is_empty() {
        return hash;
    }
    let part = rest.iter().rev().fold(0, |part, byte| (part << 8) | u64::from(byte | 0x20));
    mix(hash, part)
}

impl Mixer {
    fn new() -> Self {
        Self { hash: SEED, part: 0, filled: 0 }
    }

    fn add(&mut self, byte: u8) {
        self.part |= u64::from(byte) << self.filled;
        self.filled += 8;
        if self.filled == u64::BITS {
            self.hash = mix(self.hash, self.part);
            (self.part, self.filled) = (0, 0);
        }
    }

    fn finish(self) -> u64 {
        if self.filled == 0 { self.hash } else { mix(self.hash, self.part) }
    }
}

/// What each byte is to a word: nothing that belongs to one, the first of a letter beyond ASCII, or a letter or digit.
const FORMS: [u8; 256] = {
    let mut forms = [GAP; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte >= 0x80 {
            forms[byte] = BEYOND;
        } else if (byte as u8).is_ascii_alphanumeric() {
            forms[byte] = LETTER;
        }
        byte += 1;
    }
    forms
};

const GAP: u8 = 0;
const BEYOND: u8 = 1;
const LETTER: u8 = 2;

fn form(byte: u8) -> u8 {
    FORMS[usize::from(byte)]
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let gap = rest.iter().position(|byte| form(*byte) != GAP)?;
        let word = rest.get(gap..)?;
        let length = word.iter().position(|byte| form(*byte) <= BEYOND).unwrap_or(word.len());
        let (word, behind) = word.split_at(length);
        if behind.first().is_some_and(|byte| form(*byte) == BEYOND) {
            self.at += gap;
            return self.beyond();
        }
        let start = self.at + gap;
        self.at = start + length;
        let number = word.first().is_some_and(u8::is_ascii_digit);
        Some(Token { start: start as u32, end: self.at as u32, hash: hash(word), ideograph: false, number })
    }
}

impl Tokens<'_> {
    /// A word that may have letters beyond ASCII.
    fn beyond(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let mut mixer = Mixer::new();
        let mut start = None;
        while let Some(&byte) = bytes.get(self.at) {
            if byte < 0x80 {
                if byte.is_ascii_alphanumeric() {
                    start.get_or_insert(self.at);
                    mixer.add(byte.to_ascii_lowercase());
                } else if start.is_some() {
                    break;
                }
                self.at += 1;
                continue;
            }
            let Some(letter) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else { break };
            let length = letter.len_utf8();
            if is_ideograph(letter) {
                if start.is_some() {
                    break;
                }
                self.at += length;
                simplified(letter).encode_utf8(&mut [0; 4]).bytes().for_each(|byte| mixer.add(byte));
                return Some(Token {
                    start: (self.at - length) as u32,
                    end: self.at as u32,
                    hash: mixer.finish(),
                    ideograph: true,
                    number: false,
                });
            }
            match fold(letter) {
                Folded::Letters(letters) => {
                    start.get_or_insert(self.at);
                    letters.bytes().for_each(|byte| mixer.add(byte));
                }
                Folded::Other(letter) => {
                    start.get_or_insert(self.at);
                    for small in letter.to_lowercase() {
                        small.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| mixer.add(byte));
                    }
                }
                Folded::Gap if start.is_some() => break,
                Folded::Gap | Folded::Mark => {}
            }
            self.at += length;
        }
        let start = start?;
        let number = bytes.get(start).is_some_and(u8::is_ascii_digit)
            || self.text.get(start..)?.starts_with(|first: char| ('０'..='９').contains(&first));
        Some(Token { start: start as u32, end: self.at as u32, hash: mixer.finish(), ideograph: false, number })
    }
}

/// What a letter beyond ASCII is looked up as.
enum Folded {
    /// Letters without accent.
    Letters(&'static str),
    /// A letter of another script, in lower case.
    Other(char),
    /// An accent that stands behind its letter: as if it were not there.
    Mark,
    /// Between words.
    Gap,
}

/// ASCII's printable characters, to be cut into strings of one character.
const PLAIN: &str = "!\"#$%&'()*+,-./0123456789:;<=>?@abcdefghijklmnopqrstuvwxyz[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

fn fold(letter: char) -> Folded {
    let plain = match letter {
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'Ì'..='Ï' => "i",
        'ñ' | 'Ñ' | 'ń' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' => "o",
        'œ' | 'Œ' => "oe",
        'ß' => "ss",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}' | '\u{ad}' => return Folded::Mark,
        '\u{ff01}'..='\u{ff5e}' => {
            let at = letter as usize - 0xff01;
            match PLAIN.get(at..=at) {
                Some(plain) if plain.as_bytes()[0].is_ascii_alphanumeric() => plain,
                _ => return Folded::Gap,
            }
        }
        other if other.is_alphanumeric() => return Folded::Other(other),
        _ => return Folded::Gap,
    };
    Folded::Letters(plain)
}

/// A letter of Chinese or Japanese.
pub(super) fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The first bytes of a text, as much as a statement has: what is longer is looked at in part.
pub(super) fn head(text: &str) -> &str {
    const STATEMENT: usize = 2000;
    text.get(..text.floor_char_boundary(STATEMENT)).unwrap_or(text)
}

/// A letter of Chinese or Japanese, or the wave dash between two of their times.
pub(super) fn is_ideograph_or_wave(letter: char) -> bool {
    is_ideograph(letter) || matches!(letter, '~' | '〜')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|token| &text[token.start as usize..token.end as usize]).collect()
    }

    #[test]
    fn words_are_cut_where_they_end() {
        assert_eq!(words("Roll-back, then re_run 3x."), ["Roll", "back", "then", "re", "run", "3x"]);
        assert_eq!(words("切り戻し plan２"), ["切", "り", "戻", "し", "plan２"]);
        assert_eq!(words(" \u{1f600} "), [""; 0]);
    }

    #[test]
    fn case_accents_and_width_do_not_matter() {
        let hash = |text: &str| tokens(text).map(|token| token.hash).collect::<Vec<_>>();
        for (one, other) in [
            ("Déploiement", "DEPLOIEMENT"),
            ("Straße", "strasse"),
            ("ＧＯ", "go"),
            ("e\u{301}tat", "état"),
            ("Ä", "a"),
            ("驗證", "验证"),
        ] {
            assert_eq!(hash(one), hash(other), "{one}");
        }
        assert_ne!(hash("go"), hash("og"));
        assert_eq!(hash("INTERNATIONALISATION 1234567890"), hash("internationalisatio\u{301}n １234567890"));
    }
}

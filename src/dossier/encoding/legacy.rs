//! Encodings from before UTF-8, told apart by what their text looks like. Each is claimed only where the whole file fits: what
//! is left unclaimed is reported, what is claimed wrongly would be read as nonsense.

use super::Encoding;

/// The encoding of bytes that are not UTF-8.
pub(super) fn detect(bytes: &[u8]) -> Option<Encoding> {
    if bytes.iter().any(|byte| is_control(*byte)) {
        return None;
    }
    japanese(bytes).or_else(|| is_windows_1252(bytes).then_some(Encoding::Windows1252))
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)
}

/// `Shift_JIS` or `EUC-JP`, whichever explains more of the characters as common ones.
pub(super) fn japanese(bytes: &[u8]) -> Option<Encoding> {
    let shift_jis = count(bytes, shift_jis).filter(Found::is_japanese);
    let euc_jp = count(bytes, euc_jp).filter(Found::is_japanese);
    match (shift_jis, euc_jp) {
        (Some(first), Some(second)) if first.common >= second.common => Some(Encoding::ShiftJis),
        (Some(_), None) => Some(Encoding::ShiftJis),
        (_, Some(_)) => Some(Encoding::EucJp),
        (None, None) => None,
    }
}

/// What one character beyond ASCII is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Character {
    /// Kana or the punctuation of Japanese text.
    Kana,
    /// A kanji of everyday use.
    Common,
    /// Any other.
    Rare,
}

#[derive(Default)]
struct Found {
    kana: usize,
    common: usize,
    all: usize,
    /// Characters that stand beside another one: words of Japanese do, letters with an accent seldom.
    beside: usize,
}

impl Found {
    fn is_japanese(&self) -> bool {
        let mostly = |part: usize| part * 10 >= self.all * 7;
        self.all > 0 && mostly(self.common) && (self.kana > 0 && self.all > 1 || mostly(self.beside))
    }
}

/// Counts the characters, if all are valid; `next` gives the character at the start of its bytes, and its length.
fn count(bytes: &[u8], next: fn(&[u8]) -> Option<(Character, usize)>) -> Option<Found> {
    let mut found = Found::default();
    let mut rest = bytes;
    let mut before = false;
    while let Some(first) = rest.first() {
        if first.is_ascii() {
            before = false;
            rest = &rest[1..];
            continue;
        }
        let (character, length) = next(rest)?;
        rest = rest.get(length..)?;
        found.all += 1;
        found.kana += usize::from(character == Character::Kana);
        found.common += usize::from(character != Character::Rare);
        found.beside += usize::from(before || rest.first().is_some_and(|byte| !byte.is_ascii()));
        before = true;
    }
    Some(found)
}

fn shift_jis(bytes: &[u8]) -> Option<(Character, usize)> {
    let lead = *bytes.first()?;
    if matches!(lead, 0xa1..=0xdf) {
        return Some((Character::Rare, 1));
    }
    let trail = *bytes.get(1)?;
    if !matches!(trail, 0x40..=0x7e | 0x80..=0xfc) {
        return None;
    }
    match (lead, trail) {
        (0x81, _) | (0x82, 0x4f..) | (0x83, 0x40..=0x96) => Some((Character::Kana, 2)),
        (0x87..=0x97, _) => Some((Character::Common, 2)),
        (0x83 | 0x84 | 0x98..=0x9f | 0xe0..=0xef | 0xfa..=0xfc, _) => Some((Character::Rare, 2)),
        _ => None,
    }
}

fn euc_jp(bytes: &[u8]) -> Option<(Character, usize)> {
    let high = |at: usize| bytes.get(at).copied().filter(|byte| matches!(byte, 0xa1..=0xfe));
    match *bytes.first()? {
        0x8e => high(1).filter(|kana| *kana <= 0xdf).map(|_| (Character::Rare, 2)),
        0x8f => high(1).and(high(2)).map(|_| (Character::Rare, 3)),
        0xa1 | 0xa3..=0xa5 => high(1).map(|_| (Character::Kana, 2)),
        0xb0..=0xcf => high(1).map(|_| (Character::Common, 2)),
        0xa1..=0xfe => high(1).map(|_| (Character::Rare, 2)),
        _ => None,
    }
}

/// Western European text: mostly ASCII, and each other character where such a language has it.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| bytes.get(index)).copied().unwrap_or(b' ');
    let (mut high, mut odd, mut run) = (0_usize, 0_usize, 0_usize);
    for (index, byte) in bytes.iter().copied().enumerate() {
        if byte.is_ascii() {
            run = 0;
            continue;
        }
        run += 1;
        high += 1;
        let letter = is_letter(at(index.checked_sub(1))) || is_letter(at(Some(index + 1)));
        match byte {
            // Not in the encoding; and no western word has four such letters side by side.
            0x81 | 0x8d | 0x8f | 0x90 | 0x9d => return false,
            _ if run > 3 => return false,
            // `à` and `ó` are words.
            0xc0 | 0xe0 | 0xd3 | 0xf3 => {}
            0x83 | 0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f | 0xc0..=0xff => odd += usize::from(!letter),
            _ => {}
        }
    }
    let words = bytes.iter().filter(|byte| byte.is_ascii_alphanumeric()).count();
    odd * 20 <= high && high * 3 <= words
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0xc0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_known_by_its_text() {
        for (bytes, wanted) in [
            // リリース計画
            (&b"# \x83\x8a\x83\x8a\x81[\x83X\x8cv\x89\xe6\n"[..], Some(Encoding::ShiftJis)),
            // 手順 in a comma-separated line: kanji only.
            (b"id,\x8e\xe8\x8f\x87\n", Some(Encoding::ShiftJis)),
            (b"# \xa5\xea\xa5\xea\xa1\xbc\xa5\xb9\xb7\xd7\xb2\xe8\n", Some(Encoding::EucJp)),
            (b"# Gr\xf6\xdfe f\xfcr den R\xfcckbau\n", Some(Encoding::Windows1252)),
            (b"It\x92s the team\x92s plan \x96 \x93go\x94\n", Some(Encoding::Windows1252)),
            (b"D\xe9j\xe0 pr\xeat \xe0 d\xe9ployer en production\n", Some(Encoding::Windows1252)),
        ] {
            assert_eq!(detect(bytes), wanted, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_such_text_is_not_claimed() {
        for bytes in [
            &b"broken \xff here"[..],
            b"\x89PNG\r\n\x1a\n",
            // Russian in Windows-1251, Chinese in GBK.
            b"\xcf\xeb\xe0\xed \xf0\xe0\xe7\xe2\xb8\xf0\xf2\xfb\xe2\xe0\xed\xe8\xff",
            b"\xb2\xbf\xca\xf0\xbc\xc6\xbb\xae \xb7\xa2\xb2\xbc",
            b"\xde\xad\xbe\xef\xfe\xed\xfa\xce\xca\xfe",
        ] {
            assert!(!matches!(detect(bytes), Some(Encoding::Windows1252)), "{bytes:?}");
        }
    }
}

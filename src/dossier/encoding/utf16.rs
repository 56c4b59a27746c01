//! UTF-16, with and without a byte order mark.

use super::Encoding;

/// The encoding and the bytes behind the byte order mark.
pub(super) fn marked(bytes: &[u8]) -> Option<(Encoding, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        Some((Encoding::Utf16Le, rest))
    } else {
        bytes.strip_prefix(b"\xfe\xff").map(|rest| (Encoding::Utf16Be, rest))
    }
}

/// The text, if the bytes are valid and whole.
pub(super) fn decode(encoding: Encoding, bytes: &[u8]) -> Option<String> {
    let unit = if encoding == Encoding::Utf16Be { u16::from_be_bytes } else { u16::from_le_bytes };
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))).collect::<Result<_, _>>().ok()
}

/// UTF-16 without a mark: every character is one that people write, and some are ASCII. Two NULs side by side, as nearly every
/// binary file has them, are none.
pub(super) fn unmarked(bytes: &[u8]) -> Option<(String, Encoding)> {
    [Encoding::Utf16Le, Encoding::Utf16Be].into_iter().find_map(|encoding| {
        let text = decode(encoding, bytes)?;
        let plain = text.chars().filter(char::is_ascii).count();
        (plain > 0 && text.chars().count() >= 4 && text.chars().all(is_written)).then_some((text, encoding))
    })
}

fn is_written(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{52f}' | '\u{590}'..='\u{6ff}' | '\u{900}'..='\u{e7f}'
        | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{27bf}' | '\u{3000}'..='\u{33ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{fe0f}' | '\u{ff01}'..='\u{ffef}'
        | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{2ffff}')
}

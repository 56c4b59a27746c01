//! Pictures arrive from the browser as base64.

/// The bytes behind standard base64. Anything that is not of its alphabet, the padding included, is passed over.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = 0_u32;
    let mut count = 0;
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for digit in text.bytes().filter_map(|byte| ALPHABET.iter().position(|&letter| letter == byte)) {
        bits = bits << 6 | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

#[test]
fn decodes_each_length_of_the_last_group() {
    assert_eq!(decode("SG9sZA=="), b"Hold");
    assert_eq!(decode("SG9sZHA="), b"Holdp");
    assert_eq!(decode("SG9sZHBv"), b"Holdpo");
}

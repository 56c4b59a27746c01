//! Sets of bytes, for loops that look at every byte of a text.

/// Which bytes are among these: a look-up takes no branch, however many they are.
pub(crate) const fn set(bytes: &[u8]) -> [bool; 256] {
    let mut held = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        held[bytes[at] as usize] = true;
        at += 1;
    }
    held
}

//! Room for what a template writes.

use std::io::{self, Write};

/// Bytes that a template may write.
pub(super) const LIMIT: usize = 4 << 20;

/// What was written, up to the limit.
#[derive(Default)]
pub(super) struct Limited {
    bytes: Vec<u8>,
    full: bool,
}

impl Limited {
    /// Whether more was to be written than there is room for.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// What was written.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.full |= self.bytes.len() + bytes.len() > LIMIT;
        if self.full {
            return Err(io::Error::other("no room is left"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

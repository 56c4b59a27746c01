//! Printing that survives a reader who has gone away.

use std::io::{self, BufWriter, ErrorKind, Write};

/// Bytes that are written at once.
const PIECE: usize = 64 * 1024;

/// Writes to standard output. A closed pipe is no failure: the reader has what it wanted, and the exit code still tells the
/// verdict.
pub(crate) fn out(text: &str) -> Result<(), String> {
    with(|stdout| stdout.write_all(text.as_bytes()))
}

/// The same for what is written piece by piece.
pub(crate) fn with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), String> {
    let mut stdout = BufWriter::with_capacity(PIECE, io::stdout().lock());
    match write(&mut stdout).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("standard output cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

/// Says on standard error what went wrong. Where even that cannot be written, the exit code has to do.
pub(crate) fn complain(reason: &str) {
    let _ = writeln!(io::stderr(), "holdpoint: {reason}");
}

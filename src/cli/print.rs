//! Printing that survives a reader who has gone away.

use std::io::{self, ErrorKind, Write};

/// Writes to standard output. A closed pipe is no failure: the reader has what it wanted, and the exit code still tells the
/// verdict.
pub(crate) fn out(text: &str) -> Result<(), String> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
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

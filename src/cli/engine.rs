//! From a dossier to its review.

#![expect(clippy::disallowed_methods, reason = "the shell asks the clock, so that the engine does not have to")]

use std::time::{SystemTime, UNIX_EPOCH};

use holdpoint::{Dossier, Policy, Reading, Review};
use jiff::Timestamp;

use crate::arguments::Case;

/// Reads a dossier and judges it.
pub(crate) fn judge(dossier: &Dossier, case: &Case) -> Result<(Reading, Review), String> {
    let unread = dossier.unread().map(|file| file.path.as_str());
    let policy = Policy::for_paths(dossier.sources().map(|file| file.path.as_str()).chain(unread));
    let reading = holdpoint::read(dossier, &policy);
    let as_of = case.as_of.map_or_else(now, Ok)?;
    let review = holdpoint::judge(&reading, &policy, case.stage, as_of);
    Ok((reading, review))
}

/// The present second.
fn now() -> Result<Timestamp, String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs())
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .ok_or_else(|| "the clock of this machine shows no time that can be used; give --as-of".to_owned())
}

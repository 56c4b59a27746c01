//! From a dossier to its review.

#![expect(clippy::disallowed_methods, reason = "the shell asks the clock, so that the engine does not have to")]

use std::time::{SystemTime, UNIX_EPOCH};

use holdpoint::{Dossier, Policy, Reading, Review};
use jiff::Timestamp;

use crate::arguments::Case;

/// Reads a dossier under its own policy, whose faults end the command: a review under half a policy would pass for one
/// under the whole.
pub(crate) fn read(dossier: &Dossier) -> Result<(Policy, Reading), String> {
    let (policy, problems) = Policy::of_dossier(dossier);
    if !problems.is_empty() {
        return Err(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\nholdpoint: "));
    }
    let reading = holdpoint::read(dossier, &policy);
    Ok((policy, reading))
}

/// Reads a dossier and judges it.
pub(crate) fn judge(dossier: &Dossier, case: &Case) -> Result<(Reading, Review), String> {
    let (policy, reading) = read(dossier)?;
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

//! `holdpoint check`.

use std::process::ExitCode;

use holdpoint::review::{Outcome, Severity, Verdict};
use holdpoint::{Review, report};

use crate::arguments::{Check, Format};
use crate::{engine, intake, print};

/// Judges, prints, and gives the exit code.
pub(crate) fn run(check: &Check) -> Result<ExitCode, String> {
    let dossier = intake::dossier(&check.case.paths, None)?;
    let (_, review) = engine::judge(&dossier, &check.case)?;
    print::out(&match (check.format, check.ci) {
        (Format::Json, _) => report::json(&review),
        (Format::Text, true) => report::lines(&review),
        (Format::Text, false) => report::text(&review),
    })?;
    if dossier.is_empty() {
        print::complain("no file was found under the paths given: there is nothing to judge, and that is NO-GO");
    }
    Ok(if dossier.is_empty() || stands(&review, check.fail_on) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Whether a finding at or above the threshold stands against the release.
fn stands(review: &Review, threshold: Severity) -> bool {
    let weighs = |outcome: &Outcome| outcome.weight().is_some_and(|weight| weight <= threshold);
    review.verdict == Verdict::NoGo || review.outcomes.iter().any(weighs)
}

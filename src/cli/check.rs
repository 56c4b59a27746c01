//! `holdpoint check`.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;

use holdpoint::review::{Outcome, Severity, Verdict, changes};
use holdpoint::{Review, report};

use crate::arguments::{Check, Format};
use crate::{engine, intake, print};

/// Judges, prints, and gives the exit code.
pub(crate) fn run(check: &Check) -> Result<ExitCode, String> {
    let before = check.baseline.as_deref().map(baseline).transpose()?;
    // The process ends with this command: the system takes back everything at once, faster than fact by fact.
    let dossier = ManuallyDrop::new(intake::dossier(&check.case.paths, None)?);
    let judged = ManuallyDrop::new(engine::judge(&dossier, &check.case)?);
    let (_, review) = &*judged;
    let stands = match &before {
        Some(before) => since(check, before, review)?,
        None => whole(check, review)?,
    };
    if dossier.is_empty() {
        print::complain("no file was found under the paths given: there is nothing to judge, and that is NO-GO");
    }
    Ok(if dossier.is_empty() || stands { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Prints the whole review. Whether a finding at or above the threshold stands against the release.
fn whole(check: &Check, review: &Review) -> Result<bool, String> {
    match (check.format, check.ci) {
        (Format::Json, _) => print::with(|stdout| report::write_json(review, stdout)),
        (Format::Text, true) => print::out(&report::lines(review)),
        (Format::Text, false) => print::out(&report::text(review)),
    }?;
    Ok(review.verdict == Verdict::NoGo || review.outcomes.iter().any(|outcome| weighs(outcome, check.fail_on)))
}

/// Prints what changed. Whether a new finding is at or above the threshold.
fn since(check: &Check, before: &Review, review: &Review) -> Result<bool, String> {
    let changes = changes(before, review);
    print::out(&match (check.format, check.ci) {
        (Format::Json, _) => report::changes_json(review, &changes),
        (Format::Text, true) => report::changes_lines(review, &changes),
        (Format::Text, false) => report::changes_text(review, &changes),
    })?;
    Ok(changes.new.iter().any(|outcome| weighs(outcome, check.fail_on)))
}

fn weighs(outcome: &Outcome, threshold: Severity) -> bool {
    outcome.weight().is_some_and(|weight| weight <= threshold)
}

/// Reads an earlier review.
fn baseline(path: &Path) -> Result<Review, String> {
    let shown = path.display();
    let bytes = intake::file(path)?;
    serde_json::from_slice(&bytes).map_err(|error| {
        format!("the baseline {shown} is no review that can be read ({error}); write one with `holdpoint check PATH --format json`")
    })
}

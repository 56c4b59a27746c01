//! `holdpoint verify`.

use std::path::Path;
use std::process::ExitCode;

use holdpoint::report;
use holdpoint::review::{Earlier, Matching, earlier};

use crate::arguments::{Format, Verify};
use crate::{engine, intake, print};

/// Holds the files against the report, prints what differs, and gives the exit code.
pub(crate) fn run(verify: &Verify) -> Result<ExitCode, String> {
    let given = verify.report.as_deref().map(read).transpose()?;
    let (_, reading) = engine::read(&intake::dossier(&verify.paths, None)?)?;
    let report = given.or_else(|| earlier(&reading)).ok_or_else(|| {
        "no report with the digests of its files lies among these files; name one with --report, such as review.json"
            .to_owned()
    })?;
    let matching = Matching::with(report, &reading);
    print::out(&match verify.format {
        Format::Json => report::matching_json(&matching),
        Format::Text => report::matching_text(&matching),
    })?;
    Ok(if matching.holds() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The report in a file.
fn read(path: &Path) -> Result<Earlier, String> {
    let (_, reading) = engine::read(&intake::dossier(&[path.to_owned()], None)?)?;
    earlier(&reading).ok_or_else(|| {
        format!(
            "{} is no report that lists files with their digests; write one with `holdpoint check PATH --format json`",
            path.display()
        )
    })
}

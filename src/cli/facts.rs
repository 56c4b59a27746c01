//! `holdpoint facts`.

use std::process::ExitCode;

use holdpoint::report::ledger;

use crate::arguments::{Facts, Format};
use crate::{engine, intake, print};

/// Reads, prints what was understood, and gives the exit code.
pub(crate) fn run(facts: &Facts) -> Result<ExitCode, String> {
    let dossier = intake::dossier(&facts.paths, None)?;
    let (_, reading) = engine::read(&dossier)?;
    let mut ledger = ledger::ledger(&reading);
    if !facts.families.is_empty() {
        ledger.families.retain(|family| facts.families.contains(&family.id));
    }
    print::out(&match facts.format {
        Format::Json => ledger.json(),
        Format::Text => ledger::text(&ledger),
    })?;
    if dossier.is_empty() {
        print::complain("no file was found under the paths given: nothing was said");
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

//! `holdpoint templates`.

#![expect(clippy::disallowed_methods, reason = "writing the templates is what this room is for")]

use std::fs;
use std::process::ExitCode;

use holdpoint::deliverables;

use crate::arguments::Templates;
use crate::print;

/// Writes the templates of the documents, or none if one of them stands there already.
pub(crate) fn run(arguments: &Templates) -> Result<ExitCode, String> {
    let (out, templates) = (&arguments.out, deliverables::templates());
    if let Some(taken) = templates.iter().map(|(name, _)| out.join(name)).find(|path| path.exists()) {
        return Err(format!("{} stands there already; nothing was written", taken.display()));
    }
    fs::create_dir_all(out).map_err(|error| format!("{} cannot be written: {error}", out.display()))?;
    for (name, text) in templates {
        let path = out.join(name);
        fs::write(&path, text).map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    let names: Vec<&str> = templates.iter().map(|(name, _)| *name).collect();
    print::out(&format!(
        "Wrote {} to {}. Keep those that you change under holdpoint/templates/ of the dossier.\n",
        names.join(", "),
        out.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

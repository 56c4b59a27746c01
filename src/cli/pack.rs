//! `holdpoint pack`.

#![expect(clippy::disallowed_methods, reason = "writing the documents is what this room is for")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use holdpoint::{Deliverable, report};

use crate::arguments::Pack;
use crate::{engine, intake, print};

/// Judges, writes the documents, and says which.
pub(crate) fn run(pack: &Pack) -> Result<ExitCode, String> {
    // A folder that is not there yet holds nothing that could be read.
    let out = pack.out.canonicalize().ok();
    let dossier = intake::dossier(&pack.case.paths, out.as_deref())?;
    let (reading, review) = engine::judge(&dossier, &pack.case)?;
    let documents = holdpoint::pack(&reading, &review);
    if let Some(out) = out {
        apart(pack, &out, &documents)?;
    }
    write(pack, &documents)?;
    if dossier.is_empty() {
        print::complain("no file was found under the paths given: the documents state nothing");
    }
    let names: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
    print::out(&format!("{}  Wrote {} to {}.\n", report::headline(&review), names.join(", "), pack.out.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// A folder inside the dossier is passed over when that is read. It must not be the dossier, and must hold nothing but what
/// is written to it: a plan in it would be missing without a word.
fn apart(pack: &Pack, out: &Path, documents: &[Deliverable]) -> Result<(), String> {
    let roots: Vec<_> = pack.case.paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let shown = pack.out.display();
    if roots.iter().any(|root| root == out) {
        return Err(format!("{shown} is the dossier itself; give --out a folder of its own"));
    }
    if !roots.iter().any(|root| out.starts_with(root)) {
        return Ok(());
    }
    for entry in fs::read_dir(out).map_err(|error| unwritable(out, &error))? {
        let name = entry.map_err(|error| unwritable(out, &error))?.file_name();
        if !documents.iter().any(|document| document.name.split('/').next().is_some_and(|first| name == *first)) {
            let name = name.display();
            return Err(format!(
                "{shown} lies in the dossier and holds `{name}`, which would not be read; give --out a folder of its own"
            ));
        }
    }
    Ok(())
}

/// Writes every document, or none if one of them stands there already.
fn write(pack: &Pack, documents: &[Deliverable]) -> Result<(), String> {
    let taken = documents.iter().find(|document| pack.out.join(&document.name).exists());
    if let Some(document) = taken.filter(|_| !pack.force) {
        return Err(format!(
            "{} stands there already; give --force to replace it",
            pack.out.join(&document.name).display()
        ));
    }
    fs::create_dir_all(&pack.out).map_err(|error| unwritable(&pack.out, &error))?;
    for document in documents {
        let path = pack.out.join(&document.name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        }
        fs::write(&path, &document.text).map_err(|error| unwritable(&path, &error))?;
    }
    Ok(())
}

fn unwritable(path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be written: {error}", path.display())
}

//! `holdpoint pack`.

#![expect(clippy::disallowed_methods, reason = "writing the documents is what this room is for")]

use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use holdpoint::deliverables::{self, Concern, File, Format};
use holdpoint::{Deliverable, report};
use walkdir::WalkDir;

use crate::arguments::Pack;
use crate::{engine, intake, print};

/// Judges, writes the documents, and says which.
pub(crate) fn run(pack: &Pack) -> Result<ExitCode, String> {
    // A folder that is not there yet holds nothing that could be read.
    let out = pack.out.canonicalize().ok();
    let dossier = intake::dossier(&pack.case.paths, out.as_deref())?;
    let (reading, review) = engine::judge(&dossier, &pack.case)?;
    let documents = holdpoint::pack(&reading, &review);
    let files = deliverables::files(&documents);
    if let Some(out) = out {
        apart(pack, &out, &files)?;
    }
    write(pack, &files)?;
    if dossier.is_empty() {
        print::complain("no file was found under the paths given: the documents state nothing");
    }
    print::out(&format!("{}  {}\n", report::headline(&review), written(&documents, &pack.out)))?;
    for path in deliverables::idle_templates(&reading) {
        print::complain(&format!(
            "{path}: no document has a template of this name; `holdpoint templates` writes them all"
        ));
    }
    let concerns = complain(&documents);
    Ok(if pack.strict && concerns > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Says what speaks against sending the documents as they are; returns how much it is.
fn complain(documents: &[Deliverable]) -> usize {
    let mut count = 0;
    for document in documents {
        for Concern { line, what, text } in deliverables::concerns(document) {
            print::complain(&format!("{}:{line}: {}: {text}", document.name, what.title()));
            count += 1;
        }
    }
    count
}

/// What was written: each document by its name.
fn written(documents: &[Deliverable], out: &Path) -> String {
    let names: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
    let others: Vec<String> = Format::ALL
        .into_iter()
        .filter(|format| *format != Format::Markdown)
        .map(|format| format!(".{}", format.extension()))
        .collect();
    format!("Wrote {} to {}; each .md also as {}.", names.join(", "), out.display(), others.join(" and "))
}

/// A folder inside the dossier is passed over when that is read. It must not be the dossier, and must hold nothing but what
/// is written to it: a plan in it would be missing without a word.
fn apart(pack: &Pack, out: &Path, files: &[File]) -> Result<(), String> {
    let roots: Vec<_> = pack.case.paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let shown = pack.out.display();
    if roots.iter().any(|root| root == out) {
        return Err(format!("{shown} is the dossier itself; give --out a folder of its own"));
    }
    if !roots.iter().any(|root| out.starts_with(root)) {
        return Ok(());
    }
    for entry in WalkDir::new(out).sort_by_file_name() {
        let entry = entry.map_err(|error| unwritable(out, &error))?;
        let name = entry.path().strip_prefix(out).unwrap_or(entry.path());
        if !entry.file_type().is_dir() && !files.iter().any(|file| name == Path::new(&file.name)) {
            let name = name.display();
            return Err(format!(
                "{shown} lies in the dossier and holds `{name}`, which would not be read; give --out a folder of its own"
            ));
        }
    }
    Ok(())
}

/// Writes every file, or none if one of them stands there already.
fn write(pack: &Pack, files: &[File]) -> Result<(), String> {
    let taken = files.iter().find(|file| pack.out.join(&file.name).exists());
    if let Some(file) = taken.filter(|_| !pack.force) {
        return Err(format!(
            "{} stands there already; give --force to replace it",
            pack.out.join(&file.name).display()
        ));
    }
    fs::create_dir_all(&pack.out).map_err(|error| unwritable(&pack.out, &error))?;
    for file in files {
        let path = pack.out.join(&file.name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        }
        fs::write(&path, &file.bytes).map_err(|error| unwritable(&path, &error))?;
    }
    Ok(())
}

fn unwritable(path: &Path, error: &impl Display) -> String {
    format!("{} cannot be written: {error}", path.display())
}

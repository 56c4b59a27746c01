//! Files and folders into the dossier. What the platform will not let be read ends the command: a review of half a dossier
//! would pass for one of the whole.

#![expect(clippy::disallowed_methods, reason = "reading files is what this room is for")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use holdpoint::Dossier;
use holdpoint::policy::Limits;
use walkdir::{DirEntry, WalkDir};

use crate::names;
use crate::platform::Native;

/// Reads everything under the paths, except what lies in `out`, where this command itself writes.
pub(crate) fn dossier(paths: &[PathBuf], out: Option<&Path>) -> Result<Dossier, String> {
    let mut intake = Intake { dossier: Dossier::with_platform(Limits::default(), &Native), out };
    for (name, path) in roots(paths)? {
        intake.root(&name, &path)?;
    }
    Ok(intake.dossier)
}

/// The content of one file that is no part of the dossier.
pub(crate) fn file(path: &Path) -> Result<Vec<u8>, String> {
    let limit = Limits::default().total_bytes;
    let bytes = read(path, 0, limit).map_err(|error| refused(path, &error))?;
    if bytes.len() as u64 > limit {
        return Err(format!("{} is larger than {limit} bytes, which is as much as is read", path.display()));
    }
    Ok(bytes)
}

/// The roots by their names. Two folders of one name would overwrite each other's files.
fn roots(paths: &[PathBuf]) -> Result<BTreeMap<String, PathBuf>, String> {
    let mut roots: BTreeMap<String, PathBuf> = BTreeMap::new();
    for given in paths {
        let path = given.canonicalize().map_err(|error| refused(given, &error))?;
        let name = names::root(given, &path);
        match roots.get(&name) {
            Some(other) if *other != path => {
                return Err(format!(
                    "{} and {} would both be called `{name}`; run the command from a folder above both, with paths relative to it",
                    other.display(),
                    path.display()
                ));
            }
            _ => roots.insert(name, path),
        };
    }
    Ok(roots)
}

struct Intake<'a> {
    dossier: Dossier,
    out: Option<&'a Path>,
}

impl Intake<'_> {
    fn root(&mut self, name: &str, path: &Path) -> Result<(), String> {
        let mut walk = WalkDir::new(path).follow_links(false).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = entry.map_err(|error| unwalkable(path, &error))?;
            let member = names::member(name, entry.path().strip_prefix(path).unwrap_or(Path::new("")));
            if entry.file_type().is_dir() {
                if self.passes_over(&member, entry.path()) {
                    walk.skip_current_dir();
                }
            } else {
                self.member(&member, &entry)?;
            }
        }
        Ok(())
    }

    /// Whether a folder is not entered: it is the one that is written to, or one that holds nothing about a release.
    fn passes_over(&mut self, name: &str, path: &Path) -> bool {
        if self.out == Some(path) {
            return true;
        }
        let offered = format!("{name}/x");
        let left_out = Dossier::leaves_out(&offered);
        if left_out {
            // The dossier notes that it leaves the folder out.
            self.dossier.add(&offered, b"");
        }
        left_out
    }

    fn member(&mut self, name: &str, entry: &DirEntry) -> Result<(), String> {
        if entry.path_is_symlink() {
            self.dossier.refuse(name, "this is a symbolic link; links are not followed. Add the file that it leads to");
            return Ok(());
        }
        if !entry.file_type().is_file() {
            self.dossier.refuse(name, "this is no regular file (a device, a socket or a pipe); it was left out");
            return Ok(());
        }
        let path = entry.path();
        let size = fs::metadata(path).map_err(|error| refused(path, &error))?.len();
        if let Some(reason) = self.dossier.too_large(name, size) {
            self.dossier.refuse(name, &reason);
            return Ok(());
        }
        let bytes = read(path, size, self.dossier.limits().archive_bytes).map_err(|error| refused(path, &error))?;
        self.dossier.add(name, &bytes);
        Ok(())
    }
}

/// The content, of which no more than one byte over the limit is held: a file can grow, and some have no size.
fn read(path: &Path, size: u64, limit: u64) -> std::io::Result<Vec<u8>> {
    // One byte more than there is, so that the end is seen without asking for more room.
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit) + 1).unwrap_or_default());
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn refused(path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be read: {error}", path.display())
}

fn unwalkable(root: &Path, error: &walkdir::Error) -> String {
    let path = error.path().unwrap_or(root);
    match error.io_error() {
        Some(error) => refused(path, error),
        None => format!("{} cannot be read: {error}", path.display()),
    }
}

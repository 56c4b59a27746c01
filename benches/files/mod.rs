//! A big dossier of files of real shape.

use std::fs;
use std::path::{Path, PathBuf};

/// How many files.
pub(crate) const FILES: usize = 1_000;
/// How long each of them is.
pub(crate) const FILE_BYTES: usize = 10_000;

/// Path of a file in the dossier.
pub(crate) fn name(index: usize) -> String {
    format!("release/{index:04}-{}.md", NAMES[index % NAMES.len()])
}

const NAMES: [&str; 5] =
    ["deployment-plan", "deployment-environment", "release-notes", "support-runbook", "test-evaluation"];

/// The example's documents, one after another, each file beginning with another one.
pub(crate) fn texts(count: usize) -> Vec<String> {
    let documents: Vec<String> =
        markdown(Path::new("examples/orderflow")).iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    (0..count)
        .map(|index| {
            let mut text = String::new();
            for document in documents.iter().cycle().skip(index) {
                if text.len() >= FILE_BYTES {
                    break;
                }
                text.push_str(document);
                text.push('\n');
            }
            let end =
                (0..=FILE_BYTES.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
            text.truncate(end);
            text
        })
        .collect()
}

fn markdown(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(markdown(&path));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

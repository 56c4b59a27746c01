//! Files of the dossier whose digest a checksum file or a bill of materials states.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dossier::{Dossier, Source};
use crate::facts::{Content, Facts, MaterialOrigin, Place};

/// Folders above a document that are looked into.
const FOLDERS: usize = 16;

/// Finds the files that are named beside a digest: next to the document that names them, or below a folder above it.
pub(in crate::facts::read) fn find(dossier: &Dossier, sources: &[Arc<Source>], facts: &mut Facts) {
    let named = facts.checksums.iter().map(|line| (line.file.value.as_str(), line.file.at));
    let listed = facts.materials.iter().filter(|own| own.origin == MaterialOrigin::Table && !own.digests.is_empty());
    let named: Vec<(&str, Place)> = named.chain(listed.map(|own| (own.name.value.as_str(), own.at))).collect();
    if named.is_empty() {
        return;
    }
    let read = sources.iter().map(|source| (source.path.as_str(), source.sha256.as_str()));
    let unread = dossier.unread().filter_map(|file| Some((file.path.as_str(), file.sha256.as_deref()?)));
    let files: BTreeMap<&str, &str> = read.chain(unread).chain(dossier.archives()).collect();
    let found = named.into_iter().filter_map(|(name, at)| {
        let from = &sources.get(at.source.0 as usize)?.path;
        let (path, sha256) = lookup(&files, from, name)?;
        Some(Content { path: path.to_owned(), sha256: sha256.to_owned(), at })
    });
    facts.contents = found.collect();
}

fn lookup<'f>(files: &BTreeMap<&'f str, &'f str>, from: &str, name: &str) -> Option<(&'f str, &'f str)> {
    let name = name.trim().trim_matches('`').trim_start_matches("./");
    if name.is_empty() || name.contains("..") {
        return None;
    }
    let mut folder = from;
    for _ in 0..FOLDERS {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        if let Some((path, sha256)) = files.get_key_value(path.as_str()) {
            return Some((path, sha256));
        }
        if folder.is_empty() {
            break;
        }
    }
    None
}

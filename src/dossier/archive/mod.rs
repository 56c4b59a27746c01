//! Archives, opened in memory under limits: a bomb, a wrong name, a link or a broken member is reported by its name, and the
//! rest is taken in.

pub(super) mod gzip;
pub(super) mod tar;
pub(super) mod zip;

use std::io::{self, Read};

use super::intake::Dossier;
use super::paths;
use super::size::mebibytes;
use crate::policy::Limits;

/// How deep in archives we are, and what may still be unpacked from one file that was given, all archives inside it together.
pub(super) struct Nest {
    depth: usize,
    bytes: u64,
    members: usize,
}

impl Nest {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { depth: 0, bytes: limits.total_bytes, members: limits.archive_members }
    }

    /// Goes one archive deeper; says so if that is too deep.
    fn enter(&mut self, dossier: &mut Dossier, path: &str) -> bool {
        let deepest = dossier.limits().archive_depth;
        if self.depth >= deepest {
            let reason = format!(
                "archives inside archives are opened {deepest} deep at most, which is the limit; unpack this one and add its files"
            );
            dossier.refuse(path, &reason);
            return false;
        }
        self.depth += 1;
        true
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Counts one member; says so if there are too many.
    fn count(&mut self, dossier: &mut Dossier, path: &str) -> bool {
        if let Some(left) = self.members.checked_sub(1) {
            self.members = left;
            return true;
        }
        let limit = dossier.limits().archive_members;
        dossier.notice(format!(
            "`{path}` holds more than {limit} members, those of archives inside it included, which is the limit; the rest was left out."
        ));
        false
    }

    /// Reads to the end, but never more than one file may have, the ratio allows, or is left.
    pub(super) fn unpack(
        &mut self,
        reader: impl Read,
        packed: Option<u64>,
        limits: &Limits,
    ) -> Result<Vec<u8>, String> {
        let bound = limits.file_bytes.min(self.bytes).min(packed.map_or(u64::MAX, |packed| by_ratio(packed, limits)));
        let mut content = Vec::new();
        let read = reader.take(bound + 1).read_to_end(&mut content);
        // What was unpacked in vain counts too: the work was done.
        self.bytes = self.bytes.saturating_sub(content.len() as u64);
        read.map_err(|error| damaged(&error))?;
        if content.len() as u64 <= bound {
            Ok(content)
        } else if bound == limits.file_bytes {
            Err(format!("unpacked, this is larger than {}, which is the limit of a file", mebibytes(bound)))
        } else if packed.is_some_and(|packed| bound == by_ratio(packed, limits)) {
            Err(ratio_reason(limits))
        } else {
            Err(format!(
                "unpacked, all that was given in this file is larger than {}, which is the limit",
                mebibytes(limits.total_bytes)
            ))
        }
    }
}

/// Smaller than this, a high ratio is harmless (an empty template packs very well).
const RATIO_MATTERS: u64 = 1024 * 1024;

fn by_ratio(packed: u64, limits: &Limits) -> u64 {
    packed.max(1).saturating_mul(limits.archive_ratio).max(RATIO_MATTERS)
}

fn ratio_reason(limits: &Limits) -> String {
    format!(
        "unpacked, this is more than {} times its packed size, which is the limit (an archive bomb looks like this)",
        limits.archive_ratio
    )
}

fn damaged(error: &io::Error) -> String {
    format!("this is damaged or cut off ({error}); pack it again")
}

/// Where a member goes, or `None` after saying that its name leads out of the archive.
fn target(dossier: &mut Dossier, archive: &str, name: &str) -> Option<String> {
    let limit = dossier.limits().path_bytes;
    if let Some(clean) = paths::clean(name).filter(|_| name.len() <= limit) {
        return Some(format!("{}{clean}", paths::folder_of(archive)));
    }
    let reason = if name.len() > limit {
        format!("the name of this archive member is {} bytes long; the limit is {limit}. It was left out", name.len())
    } else {
        "the name of this archive member leads out of the archive (`..` or an absolute path); it was left out"
            .to_owned()
    };
    dossier.refuse(&inside(archive, name), &reason);
    None
}

/// The name under which a member is reported that has no place of its own.
fn inside(archive: &str, name: &str) -> String {
    let name: String = name.replace('\\', "/").chars().take(200).collect();
    format!("{archive}!{name}")
}

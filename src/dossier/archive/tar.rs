//! Tar archives, read as a stream.

use std::io::Read;

use tar::{Archive, Entry, EntryType};

use super::{Nest, inside, target};
use crate::dossier::encoding;
use crate::dossier::intake::Dossier;

/// Takes in the members of the archive at `path`.
pub(in crate::dossier) fn open(dossier: &mut Dossier, path: &str, reader: impl Read, nest: &mut Nest) {
    if !nest.enter(dossier, path) {
        return;
    }
    let before = nest.members;
    if let Err(error) = members(dossier, path, &mut Archive::new(reader), nest) {
        let taken = if before == nest.members { "nothing of it was read" } else { "what stands before that was read" };
        dossier.refuse(
            path,
            &format!("the tar archive is damaged, cut off or too large ({error}); {taken}. Pack it again"),
        );
    } else if before == nest.members {
        dossier.notice(format!("`{path}` is an empty tar archive."));
    }
    nest.leave();
}

fn members<R: Read>(
    dossier: &mut Dossier,
    path: &str,
    archive: &mut Archive<R>,
    nest: &mut Nest,
) -> Result<(), std::io::Error> {
    for entry in archive.entries()? {
        let entry = entry?;
        if !nest.count(dossier, path) {
            return Ok(());
        }
        member(dossier, path, entry, nest)?;
    }
    Ok(())
}

fn member<R: Read>(
    dossier: &mut Dossier,
    path: &str,
    mut entry: Entry<'_, R>,
    nest: &mut Nest,
) -> Result<(), std::io::Error> {
    let kind = entry.header().entry_type();
    if matches!(kind, EntryType::Directory | EntryType::XGlobalHeader) {
        return Ok(());
    }
    let name = encoding::name(&entry.path_bytes(), dossier.platform());
    if let Some(what) = no_file(kind, &mut entry)? {
        dossier.refuse(&inside(path, &name), &format!("this archive member is {what}; it was left out"));
        return Ok(());
    }
    let Some(target) = target(dossier, path, &name) else { return Ok(()) };
    if Dossier::leaves_out(&target) {
        dossier.take(&target, b"", nest);
        return Ok(());
    }
    let limits = *dossier.limits();
    let size = entry.size();
    match nest.unpack(entry, None, &limits) {
        Ok(content) if (content.len() as u64) < size => {
            dossier.refuse(&target, "this archive member is cut off; pack it again");
        }
        Ok(content) => dossier.take(&target, &content, nest),
        Err(reason) => dossier.refuse(&target, &reason),
    }
    Ok(())
}

/// What the member is, if it is no plain file.
fn no_file<R: Read>(kind: EntryType, entry: &mut Entry<'_, R>) -> Result<Option<&'static str>, std::io::Error> {
    let sparse = "a file with holes (sparse), which no document is";
    Ok(match kind {
        EntryType::Symlink | EntryType::Link => Some("a link; links are not followed"),
        EntryType::Char | EntryType::Block | EntryType::Fifo => Some("a device or a pipe"),
        EntryType::GNUSparse => Some(sparse),
        EntryType::Regular | EntryType::Continuous => {
            let mut holes = false;
            for extension in entry.pax_extensions()?.into_iter().flatten() {
                holes |= extension?.key_bytes().starts_with(b"GNU.sparse");
            }
            holes.then_some(sparse)
        }
        _ => Some("of a kind that is not known"),
    })
}

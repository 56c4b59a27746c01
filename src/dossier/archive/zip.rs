//! Zip archives.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::{Nest, inside, target};
use crate::dossier::encoding;
use crate::dossier::intake::Dossier;

/// Takes in the members of the archive at `path`.
pub(in crate::dossier) fn open(dossier: &mut Dossier, path: &str, bytes: &[u8], nest: &mut Nest) {
    if !nest.enter(dossier, path) {
        return;
    }
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => members(dossier, path, archive, nest),
        Err(error) => dossier.refuse(path, &format!("the zip archive is damaged or cut off ({error}); pack it again")),
    }
    nest.leave();
}

fn members(dossier: &mut Dossier, path: &str, mut archive: ZipArchive<Cursor<&[u8]>>, nest: &mut Nest) {
    if archive.is_empty() {
        dossier.notice(format!("`{path}` is an empty zip archive."));
    }
    for index in 0..archive.len() {
        if !nest.count(dossier, path) {
            return;
        }
        match archive.by_index(index) {
            Ok(file) if file.is_dir() => {}
            Ok(file) => member(dossier, path, file, nest),
            Err(error) => {
                let number = format!("member {}", index + 1);
                dossier.refuse(&inside(path, &number), &format!("this archive member cannot be opened ({error})"));
            }
        }
    }
}

fn member<R: Read>(dossier: &mut Dossier, path: &str, file: ZipFile<'_, R>, nest: &mut Nest) {
    let name = encoding::name(file.name_raw(), dossier.platform());
    let Some(target) = target(dossier, path, &name) else { return };
    if Dossier::leaves_out(&target) {
        // Not unpacked: the dossier notes the folder.
        dossier.take(&target, b"", nest);
    } else if file.is_symlink() {
        dossier.refuse(&target, "this archive member is a link; links are not followed. Add the file that it leads to");
    } else {
        let packed = file.compressed_size();
        let limits = *dossier.limits();
        match nest.unpack(file, Some(packed), &limits) {
            Ok(content) => dossier.take(&target, &content, nest),
            Err(reason) => dossier.refuse(&target, &reason),
        }
    }
}

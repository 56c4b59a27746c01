//! Zip archives, opened under limits: a bomb, a wrong name or a broken archive is reported, and the rest is taken in.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::intake::{Dossier, mebibytes};
use super::paths;

/// Whether the bytes begin like a zip archive.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether the name is that of a zip archive.
pub(super) fn is_zip_name(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("zip"))
}

/// Takes in the members of the archive at `path`.
pub(super) fn open(dossier: &mut Dossier, path: &str, bytes: &[u8], depth: usize) {
    let limits = *dossier.limits();
    if let Some(what) = office_document(bytes) {
        dossier.refuse(path, &format!("this is {what}; it cannot be read yet. Save it as Markdown and add that file"));
        return;
    }
    if depth >= limits.archive_depth {
        let deepest = limits.archive_depth;
        dossier.refuse(
            path,
            &format!("archives inside archives are opened {deepest} deep at most; unpack this one and add its files"),
        );
        return;
    }
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => {
            dossier.refuse(path, &format!("the zip archive is damaged ({error}); pack it again"));
            return;
        }
    };
    if archive.is_empty() {
        dossier.notice(format!("`{path}` is an empty zip archive."));
    }
    let inside = folder_of(path);
    let mut budget = limits.total_bytes;
    for index in 0..archive.len().min(limits.files) {
        let member = match archive.by_index(index) {
            Ok(member) if member.is_dir() => continue,
            Ok(member) => member,
            Err(error) => {
                dossier.refuse(path, &format!("member {} of the zip archive cannot be opened ({error})", index + 1));
                continue;
            }
        };
        let name =
            member.name().map_or_else(|_| String::from_utf8_lossy(member.name_raw()).into_owned(), Cow::into_owned);
        let Some(clean) = paths::clean(&name) else {
            let shown = name.replace('\\', "/");
            dossier.refuse(
                &format!("{path}!{shown}"),
                "the name of this archive member leads out of the archive (`..` or an absolute path); it was left out",
            );
            continue;
        };
        let target = format!("{inside}{clean}");
        match unpack(member, limits.archive_ratio, limits.file_bytes.min(budget)) {
            Ok(content) => {
                budget = budget.saturating_sub(content.len() as u64);
                dossier.add_at_depth(&target, &content, depth + 1);
            }
            Err(reason) => dossier.refuse(&target, &reason),
        }
    }
    if archive.len() > limits.files {
        dossier.notice(format!(
            "`{path}` holds {} members; the first {} were read, which is the limit.",
            archive.len(),
            limits.files
        ));
    }
}

/// Members of `release.zip` stand under `release/`'s own folder: a zip is only an envelope.
fn folder_of(path: &str) -> String {
    path.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
}

/// Smaller than this, a high ratio is harmless (an empty template packs very well).
const RATIO_MATTERS: u64 = 1024 * 1024;

fn unpack<R: Read>(mut member: ZipFile<'_, R>, ratio: u64, limit: u64) -> Result<Vec<u8>, String> {
    let packed = member.compressed_size().max(1);
    // The stated size can lie: the bytes that come out are counted, and never more than the limit are held.
    let bound = limit.min(packed.saturating_mul(ratio).max(RATIO_MATTERS));
    let mut content = Vec::new();
    member
        .by_ref()
        .take(bound + 1)
        .read_to_end(&mut content)
        .map_err(|error| format!("this archive member is damaged ({error}); pack it again"))?;
    if content.len() as u64 <= bound {
        Ok(content)
    } else if bound == limit {
        Err(format!("unpacked, this archive member is larger than {}, which is the limit", mebibytes(limit)))
    } else {
        Err(format!(
            "unpacked, this archive member is more than {ratio} times its packed size, which is the limit (an archive bomb looks like this)"
        ))
    }
}

/// The office format, if the archive is one.
fn office_document(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(4096)];
    let has = |needle: &[u8]| start.windows(needle.len()).any(|window| window == needle);
    if !has(b"[Content_Types].xml") {
        return None;
    }
    Some(if has(b"xl/") { "an Excel workbook" } else { "a Word document" })
}

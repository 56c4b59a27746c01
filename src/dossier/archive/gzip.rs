//! What gzip has packed: a tar archive, which is read as it unpacks, or one file.

use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;

use super::{Nest, by_ratio, ratio_reason, tar};
use crate::dossier::form::ends_with;
use crate::dossier::intake::Dossier;
use crate::dossier::size::mebibytes;

/// Takes in what is packed in the file at `path`.
pub(in crate::dossier) fn open(dossier: &mut Dossier, path: &str, bytes: &[u8], nest: &mut Nest) {
    let limits = *dossier.limits();
    let packed = bytes.len() as u64;
    let mut head = Vec::new();
    let begun = MultiGzDecoder::new(bytes).take(512).read_to_end(&mut head);
    let is_tar = head.get(257..262) == Some(b"ustar") || ends_with(path, &[".tgz", ".tar.gz"]);
    if let Err(error) = begun {
        dossier.refuse(path, &super::damaged(&error));
    } else if is_tar {
        let by_ratio = by_ratio(packed, &limits);
        let reason = if by_ratio < nest.bytes {
            ratio_reason(&limits)
        } else {
            format!("unpacked, this is larger than {}, which is the limit", mebibytes(limits.total_bytes))
        };
        let (before, bound) = (nest.bytes, by_ratio.min(nest.bytes));
        let mut reader = Bounded { reader: MultiGzDecoder::new(bytes), left: bound, reason };
        tar::open(dossier, path, &mut reader, nest);
        // What was unpacked only to be passed over counts too.
        nest.bytes = nest.bytes.min(before - (bound - reader.left));
    } else if nest.enter(dossier, path) {
        match nest.unpack(MultiGzDecoder::new(Cursor::new(bytes)), Some(packed), &limits) {
            Ok(content) => dossier.take(&unpacked_name(path), &content, nest),
            Err(reason) => dossier.refuse(path, &reason),
        }
        nest.leave();
    }
}

/// `plan.md` for `plan.md.gz`.
fn unpacked_name(path: &str) -> String {
    if ends_with(path, &[".gz"]) && !path.ends_with("/.gz") && path.len() > 3 {
        path[..path.len() - 3].to_owned()
    } else {
        format!("{path}.unpacked")
    }
}

/// A reader that fails past its bound: an end of file would look like a shorter archive.
struct Bounded<R> {
    reader: R,
    left: u64,
    reason: String,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other(self.reason.clone())),
        }
        Ok(count)
    }
}

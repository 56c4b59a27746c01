//! Checksum files.

use super::{Checksum, Digest, Doc, Facts, Said, lines, part};
use crate::facts::classify::machine::sums;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for (offset, line) in lines(&doc.source.text) {
        let Some(sum) = sums::line(line) else { continue };
        let digest = part(doc, offset, line, sum.digest);
        let file = if sum.file.is_empty() {
            let name = doc.source.name();
            Said { value: name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(), at: digest.at }
        } else {
            part(doc, offset, line, sum.file)
        };
        facts.checksums.push(Checksum {
            file,
            digest: Digest { algorithm: sum.algorithm.to_owned(), value: digest.value.to_ascii_lowercase() },
            at: digest.at,
        });
    }
}

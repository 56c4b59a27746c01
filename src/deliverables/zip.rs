//! The pack as one archive.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Deliverable;

/// The documents as a zip archive, in the order given. The same documents give the same bytes: every member is dated
/// 1980-01-01, the first day that the format knows.
pub fn zip(documents: &[Deliverable]) -> Vec<u8> {
    // Writing to memory fails for nothing but two members of one name, and a pack has none.
    archive(documents).unwrap_or_default()
}

fn archive(documents: &[Deliverable]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for document in documents {
        writer.start_file(document.name.as_str(), options)?;
        writer.write_all(document.text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

//! Files as one archive.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::files::File;

/// The files as a zip archive, in the order given. The same files give the same bytes: every member is dated 1980-01-01, the
/// first day that the format knows.
pub fn zip(files: &[File]) -> Vec<u8> {
    // Writing to memory fails for nothing but two members of one name, and a pack has none.
    archive(files).unwrap_or_default()
}

fn archive(files: &[File]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        writer.start_file(file.name.as_str(), options)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

//! How much is taken in. What goes beyond is reported with the limit, never dropped in silence.

use serde::{Deserialize, Serialize};

/// Bounds on the input. All sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Files in the dossier, archive members included.
    pub files: usize,
    /// One file, unpacked.
    pub file_bytes: u64,
    /// All files together, unpacked.
    pub total_bytes: u64,
    /// One line of a text file.
    pub line_bytes: usize,
    /// One archive, packed.
    pub archive_bytes: u64,
    /// How many times larger an archive member may be than its packed form.
    pub archive_ratio: u64,
    /// Archives inside archives.
    pub archive_depth: usize,
    /// Levels of nesting in YAML, JSON and XML.
    pub nesting: usize,
    /// Values in one YAML, JSON or XML file, aliases expanded.
    pub values: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            files: 5_000,
            file_bytes: 16 * MIB,
            total_bytes: 256 * MIB,
            line_bytes: 1024 * 1024,
            archive_bytes: 128 * MIB,
            archive_ratio: 200,
            archive_depth: 1,
            nesting: 128,
            values: 1_000_000,
        }
    }
}

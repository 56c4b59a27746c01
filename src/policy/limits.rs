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
    /// Members of all archives that one drop of a file opens: files, folders, links.
    pub archive_members: usize,
    /// How many times larger what is unpacked may be than its packed form (checked from 1 MiB on).
    pub archive_ratio: u64,
    /// Archives inside archives; 1 opens only those that were dropped themselves.
    pub archive_depth: usize,
    /// The path of one file, in bytes.
    pub path_bytes: usize,
    /// Levels of nesting in YAML, JSON and XML, the XML inside office documents among it.
    pub nesting: usize,
    /// Values in one YAML, JSON or XML file, aliases expanded; XML nodes in one part of an office document.
    pub values: usize,
    /// Rows that hold something in one sheet of a workbook; what stands below is left out with a notice.
    pub sheet_rows: usize,
    /// Columns of a sheet, counted from A, and of a table in a Word document; what stands to the right is left out.
    pub sheet_columns: usize,
    /// Cells that hold something in one workbook; the rest is left out with a notice.
    pub cells: usize,
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
            archive_members: 20_000,
            archive_ratio: 200,
            archive_depth: 3,
            path_bytes: 1_024,
            nesting: 128,
            values: 1_000_000,
            sheet_rows: 20_000,
            sheet_columns: 256,
            cells: 200_000,
        }
    }
}

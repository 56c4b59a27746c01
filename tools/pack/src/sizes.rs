//! The sizes of what was built, said on each build so that growth is seen when it happens.

use crate::encode;
use anyhow::Result;
use std::{fs, path::Path};

/// Prints raw and compressed size of each file in the directory.
pub(crate) fn print(dir: &Path) -> Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
        }
    }
    files.sort();
    println!("    {:>10} {:>10}", "bytes", "gzip");
    for (name, path) in files {
        let bytes = fs::read(path)?;
        // gzip is raw deflate with 18 bytes around it.
        println!("    {:>10} {:>10}  {name}", bytes.len(), encode::deflate(&bytes)?.len() + 18);
    }
    Ok(())
}

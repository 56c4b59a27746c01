//! Lists the templates of the documents, so that they can be written out to start from.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a build script reads files and speaks to Cargo")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

pub(super) fn write() -> io::Result<()> {
    println!("cargo::rerun-if-changed=templates");
    let entries = fs::read_dir(fs::canonicalize("templates")?)?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.is_file());
    files.sort();
    let mut table = "static TEMPLATES: &[(&str, &str)] = &[\n".to_owned();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let _ = writeln!(table, "    ({name:?}, include_str!({:?})),", file.to_string_lossy());
    }
    table.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("templates.rs"), table)
}

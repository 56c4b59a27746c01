//! Lists the files of the example dossiers, so that the page can carry them along.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a build script reads files and speaks to Cargo")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const EXAMPLES: [(&str, &str); 2] = [("ORDERFLOW", "orderflow"), ("ORDERFLOW_BROKEN", "orderflow-broken")];

pub(super) fn write() -> io::Result<()> {
    println!("cargo::rerun-if-changed=examples");
    let root = fs::canonicalize("examples")?;
    let mut table = String::new();
    for (name, folder) in EXAMPLES {
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files)?;
        files.sort();
        let _ = writeln!(table, "static {name}: &[(&str, &[u8])] = &[");
        for file in files {
            let path = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            let file = file.to_string_lossy();
            let _ = writeln!(table, "    ({path:?}, include_bytes!({file:?})),");
        }
        table.push_str("];\n");
    }
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("examples.rs"), table)
}

/// Every file below `folder`, dot-files included.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

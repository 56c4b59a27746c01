//! Folders for one test, empty at its beginning and gone at its end.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder of its own for each test.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// An empty folder under this name, which no other test uses.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a scratch folder can be made");
        Self(folder)
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(path, content).expect("the file can be written");
        self
    }

    /// Copies a folder into it.
    pub(crate) fn copy(&self, from: &Path, to: &str) -> &Self {
        for entry in fs::read_dir(from).expect("the folder can be read") {
            let entry = entry.expect("the entry can be read");
            let name = format!("{to}/{}", entry.file_name().to_str().expect("example names are UTF-8"));
            if entry.path().is_dir() {
                self.copy(&entry.path(), &name);
            } else {
                self.write(&name, fs::read(entry.path()).expect("the file can be read"));
            }
        }
        self
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

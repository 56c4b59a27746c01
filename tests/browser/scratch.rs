//! A directory for one test, removed when the test ends.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// A fresh, empty directory.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("holdpoint-test-{}-{number}", process::id()));
        fs::create_dir_all(&path).expect("a directory for temporary files");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// A new directory in it.
    pub(crate) fn dir(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(&path).expect("a directory in the scratch directory");
        path
    }

    /// A new file in it, the directories above included.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a file has a directory"))
            .expect("a directory in the scratch directory");
        fs::write(&path, content).expect("a file in the scratch directory");
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Chromium may still be closing its files; what stays behind is in the directory for temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

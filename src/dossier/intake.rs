//! Taking files in, one by one, under the limits of the policy. Nothing is dropped without a word.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::archive;
use super::paths;
use super::source::Source;
use crate::policy::Limits;

/// The files of a release, as they were given. Drops add up; a later file of the same path replaces the earlier one.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    limits: Limits,
    files: BTreeMap<String, Result<Source, Unread>>,
    notices: Vec<String>,
    bytes: u64,
    sizes: BTreeMap<String, u64>,
}

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Path as it was given.
    pub path: String,
    /// SHA-256 of the bytes, if they were taken in.
    pub sha256: Option<String>,
    /// Why, with the limit or the place, and what to do.
    pub reason: String,
}

impl Dossier {
    /// An empty dossier.
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Takes in one file. A zip archive is opened and its members are taken in under its path.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.add_at_depth(path, bytes, 0);
    }

    /// Notes a file that the shell did not read, because it is too large or because the platform refused.
    pub fn refuse(&mut self, path: &str, reason: &str) {
        let path = paths::clean(path).unwrap_or_else(|| path.to_owned());
        self.put(path.clone(), 0, Err(Unread { path, sha256: None, reason: reason.to_owned() }));
    }

    /// Says why a file of this size is not taken in, if it is too large; a shell asks before it reads.
    pub fn too_large(&self, path: &str, size: u64) -> Option<String> {
        let limit = if archive::is_zip_name(path) { self.limits.archive_bytes } else { self.limits.file_bytes };
        (size > limit).then(|| too_large(size, limit))
    }

    /// Whether a file at this path would be left out, because its folder says nothing about a release; a shell asks before it
    /// enters a folder, and offers one file from there so that the dossier notes it.
    pub fn leaves_out(path: &str) -> bool {
        paths::clean(path).is_some_and(|path| paths::ignored_folder(&path).is_some())
    }

    /// The files that were read, by path.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.files.values().filter_map(|file| file.as_ref().ok())
    }

    /// The files that were not read, by path.
    pub fn unread(&self) -> impl Iterator<Item = &Unread> {
        self.files.values().filter_map(|file| file.as_ref().err())
    }

    /// What happened on the way in.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// The limits in force.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub(super) fn notice(&mut self, notice: String) {
        if self.notices.last() != Some(&notice) {
            self.notices.push(notice);
        }
    }

    pub(super) fn add_at_depth(&mut self, path: &str, bytes: &[u8], depth: usize) {
        let Some(path) = paths::clean(path) else {
            self.refuse(path, "the name leads out of its folder (`..` or an absolute path); the file was left out");
            return;
        };
        if let Some(folder) = paths::ignored_folder(&path) {
            self.notice(format!("Files under `{folder}` were left out: version control, dependencies and build output say nothing about a release."));
            return;
        }
        if let Some(reason) = self.too_large(&path, bytes.len() as u64) {
            self.put(path.clone(), 0, Err(Unread { path, sha256: None, reason }));
        } else if archive::is_zip(bytes) {
            archive::open(self, &path, bytes, depth);
        } else {
            let file = self.read(&path, bytes);
            self.put(path, bytes.len() as u64, file);
        }
    }

    /// Whether one more file of this size fits; if not, says so for `path`.
    fn room(&self, path: &str, size: u64) -> Result<(), String> {
        let replaced = self.sizes.get(path).copied();
        if replaced.is_none() && self.files.len() >= self.limits.files {
            return Err(format!(
                "the dossier holds {} files already, which is the limit; drop only the files of this release",
                self.limits.files
            ));
        }
        if self.bytes - replaced.unwrap_or_default() + size > self.limits.total_bytes {
            return Err(format!(
                "with this file the dossier would exceed {} in all, which is the limit; drop only the files of this release",
                mebibytes(self.limits.total_bytes)
            ));
        }
        Ok(())
    }

    fn put(&mut self, path: String, size: u64, file: Result<Source, Unread>) {
        if let Err(reason) = self.room(&path, size) {
            // Past the limit each further name would itself cost memory: one notice stands for all.
            self.notice(format!("`{path}` and perhaps others after it were left out: {reason}."));
            return;
        }
        if let Some(old) = self.files.get(&path) {
            let digest = |file: &Result<Source, Unread>| match file {
                Ok(source) => Some(source.sha256.clone()),
                Err(unread) => unread.sha256.clone(),
            };
            let same = digest(old).is_some() && digest(old) == digest(&file);
            self.notice(if same {
                format!("`{path}` was given again with the same content; it counts once.")
            } else {
                format!("`{path}` was given again; the later content replaces the earlier one.")
            });
        }
        self.bytes = self.bytes - self.sizes.insert(path.clone(), size).unwrap_or_default() + size;
        self.files.insert(path, file);
    }

    fn read(&self, path: &str, bytes: &[u8]) -> Result<Source, Unread> {
        let sha256 = hex(&Sha256::digest(bytes));
        let unread = |reason| Unread { path: path.to_owned(), sha256: Some(sha256.clone()), reason };
        let text = decode(bytes).map_err(unread)?;
        if let Some((line, length)) = long_line(&text, self.limits.line_bytes) {
            return Err(unread(format!(
                "line {line} is {} long; the limit is {}. Break the line, or leave the file out",
                mebibytes(length as u64),
                mebibytes(self.limits.line_bytes as u64)
            )));
        }
        Ok(Source::new(path.to_owned(), &text, sha256))
    }
}

fn too_large(size: u64, limit: u64) -> String {
    format!(
        "the file is {}; the limit is {}. Leave it out, or drop the part that describes the release",
        mebibytes(size),
        mebibytes(limit)
    )
}

/// A size in words, rounded up so that a size over a limit never reads like the limit.
pub(super) fn mebibytes(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes < MIB {
        return format!("{} KiB", bytes.div_ceil(1024));
    }
    let tenths = bytes.saturating_mul(10).div_ceil(MIB);
    if tenths.is_multiple_of(10) {
        format!("{} MiB", tenths / 10)
    } else {
        format!("{}.{} MiB", tenths / 10, tenths % 10)
    }
}

fn decode(bytes: &[u8]) -> Result<String, String> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some((unit, rest)) = utf16(bytes) {
        let units = rest.chunks_exact(2);
        let whole = units.remainder().is_empty();
        let text: Result<String, _> = char::decode_utf16(units.map(|pair| unit([pair[0], pair[1]]))).collect();
        return text
            .ok()
            .filter(|_| whole)
            .ok_or_else(|| "the file begins like UTF-16, but it is not valid UTF-16; save it as UTF-8".to_owned());
    }
    if body.iter().take(8192).any(|byte| *byte == 0) {
        return Err("this is a binary file; only text is read (Markdown, YAML, JSON, XML, env files) and zip archives"
            .to_owned());
    }
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let valid = &body[..error.valid_up_to()];
            let line = valid.split(|byte| *byte == b'\n').count();
            Err(format!("line {line} is not valid UTF-8; save the file as UTF-8"))
        }
    }
}

type Unit = fn([u8; 2]) -> u16;

fn utf16(bytes: &[u8]) -> Option<(Unit, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        Some((u16::from_le_bytes, rest))
    } else {
        bytes.strip_prefix(b"\xfe\xff").map(|rest| (u16::from_be_bytes as Unit, rest))
    }
}

fn long_line(text: &str, limit: usize) -> Option<(usize, usize)> {
    text.split('\n').enumerate().find(|(_, line)| line.len() > limit).map(|(index, line)| (index + 1, line.len()))
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::with_capacity(digest.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

//! Taking files in, one by one, under the limits of the policy. Nothing is dropped without a word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::archive::{self, Nest};
use super::encoding::{self, Encoding};
use super::form::{self, Form};
use super::office::{self, Extract};
use super::paths;
use super::platform::{NoPlatform, Platform};
use super::size::{self, mebibytes, too_large};
use super::source::{Source, Standing};
use crate::policy::Limits;

/// The files of a release, as they were given. Drops add up; a later file of the same path replaces the earlier one.
#[derive(Clone, Debug)]
pub struct Dossier {
    limits: Limits,
    platform: &'static dyn Platform,
    files: BTreeMap<String, Result<Arc<Source>, Unread>>,
    /// SHA-256 of the archives that were opened, by path.
    archives: BTreeMap<String, String>,
    notices: Vec<String>,
    /// Folders that a notice has named.
    noted: BTreeSet<String>,
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

impl Default for Dossier {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Dossier {
    /// An empty dossier, which reads Unicode only.
    pub fn new(limits: Limits) -> Self {
        Self::with_platform(limits, &NoPlatform)
    }

    /// An empty dossier, which asks the platform for what the engine does not know itself.
    pub fn with_platform(limits: Limits, platform: &'static dyn Platform) -> Self {
        Self {
            limits,
            platform,
            files: BTreeMap::new(),
            archives: BTreeMap::new(),
            notices: Vec::new(),
            noted: BTreeSet::new(),
            bytes: 0,
            sizes: BTreeMap::new(),
        }
    }

    /// Takes in one file. An archive is opened and its members are taken in beside it; of a Word document or an Excel workbook
    /// the text is taken out.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        let mut nest = Nest::new(&self.limits);
        self.take(path, bytes, &mut nest);
    }

    /// Notes a file that the shell did not read, because it is too large or because the platform refused.
    pub fn refuse(&mut self, path: &str, reason: &str) {
        let path = paths::clean(path).unwrap_or_else(|| path.to_owned());
        self.put(path.clone(), 0, Err(Unread { path, sha256: None, reason: reason.to_owned() }));
    }

    /// Says why a file of this size is not taken in, if it is too large; a shell asks before it reads.
    pub fn too_large(&self, path: &str, size: u64) -> Option<String> {
        let packed = form::is_packed_name(path);
        too_large(size, if packed { self.limits.archive_bytes } else { self.limits.file_bytes })
    }

    /// Whether a file at this path would be left out, because its folder says nothing about a release; a shell asks before it
    /// enters a folder, and offers one file from there so that the dossier notes it.
    pub fn leaves_out(path: &str) -> bool {
        paths::clean(path).is_some_and(|path| paths::ignored_folder(&path).is_some())
    }

    /// The files that were read, by path. They are held once, however often they are judged.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.files.values().filter_map(|file| file.as_ref().ok())
    }

    /// The files that were not read, by path.
    pub fn unread(&self) -> impl Iterator<Item = &Unread> {
        self.files.values().filter_map(|file| file.as_ref().err())
    }

    /// The archives that were opened: path and SHA-256.
    pub fn archives(&self) -> impl Iterator<Item = (&str, &str)> {
        self.archives.iter().map(|(path, sha256)| (path.as_str(), sha256.as_str()))
    }

    /// What happened on the way in.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// The limits in force.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What the engine may ask of the platform.
    pub fn platform(&self) -> &'static dyn Platform {
        self.platform
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

    /// Takes in a file that was given, or a member of an archive.
    pub(super) fn take(&mut self, path: &str, bytes: &[u8], nest: &mut Nest) {
        if path.len() > self.limits.path_bytes {
            let start: String = path.chars().take(80).collect();
            let limit = self.limits.path_bytes;
            self.refuse(
                &format!("{start}…"),
                &format!("the path is {} bytes long; the limit is {limit}. Shorten the names", path.len()),
            );
            return;
        }
        let Some(path) = paths::clean(path) else {
            self.refuse(path, "the name leads out of its folder (`..` or an absolute path); the file was left out");
            return;
        };
        if let Some(folder) = paths::ignored_folder(&path) {
            self.note_folder(
                folder,
                "were left out: version control, dependencies, caches and build output say nothing about a release.",
            );
        } else if paths::is_litter(&path) {
            self.notice(format!("`{path}` was left out: the operating system or an office program put it there."));
        } else if let Some(reason) = self.too_large(&path, bytes.len() as u64) {
            self.put(path.clone(), 0, Err(Unread { path, sha256: None, reason }));
        } else {
            let form = Form::of(&path, bytes);
            if matches!(form, Form::Zip | Form::Tar | Form::Gzip) && self.archives.len() < self.limits.files {
                self.archives.insert(path.clone(), hex(&Sha256::digest(bytes)));
            }
            match form {
                Form::Zip => self.take_zip(path, bytes, nest),
                Form::Tar => archive::tar::open(self, &path, bytes, nest),
                Form::Gzip => archive::gzip::open(self, &path, bytes, nest),
                Form::Foreign(reason) => self.keep(path, bytes, Err(reason.to_owned())),
                Form::Text => {
                    let read = encoding::read(bytes, self.platform);
                    self.keep(path, bytes, read.map(|(text, encoding)| Taken { text, encoding, extracted: None }));
                }
            }
        }
    }

    fn take_zip(&mut self, path: String, bytes: &[u8], nest: &mut Nest) {
        let Some(extract) = office::extract(bytes, &self.limits, nest) else {
            archive::zip::open(self, &path, bytes, nest);
            return;
        };
        let taken = extract.map(|Extract { text, format, notices }| {
            let a = if format.starts_with('E') { "an" } else { "a" };
            self.notice(format!("`{path}` is {a} {format}: its lines are those of the text that was taken out of it."));
            for notice in notices {
                self.notice(format!("`{path}`: {notice}."));
            }
            Taken { text, encoding: Encoding::Utf8, extracted: Some(format) }
        });
        self.keep(path, bytes, taken);
    }

    /// Keeps the text of a file, or why it has none.
    fn keep(&mut self, path: String, bytes: &[u8], taken: Result<Taken, String>) {
        let sha256 = hex(&Sha256::digest(bytes));
        let taken = taken.and_then(|taken| match size::long_line(&taken.text, self.limits.line_bytes) {
            Some(reason) => Err(reason),
            None => Ok(taken),
        });
        let size = taken.as_ref().map_or(bytes.len(), |taken| taken.text.len().max(bytes.len()));
        let file = match taken {
            Ok(taken) => Ok(Arc::new(self.source(&path, taken, sha256))),
            Err(reason) => Err(Unread { path: path.clone(), sha256: Some(sha256), reason }),
        };
        self.put(path, size as u64, file);
    }

    fn source(&mut self, path: &str, taken: Taken, sha256: String) -> Source {
        if taken.encoding != Encoding::Utf8 {
            self.notice(format!("`{path}` is written in {}; it was read as that.", taken.encoding.name()));
        }
        let mut source = Source::new(path.to_owned(), taken.text, sha256);
        source.encoding = taken.encoding;
        source.extracted = taken.extracted;
        if let Some(folder) = paths::set_aside_folder(path) {
            source.standing = Standing::SetAside;
            self.note_folder(
                folder,
                "were read as set aside: the folder's name says that they are old or not finished.",
            );
        }
        source
    }

    /// Says once what is done with a folder.
    fn note_folder(&mut self, folder: &str, what: &str) {
        if self.noted.insert(folder.to_owned()) {
            self.notice(format!("Files under `{folder}` {what}"));
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

    fn put(&mut self, path: String, size: u64, file: Result<Arc<Source>, Unread>) {
        if let Err(reason) = self.room(&path, size) {
            // Past the limit each further name would itself cost memory: one notice stands for all.
            let full = "full".to_owned();
            if self.noted.insert(full) {
                self.notice(format!("`{path}` and perhaps others after it were left out: {reason}."));
            }
            return;
        }
        if let Some(old) = self.files.get(&path) {
            let digest = |file: &Result<Arc<Source>, Unread>| match file {
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
}

/// Text on its way to a source.
struct Taken {
    text: String,
    encoding: Encoding,
    extracted: Option<&'static str>,
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::with_capacity(digest.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

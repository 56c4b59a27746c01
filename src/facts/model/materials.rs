//! What the release is made of.

use crate::facts::{Phrase, Place};

/// Where a material is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MaterialOrigin {
    /// In a bill of materials.
    Bom,
    /// In a lockfile, or pinned in a list of requirements.
    Lockfile,
    /// In a table that people wrote.
    Table,
    /// In the architecture's table of what it is built on.
    Architecture,
}

/// A machine-written bill of materials.
#[derive(Clone, Debug)]
pub struct Bom {
    /// `CycloneDX` or `SPDX`.
    pub format: &'static str,
    /// Version of the format, as written.
    pub version: Option<Phrase>,
    /// What it is the bill of: the component or package that it describes.
    pub subject: Option<Phrase>,
    /// Version of the subject.
    pub subject_version: Option<Phrase>,
    /// Number of components or packages; in SPDX the one that is described counts too.
    pub components: u64,
    /// The start of the bill.
    pub at: Place,
}

/// A component, or a package.
#[derive(Clone, Debug)]
pub struct Material {
    /// Where it is named.
    pub origin: MaterialOrigin,
    /// Name, with its group or scope before it.
    pub name: Phrase,
    /// Version.
    pub version: Option<Phrase>,
    /// Package URL.
    pub purl: Option<String>,
    /// Licences: SPDX ids, expressions, or names.
    pub licences: Vec<String>,
    /// Digests of its content, as written.
    pub digests: Vec<Digest>,
    /// Type, such as `library` or `container`.
    pub class: Option<String>,
    /// The whole entry.
    pub at: Place,
}

/// A digest as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Such as `SHA-256` or `sha512`; empty if only the value tells.
    pub algorithm: String,
    /// In hexadecimal or base 64.
    pub value: String,
}

/// A line of a checksum file.
#[derive(Clone, Debug)]
pub struct Checksum {
    /// Name of the file that it is of, as written; that of the checksum file without its ending if none is written.
    pub file: Phrase,
    /// The digest.
    pub digest: Digest,
    /// The digest's place.
    pub at: Place,
}

impl Checksum {
    /// Whether it is of this artifact: the last part of both paths is one.
    pub fn is_of(&self, artifact: &str) -> bool {
        let last = |path: &str| path.trim().rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        !artifact.trim().is_empty() && last(&self.file.value) == last(artifact)
    }
}

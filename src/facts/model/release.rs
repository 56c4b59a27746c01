//! The release: its identifier, its artifacts, where it goes.

use crate::facts::{Phrase, Place};

/// A release identifier, compared without a leading `v` or `REL-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub String);

/// One row of the deployments table.
#[derive(Clone, Debug)]
pub struct Deployment {
    /// Environment as written.
    pub environment: Phrase,
    /// Its normal name (`production`, `staging` …, or as written in lower case).
    pub name: String,
    /// Artifact as written; here and below `None` where the table has no such column.
    pub artifact: Option<Phrase>,
    /// What the environment is for.
    pub purpose: Option<Phrase>,
    /// Its address.
    pub address: Option<Phrase>,
    /// How many processes of each type run there.
    pub scale: Option<Phrase>,
    /// Who answers for the environment.
    pub owner: Option<Phrase>,
}

/// A container image reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageRef {
    /// Registry and repository.
    pub repository: String,
    /// Tag.
    pub tag: Option<String>,
    /// `sha256:…`.
    pub digest: Option<String>,
}

/// An artifact that a document names with a digest, or as an image.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Name or image reference, as far as one stands beside the digest.
    pub name: Option<String>,
    /// `sha256:…`.
    pub digest: Option<String>,
    /// The text that names it.
    pub at: Place,
}

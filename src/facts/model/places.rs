//! Where the release goes, and how one asks whether it is well there.

use crate::facts::{Phrase, Place};

/// An environment that a document tells of.
#[derive(Clone, Debug)]
pub struct EnvironmentTold {
    /// Normal name.
    pub name: &'static str,
    /// What the document calls it, or what it says of it.
    pub written: Phrase,
    /// Its first address that stands beside it.
    pub address: Option<Phrase>,
    /// What a table or lines below its heading, or the other cells of its row or column, say of it: `OS: Debian 12`.
    pub details: Vec<Phrase>,
}

/// A path that answers whether a process is well.
#[derive(Clone, Debug)]
pub struct HealthEndpoint {
    /// Path, as written: `/healthz`.
    pub path: Phrase,
    /// What it must answer, as written: a status code.
    pub expected: Option<String>,
    /// The line.
    pub at: Place,
}

//! What reports of the build, of regression gates and of security scans state, and what the dossier's own files are.

use super::{TestVerdict, Version};
use crate::facts::{Phrase, Place, Said};

/// What a report of a build states.
#[derive(Clone, Debug)]
pub struct BuildResult {
    /// Title of the report, or the heading.
    pub title: Phrase,
    /// The release that it says it built.
    pub version: Option<Said<Version>>,
    /// Exit code of the build.
    pub exit_code: Option<Said<u64>>,
    /// Errors of the compiler.
    pub compile_errors: Option<Said<u64>>,
    /// Errors of the linter.
    pub lint_errors: Option<Said<u64>>,
    /// Warnings of the linter.
    pub lint_warnings: Option<Said<u64>>,
    /// What its status says.
    pub status: Option<Said<TestVerdict>>,
}

/// The tests that existed before a release, run on the version before it and on the candidate.
#[derive(Clone, Debug)]
pub struct RegressionGate {
    /// Title of the report, or the heading.
    pub title: Phrase,
    /// Tests that passed on the version before.
    pub baseline: Option<Said<u64>>,
    /// Of those, tests that passed on the candidate.
    pub candidate: Option<Said<u64>>,
    /// Percent of the regression, as stated.
    pub rate: Option<Said<f64>>,
    /// Percent that the report allows.
    pub threshold: Option<Said<f64>>,
}

/// What a report of a security scan states.
#[derive(Clone, Debug)]
pub struct SecurityScan {
    /// Title of the report, or the heading.
    pub title: Phrase,
    /// Critical findings that are open.
    pub critical: Option<Said<u64>>,
    /// High findings that are open.
    pub high: Option<Said<u64>>,
    /// What it says of secrets in the code, and whether that is none.
    pub secrets: Option<(Phrase, bool)>,
    /// What it says of licences, and whether they are in order.
    pub licences: Option<(Phrase, bool)>,
}

/// A file of the dossier whose digest some document or checksum file states.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its path in the dossier.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Where it is named.
    pub at: Place,
}

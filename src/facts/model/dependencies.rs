//! What the release is built from, as its manifests ask for it.

use crate::facts::{Phrase, Place};

/// The world of packages that a manifest is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ecosystem {
    /// npm, Yarn, pnpm: `package.json`.
    Npm,
    /// `Cargo.toml`.
    Cargo,
    /// `requirements.txt`, `pyproject.toml`.
    Python,
    /// `go.mod`.
    Go,
    /// `pom.xml`.
    Maven,
    /// `Gemfile`.
    Ruby,
    /// `composer.json`.
    Php,
}

impl Ecosystem {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Npm => "npm",
            Self::Cargo => "Cargo",
            Self::Python => "Python",
            Self::Go => "Go",
            Self::Maven => "Maven",
            Self::Ruby => "Bundler",
            Self::Php => "Composer",
        }
    }

    /// Names of its lockfiles, in lower case; those of Go and Maven need none.
    pub fn lockfiles(self) -> &'static [&'static str] {
        match self {
            Self::Npm => &["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock"],
            Self::Cargo => &["cargo.lock"],
            Self::Python => &["poetry.lock", "uv.lock", "pdm.lock", "pipfile.lock"],
            Self::Ruby => &["gemfile.lock", "gems.locked"],
            Self::Php => &["composer.lock"],
            Self::Go | Self::Maven => &[],
        }
    }
}

/// A manifest of packages that could be read.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// For which world.
    pub ecosystem: Ecosystem,
    /// The package that it describes.
    pub name: Option<String>,
    /// The package and those beside it are developed together: it names a workspace.
    pub workspace: bool,
    /// The start of the file.
    pub at: Place,
}

/// A package that the release needs while it runs. Those for building and testing, peers and members of the same workspace
/// are left out.
#[derive(Clone, Debug)]
pub struct Dependency {
    /// For which world.
    pub ecosystem: Ecosystem,
    /// Its name.
    pub name: Phrase,
    /// The versions asked for, as written.
    pub range: Option<Phrase>,
    /// What these allow.
    pub bound: Bound,
}

/// Which versions a range allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// One version, or those up to some end: `1.2.3`, `^1.2`, `>=1,<2`.
    Closed,
    /// Every version from one on: `>=1.2`.
    Open,
    /// Nothing is written.
    Unwritten,
    /// Every version, or whatever a moving name stands for: `*`, `latest`.
    Any,
    /// The tip of a branch of a repository.
    Branch,
}

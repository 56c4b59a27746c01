//! What changed: commits, migrations, and who answers for what.

use crate::facts::{Phrase, Place};

/// A commit of a log.
#[derive(Clone, Debug)]
pub struct Commit {
    /// Its hash, as long as it was written.
    pub id: Phrase,
    /// Who wrote it, without the address.
    pub author: Option<Phrase>,
    /// When it was written; when it was committed only where nothing else is said.
    pub date: Option<Phrase>,
    /// First paragraph of its message.
    pub subject: Phrase,
    /// Its subject in the form of Conventional Commits.
    pub conventional: Option<Conventional>,
    /// The mark or the footer of a breaking change.
    pub breaking: bool,
    /// It joins branches.
    pub merge: bool,
    /// Branches that point to it.
    pub branches: Vec<String>,
    /// Tags that point to it.
    pub tags: Vec<String>,
    /// Issues that it names, such as `#42` or `OPS-7`; the first fifty.
    pub issues: Vec<String>,
}

/// `type(scope)!: summary`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conventional {
    /// Such as `feat`, in lower case.
    pub kind: String,
    /// What it is about.
    pub scope: Option<String>,
    /// What follows the colon.
    pub summary: String,
}

/// How a migration is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Undo {
    /// By a script that was written for it.
    Written,
    /// By the tool, which knows the opposite of each of its changes.
    Automatic,
    /// It is said that it cannot be undone.
    Irreversible,
    /// Nothing is said.
    Missing,
}

/// A change of a database's schema.
#[derive(Clone, Debug)]
pub struct Migration {
    /// Version or name that its tool knows it by.
    pub id: Phrase,
    /// The tool, if it can be told.
    pub tool: Option<&'static str>,
    /// How it is undone.
    pub undo: Undo,
    /// What says so; the start of the migration where nothing does.
    pub at: Place,
}

/// A line of a `CODEOWNERS` file.
#[derive(Clone, Debug)]
pub struct CodeOwner {
    /// Which paths.
    pub pattern: Phrase,
    /// Users, teams and addresses; none if the line takes the owners away.
    pub owners: Vec<Phrase>,
}

//! The policy file `holdpoint.yaml`. What it may hold is declared in `keys.rs`; what it may not hold is a [`Problem`].

mod edit;
mod find;
mod keys;
mod read;
mod schema;

pub use edit::{Corrected, adopt, correct};
pub use schema::{about, schema, settings};

use std::fmt;

use super::{Policy, Profile};
use crate::dossier::Dossier;
use read::Reader;

/// Something in a policy file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Path of the file.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// What is wrong and what would be right, in plain words.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl Policy {
    /// The policy of a dossier: the defaults of its profile, and what its policy file sets. What that file says and cannot be
    /// used comes beside it; the rest of the file holds.
    pub fn of_dossier(dossier: &Dossier) -> (Self, Vec<Problem>) {
        let profile = profile(dossier);
        let (file, mut problems) = find::file(dossier);
        let Some(source) = file else { return (Self::of(profile), problems) };
        let (policy, more) = Reader::read(source, profile);
        problems.extend(more);
        (policy, problems)
    }
}

/// `aiwg` where there is an `.aiwg/` folder.
fn profile(dossier: &Dossier) -> Profile {
    let unread = dossier.unread().map(|file| file.path.as_str());
    let mut paths = dossier.sources().map(|file| file.path.as_str()).chain(unread);
    let aiwg = paths.any(|path| path.split('/').any(|folder| folder == ".aiwg"));
    if aiwg { Profile::Aiwg } else { Profile::Generic }
}

#[cfg(test)]
mod tests;

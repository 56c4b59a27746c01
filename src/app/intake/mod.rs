//! From what a person drops or chooses to files with paths. Nothing is read here, only looked for.

mod drop;
mod entries;
mod handles;
mod inputs;

pub(crate) use drop::{Drop, has_files};
pub(crate) use inputs::chosen;

use holdpoint::Dossier;
use holdpoint::policy::Limits;

use super::session::Given;

/// Levels of folders; deeper ones are reported and not looked through.
const DEPTH: usize = 64;

/// What was found.
#[derive(Default)]
pub(crate) struct Found {
    /// The files, those that could not be opened among them.
    pub(crate) given: Vec<Given>,
    /// What a person should know: empty folders.
    pub(crate) notes: Vec<String>,
}

impl Found {
    /// Whether there are already more files than a dossier takes: the engine will say so, and looking further is in vain.
    fn is_full(&self) -> bool {
        self.given.len() > Limits::default().files
    }

    /// Whether to look into a folder. One that says nothing about a release is represented by one empty file, for which the
    /// engine notes that the folder was left out.
    fn enters(&mut self, folder: &str) -> bool {
        let probe = format!("{folder}/any");
        if Dossier::leaves_out(&probe) {
            self.given.push(Given { path: probe, what: super::session::What::Text(String::new()) });
            return false;
        }
        if folder.split('/').count() > DEPTH {
            self.given.push(Given::refused(
                folder.to_owned(),
                format!("the folder lies more than {DEPTH} levels deep, which is the limit; drop it on its own"),
            ));
            return false;
        }
        true
    }
}

//! Admin tasks and operations.

use crate::facts::{Phrase, Place};
use crate::vocabulary;

/// Where an admin task was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskRoom {
    /// In the plan.
    Plan,
    /// In the catalog.
    Catalog,
    /// In its own document.
    Own,
}

/// An admin task as one document describes it.
#[derive(Clone, Debug)]
pub struct AdminTask {
    /// Such as `ADM-001`.
    pub id: String,
    /// Where it was named.
    pub room: TaskRoom,
    /// Name, category and purpose, as far as written, in lower case.
    pub about: String,
    /// Short title.
    pub title: Option<Phrase>,
    /// Rollback procedure.
    pub rollback: Option<Phrase>,
    /// The id, row or document.
    pub at: Place,
}

/// A sentence that speaks of an admin operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Which kind of operation.
    pub class: vocabulary::OperationClass,
    /// The sentence.
    pub sentence: Phrase,
    /// Admin tasks that the same section names.
    pub admin_tasks: Vec<String>,
}

/// A command or phrase that acts on an environment by hand.
#[derive(Clone, Debug)]
pub struct AdHoc {
    /// The command or phrase as written.
    pub command: Phrase,
    /// The word that gave it away, such as `psql`.
    pub word: String,
    /// Admin tasks that the same step or line names.
    pub admin_tasks: Vec<String>,
}

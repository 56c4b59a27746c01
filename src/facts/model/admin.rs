//! Admin tasks and operations.

use jiff::civil::Date;

use super::{Minutes, Phase};
use crate::facts::{Phrase, Place, Said};
use crate::vocabulary::{self, DecisionWord, Word, Written};

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
    /// Category as written, such as `migration`.
    pub category: Option<Phrase>,
    /// Who approved it, and when.
    pub approval: Option<TaskApproval>,
    /// What its own document says of its review.
    pub review: TaskReview,
    /// What its own document says of its run.
    pub run: TaskRun,
    /// Who or what runs it.
    pub invoked_by: Option<Phrase>,
    /// Whether it runs before, during or after the rollout.
    pub ordering: Option<Said<Phase>>,
    /// Rollback procedure.
    pub rollback: Option<Phrase>,
    /// Status as written.
    pub status: Option<Phrase>,
    /// The command that runs it.
    pub command: Option<Phrase>,
    /// How long it takes.
    pub duration: Option<Said<Minutes>>,
    /// The id, row or document.
    pub at: Place,
}

/// The approval of an admin task.
#[derive(Clone, Debug)]
pub struct TaskApproval {
    /// As written.
    pub text: Phrase,
    /// The person or role.
    pub by: Option<String>,
    /// The day.
    pub on: Option<Date>,
    /// What was decided; a name or a day alone decides nothing.
    pub state: Option<DecisionWord>,
}

/// Who reviewed a task, when, and what authorizes it.
#[derive(Clone, Debug, Default)]
pub struct TaskReview {
    /// The person or role.
    pub reviewer: Option<Phrase>,
    /// The day, as written.
    pub on: Option<Phrase>,
    /// The change request, ticket or decision that authorizes it.
    pub authorization: Option<Phrase>,
}

/// How a task was run, as the log in its own document says.
#[derive(Clone, Debug, Default)]
pub struct TaskRun {
    /// When it was invoked, as written.
    pub at: Option<Phrase>,
    /// By whom.
    pub by: Option<Phrase>,
    /// With which exit code, as written.
    pub exit_code: Option<Phrase>,
    /// How many rows or objects it changed, as written.
    pub rows: Option<Phrase>,
    /// The boxes of the audit behind it: whether each is ticked, and what it says.
    pub audit: Vec<(bool, Phrase)>,
}

/// What a text says of undoing a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reversal {
    /// How it is done.
    Described,
    /// Only where that is written: "rollback of ADM-021".
    Elsewhere,
    /// That it need not be: "none needed, it only reads".
    Needless,
    /// That it cannot be, or that there is nothing for it.
    Impossible,
}

impl Reversal {
    /// What a rollback procedure says.
    pub fn of(text: &str) -> Self {
        let found = vocabulary::find(text);
        let terms = found.of(text);
        let none = terms.begins(Word::UndoNone) || terms.of(Word::UndoNone).any(|hit| hit.length() > 1);
        if none && terms.has(Word::UndoNeedless) {
            Self::Needless
        } else if none || terms.has(Word::UndoImpossible) {
            Self::Impossible
        } else if terms.covered(Word::UndoPointer) {
            Self::Elsewhere
        } else {
            Self::Described
        }
    }
}

/// What the status or the approval of a task says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Not decided, or refused.
    Unapproved,
    /// Approved, and not run.
    Approved,
    /// Run.
    Executed,
}

impl TaskState {
    /// What a status says; nothing if it says neither.
    pub fn of(text: &str) -> Option<Self> {
        // `draft | approved | executed`: a choice that nobody made.
        if vocabulary::written(text) != Written::Stated || text.contains(" | ") {
            return None;
        }
        let found = vocabulary::find(text);
        let terms = found.of(text);
        let decided = vocabulary::decision(text);
        if terms.has(Word::Unapproved) || decided == Some(DecisionWord::Rejected) {
            Some(Self::Unapproved)
        } else if terms.has(Word::Executed) && !terms.has_any(&[Word::Not, Word::Denial]) {
            Some(Self::Executed)
        } else {
            (decided == Some(DecisionWord::Approved)).then_some(Self::Approved)
        }
    }
}

/// A sentence that says that something is not needed.
#[derive(Clone, Debug)]
pub struct NotNeeded {
    /// The operation that is denied; nothing if it is admin tasks as such.
    pub class: Option<vocabulary::OperationClass>,
    /// The sentence.
    pub sentence: Phrase,
}

/// A sentence that speaks of an admin operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Which kind of operation.
    pub class: vocabulary::OperationClass,
    /// The sentence.
    pub sentence: Phrase,
    /// Admin tasks that the same section names, the first 16.
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

/// A command of admin work, or work that comes again by a schedule.
#[derive(Clone, Debug)]
pub struct AdminCommand {
    /// The command, or what is done, as written.
    pub command: Phrase,
    /// When it runs, as written: five fields of a crontab, a time of the day, `weekly`.
    pub runs: Option<Phrase>,
    /// Admin tasks that it names.
    pub admin_tasks: Vec<String>,
}

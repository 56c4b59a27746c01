//! The plan: steps, going back, triggers.

use super::Minutes;
use crate::facts::{Phrase, Place, Said};

/// One step of the plan.
#[derive(Clone, Debug)]
pub struct Step {
    /// Number or id as written, or its position.
    pub number: String,
    /// What is done.
    pub action: Phrase,
    /// Who does it, as name and/or role; a section's own owner counts for its steps.
    pub owner: Option<Phrase>,
    /// When it begins.
    pub start: Option<Phrase>,
    /// Expected duration.
    pub duration: Option<Said<Minutes>>,
    /// What undoes it.
    pub rollback: Option<Phrase>,
    /// Admin tasks that it names, such as `ADM-001`.
    pub admin_tasks: Vec<String>,
    /// The step itself is the observation of the rollout.
    pub observes: bool,
    /// The whole row.
    pub at: Place,
}

/// What one document says of going back.
#[derive(Clone, Debug)]
pub struct Rollback {
    /// Heading of the section.
    pub title: Phrase,
    /// Places that say when to go back.
    pub triggers: Vec<Place>,
    /// Places that say how.
    pub procedure: Vec<Place>,
    /// Who decides.
    pub authority: Option<Phrase>,
    /// Within how many minutes.
    pub objective: Option<Said<Minutes>>,
    /// A sentence that says that there is no way back.
    pub refusal: Option<Phrase>,
}

/// A condition on which the release is rolled back.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The whole condition as written.
    pub text: Phrase,
    /// A comparator and a number, or an event that needs none ("any smoke test fails").
    pub measurable: bool,
    /// A number with its comparator, that needs a window.
    pub numeric: bool,
    /// Over which time.
    pub window: Option<Said<Minutes>>,
    /// What is done then.
    pub action: Option<Phrase>,
}

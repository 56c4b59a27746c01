//! The plan: its strategy, its steps, what is checked.

use super::{Minutes, Phase};
use crate::facts::{Phrase, Place, Said};
use crate::vocabulary::CheckClass;

/// One step of the plan.
#[derive(Clone, Debug)]
pub struct Step {
    /// Number or id as written, or its position.
    pub number: String,
    /// What is done.
    pub action: Phrase,
    /// Who does it, as written; a section's own owner counts for its steps.
    pub owner: Option<Phrase>,
    /// The same, apart: name, role and how to reach them.
    pub party: Party,
    /// When it begins.
    pub start: Option<Phrase>,
    /// The begin counted from the start of the deployment, negative before it: `T+15 min`.
    pub offset: Option<Minutes>,
    /// When it ends.
    pub end: Option<Phrase>,
    /// Expected duration.
    pub duration: Option<Said<Minutes>>,
    /// What undoes it.
    pub rollback: Option<Phrase>,
    /// The phase that it belongs to.
    pub phase: Option<Phrase>,
    /// Commands that it runs: code blocks below it and code in its text.
    pub commands: Vec<Phrase>,
    /// Admin tasks that it names, such as `ADM-001`.
    pub admin_tasks: Vec<String>,
    /// The step itself is the observation of the rollout.
    pub observes: bool,
    /// No heading calls it a step: it is told by what its list or table shows, and counts where no other steps are told.
    pub loose: bool,
    /// The whole row.
    pub at: Place,
}

/// Who does something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Name of the person.
    pub name: Option<String>,
    /// Role or team.
    pub role: Option<String>,
    /// Handle or address: `@a.ito`, `a.ito@example.com`.
    pub reach: Option<String>,
}

/// How the release is brought to its users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StrategyKind {
    /// Two environments, the traffic is switched.
    BlueGreen,
    /// A share of the traffic first.
    Canary,
    /// Instance by instance.
    Rolling,
    /// All at once.
    BigBang,
    /// Group by group.
    Phased,
    /// Switched on apart from the deployment.
    FeatureToggle,
}

impl StrategyKind {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::BlueGreen => "blue-green",
            Self::Canary => "canary",
            Self::Rolling => "rolling",
            Self::BigBang => "big bang",
            Self::Phased => "phased",
            Self::FeatureToggle => "feature toggle",
        }
    }
}

/// A strategy that the plan names.
#[derive(Clone, Debug)]
pub struct Strategy {
    /// Which one.
    pub kind: StrategyKind,
    /// Shares of the traffic in %, in order, where stages are given.
    pub stages: Vec<f64>,
    /// The sentence.
    pub text: Phrase,
}

/// A smoke test or another verification of the deployment.
#[derive(Clone, Debug)]
pub struct Check {
    /// What is checked.
    pub what: Phrase,
    /// How: a command, a request.
    pub how: Option<Phrase>,
    /// What is to come out.
    pub expected: Option<Phrase>,
    /// Who checks it.
    pub owner: Option<Phrase>,
    /// Before, while or after the deployment.
    pub phase: Option<Phase>,
    /// What it looks at.
    pub classes: Vec<CheckClass>,
    /// A probe of the platform.
    pub probe: bool,
    /// The row or line.
    pub at: Place,
}

/// One box of a check list, or one prerequisite.
#[derive(Clone, Debug)]
pub struct CheckItem {
    /// What is to be so.
    pub text: Phrase,
    /// Whether its box is ticked; `None` if it has no box.
    pub ticked: Option<bool>,
    /// How far it is, as written: "partial", 🟠.
    pub state: Option<Phrase>,
    /// Who sees to it.
    pub owner: Option<Phrase>,
    /// Heading of the section that it stands in.
    pub section: Phrase,
    /// It must be so before the work begins.
    pub prerequisite: bool,
    /// Whether it belongs before or after the deployment.
    pub phase: Option<Phase>,
}

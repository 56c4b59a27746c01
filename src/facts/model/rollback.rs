//! Going back: when, how, who decides.

use super::{Minutes, Party, Version};
use crate::facts::{Phrase, Place, Said};
use crate::vocabulary::Metric;

/// What one document says of going back.
#[derive(Clone, Debug)]
pub struct Rollback {
    /// Heading of the section, or the sentence that says it.
    pub title: Phrase,
    /// The whole document is about going back, and so belongs to the plan.
    pub separate: bool,
    /// Places that say when to go back.
    pub triggers: Vec<Place>,
    /// Places that say how.
    pub procedure: Vec<Place>,
    /// Who decides.
    pub authority: Option<Phrase>,
    /// The same, apart.
    pub decider: Party,
    /// Within how many minutes.
    pub objective: Option<Said<Minutes>>,
    /// Until when going back is possible.
    pub no_return: Option<Phrase>,
    /// How data is brought back.
    pub data: Option<Phrase>,
    /// A sentence that says that there is no way back.
    pub refusal: Option<Phrase>,
    /// The version that is brought back.
    pub version: Option<Said<Version>>,
    /// A procedure that only starts the version again that is to be left.
    pub same_version: Option<Phrase>,
}

/// How a value is compared with its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparator {
    /// More than.
    Above,
    /// The limit or more.
    AtLeast,
    /// Less than.
    Below,
    /// The limit or less.
    AtMost,
    /// Exactly.
    Equal,
}

impl Comparator {
    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
        }
    }
}

/// A limit with its unit: `> 2 %`.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// How it is compared.
    pub comparator: Comparator,
    /// The number.
    pub number: f64,
    /// `%`, `ms`; empty for a bare number.
    pub unit: String,
}

/// How a limit is counted from the value before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relative {
    /// So many percentage points, or units, more.
    PointsAbove,
    /// So many percent of it more.
    ShareAbove,
    /// So many percent of it less.
    ShareBelow,
}

impl Relative {
    /// The words for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::PointsAbove => "points above the baseline",
            Self::ShareAbove => "percent above the baseline",
            Self::ShareBelow => "percent below the baseline",
        }
    }
}

/// A condition on which the release is rolled back.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The whole condition as written.
    pub text: Phrase,
    /// What is measured, as written before its comparison.
    pub metric: Option<String>,
    /// The same, if it is known.
    pub class: Option<Metric>,
    /// 99 for p99.
    pub percentile: Option<u16>,
    /// What it is compared with.
    pub limit: Option<Limit>,
    /// How the limit is counted from what was measured before; nothing for a limit that stands for itself.
    pub relative: Option<Relative>,
    /// A comparator and a number, or an event that needs none ("any smoke test fails").
    pub measurable: bool,
    /// A number with its comparator, that needs a window.
    pub numeric: bool,
    /// Over which time.
    pub window: Option<Said<Minutes>>,
    /// What is done then.
    pub action: Option<Phrase>,
}

//! How much of the code the tests ran.

use crate::facts::{Phrase, Place};

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverageMetric {
    /// Lines.
    Line,
    /// Statements.
    Statement,
    /// Branches or conditions.
    Branch,
    /// Functions or methods.
    Function,
    /// Bytecode instructions.
    Instruction,
}

/// The coverage of one file, or of all.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// What was counted.
    pub metric: CoverageMetric,
    /// The file; nothing if this is the total.
    pub file: Option<Phrase>,
    /// How many were run, where the report says so.
    pub covered: Option<u64>,
    /// How many there are, where the report says so.
    pub total: Option<u64>,
    /// Percent that were run, 0 to 100; nothing to run is 100.
    pub percent: f64,
    /// The element, object or line that says so; for a total that was added up, the first file.
    pub at: Place,
}

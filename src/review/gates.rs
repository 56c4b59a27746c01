//! The gates: the headings of the operating procedure, each with the worst that its rules found.

use serde::{Deserialize, Serialize};

use super::{Answer, Outcome};
use crate::rules::Family;

/// One heading of the procedure and how its rules came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Prefix of the rule ids, such as `IX`.
    pub family: String,
    /// Title, such as `Disposability (Factor IX)`.
    pub title: String,
    /// The worst of its outcomes.
    pub state: GateState,
    /// Outcomes that stop the release.
    pub stops: usize,
    /// Outcomes that are conditions.
    pub conditions: usize,
    /// Outcomes that pass.
    pub passes: usize,
}

/// The worst outcome of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateState {
    /// An `error` rule fails.
    Stop,
    /// Something fails that is a condition only.
    Condition,
    /// Evidence is missing, and nothing fails.
    NoEvidence,
    /// Something passes, and nothing stands against it.
    Pass,
    /// Nothing applies or is due.
    Idle,
}

/// The gates in the order of the procedure, those without any rule left out.
pub fn gates(outcomes: &[Outcome]) -> Vec<Gate> {
    Family::ALL.iter().filter_map(|family| gate(*family, outcomes)).collect()
}

fn gate(family: Family, outcomes: &[Outcome]) -> Option<Gate> {
    let own: Vec<&Outcome> = outcomes.iter().filter(|outcome| Family::of(&outcome.rule) == Some(family)).collect();
    if own.is_empty() {
        return None;
    }
    let count = |test: &dyn Fn(&Outcome) -> bool| own.iter().filter(|outcome| test(outcome)).count();
    let stops = count(&Outcome::stops);
    let conditions = count(&Outcome::is_condition);
    let unknown = count(&|outcome| outcome.outcome == Answer::NoEvidence);
    let passes = count(&|outcome| outcome.outcome == Answer::Pass);
    let failing = count(&|outcome| matches!(outcome.outcome, Answer::Fail | Answer::Waived));
    let state = if stops > 0 {
        GateState::Stop
    } else if failing > 0 {
        GateState::Condition
    } else if unknown > 0 {
        GateState::NoEvidence
    } else if passes > 0 {
        GateState::Pass
    } else {
        GateState::Idle
    };
    Some(Gate { family: family.id().to_owned(), title: family.title().to_owned(), state, stops, conditions, passes })
}

//! Where the release stands: its gates, and what speaks against it.

use serde::Serialize;

use super::evidence::Against;
use super::steps;
use crate::report::{self, Fold, Remedies};
use crate::review::{Answer, Outcome, Severity, gates};

/// Findings of one weight.
#[derive(Serialize)]
pub(super) struct Heap {
    /// What they have in common.
    pub(super) title: &'static str,
    /// What is to be known of all of them; often nothing.
    pub(super) remark: &'static str,
    /// The findings, in the order of the review.
    pub(super) items: Vec<Against>,
}

/// A row of the gates.
#[derive(Serialize)]
pub(super) struct Gate {
    title: String,
    state: &'static str,
    stops: usize,
    conditions: usize,
    passes: usize,
}

/// What stands against the release, the gravest first, and what is not known.
pub(super) fn against(outcomes: &[Outcome]) -> Vec<Heap> {
    let remedies = &mut Remedies::default();
    let folds = report::fold(outcomes);
    let (missing, unknown): (Vec<&Fold<'_>>, Vec<&Fold<'_>>) = folds.iter().partition(|fold| fold.conditions() > 0);
    let fails = |severity| move |outcome: &Outcome| outcome.outcome == Answer::Fail && outcome.severity == severity;
    let heaps = [
        heap("Stops", outcomes, fails(Severity::Error), remedies),
        heap("Conditions", outcomes, fails(Severity::Warn), remedies),
        heap("Waived", outcomes, |outcome| outcome.outcome == Answer::Waived, remedies),
        Heap {
            title: "Conditions for want of evidence",
            remark: "What was not supplied is not known, and is never taken for good.",
            items: missing.into_iter().map(|fold| Against::folded(fold, remedies)).collect(),
        },
        Heap {
            title: "Not known",
            remark: "These checks have no evidence either; they are no conditions.",
            items: unknown.into_iter().map(|fold| Against::folded(fold, remedies)).collect(),
        },
        heap("Worth knowing", outcomes, fails(Severity::Info), remedies),
    ];
    heaps.into_iter().filter(|heap| !heap.items.is_empty()).collect()
}

fn heap<'a>(
    title: &'static str,
    outcomes: &'a [Outcome],
    holds: impl Fn(&Outcome) -> bool,
    remedies: &mut Remedies<'a>,
) -> Heap {
    let own = outcomes.iter().filter(|outcome| holds(outcome));
    Heap { title, remark: "", items: own.map(|outcome| Against::of(outcome, remedies)).collect() }
}

/// The gates that have something to say.
pub(super) fn gate_rows(outcomes: &[Outcome]) -> Vec<Gate> {
    let row = |gate: crate::review::Gate| Gate {
        state: steps::state_word(gate.state),
        title: gate.title,
        stops: gate.stops,
        conditions: gate.conditions,
        passes: gate.passes,
    };
    gates(outcomes).into_iter().map(row).collect()
}

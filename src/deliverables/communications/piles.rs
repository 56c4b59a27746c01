//! Gates and findings in short, as stakeholders read them.

use serde::Serialize;

use crate::deliverables::evidence::Against;
use crate::deliverables::standing::Heap;
use crate::review::{self, GateState, Outcome};

/// The gates: the names of those that stop the release or let it pass on a condition, and how many of the others there are.
#[derive(Serialize)]
pub(super) struct Gates {
    stopped: String,
    conditional: String,
    passed: usize,
    unknown: usize,
    idle: usize,
}

/// Findings of one weight, those of one rule told by the first of them.
#[derive(Serialize)]
pub(super) struct Pile {
    title: &'static str,
    remark: &'static str,
    items: Vec<Finding>,
    more: usize,
}

/// A finding, and how many more the same rule has.
#[derive(Serialize)]
pub(super) struct Finding {
    rules: String,
    sentence: String,
    source: String,
    kin: usize,
}

/// Findings of one weight, and risks, that are told.
pub(super) const SHOWN: usize = 10;

/// How the gates stand.
pub(super) fn gates(outcomes: &[Outcome]) -> Gates {
    let all = review::gates(outcomes);
    let count = |wanted: GateState| all.iter().filter(|gate| gate.state == wanted).count();
    let named = |wanted: GateState| {
        let own = all.iter().filter(|gate| gate.state == wanted).map(|gate| gate.title.as_str());
        own.collect::<Vec<_>>().join(", ")
    };
    Gates {
        stopped: named(GateState::Stop),
        conditional: named(GateState::Condition),
        passed: count(GateState::Pass),
        unknown: count(GateState::NoEvidence),
        idle: count(GateState::Idle),
    }
}

/// The findings of one weight.
pub(super) fn pile(heap: Heap) -> Pile {
    // What is missing differs by its name alone, and is told one by one.
    let one_by_one = !heap.remark.is_empty();
    gathered(heap.title, heap.remark, heap.items, one_by_one)
}

/// Those of one rule are told by the first of them, unless each is told for itself.
pub(super) fn gathered(title: &'static str, remark: &'static str, all: Vec<Against>, one_by_one: bool) -> Pile {
    let mut items: Vec<Finding> = Vec::new();
    for Against { rules, mut sentence, source, .. } in all {
        if rules.is_empty()
            && let Some((told, _)) = sentence.rsplit_once(" (")
        {
            // The ids of many checks.
            sentence = format!("{told}.");
        }
        match items.iter_mut().find(|item| !one_by_one && item.rules == rules) {
            Some(first) => first.kin += 1,
            None => items.push(Finding { rules, sentence, source, kin: 0 }),
        }
    }
    let more = items.iter().skip(SHOWN).map(|item| item.kin + 1).sum();
    items.truncate(SHOWN);
    Pile { title, remark, items, more }
}

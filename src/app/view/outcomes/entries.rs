//! Sorting the outcomes into groups, and folding those that wait for one missing document.

use std::collections::BTreeMap;

use holdpoint::review::{Answer, Outcome};
use holdpoint::rules::Family;

use crate::app::protocol::Reviewed;
use crate::app::route::Spot;
use crate::app::view::message::Filter;
use crate::app::view::standing::Standing;

/// An outcome by its place in the review, and by its place among those of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Index in the review.
    pub(super) index: usize,
    /// Which of its rule's outcomes, from 1.
    pub(super) nth: usize,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// One outcome.
    One(Item),
    /// Several outcomes without evidence that share a subject.
    Fold(String, Vec<Item>),
}

impl Entry {
    /// Its outcomes.
    pub(super) fn items(&self) -> &[Item] {
        match self {
            Self::One(item) => std::slice::from_ref(item),
            Self::Fold(_, items) => items,
        }
    }

    /// Whether the spot belongs to one of its outcomes.
    pub(super) fn holds(&self, reviewed: &Reviewed, spot: &Spot) -> bool {
        self.items().iter().any(|item| item.nth == spot.nth && reviewed.review.outcomes[item.index].rule == spot.rule)
    }
}

/// The entries of each standing, the gravest first.
pub(super) fn sorted(reviewed: &Reviewed, family: Option<Family>, filter: &Filter) -> Vec<(Standing, Vec<Entry>)> {
    let outcomes = &reviewed.review.outcomes;
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: BTreeMap<Standing, Vec<Item>> = BTreeMap::new();
    for (index, outcome) in outcomes.iter().enumerate() {
        let nth = seen.entry(&outcome.rule).or_default();
        *nth += 1;
        if belongs(outcome, family) && (filter.is_empty() || filter.contains(&outcome.outcome)) {
            groups.entry(standing(outcome, outcomes)).or_default().push(Item { index, nth: *nth });
        }
    }
    Standing::ALL
        .into_iter()
        .map(|standing| (standing, fold(groups.remove(&standing).unwrap_or_default(), outcomes)))
        .collect()
}

/// Whether the outcome belongs to the gate; without a gate, all do.
pub(super) fn belongs(outcome: &Outcome, family: Option<Family>) -> bool {
    family.is_none_or(|family| Family::of(&outcome.rule) == Some(family))
}

/// Outcomes without evidence stand with the gravest that shares their subject, so that a missing document is one line.
fn standing(outcome: &Outcome, all: &[Outcome]) -> Standing {
    let own = Standing::of(outcome);
    if own != Standing::Note || outcome.outcome != Answer::NoEvidence {
        return own;
    }
    let shares = |other: &&Outcome| other.outcome == Answer::NoEvidence && other.subject == outcome.subject;
    all.iter().filter(shares).map(Standing::of).min().unwrap_or(own)
}

fn fold(items: Vec<Item>, outcomes: &[Outcome]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut folds: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        let outcome = &outcomes[item.index];
        if outcome.outcome != Answer::NoEvidence {
            entries.push(Entry::One(item));
        } else if let Some(at) = folds.get(outcome.subject.as_str()) {
            if let Entry::Fold(_, items) = &mut entries[*at] {
                items.push(item);
            }
        } else {
            folds.insert(&outcome.subject, entries.len());
            entries.push(Entry::Fold(outcome.subject.clone(), vec![item]));
        }
    }
    entries
        .into_iter()
        .map(|entry| match entry {
            Entry::Fold(_, items) if items.len() == 1 => Entry::One(items[0]),
            entry => entry,
        })
        .collect()
}

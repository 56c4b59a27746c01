//! Which workloads a Service or a budget covers, once every file is read.

use std::collections::BTreeMap;

use super::{Facts, Phrase};
use crate::facts::{Selector, Workload};

/// Comparisons of a selector with a workload, in one dossier: what would take more stays unknown. A real one needs a few
/// thousand.
const MOST_COMPARISONS: usize = 2_000_000;

/// Finds out what the selectors cover.
pub(super) fn join(facts: &mut Facts) {
    let mut pods = Pods::of(&facts.workloads);
    for budget in &mut facts.disruption_budgets {
        budget.selector.covers = pods.covered(&budget.selector, budget.namespace.as_ref(), true);
    }
    for service in &mut facts.services {
        service.selector.covers = pods.covered(&service.selector, service.namespace.as_ref(), false);
    }
}

struct Pods<'a> {
    workloads: &'a [Workload],
    /// The workloads that have a label.
    by_label: BTreeMap<(&'a str, &'a str), Vec<usize>>,
    left: usize,
}

impl<'a> Pods<'a> {
    fn of(workloads: &'a [Workload]) -> Self {
        let mut by_label: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (index, workload) in workloads.iter().enumerate() {
            for (name, value) in &workload.labels {
                by_label.entry((name, value)).or_default().push(index);
            }
        }
        Self { workloads, by_label, left: MOST_COMPARISONS }
    }

    /// The workloads that a selector covers. A budget without labels protects everything, a Service without any nothing.
    fn covered(
        &mut self,
        selector: &Selector,
        namespace: Option<&Phrase>,
        empty_means_all: bool,
    ) -> Option<Vec<usize>> {
        if selector.expressions || (selector.labels.is_empty() && empty_means_all) {
            return None;
        }
        let candidates = selector
            .labels
            .iter()
            .map(|(name, value)| self.by_label.get(&(name.as_str(), value.as_str())).map_or(&[][..], Vec::as_slice));
        let Some(candidates) = candidates.min_by_key(|candidates| candidates.len()) else { return Some(Vec::new()) };
        self.left = self.left.checked_sub(candidates.len() * selector.labels.len())?;
        let here = |workload: &Workload| match (namespace, &workload.namespace) {
            (Some(one), Some(other)) => one.value == other.value,
            _ => true,
        };
        let matches = |index: &&usize| {
            self.workloads.get(**index).is_some_and(|workload| {
                here(workload) && selector.labels.iter().all(|(name, value)| workload.labels.get(name) == Some(value))
            })
        };
        Some(candidates.iter().filter(matches).copied().collect())
    }
}

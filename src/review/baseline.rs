//! What changed since an earlier review of the same release.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Answer, Outcome, Review, Severity};

/// What changed from one review to the next. Findings are told apart by rule and subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Findings that were not there before, or were less grave.
    pub new: Vec<Outcome>,
    /// Findings of before that are no more, as they were.
    pub mended: Vec<Outcome>,
    /// How many findings stand as they stood.
    pub unchanged: usize,
}

/// What stands against a release: failures, and missing evidence for an `error` rule.
fn is_finding(outcome: &Outcome) -> bool {
    outcome.outcome == Answer::Fail || outcome.is_condition()
}

/// How much it weighs: a failure more than what has no evidence or is waived.
fn weight(outcome: &Outcome) -> (bool, std::cmp::Reverse<Severity>) {
    (outcome.outcome == Answer::Fail, std::cmp::Reverse(outcome.severity))
}

fn key(outcome: &Outcome) -> (&str, &str) {
    (&outcome.rule, &outcome.subject)
}

/// The gravest finding for each rule and subject.
fn findings(review: &Review) -> BTreeMap<(&str, &str), &Outcome> {
    let mut found: BTreeMap<(&str, &str), &Outcome> = BTreeMap::new();
    for outcome in review.outcomes.iter().filter(|outcome| is_finding(outcome)) {
        let known = found.entry(key(outcome)).or_insert(outcome);
        if weight(outcome) > weight(known) {
            *known = outcome;
        }
    }
    found
}

/// What changed since `before`.
pub fn changes(before: &Review, now: &Review) -> Changes {
    let (old, new) = (findings(before), findings(now));
    let is_new = |outcome: &&Outcome| old.get(&key(outcome)).is_none_or(|known| weight(known) < weight(outcome));
    // In the order of the registry.
    let mut told = BTreeSet::new();
    let open = now.outcomes.iter().filter(|outcome| is_finding(outcome) && told.insert(key(outcome)));
    let open: Vec<&Outcome> = open.filter_map(|outcome| new.get(&key(outcome)).copied()).collect();
    let fresh: Vec<Outcome> = open.iter().copied().filter(is_new).cloned().collect();
    let unchanged = open.len() - fresh.len();
    let mut told = BTreeSet::new();
    let mended = before
        .outcomes
        .iter()
        .filter(|outcome| is_finding(outcome) && !new.contains_key(&key(outcome)) && told.insert(key(outcome)));
    Changes { new: fresh, mended: mended.cloned().collect(), unchanged }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Policy, Profile, Stage};
    use crate::review::{Counts, SCHEMA_VERSION, verdict};

    fn outcome(rule: &str, subject: &str, answer: Answer) -> Outcome {
        Outcome {
            rule: rule.to_owned().into(),
            name: "".into(),
            severity: Severity::Error,
            outcome: answer,
            subject: subject.to_owned(),
            message: String::new(),
            why: "".into(),
            remedy: String::new(),
            evidence: Vec::new(),
        }
    }

    fn review(outcomes: Vec<Outcome>) -> Review {
        Review {
            schema_version: SCHEMA_VERSION.to_owned(),
            verdict: verdict(&outcomes),
            stage: Stage::Readiness,
            as_of: jiff::Timestamp::UNIX_EPOCH,
            policy: Policy::of(Profile::Generic),
            inputs: Vec::new(),
            notices: Vec::new(),
            counts: Counts::of(&outcomes),
            outcomes,
        }
    }

    #[test]
    fn findings_are_new_mended_or_unchanged_by_rule_and_subject() {
        let before = review(vec![
            outcome("A-1", "web", Answer::Fail),
            outcome("A-1", "worker", Answer::Fail),
            outcome("A-2", "plan", Answer::NoEvidence),
            outcome("A-3", "x", Answer::Pass),
        ]);
        let now = review(vec![
            outcome("A-1", "web", Answer::Fail),
            outcome("A-1", "worker", Answer::Pass),
            outcome("A-2", "plan", Answer::Fail),
            outcome("A-3", "x", Answer::Fail),
            outcome("A-3", "x", Answer::Fail),
        ]);
        let changes = changes(&before, &now);
        let keys =
            |list: &[Outcome]| list.iter().map(|one| format!("{} {}", one.rule, one.subject)).collect::<Vec<_>>();
        assert_eq!(keys(&changes.new), ["A-2 plan", "A-3 x"]);
        assert_eq!(keys(&changes.mended), ["A-1 worker"]);
        assert_eq!(changes.unchanged, 1);
        assert_eq!(super::changes(&now, &now), Changes { unchanged: 3, ..Changes::default() });
    }

    #[test]
    fn what_is_less_grave_than_before_is_not_new() {
        let before = review(vec![outcome("A-1", "web", Answer::Fail)]);
        let now = review(vec![outcome("A-1", "web", Answer::Waived)]);
        assert_eq!(changes(&before, &now), Changes { unchanged: 1, ..Changes::default() });
    }
}

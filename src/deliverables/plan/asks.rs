//! What the review asks of the documents.

use std::collections::BTreeMap;

use crate::deliverables::cite::Clerk;
use crate::facts::{Kind, Place};
use crate::review::{Answer, Outcome, Severity};

impl Clerk<'_> {
    /// The findings of a rule that weigh something, and what has no evidence.
    pub(super) fn findings<'b>(&'b self, rule: &'b str) -> impl Iterator<Item = &'b Outcome> {
        let weighs = |outcome: &Outcome| {
            matches!(outcome.outcome, Answer::Fail | Answer::NoEvidence) && outcome.severity != Severity::Info
        };
        self.review.outcomes.iter().filter(move |outcome| outcome.rule == rule && weighs(outcome))
    }

    /// The first of the rules that has a finding.
    pub(super) fn asked<'b>(&self, rules: &[&'b str]) -> Option<&'b str> {
        rules.iter().copied().find(|rule| self.findings(rule).next().is_some())
    }

    /// The names in backticks that the findings of a rule are about, where a finding says that something is missing.
    pub(super) fn missing(&self, rule: &str) -> BTreeMap<String, &Outcome> {
        let failed = self.review.outcomes.iter().filter(|outcome| {
            outcome.rule == rule && outcome.outcome == Answer::Fail && outcome.severity != Severity::Info
        });
        failed.filter_map(|outcome| Some((outcome.subject.split('`').nth(1)?.to_owned(), outcome))).collect()
    }

    /// Whether a place lies in the deployment plan.
    pub(super) fn is_planned(&self, place: Place) -> bool {
        let document = self.reading.facts.document(place.source);
        document.kind == Kind::DeploymentPlan && document.counts()
    }

    /// The rules that ask, for the head of a patch: `IX-01, IX-02`.
    pub(super) fn asking(&self, rules: &[&str]) -> String {
        let mut named: Vec<&str> = Vec::new();
        for rule in rules.iter().copied().filter(|rule| self.asked(&[rule]).is_some()) {
            if !named.contains(&rule) {
                named.push(rule);
            }
        }
        named.join(", ")
    }
}

//! What a rule sees, and how it answers.

use jiff::Timestamp;

use super::Rule;
use crate::facts::{Facts, Kind, Place, Reference};
use crate::policy::{Policy, Stage};
use crate::review::{Answer, Severity};

/// What a rule judges on.
pub struct Case<'a> {
    /// What the dossier says.
    pub facts: &'a Facts,
    /// Thresholds and lists in force.
    pub policy: &'a Policy,
    /// The stage judged.
    pub stage: Stage,
    /// The time judged at.
    pub as_of: Timestamp,
}

impl Case<'_> {
    /// The link of the plan to a document about going back that was not supplied.
    pub(super) fn way_back_elsewhere(&self) -> Option<&Reference> {
        if self.facts.rollbacks.iter().any(|rollback| rollback.separate) {
            return None;
        }
        let mut links = self.facts.references.iter().filter(|link| link.goes_back && link.leads_to.is_none());
        links.find(|link| self.facts.in_kind(link.at, Kind::DeploymentPlan))
    }
}

/// One answer of one rule.
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave this one is; the rule's own severity unless the rule says less.
    pub severity: Severity,
    /// The answer.
    pub answer: Answer,
    /// What is judged.
    pub subject: String,
    /// What was found.
    pub message: String,
    /// What to write, and where.
    pub remedy: String,
    /// The lines that decided it.
    pub evidence: Vec<Place>,
}

/// Collects the answers. Each method gives the finding back, so that evidence can be added.
#[derive(Default)]
pub struct Findings {
    list: Vec<Finding>,
    rule: Option<&'static Rule>,
    before: usize,
}

impl Findings {
    pub(super) fn begin(&mut self, rule: &'static Rule) {
        self.rule = Some(rule);
        self.before = self.list.len();
    }

    /// A rule that says nothing has seen nothing: that is no pass.
    pub(super) fn end(&mut self) {
        if self.list.len() == self.before {
            self.none("this release", "Nothing in the dossier speaks of this.", "");
        }
    }

    pub(super) fn missing(&mut self, kind: Kind) {
        let title = kind.title();
        self.none(title, format!("{title} not supplied."), format!("Add the {} to the dossier.", title.to_lowercase()));
    }

    pub(super) fn into_vec(self) -> Vec<Finding> {
        self.list
    }

    pub(super) fn answer(
        &mut self,
        answer: Answer,
        subject: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Answered<'_> {
        if let Some(rule) = self.rule {
            self.list.push(Finding {
                rule,
                severity: rule.severity,
                answer,
                subject: subject.into(),
                message: message.into(),
                remedy: remedy.into(),
                evidence: Vec::new(),
            });
        }
        Answered(self.list.last_mut())
    }

    /// The evidence meets the condition.
    pub fn pass(&mut self, subject: impl Into<String>, message: impl Into<String>) -> Answered<'_> {
        self.answer(Answer::Pass, subject, message, "")
    }

    /// The evidence breaks the condition.
    pub fn fail(
        &mut self,
        subject: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Answered<'_> {
        self.answer(Answer::Fail, subject, message, remedy)
    }

    /// What would decide it was not supplied, or cannot be read.
    pub fn none(
        &mut self,
        subject: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Answered<'_> {
        self.answer(Answer::NoEvidence, subject, message, remedy)
    }

    /// Does not apply, for the reason given.
    pub fn idle(&mut self, subject: impl Into<String>, reason: impl Into<String>) -> Answered<'_> {
        self.answer(Answer::NotApplicable, subject, reason, "")
    }
}

/// The answer just given.
pub struct Answered<'a>(Option<&'a mut Finding>);

impl Answered<'_> {
    /// Adds lines that decided it.
    pub fn at(self, places: impl IntoIterator<Item = Place>) -> Self {
        if let Some(finding) = self.0 {
            finding.evidence.extend(places);
            return Answered(Some(finding));
        }
        self
    }

    /// Makes this one graver or less grave than its rule.
    pub fn severity(self, severity: Severity) -> Self {
        if let Some(finding) = self.0 {
            finding.severity = severity;
            return Answered(Some(finding));
        }
        self
    }
}

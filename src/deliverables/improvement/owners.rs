//! Who answers for what stands on a line.

use std::collections::BTreeMap;

use crate::deliverables::cite::{Clerk, Statement};
use crate::facts::{Phrase, Place};
use crate::review::Outcome;

/// The owners of steps, checks, risks, environments and the like, by the lines that name these.
pub(super) struct Owners<'a>(BTreeMap<String, &'a Phrase>);

impl<'a> Owners<'a> {
    /// From all that has an owner.
    pub(super) fn of(clerk: &Clerk<'a>) -> Self {
        let facts = &clerk.reading.facts;
        let mut owners = Self(BTreeMap::new());
        let mut add = |at: Place, owner: Option<&'a Phrase>| {
            if let Some(owner) = owner.filter(|owner| owner.is_stated()) {
                owners.0.entry(clerk.cite(at)).or_insert(owner);
            }
        };
        facts.steps.iter().for_each(|step| add(step.at, step.owner.as_ref()));
        facts.checks.iter().for_each(|check| add(check.at, check.owner.as_ref()));
        facts.check_items.iter().for_each(|item| add(item.text.at, item.owner.as_ref()));
        facts.risks.iter().for_each(|risk| add(risk.id.at, risk.owner.as_ref()));
        facts.deployments.iter().for_each(|row| add(row.environment.at, row.owner.as_ref()));
        facts.communications.iter().for_each(|entry| add(entry.at, entry.owner.as_ref()));
        facts.lessons.iter().for_each(|lesson| add(lesson.at, lesson.owner.as_ref()));
        facts.approvals.iter().chain(&facts.sign_offs).for_each(|row| add(row.at, row.name.as_ref()));
        owners
    }

    /// Who answers for what decided a finding: of its lines the first that has an owner.
    pub(super) fn answers(&self, clerk: &Clerk<'_>, outcome: &Outcome) -> Statement {
        let mut lines = outcome.evidence.iter().map(|place| format!("{}:{}", place.file, place.line));
        let owner = lines.find_map(|line| self.0.get(&line));
        owner.map_or_else(Statement::default, |owner| clerk.state(owner.value.as_str(), owner.at))
    }
}

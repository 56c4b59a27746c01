//! Prefixes of ids.

use serde::{Deserialize, Serialize};

/// Prefixes of the ids that a release's documents give to things: `ADM` of `ADM-001`. In capitals; what the policy file names
/// stands before the standard ones, and what a message proposes begins with the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IdPrefixes {
    /// Admin tasks.
    pub admin_task: Vec<String>,
    /// Decision records.
    pub decision: Vec<String>,
    /// Defects.
    pub defect: Vec<String>,
    /// Risks.
    pub risk: Vec<String>,
    /// Requests for a change.
    pub change: Vec<String>,
    /// Requirements and use cases.
    pub requirement: Vec<String>,
    /// Test cases.
    pub test_case: Vec<String>,
    /// Acceptance criteria.
    pub criterion: Vec<String>,
    /// Incidents.
    pub incident: Vec<String>,
}

impl Default for IdPrefixes {
    fn default() -> Self {
        let of = super::owned;
        Self {
            admin_task: of(&["ADM"]),
            decision: of(&["ADR"]),
            defect: of(&["DEF", "BUG", "ISS"]),
            risk: of(&["RSK", "RISK", "R"]),
            change: of(&["CHG", "CRQ", "CR", "RFC", "CHANGE", "CHM"]),
            requirement: of(&["REQ", "NFR", "UC"]),
            test_case: of(&["TC"]),
            criterion: of(&["AC"]),
            incident: of(&["INC"]),
        }
    }
}

impl IdPrefixes {
    /// Every prefix.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.lists().into_iter().flatten().map(String::as_str)
    }

    fn lists(&self) -> [&Vec<String>; 9] {
        let Self { admin_task, decision, defect, risk, change, requirement, test_case, criterion, incident } = self;
        [admin_task, decision, defect, risk, change, requirement, test_case, criterion, incident]
    }

    fn lists_mut(&mut self) -> [&mut Vec<String>; 9] {
        let Self { admin_task, decision, defect, risk, change, requirement, test_case, criterion, incident } = self;
        [admin_task, decision, defect, risk, change, requirement, test_case, criterion, incident]
    }

    /// Puts prefixes before those of a list. One that names something else as a standard now names this alone.
    pub(super) fn add(&mut self, list: fn(&mut Self) -> &mut Vec<String>, own: Vec<String>) {
        self.lists_mut().into_iter().for_each(|known| known.retain(|prefix| !own.contains(prefix)));
        list(self).splice(..0, own);
    }
}

/// An id as a message proposes it: `ADM-001`.
pub fn example(prefixes: &[String]) -> String {
    format!("{}-001", first(prefixes))
}

/// An id of any number: `ADM-…`.
pub fn form(prefixes: &[String]) -> String {
    format!("{}-…", first(prefixes))
}

fn first(prefixes: &[String]) -> &str {
    prefixes.first().map_or("ID", String::as_str)
}

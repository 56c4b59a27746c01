//! Test cases of machine reports, by the ids in their names.

use std::collections::BTreeMap;

use crate::facts::{Ending, Place, Reading};
use crate::vocabulary::ids;

/// Prefixes of test ids.
const PREFIXES: [&str; 9] = ["TC", "AT", "UAT", "IT", "ST", "SM", "E2E", "TEST", "T"];

impl Ending {
    /// The word for people.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Skipped => "skipped",
            Self::Inconclusive => "inconclusive",
            Self::Failed | Self::Error => "failed",
        }
    }
}

/// The test cases that bear an id, each with its worst ending and where that stands.
pub(super) struct Cases(BTreeMap<String, (Ending, Place)>);

impl Cases {
    /// From every test report of the dossier.
    pub(super) fn of(reading: &Reading) -> Self {
        let mut cases = Self(BTreeMap::new());
        for case in &reading.facts.test_cases {
            // People ask whether it failed, not how.
            let ending = case.ending.min(Ending::Failed);
            for id in ids(&case.name.value, &PREFIXES) {
                let known = cases.0.entry(id).or_insert((ending, case.name.at));
                if ending > known.0 {
                    *known = (ending, case.name.at);
                }
            }
        }
        cases
    }

    /// The cases that a text names: id, ending if the case was found, and where.
    pub(super) fn named(&self, text: &str) -> Vec<(String, Option<(Ending, Place)>)> {
        let found = |id: String| {
            let case = self.0.get(&id).copied();
            (id, case)
        };
        ids(text, &PREFIXES).into_iter().map(found).collect()
    }
}

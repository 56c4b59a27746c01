//! Test cases of machine reports, by the ids in their names.

use std::collections::BTreeMap;

use crate::dossier::SourceId;
use crate::facts::{Kind, Place, Reading};
use crate::outline::Node;
use crate::vocabulary::ids;

/// Prefixes of test ids.
const PREFIXES: [&str; 9] = ["TC", "AT", "UAT", "IT", "ST", "SM", "E2E", "TEST", "T"];

/// How a test case came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
    /// It passed.
    Passed,
    /// It was not run.
    Skipped,
    /// It failed, or ended in an error.
    Failed,
}

impl Ending {
    /// The word for people.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }
}

/// The test cases that bear an id, each with its worst ending and where that stands.
pub(super) struct Cases(BTreeMap<String, (Ending, Place)>);

impl Cases {
    /// From every test report of the dossier.
    pub(super) fn of(reading: &Reading) -> Self {
        let mut cases = Self(BTreeMap::new());
        for document in reading.facts.of_kind(Kind::TestReport) {
            let nodes = &reading.outlines[document.source.0 as usize].nodes;
            let elements =
                nodes.iter().flat_map(Node::walk).filter(|(key, _)| key.is_some_and(|key| key.plain == "testcase"));
            for (_, element) in elements {
                cases.take(document.source, element);
            }
        }
        cases
    }

    fn take(&mut self, source: SourceId, element: &Node) {
        let place = Place { source, span: element.get("@name").map_or(element.span, |name| name.span) };
        let has = |key: &str| element.get(key).is_some();
        let ending = if has("failure") || has("error") {
            Ending::Failed
        } else if has("skipped") || element.text(&["@status"]) == Some("skipped") {
            Ending::Skipped
        } else {
            Ending::Passed
        };
        for id in ids(element.text(&["@name"]).unwrap_or_default(), &PREFIXES) {
            let known = self.0.entry(id).or_insert((ending, place));
            if ending > known.0 {
                *known = (ending, place);
            }
        }
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

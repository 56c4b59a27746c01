//! Statements and their sources.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::Serialize;

use super::{common, previous};
use crate::dossier::SourceId;
use crate::facts::{Phrase, Place, Reading};
use crate::outline::Outline;
use crate::review::{Answer, Review};
use crate::vocabulary::Written;

/// Something that a document of the dossier says, or the gap where it should.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Statement {
    /// What is said; empty if nothing is.
    pub(super) text: String,
    /// Where, as `path:line`; empty if it follows from the review as a whole.
    pub(super) source: String,
    /// If nothing is said: the rule whose finding asks for it, if one does.
    pub(super) rule: String,
}

impl Statement {
    /// Whether something is said.
    pub(super) fn is_said(&self) -> bool {
        !self.text.is_empty()
    }
}

/// Looks things up for the documents.
pub(super) struct Clerk<'a> {
    /// What the dossier says.
    pub(super) reading: &'a Reading,
    /// How it was judged.
    pub(super) review: &'a Review,
    asking: BTreeSet<&'a str>,
    /// The outlines that were asked for.
    outlines: RefCell<BTreeMap<SourceId, Rc<Outline>>>,
    previous: OnceCell<Option<(Place, Review)>>,
    /// Begin and end of the change window.
    window: OnceCell<Option<(i64, i64)>>,
}

impl<'a> Clerk<'a> {
    /// A clerk for one judged dossier.
    pub(super) fn new(reading: &'a Reading, review: &'a Review) -> Self {
        let asks = |answer| matches!(answer, Answer::Fail | Answer::NoEvidence | Answer::Waived);
        let asking =
            review.outcomes.iter().filter(|outcome| asks(outcome.outcome)).map(|outcome| &*outcome.rule).collect();
        Self {
            reading,
            review,
            asking,
            outlines: RefCell::default(),
            previous: OnceCell::new(),
            window: OnceCell::new(),
        }
    }

    /// The outline of a source.
    pub(super) fn outline(&self, id: SourceId) -> Rc<Outline> {
        let known = self.outlines.borrow().get(&id).cloned();
        known.unwrap_or_else(|| {
            let made = Rc::new(self.reading.outline(id));
            self.outlines.borrow_mut().insert(id, Rc::clone(&made));
            made
        })
    }

    /// The latest of the earlier reviews that lie in the dossier as JSON, and where it lies.
    pub(super) fn previous(&self) -> Option<&(Place, Review)> {
        self.previous.get_or_init(|| previous::find(self.reading, self.review)).as_ref()
    }

    /// The bounds of the first change window whose zone is known, in seconds since 1970-01-01T00:00:00Z.
    pub(super) fn window(&self) -> Option<(i64, i64)> {
        *self.window.get_or_init(|| common::planned_windows(self).iter().find_map(|window| window.utc))
    }

    /// A place as `path:line`.
    pub(super) fn cite(&self, place: Place) -> String {
        let source = self.reading.source(place.source);
        format!("{}:{}", source.path, source.position(place.span.start).0)
    }

    /// A text and where it stands.
    pub(super) fn state(&self, text: impl Into<String>, place: Place) -> Statement {
        Statement { text: text.into(), source: self.cite(place), rule: String::new() }
    }

    /// A cell as written. A blank one and one that was left to be filled in say nothing; "n/a" says something.
    pub(super) fn say(&self, phrase: Option<&Phrase>, asked_by: &[&str]) -> Statement {
        match phrase {
            Some(phrase) if matches!(phrase.written(), Written::Stated | Written::NotApplicable) => {
                self.state(phrase.value.as_str(), phrase.at)
            }
            _ => self.gap(asked_by),
        }
    }

    /// The gap where something should be said. Of the rules that ask for it, the first with a finding is named.
    pub(super) fn gap(&self, asked_by: &[&str]) -> Statement {
        let rule = asked_by.iter().find(|rule| self.asking.contains(**rule)).copied().unwrap_or_default();
        Statement { rule: rule.to_owned(), ..Statement::default() }
    }
}

/// Keeps the first of the statements with the same text.
pub(super) fn distinct(statements: Vec<Statement>) -> Vec<Statement> {
    let mut seen = BTreeSet::new();
    statements.into_iter().filter(|statement| seen.insert(statement.text.to_lowercase())).collect()
}

/// Where the cells of a row come from, each place once: `plan.md:278; risk-list.md:12`.
pub(super) fn sources(cells: &[&Statement]) -> String {
    let mut places: Vec<&str> = Vec::new();
    for cell in cells {
        if !cell.source.is_empty() && !places.contains(&cell.source.as_str()) {
            places.push(&cell.source);
        }
    }
    places.join("; ")
}

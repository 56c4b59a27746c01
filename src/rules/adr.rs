//! What a decision is worth that allows a deviation.

use std::collections::BTreeMap;

use super::Case;
use super::support::{clip, code, id_key};
use crate::facts::{Decision, Place};
use crate::policy::ids;

/// The decisions that something names.
pub(super) enum Excuse<'a> {
    /// It names none.
    Unnamed,
    /// One of them is accepted.
    Accepted(&'a Decision),
    /// Those in the dossier are not accepted; the first of them.
    Open(&'a Decision),
    /// None of them is in the dossier; the first of them.
    Missing(&'a str),
}

/// The decisions of the dossier by the key of their ids.
pub(super) struct Decisions<'a> {
    by_key: BTreeMap<String, Vec<&'a Decision>>,
    form: String,
}

impl<'a> Decisions<'a> {
    pub(super) fn of(case: &Case<'a>) -> Self {
        let mut by_key: BTreeMap<String, Vec<&'a Decision>> = BTreeMap::new();
        for decision in &case.facts.decisions {
            by_key.entry(id_key(&decision.id)).or_default().push(decision);
        }
        Self { by_key, form: ids::form(&case.policy.ids.decision) }
    }

    /// An id of one, as a remedy writes it: `ADR-…`.
    pub(super) fn form(&self) -> &str {
        &self.form
    }

    /// What these ids are worth.
    pub(super) fn excuse(&self, ids: &'a [String]) -> Excuse<'a> {
        let named = || ids.iter().filter_map(|id| self.by_key.get(&id_key(id))).flatten().copied();
        match (named().find(|decision| decision.accepted()), named().next(), ids.first()) {
            (Some(accepted), ..) => Excuse::Accepted(accepted),
            (None, Some(open), _) => Excuse::Open(open),
            (None, None, Some(id)) => Excuse::Missing(id),
            (None, None, None) => Excuse::Unnamed,
        }
    }
}

impl Excuse<'_> {
    /// What is wrong with it, as the end of a sentence.
    pub(super) fn flaw(&self) -> String {
        match self {
            Self::Unnamed => "no decision record allows it".to_owned(),
            Self::Accepted(decision) => format!("{} allows it", code(&decision.id)),
            Self::Open(decision) => {
                let status = decision.status.as_ref();
                let status = status.map_or_else(|| "not stated".to_owned(), |status| code(&clip(&status.value, 40)));
                format!("the status of {} is {status}", code(&decision.id))
            }
            Self::Missing(id) => format!("{} is not in the dossier", code(id)),
        }
    }

    /// The decision.
    pub(super) fn place(&self) -> Option<Place> {
        match self {
            Self::Accepted(decision) | Self::Open(decision) => Some(decision.at),
            Self::Unnamed | Self::Missing(_) => None,
        }
    }
}

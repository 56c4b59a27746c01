//! What a decision is worth that allows a deviation.

use super::Case;
use super::support::{clip, code, id_key};
use crate::facts::{Decision, Place};

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

impl<'a> Excuse<'a> {
    /// That of these ids.
    pub(super) fn of(case: &Case<'a>, ids: &'a [String]) -> Self {
        let named = || {
            ids.iter().flat_map(|id| {
                let key = id_key(id);
                case.facts.decisions.iter().filter(move |decision| id_key(&decision.id) == key)
            })
        };
        match (named().find(|decision| decision.accepted()), named().next(), ids.first()) {
            (Some(accepted), ..) => Self::Accepted(accepted),
            (None, Some(open), _) => Self::Open(open),
            (None, None, Some(id)) => Self::Missing(id),
            (None, None, None) => Self::Unnamed,
        }
    }

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

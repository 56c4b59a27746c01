//! What a heading says of the time: before the release, or after it.

use super::Kind;
use super::document::Doc;
use crate::facts::Phase;
use crate::vocabulary::{Terms, Word};

/// Letters of a heading that is about a time and nothing else.
const SHORT: usize = 48;

/// Before or after the release, by a heading that names it: `Pre-deployment checks`, `Prerequisites`.
pub(super) fn named(title: Terms<'_>) -> Option<Phase> {
    let known = [
        (Word::PostDeployment, Phase::After),
        (Word::PreDeployment, Phase::Before),
        (Word::Prerequisite, Phase::Before),
    ];
    known.into_iter().find(|(word, _)| title.has(*word)).map(|(_, phase)| phase)
}

/// The same also by one that names anything else, in documents about the work itself, or that names the release: `Before the evening`, `换之前`, `Avant la
/// mise en ligne`.
pub(super) fn phase(doc: &Doc<'_>, title: Terms<'_>) -> Option<Phase> {
    named(title).or_else(|| lead(doc, title))
}

/// Whether a heading names what is done before or after the release: a check list, no steps of it.
pub(super) fn is_around(doc: &Doc<'_>, title: Terms<'_>) -> bool {
    title.has_any(&[Word::PreDeployment, Word::PostDeployment]) || lead(doc, title).is_some()
}

/// A heading that begins with the time, or ends with it where the language puts it behind.
pub(super) fn lead(doc: &Doc<'_>, title: Terms<'_>) -> Option<Phase> {
    let work = doc.is(&[Kind::DeploymentPlan, Kind::ChangeRequest, Kind::ReadinessReview]);
    if !title.has_any(&[Word::LeadBefore, Word::LeadAfter]) || !(work || title.has(Word::GoingLive)) {
        return None;
    }
    if title.text().chars().count() > SHORT || title.has_any(&[Word::GoBack, Word::UndoLabel]) {
        return None;
    }
    let leads = |word: Word| {
        title.of(word).any(|hit| {
            let first = title.text().get(title.before(hit).len()..).and_then(|word| word.chars().next());
            if first.is_some_and(|letter| letter > '\u{2e80}') {
                // `上线前`, `公開前にやること`: behind what it is before.
                let ends = !title.behind(hit).chars().any(char::is_alphanumeric);
                let named = title.of(Word::GoingLive).any(|live| live.is_before(hit));
                !title.begins_at(hit) && (ends || named)
            } else {
                title.before(hit).chars().all(|letter| !letter.is_alphabetic())
            }
        })
    };
    let (before, after) = (leads(Word::LeadBefore), leads(Word::LeadAfter));
    match (before, after) {
        (true, false) => Some(Phase::Before),
        (false, true) => Some(Phase::After),
        _ => None,
    }
}

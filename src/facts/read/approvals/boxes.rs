//! Boxes of a check list that stand for an approval of the release: `[ ] Production approval obtained`.

use super::super::document::Doc;
use super::super::{Kind, Said};
use super::approval;
use crate::facts::Approval;
use crate::outline::{Block, Item};
use crate::vocabulary::{DecisionWord, Hit, Meaning, Section, Terms, Word};

/// The boxes of a document that has no other approvals.
pub(super) fn read(doc: &Doc<'_>) -> Vec<Approval> {
    if !doc.is(&[Kind::ReadinessReview, Kind::DeploymentPlan, Kind::ChangeRequest, Kind::Approvals]) {
        return Vec::new();
    }
    let items = doc.outline.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Item(item) if item.checked.is_some() && item.depth == 0 => Some(item),
        _ => None,
    });
    items.filter(|item| is_approval(doc.terms(&item.text))).filter_map(|item| from_item(doc, item)).collect()
}

/// Whether a line is about the approval of a release or by a role, and that it is there. "Approval workflow tested" is not.
fn is_approval(terms: Terms<'_>) -> bool {
    const LONG: usize = 72;
    let noun = |hit: &&Hit| matches!(Section::of(hit.concept), Some(Section::Approvals | Section::SignOff));
    let bare = terms.text().trim_end_matches(['.', '。', ' ']);
    let ends = |hit: &Hit| terms.before(hit).len() + terms.word(hit).len() == bare.len();
    let wide = bare.starts_with(|first: char| first > '\u{2e80}');
    let about = terms.has_any(&[Word::Release, Word::GoingLive]) || (!wide && terms.has(Word::Role));
    let given = || terms.has_any(&[Word::Approved, Word::ConditionMet]);
    let other = terms.has_any(&[Word::Not, Word::If, Word::SmokeTest, Word::GoBack]);
    bare.chars().nth(LONG).is_none()
        && about
        && !other
        && terms.hits().iter().any(|hit| noun(&hit) && (ends(hit) || given()))
}

fn from_item(doc: &Doc<'_>, item: &Item) -> Option<Approval> {
    let ticked = item.checked?;
    let at = doc.place(item.text.span);
    let said = |value: &str| Said { value: value.to_owned(), at };
    let role = said(item.text.plain.trim_end_matches(['.', '。', ' ']));
    let mut found = approval(Some(role), None, Some(said(if ticked { "ticked" } else { "unticked" })), None, at);
    found.decided = Some(if ticked { DecisionWord::Approved } else { DecisionWord::Pending });
    Some(found)
}

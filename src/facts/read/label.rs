//! Labels inside a text: `… (owner: A. Ito)`, `担当：伊藤`.

use crate::vocabulary::{Concept, Meaning, Terms};

/// What stands behind the first of these concepts that a colon makes a label, up to the next border.
pub(super) fn labelled<'t, C: Meaning>(terms: Terms<'t>, concepts: &[C]) -> Option<&'t str> {
    let wanted = |concept: Concept| concepts.iter().any(|known| known.concept() == concept);
    terms.hits().iter().filter(|hit| wanted(hit.concept)).find_map(|hit| {
        let value = behind_colon(terms.behind(hit))?;
        let value = value.split([';', '；', ')', '）', '|', '—', '。']).next()?.trim();
        (!value.is_empty()).then_some(value)
    })
}

/// Whether a text begins with one of these concepts as its label: `Owner: A. Ito`.
pub(super) fn begins_labelled<C: Meaning>(terms: Terms<'_>, concepts: &[C]) -> bool {
    let wanted = |concept: Concept| concepts.iter().any(|known| known.concept() == concept);
    let mut hits = terms.hits().iter().filter(|hit| wanted(hit.concept));
    hits.any(|hit| terms.begins_at(hit) && behind_colon(terms.behind(hit)).is_some())
}

/// The text behind a colon that comes first.
pub(super) fn behind_colon(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([' ', '*', '`']);
    text.strip_prefix(':').or_else(|| text.strip_prefix('：'))
}

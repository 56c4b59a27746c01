//! The review before this one, where the dossier holds it.

use crate::facts::{Place, Reading};
use crate::outline::Span;
use crate::review::{Review, reviews};

/// The latest of the reviews in the dossier that were made before this one.
pub(super) fn find(reading: &Reading, review: &Review) -> Option<(Place, Review)> {
    let before = reviews(reading).filter(|(_, earlier)| earlier.as_of < review.as_of);
    let (source, latest) = before.max_by_key(|(_, earlier)| earlier.as_of)?;
    Some((Place { source, span: Span::of(0..0) }, latest))
}

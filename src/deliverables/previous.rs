//! The review before this one, where the dossier holds it.

use crate::dossier::{Source, SourceId};
use crate::facts::{Place, Reading};
use crate::outline::Span;
use crate::review::Review;

/// The latest of the reviews in the dossier that were made before this one.
pub(super) fn find(reading: &Reading, review: &Review) -> Option<(Place, Review)> {
    let sources = reading.sources.iter().enumerate().filter(|(_, source)| may_be(source));
    let reviews = sources.filter_map(|(index, source)| {
        let earlier: Review = serde_json::from_str(&source.text).ok()?;
        Some((Place { source: SourceId(index as u32), span: Span::of(0..0) }, earlier))
    });
    reviews.filter(|(_, earlier)| earlier.as_of < review.as_of).max_by_key(|(_, earlier)| earlier.as_of)
}

/// Bytes at the begin of a file in which a review shows what it is.
const HEAD: usize = 200;

/// Whether it is worth while to read a file as a review.
fn may_be(source: &Source) -> bool {
    let head = source.text.get(..source.text.floor_char_boundary(HEAD)).unwrap_or_default();
    head.starts_with('{') && head.contains("\"schema_version\"")
}

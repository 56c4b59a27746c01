//! The release pack: documents written from what the dossier says. Each statement names its line; where nothing was
//! said, the document says so in place.

mod blocks;
mod cases;
mod cite;
mod common;
mod escape;
mod evidence;
mod filters;
mod issues;
mod passage;
mod render;
mod results;
mod rollback;
mod span;
mod standing;
mod steps;
mod tasks;
mod view_acceptance;
mod view_notes;
mod view_summary;
mod zip;

pub(crate) use escape::plain;
pub use zip::zip;

use crate::facts::Reading;
use crate::report;
use crate::review::Review;
use cite::Clerk;

/// A file of the release pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deliverable {
    /// File name.
    pub name: String,
    /// Content.
    pub text: String,
}

/// The documents for a judged dossier, the review itself last.
pub fn pack(reading: &Reading, review: &Review) -> Vec<Deliverable> {
    let clerk = Clerk::new(reading, review);
    let documents = [
        ("release-notes.md", render::document(&render::RELEASE_NOTES, view_notes::view(&clerk))),
        ("communication-summary.md", render::document(&render::COMMUNICATION_SUMMARY, view_summary::view(&clerk))),
        ("acceptance-checklist.md", render::document(&render::ACCEPTANCE_CHECKLIST, view_acceptance::view(&clerk))),
        ("review.json", report::json(review)),
    ];
    documents.into_iter().map(|(name, text)| Deliverable { name: name.to_owned(), text }).collect()
}

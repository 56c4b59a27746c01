//! The judgement itself, as documents.

use super::form::{Form, Group};
use crate::report;

/// The documents about the judgement, the review as JSON last.
pub(super) const FORMS: &[Form] = &[Form {
    file: "review.json",
    title: "Review as JSON",
    purpose: "For pipelines, and for the next review, which tells from it what has changed.",
    group: Group::Report,
    write: |form, clerk| form.one(report::json(clerk.review)),
}];

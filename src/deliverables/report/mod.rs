//! The judgement itself, as documents.

mod matching;
mod passes;
mod readiness;
mod settings;
mod waivers;

use super::form::{Audience, Form, Group};
use super::render::Template;
use crate::report;

/// The documents about the judgement, the review as JSON last.
pub(super) const FORMS: &[Form] = &[
    Form {
        file: "readiness-report.md",
        title: "Readiness report",
        purpose: "For auditors: the verdict with all that it rests on, each check with its line, and the digest of every file.",
        group: Group::Report,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &READINESS, readiness::view(clerk)),
    },
    Form {
        file: "review.json",
        title: "Review as JSON",
        purpose: "For pipelines, and for the next review, which tells from it what has changed.",
        group: Group::Report,
        audience: Audience::Internal,
        write: |form, clerk| form.one(report::json(clerk.review)),
    },
];

const READINESS: Template =
    Template { name: "readiness-report.md", text: include_str!("../../../templates/readiness-report.md") };

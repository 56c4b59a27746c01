//! What is told to whom, and when.

mod summary;

use super::form::{Form, Group};
use super::render::Template;

/// The documents that tell people of the release.
pub(super) const FORMS: &[Form] = &[Form {
    file: "communication-summary.md",
    title: "Communication summary",
    purpose: "For the stakeholders: status, verdict, risks, mitigations, and who hears of it when.",
    group: Group::Communications,
    write: |form, clerk| form.rendered(clerk, &SUMMARY, summary::view(clerk)),
}];

const SUMMARY: Template =
    Template { name: "communication-summary.md", text: include_str!("../../../templates/communication-summary.md") };

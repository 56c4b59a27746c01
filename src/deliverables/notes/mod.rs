//! Release notes.

mod view;

use super::form::{Form, Group};
use super::render::Template;

/// The release notes.
pub(super) const FORMS: &[Form] = &[Form {
    file: "release-notes.md",
    title: "Release notes",
    purpose: "For those who use and run the release: what changes, what to do, and what is known.",
    group: Group::Notes,
    write: |form, clerk| form.rendered(clerk, &NOTES, view::view(clerk)),
}];

const NOTES: Template =
    Template { name: "release-notes.md", text: include_str!("../../../templates/release-notes.md") };

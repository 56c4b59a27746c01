//! Release notes: in full, and for those who read a part of them.

mod changes;
mod commits;
mod configuration;
mod customers;
mod management;
mod operators;
mod probes;
mod view;
mod work;

use super::form::{Audience, Form, Group};
use super::render::Template;

/// The release notes.
pub(super) const FORMS: &[Form] = &[
    Form {
        file: "release-notes.md",
        title: "Release notes",
        purpose: "For those who use and run the release: what changes, what to do, and what is known.",
        group: Group::Notes,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &NOTES, view::view(clerk)),
    },
    Form {
        file: "release-notes-operators.md",
        title: "Release notes for operators",
        purpose: "For those who run the release: the window, the steps in short, configuration, checks and the way back.",
        group: Group::Notes,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &OPERATORS, operators::view(clerk)),
    },
    Form {
        file: "release-notes-customers.md",
        title: "Release notes for customers",
        purpose: "For customers: what is new, what changes for them, and what to do about known issues. Nothing internal.",
        group: Group::Notes,
        audience: Audience::External,
        write: |form, clerk| form.rendered(clerk, &CUSTOMERS, customers::view(clerk)),
    },
    Form {
        file: "release-notes-management.md",
        title: "Release notes for management",
        purpose: "For those who decide: why, how large, at what risk, and which decision is asked, on one page.",
        group: Group::Notes,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &MANAGEMENT, management::view(clerk)),
    },
];

const NOTES: Template =
    Template { name: "release-notes.md", text: include_str!("../../../templates/release-notes.md") };

const OPERATORS: Template = Template {
    name: "release-notes-operators.md",
    text: include_str!("../../../templates/release-notes-operators.md"),
};

const CUSTOMERS: Template = Template {
    name: "release-notes-customers.md",
    text: include_str!("../../../templates/release-notes-customers.md"),
};

const MANAGEMENT: Template = Template {
    name: "release-notes-management.md",
    text: include_str!("../../../templates/release-notes-management.md"),
};

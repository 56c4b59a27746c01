//! What is accepted, and by whom.

mod checklist;
mod outcome;
mod proof;
mod signature;

use super::form::{Audience, Form, Group};
use super::render::Template;

/// The documents about acceptance.
pub(super) const FORMS: &[Form] = &[
    Form {
        file: "acceptance-checklist.md",
        title: "Acceptance checklist",
        purpose: "For those who accept the release: each criterion with its test, result and evidence, and lines to sign.",
        group: Group::Acceptance,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &CHECKLIST, checklist::view(clerk)),
    },
    Form {
        file: "acceptance-results.md",
        title: "Acceptance results",
        purpose: "For those who run the acceptance: the results by the test reports, deviations, and sign-offs that lack.",
        group: Group::Acceptance,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &RESULTS, outcome::view(clerk)),
    },
];

const RESULTS: Template =
    Template { name: "acceptance-results.md", text: include_str!("../../../templates/acceptance-results.md") };

const CHECKLIST: Template =
    Template { name: "acceptance-checklist.md", text: include_str!("../../../templates/acceptance-checklist.md") };

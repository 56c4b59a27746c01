//! What support and operations need.

mod chain;
mod difference;
mod incident;
mod inventory;
mod materials;
mod runbook;

use super::form::{Audience, Form, Group};
use super::render::Template;

/// The documents for support and operations.
pub(super) const FORMS: &[Form] = &[
    Form {
        file: "support-runbook-updates.md",
        title: "Updates of the support runbook and FAQ",
        purpose: "For the support lead: entries to paste for what the runbook and the FAQ do not say of this release yet.",
        group: Group::Operations,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &UPDATES, runbook::view(clerk)),
    },
    Form {
        file: "incident-readiness.md",
        title: "Incident readiness",
        purpose: "For those on call: the rollback card to print, whom to call, severities, and what to say.",
        group: Group::Operations,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &INCIDENT, incident::view(clerk)),
    },
    Form {
        file: "bill-of-materials.md",
        title: "Bill of materials",
        purpose: "For operations, audit and support: what is delivered, with version, licence and digest, and what differs.",
        group: Group::Operations,
        audience: Audience::Internal,
        write: |form, clerk| materials::write(form, clerk, &BILL),
    },
    Form {
        file: "bill-of-materials.csv",
        title: "Bill of materials as a table",
        purpose: "For spreadsheets and tools: everything that is delivered, one line each.",
        group: Group::Operations,
        audience: Audience::Internal,
        write: materials::table,
    },
];

const BILL: Template =
    Template { name: "bill-of-materials.md", text: include_str!("../../../templates/bill-of-materials.md") };

const UPDATES: Template = Template {
    name: "support-runbook-updates.md",
    text: include_str!("../../../templates/support-runbook-updates.md"),
};

const INCIDENT: Template =
    Template { name: "incident-readiness.md", text: include_str!("../../../templates/incident-readiness.md") };

//! What is to become better.

mod desk;
mod events;
mod lessons;
mod notices;
mod outputs;
mod owners;
mod record;
mod ticket;
mod tickets;

use super::form::{Audience, Form, Group};
use super::render::Template;

/// The documents of this room.
pub(super) const FORMS: &[Form] = &[
    Form {
        file: "deviation-notices.md",
        title: "Notice of deviations",
        purpose: "For the Project Manager and the Test Architect: what deviates from the plan, what it affects, what to decide.",
        group: Group::Improvement,
        audience: Audience::Internal,
        write: |form, clerk| match notices::view(clerk) {
            Some(view) => form.rendered(clerk, &NOTICES, view),
            None => Vec::new(),
        },
    },
    Form {
        file: "lessons-learned.md",
        title: "Lessons learned",
        purpose: "For the next release: what did not go as planned, what was waived, and what the team does about it.",
        group: Group::Improvement,
        audience: Audience::Internal,
        write: |form, clerk| match lessons::view(clerk) {
            Some(view) => form.rendered(clerk, &LESSONS, view),
            None => Vec::new(),
        },
    },
    Form {
        file: "tickets.md",
        title: "Improvement tickets",
        purpose: "For those who mend what was found: one ticket for each finding, waiver and lesson, with the sign of success.",
        group: Group::Improvement,
        audience: Audience::Internal,
        write: |form, clerk| match tickets::view(clerk) {
            Some(view) => form.rendered(clerk, &TICKETS, view),
            None => Vec::new(),
        },
    },
    Form {
        file: "tickets.csv",
        title: "Improvement tickets for Jira",
        purpose: "The same tickets for the CSV import of Jira, with its names of the columns.",
        group: Group::Improvement,
        audience: Audience::Internal,
        write: |form, clerk| record::csv(clerk).map_or_else(Vec::new, |text| form.one(text)),
    },
    Form {
        file: "tickets.json",
        title: "Improvement tickets for programs",
        purpose: "The same tickets as data, each with the body of the request that makes it an issue on GitHub or GitLab.",
        group: Group::Improvement,
        audience: Audience::Internal,
        write: |form, clerk| record::json(clerk).map_or_else(Vec::new, |text| form.one(text)),
    },
    Form {
        file: "automation-outputs.md",
        title: "Automation outputs, verified",
        purpose: "Before completion is announced: each file that a document declares, found, missing or out of date.",
        group: Group::Improvement,
        audience: Audience::Internal,
        write: |form, clerk| match outputs::view(clerk) {
            Some(view) => form.rendered(clerk, &OUTPUTS, view),
            None => Vec::new(),
        },
    },
];

const NOTICES: Template =
    Template { name: "deviation-notices.md", text: include_str!("../../../templates/deviation-notices.md") };
const LESSONS: Template =
    Template { name: "lessons-learned.md", text: include_str!("../../../templates/lessons-learned.md") };
const OUTPUTS: Template =
    Template { name: "automation-outputs.md", text: include_str!("../../../templates/automation-outputs.md") };
const TICKETS: Template = Template { name: "tickets.md", text: include_str!("../../../templates/tickets.md") };

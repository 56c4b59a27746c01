//! What is told to whom, and when.

mod audience;
mod briefing;
mod calendar;
mod coming;
mod draft;
mod ics;
mod messages;
mod people;
mod piles;
mod questions;
mod shared;
mod stakeholders;
mod summary;

use super::form::{Audience, Form, Group};
use super::render::Template;

/// The documents that tell people of the release.
pub(super) const FORMS: &[Form] = &[
    Form {
        file: "communication-summary.md",
        title: "Communication summary",
        purpose: "For the stakeholders: status, verdict, risks, mitigations, and who hears of it when.",
        group: Group::Communications,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &SUMMARY, summary::view(clerk)),
    },
    Form {
        file: "stakeholder-communications.md",
        title: "Stakeholder communications",
        purpose: "For those who send them: messages for each state of the release, ready to be pasted.",
        group: Group::Communications,
        audience: Audience::External,
        write: |form, clerk| form.rendered(clerk, &STAKEHOLDERS, stakeholders::view(clerk)),
    },
    Form {
        file: "support-briefing.md",
        title: "Support briefing",
        purpose: "For support: what changes, what is known, what to answer, and whom to call.",
        group: Group::Communications,
        audience: Audience::Internal,
        write: |form, clerk| form.rendered(clerk, &BRIEFING, briefing::view(clerk)),
    },
    Form {
        file: "change-calendar.ics",
        title: "Change calendar",
        purpose: "For everyone's calendar: change windows, freezes, planned messages and the time of observation.",
        group: Group::Communications,
        audience: Audience::Internal,
        write: |form, clerk| calendar::write(clerk).map(|text| form.one(text)).unwrap_or_default(),
    },
];

const SUMMARY: Template =
    Template { name: "communication-summary.md", text: include_str!("../../../templates/communication-summary.md") };
const STAKEHOLDERS: Template = Template {
    name: "stakeholder-communications.md",
    text: include_str!("../../../templates/stakeholder-communications.md"),
};
const BRIEFING: Template =
    Template { name: "support-briefing.md", text: include_str!("../../../templates/support-briefing.md") };

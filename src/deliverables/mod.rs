//! The release pack: documents written from what the dossier says. Each statement names its line; where nothing was
//! said, the document says so in place.

mod acceptance;
mod archive;
mod blocks;
mod cases;
mod cite;
mod clip;
mod commands;
mod common;
mod communications;
mod concerns;
mod csv;
mod escape;
mod evidence;
mod files;
mod filters;
mod form;
mod formats;
mod hosts;
mod improvement;
mod irreversible;
mod issues;
mod notes;
mod operations;
mod outward;
mod own;
mod passage;
mod paths;
mod plan;
mod previous;
mod render;
mod report;
mod results;
mod rollback;
mod span;
mod standing;
mod steps;
mod tasks;
mod templates;
mod waivers;
mod when;

pub use archive::zip;
pub use concerns::{Concern, Matter, concerns, gaps};
pub(crate) use escape::plain;
pub use files::{File, files};
pub use form::{Audience, Form, Group};
pub use formats::{Format, convert, formats};
pub use templates::{idle as idle_templates, templates};

use serde::{Deserialize, Serialize};

use crate::facts::Reading;
use crate::review::Review;
use cite::Clerk;
use paths::Root;

/// A file of the release pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliverable {
    /// File name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// For whom and what for.
    pub purpose: String,
    /// Where it is listed.
    pub group: Group,
    /// Who reads it.
    pub audience: Audience,
    /// Content.
    pub text: String,
}

/// Every document of the pack, in its order; that of the review itself is the last.
pub fn forms() -> impl Iterator<Item = &'static Form> {
    let groups = [
        plan::FORMS,
        notes::FORMS,
        communications::FORMS,
        acceptance::FORMS,
        operations::FORMS,
        improvement::FORMS,
        report::FORMS,
    ];
    groups.into_iter().flatten()
}

/// The documents for a judged dossier, the review itself last.
pub fn pack(reading: &Reading, review: &Review) -> Vec<Deliverable> {
    let clerk = Clerk::new(reading, review);
    let root = Root::of(reading);
    let written = forms().flat_map(|form| (form.write)(form, &clerk));
    let short = |document| match &root {
        Some(root) => root.left_out(document),
        None => document,
    };
    written.map(short).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_stand_in_the_order_of_their_groups() {
        let groups: Vec<Group> = forms().map(|form| form.group).collect();
        assert!(groups.is_sorted(), "{groups:?}");
    }
}

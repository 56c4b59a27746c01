//! What the release pack consists of: one declaration for each document.

use serde::Serialize;

use super::Deliverable;
use super::cite::Clerk;
use super::files;
use super::render::{self, Template};

/// What a document is for. The page, the command line and the archive list the documents in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// The team's own planning documents, with what is missing added.
    Plan,
    /// Release notes.
    Notes,
    /// What is told to whom, and when.
    Communications,
    /// What is accepted, and by whom.
    Acceptance,
    /// What support and operations need.
    Operations,
    /// What is to become better.
    Improvement,
    /// The judgement itself.
    Report,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 7] = [
        Self::Plan,
        Self::Notes,
        Self::Communications,
        Self::Acceptance,
        Self::Operations,
        Self::Improvement,
        Self::Report,
    ];

    /// What a reader is shown.
    pub fn title(self) -> &'static str {
        match self {
            Self::Plan => "Plan and configuration",
            Self::Notes => "Release notes",
            Self::Communications => "Communications",
            Self::Acceptance => "Acceptance",
            Self::Operations => "Support and operations",
            Self::Improvement => "Lessons and improvements",
            Self::Report => "Readiness report",
        }
    }
}

/// Who reads a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// The team, and those who run, support and accept the release.
    Internal,
    /// Customers and others outside.
    External,
}

/// A document of the pack, or several of one kind.
pub struct Form {
    /// File name in the pack; of several, that of the first part of each.
    pub file: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// For whom and what for, in a sentence.
    pub purpose: &'static str,
    /// Where it is listed.
    pub group: Group,
    /// Who reads it.
    pub audience: Audience,
    /// Writes it; nothing where there is nothing to write.
    pub(super) write: fn(&Form, &Clerk<'_>) -> Vec<Deliverable>,
}

impl Form {
    /// One document with this content under the form's own name.
    pub(super) fn one(&self, text: String) -> Vec<Deliverable> {
        vec![self.named(self.file, self.title, text)]
    }

    /// One document from a template.
    pub(super) fn rendered(&self, clerk: &Clerk<'_>, template: &Template, view: impl Serialize) -> Vec<Deliverable> {
        self.one(render::document(clerk, template, view))
    }

    /// A document of this form under a name of its own.
    pub(super) fn named(&self, file: &str, title: &str, text: String) -> Deliverable {
        Deliverable {
            name: files::name(file),
            title: title.to_owned(),
            purpose: self.purpose.to_owned(),
            group: self.group,
            audience: self.audience,
            text,
        }
    }
}

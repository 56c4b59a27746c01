//! The forms in which a document leaves: as it was written, as a page of HTML, and for a word processor.

mod docx;
mod events;
mod html;

use serde::{Deserialize, Serialize};

use super::concerns::masked;
use super::{Deliverable, Group};
use crate::vocabulary::{Language, language};

/// A form of a document that is written in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// As it was written.
    Markdown,
    /// One page that loads nothing and runs nothing.
    Html,
    /// For Word, LibreOffice and their like.
    Docx,
}

impl Format {
    /// Every format, in order.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Html, Self::Docx];

    /// How the name of a file in it ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }

    /// What a reader is shown.
    pub fn title(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Docx => "Word (.docx)",
        }
    }

    /// What a browser is told.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The name of a document's file in this format.
    pub fn file_name(self, document: &Deliverable) -> String {
        match document.name.strip_suffix(".md") {
            Some(stem) => format!("{stem}.{}", self.extension()),
            None => document.name.clone(),
        }
    }
}

/// The formats that a document can leave in. One in a format of data leaves as it is: it has none.
pub fn formats(document: &Deliverable) -> &'static [Format] {
    if document.name.ends_with(".md") { &Format::ALL } else { &[] }
}

/// The document in a format, with its secrets masked. A document in a format of data stays in it.
pub fn convert(document: &Deliverable, format: Format) -> Vec<u8> {
    write(&masked(document), format)
}

/// The document in a format, as it is.
pub(super) fn write(document: &Deliverable, format: Format) -> Vec<u8> {
    match format {
        _ if formats(document).is_empty() => document.text.clone().into_bytes(),
        Format::Markdown => document.text.clone().into_bytes(),
        Format::Html => html::page(document, tag(document)).into_bytes(),
        Format::Docx => docx::file(document, tag(document)),
    }
}

/// The language of a document. The team's own plans speak their own; all others are written in English.
fn tag(document: &Deliverable) -> &'static str {
    let own = (document.group == Group::Plan).then(|| language(&document.text)).flatten();
    match own {
        Some(Language::Japanese) => "ja",
        Some(Language::French) => "fr",
        Some(Language::German) => "de",
        Some(Language::Spanish) => "es",
        Some(Language::Portuguese) => "pt",
        Some(Language::Chinese) => "zh",
        Some(Language::English | Language::Unknown) | None => "en",
    }
}

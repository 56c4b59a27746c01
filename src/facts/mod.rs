//! The facts: what the dossier says, typed, each with the place where it was said. Whether it is good is for the rules.

mod classify;
mod image;
mod kind;
mod model;
mod read;
mod sense;
mod sentences;
mod template;

pub use image::image_ref;
pub use kind::Kind;
pub use model::*;
pub use read::read;
pub(crate) use read::{ahead, examine, instant, own};
pub(crate) use sentences::each as each_sentence;
pub(crate) use template::template_of;

use std::sync::Arc;

use crate::dossier::{Platform, Source, SourceId, Unread};
use crate::outline::{self, Outline, Span};
use crate::policy::Limits;

/// A place in a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Which source.
    pub source: SourceId,
    /// Which part of it.
    pub span: Span,
}

/// A value and where it was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Said<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub at: Place,
}

/// Text as written, markup taken off.
pub type Phrase = Said<String>;

/// A dossier that was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The text files, by path; a [`SourceId`] is the index here.
    pub sources: Vec<Arc<Source>>,
    /// The folder that holds every file of the team, without a slash at its end; empty if there is none.
    pub root: String,
    /// What they say.
    pub facts: Facts,
    /// The limits that they were read under.
    pub limits: Limits,
    /// What the engine may ask of the platform.
    pub platform: &'static dyn Platform,
    /// Files that could not be read.
    pub unread: Vec<Unread>,
    /// What happened on the way in.
    pub notices: Vec<String>,
}

impl Reading {
    /// The source of this id.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// The outline of a source, made anew: that of each is let go once it is read.
    pub fn outline(&self, id: SourceId) -> Outline {
        outline::outline(self.source(id), &self.limits)
    }

    /// The source at this path.
    pub fn find(&self, path: &str) -> Option<&Source> {
        self.sources.iter().map(Arc::as_ref).find(|source| source.path == path)
    }
}

impl Facts {
    /// The documents that Holdpoint did not write itself.
    pub fn supplied(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|document| !document.own)
    }

    /// The document of a source.
    pub fn document(&self, id: SourceId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// The filled documents of a kind that count.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(move |document| document.kind == kind && !document.template && !document.outranked)
    }

    /// Whether there is a filled document of this kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.of_kind(kind).next().is_some()
    }

    /// Whether a place lies in a document of this kind.
    pub fn in_kind(&self, place: Place, kind: Kind) -> bool {
        self.document(place.source).kind == kind
    }
}

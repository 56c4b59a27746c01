//! Reading short texts, for the tests of the readers.

use super::document::Doc;
use super::ids::Ids;
use super::{Facts, Kind, describe, said};
use crate::dossier::{Dossier, Source, SourceId};
use crate::facts::sense::Sense;
use crate::outline;
use crate::policy::{Limits, Policy, Profile};
use crate::vocabulary::Lexicon;

/// What a Markdown text says, taken for a document of this kind.
pub(super) fn facts(kind: Kind, text: &str) -> Facts {
    let source = Source::new("document.md".to_owned(), text, String::new());
    let outline = outline::outline(&source, &Limits::default());
    let sense = Sense::of(&outline, Lexicon::standard());
    let policy = Policy::of(Profile::Generic);
    let mut facts = Facts::default();
    describe(SourceId(0), &source, &outline, &sense, &policy, None, &mut facts);
    facts.documents[0].kind = kind;
    said(&Doc::new(SourceId(0), &source, &outline, &sense, kind, &Ids::of(&policy.ids)), None, "", &mut facts);
    facts
}

/// What a dossier of these files says; the files come in the order of their paths.
pub(super) fn dossier(files: &[(&str, &str)]) -> Facts {
    let mut dossier = Dossier::new(Limits::default());
    for (path, text) in files {
        dossier.add(path, text.as_bytes());
    }
    super::read(&dossier, &Policy::of(Profile::Generic)).facts
}

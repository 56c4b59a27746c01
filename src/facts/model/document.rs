//! Documents: what each file is and holds.

use jiff::civil::Date;

use crate::dossier::SourceId;
use crate::facts::{Kind, Phrase, Place};
use crate::vocabulary::Section;

/// One source as a document.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is true of a document or not, whatever the others are")]
pub struct Document {
    /// Which source.
    pub source: SourceId,
    /// What it was taken for.
    pub kind: Kind,
    /// Why.
    pub why: String,
    /// Path of the file.
    pub path: String,
    /// Its title.
    pub title: Option<Phrase>,
    /// An unfilled template: it says what to write, and nothing about a release.
    pub template: bool,
    /// What it says does not count: it lies in a folder of old or unfinished files, and a current file of its kind is there; or it is
    /// another form of a file beside it.
    pub outranked: bool,
    /// Holdpoint wrote it: it says again what other documents say, and counts for nothing.
    pub own: bool,
    /// Of no kind that is known, and in a language whose words are not known: it may be anything.
    pub foreign: bool,
    /// When it was last changed, as it says of itself.
    pub changed: Option<LastChange>,
    /// Its sections.
    pub sections: Vec<SectionFact>,
    /// Parts that could not be read.
    pub problems: Vec<Phrase>,
}

impl Document {
    /// Whether what it says is said of the release.
    pub fn counts(&self) -> bool {
        !self.template && !self.outranked && !self.own
    }

    /// The first section about a subject.
    pub fn section(&self, subject: Section) -> Option<&SectionFact> {
        self.sections.iter().find(|section| section.subject == Some(subject))
    }

    /// The start of the file, to show when a whole document is meant.
    pub fn place(&self) -> Place {
        self.title.as_ref().map_or(Place { source: self.source, ..Place::default() }, |title| title.at)
    }
}

/// When a document was last changed.
#[derive(Clone, Debug)]
pub struct LastChange {
    /// The day.
    pub day: Date,
    /// As written: a line such as `Updated: 2026-12-03`, or a row of the document's history.
    pub text: Phrase,
    /// It is a row of the history, and so says what was changed.
    pub logged: bool,
}

/// A section of a document.
#[derive(Clone, Debug)]
pub struct SectionFact {
    /// Its heading.
    pub title: Phrase,
    /// What it is about, if the heading says so.
    pub subject: Option<Section>,
    /// The number that the heading begins with, such as `2.1`.
    pub number: Option<String>,
    /// Its level: 1 for the title.
    pub level: u8,
    /// Whether it, or a section below it, holds anything but placeholders.
    pub filled: bool,
    /// Whether it, or a section below it, holds a sentence or a cell that can be used, whatever else was left open.
    pub begun: bool,
}

/// Text that was left to be filled in.
#[derive(Clone, Debug)]
pub struct Placeholder {
    /// As written.
    pub text: Phrase,
}

/// An output that a document declares.
#[derive(Clone, Debug)]
pub struct DeclaredOutput {
    /// File name as declared.
    pub name: String,
    /// The line that declares it.
    pub line: Phrase,
}

/// What a document says it is made from.
#[derive(Clone, Debug)]
pub struct DeclaredInputs {
    /// The kinds of documents that it names.
    pub kinds: Vec<Kind>,
    /// The line that declares them.
    pub line: Phrase,
}

/// The sections that a document says it holds.
#[derive(Clone, Debug)]
pub struct DeclaredSections {
    /// Their numbers, ranges counted out: `1`, `2`, `2.1`.
    pub numbers: Vec<String>,
    /// The end of a range, as in `sections 1–12`.
    pub last: Option<u64>,
    /// Subjects that it names instead, with the words.
    pub named: Vec<(String, Section)>,
    /// The line that declares them.
    pub line: Phrase,
}

/// The state that a document gives of itself.
#[derive(Clone, Debug)]
pub struct DocumentState {
    /// As written.
    pub text: Phrase,
    /// That it is done, complete or announced.
    pub finished: bool,
}

/// The name of a variable or a flag in running text.
#[derive(Clone, Debug)]
pub struct NameUse {
    /// Such as `EXPORT_MAX_ROWS`.
    pub name: Phrase,
}

/// That a finding is allowed to stand.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Rule or finding, such as `IX-03`.
    pub rule: String,
    /// What it is allowed for, as the finding names it.
    pub subject: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who allowed it.
    pub by: Option<String>,
    /// Until when, that day included.
    pub until: Option<Date>,
    /// What is missing, of rule, subject, reason, approver and expiry.
    pub missing: Vec<&'static str>,
    /// The row or comment.
    pub at: Place,
}

/// An id or a link, and what it leads to.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The id in capitals, or the target as written.
    pub target: String,
    /// Whether it is a link.
    pub link: bool,
    /// Whether the name of the file that it leads to speaks of going back.
    pub goes_back: bool,
    /// Where the id is defined, or the document that the link leads to; nothing if the dossier holds none.
    pub leads_to: Option<Place>,
    /// The first place of the document that names it.
    pub at: Place,
}

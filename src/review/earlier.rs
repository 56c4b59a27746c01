//! Reports that were made before and lie in the dossier: the review as JSON, or a document that lists the files by digest.

use jiff::Timestamp;
use serde::Serialize;

use super::{Review, Verdict};
use crate::dossier::{Source, SourceId};
use crate::facts::{Reading, own};
use crate::outline::{Block, Row, Table};

/// An earlier report, and the files that it was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Earlier {
    /// Path of the report.
    pub path: String,
    /// The time that it judged at, if it says so.
    pub as_of: Option<Timestamp>,
    /// Its verdict, if it is a review as JSON.
    pub verdict: Option<Verdict>,
    /// The files that it lists.
    #[serde(skip)]
    pub files: Vec<Digested>,
}

/// A file by its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digested {
    /// Path as it was given.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal; none if they were never taken in.
    pub sha256: Option<String>,
    /// Holdpoint wrote it.
    pub own: bool,
}

/// The latest report in what was read; of several of one time the review as JSON.
pub fn earlier(reading: &Reading) -> Option<Earlier> {
    let listed = own(reading).filter_map(|id| listed(reading, id));
    let told = reviews(reading).map(|(id, review)| of_review(&reading.source(id).path, &review));
    listed.chain(told).max_by_key(|report| (report.as_of, report.verdict.is_some()))
}

/// The reviews as JSON in what was read.
pub(crate) fn reviews(reading: &Reading) -> impl Iterator<Item = (SourceId, Review)> {
    own(reading).filter_map(|id| Some((id, serde_json::from_str(&json(reading.source(id))?.text).ok()?)))
}

/// The files that are there.
pub fn present(reading: &Reading) -> Vec<Digested> {
    let read = reading.sources.iter().zip(&reading.facts.documents).map(|(source, document)| Digested {
        path: source.path.clone(),
        sha256: Some(source.sha256.clone()),
        own: document.own,
    });
    let unread = reading.unread.iter().map(|unread| Digested {
        path: unread.path.clone(),
        sha256: unread.sha256.clone(),
        own: false,
    });
    read.chain(unread).collect()
}

fn own(reading: &Reading) -> impl Iterator<Item = SourceId> {
    reading.facts.documents.iter().filter(|document| document.own).map(|document| document.source)
}

fn json(source: &Source) -> Option<&Source> {
    source.text.starts_with('{').then_some(source)
}

fn of_review(path: &str, review: &Review) -> Earlier {
    let files = review.inputs.iter().map(|input| Digested {
        path: input.path.clone(),
        sha256: input.sha256.clone(),
        own: is_own(&input.why),
    });
    Earlier { path: path.to_owned(), as_of: Some(review.as_of), verdict: Some(review.verdict), files: files.collect() }
}

/// A document with a table of files and their whole digests.
fn listed(reading: &Reading, id: SourceId) -> Option<Earlier> {
    let source = reading.source(id);
    if json(source).is_some() || !source.text.contains(COLUMN) {
        return None;
    }
    let outline = reading.outline(id);
    let files: Vec<Digested> = outline.tables().flat_map(|(_, table)| rows(table)).collect();
    let as_of = outline.sections.iter().rev().find_map(|section| section.blocks.iter().rev().find_map(foot));
    (!files.is_empty()).then(|| Earlier { path: source.path.clone(), as_of, verdict: None, files })
}

/// The column of the digests.
const COLUMN: &str = "SHA-256";

/// The rows of a table of digests: the path stands in the first cell.
fn rows(table: &Table) -> impl Iterator<Item = Digested> {
    let column = table.header.iter().position(|name| name.plain == COLUMN);
    let row = move |row: &Row| {
        let digest = row.cells.get(column?)?.plain.trim();
        let whole = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(Digested {
            path: row.cells.first()?.plain.clone(),
            sha256: whole.then(|| digest.to_ascii_lowercase()),
            own: row.cells.iter().any(|cell| is_own(&cell.plain)),
        })
    };
    table.rows.iter().filter_map(row)
}

/// `Written by Holdpoint from 50 files of the dossier, as of 2026-12-07T12:00:00Z, for stage …`.
fn foot(block: &Block) -> Option<Timestamp> {
    let Block::Paragraph(paragraph) = block else { return None };
    let (_, behind) = paragraph.text.plain.strip_prefix(own::FOOT)?.split_once("as of ")?;
    behind.split([',', ' ']).next()?.parse().ok()
}

fn is_own(why: &str) -> bool {
    why.get(..own::WHY.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(own::WHY))
}

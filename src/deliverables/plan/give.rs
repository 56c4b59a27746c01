//! How a document is given back: with its additions, and as a patch.

use std::fmt::Write as _;

use super::diff;
use super::original::{Insertion, Known, Original, settle};
use crate::deliverables::Deliverable;
use crate::deliverables::cite::Clerk;
use crate::deliverables::common;
use crate::deliverables::escape::{Place, escape};
use crate::deliverables::form::{Form, Group};
use crate::dossier::{Encoding, Source, SourceId};
use crate::facts::Document;
use crate::outline;

/// A document of the dossier with what is put in, and the patch; nothing where nothing is.
pub(super) fn given_back(
    form: &Form,
    clerk: &Clerk<'_>,
    id: SourceId,
    mut insertions: Vec<Insertion>,
) -> Vec<Deliverable> {
    if insertions.is_empty() {
        return Vec::new();
    }
    let source = clerk.reading.source(id);
    let original = Original::of(source);
    insertions.sort_by_key(|insertion| insertion.at);
    settle(&mut insertions, original.line_end());
    let file = file_name(clerk, id, original.known);
    let text = || form.named(&file, form.title, original.with(&insertions));
    let patch = || {
        let title = format!("{}, patch", form.title);
        form.named(&format!("{file}.diff"), &title, original.diff(&insertions))
    };
    let remarked = |mut document: Deliverable, remark: String| {
        document.purpose = format!("{} {remark}", document.purpose);
        document
    };
    match original.known {
        Known::Exactly => vec![text(), patch()],
        Known::Extracted(format) => {
            vec![remarked(
                text(),
                format!("The text was taken out of a {format}: put the additions into your own file."),
            )]
        }
        Known::Text(Encoding::Utf8) => {
            vec![remarked(text(), "Line ends may differ from those of your file.".to_owned())]
        }
        Known::Text(encoding) => {
            vec![remarked(text(), format!("Your file is in {}, this one in UTF-8.", encoding.name()))]
        }
        Known::Masked => {
            let remark = "Your file holds secrets, which are masked here: so there is only the patch, which does not touch them.";
            vec![remarked(patch(), remark.to_owned())]
        }
    }
}

/// Whether the headings and tables that are put in are read as such: a fence that nobody closed would swallow them.
pub(super) fn lands(clerk: &Clerk<'_>, id: SourceId, insertions: &[Insertion]) -> bool {
    let source = clerk.reading.source(id);
    let begin = |sign: &str| {
        insertions.iter().flat_map(|put_in| put_in.text.lines()).filter(|line| line.starts_with(sign)).count()
    };
    let text = Original::of(source).with(insertions);
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let mut source = Source::new(source.path.clone(), text, String::new());
    source.extracted = clerk.reading.source(id).extracted;
    let (old, new) = (clerk.outline(id), outline::outline(&source, &clerk.reading.limits));
    new.sections.len() >= old.sections.len() + begin("#")
        && new.tables().count() >= old.tables().count() + begin("|---")
}

/// The file name of a document; with its folders where another file has the same one.
fn file_name(clerk: &Clerk<'_>, id: SourceId, known: Known) -> String {
    let source = clerk.reading.source(id);
    let twins = clerk.reading.sources.iter().filter(|other| other.name() == source.name()).count();
    let name = if twins > 1 { source.path.replace('/', "-") } else { source.name().to_owned() };
    let foreign = crate::deliverables::forms().any(|form| form.group != Group::Plan && form.file == name);
    let name = if foreign { format!("updated-{name}") } else { name };
    if matches!(known, Known::Extracted(_)) { format!("{name}.md") } else { name }
}

/// The additions as a document of their own, for a plan in a format that is not written here.
pub(super) fn beside(form: &Form, clerk: &Clerk<'_>, plan: &Document, insertions: &[Insertion]) -> Vec<Deliverable> {
    if insertions.is_empty() {
        return Vec::new();
    }
    let source = clerk.reading.source(plan.source);
    let path = escape(&source.path, Place::Line);
    let mut text = format!("# Additions to {path}\n\nEach part says behind which line of the plan it belongs.\n");
    for insertion in insertions {
        let (line, _) = source.position(insertion.at as u32);
        let line = if insertion.at >= source.text.len() { source.lines() as u32 } else { line.saturating_sub(1) };
        let body = insertion.text.replace("\r\n", "\n");
        let _ = write!(text, "\nBehind line {line}:\n\n{}\n", body.trim());
    }
    let _ = write!(text, "\n---\n\n{}\n", common::written(clerk));
    vec![form.named(&format!("{}-additions.md", source.name()), form.title, text)]
}

/// A new file of the dossier and the patch that makes it; nothing without lines.
pub(super) fn created(form: &Form, root: &str, path: &str, lines: &[String], about: &str) -> Vec<Deliverable> {
    if lines.is_empty() {
        return Vec::new();
    }
    let mut text = lines.join("\n");
    text.push('\n');
    let change = diff::created(&format!("{root}{path}"), &text, about);
    let title = format!("{}, patch", form.title);
    vec![form.named(path, form.title, text), form.named(&format!("{path}.diff"), &title, change)]
}

/// The folder that all files lie in, with its `/`.
pub(super) fn root(clerk: &Clerk<'_>) -> String {
    let mut paths = clerk.reading.sources.iter().map(|source| source.path.as_str());
    let Some(first) = paths.next() else { return String::new() };
    let mut root = first.rfind('/').map_or("", |end| &first[..=end]);
    for path in paths {
        while !path.starts_with(root) {
            root = root
                .get(..root.len().saturating_sub(1))
                .and_then(|bare| bare.rfind('/'))
                .map_or("", |end| &root[..=end]);
        }
    }
    root.to_owned()
}

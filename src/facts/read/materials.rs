//! Components in tables that people wrote, and artifacts that documents name with a digest.

use super::document::Doc;
use super::{Facts, Kind, Phrase, is_release_document};
use crate::facts::{Artifact, Digest, Material, MaterialOrigin, image_ref};
use crate::outline::{Block, Span};
use crate::vocabulary::Column;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind == Kind::BillOfMaterials {
        components(doc, MaterialOrigin::Table, facts);
    }
    if doc.kind == Kind::Architecture {
        components(doc, MaterialOrigin::Architecture, facts);
    }
    if is_release_document(doc.kind) || super::reports::is_one(doc) {
        artifacts(doc, facts);
    }
}

fn components(doc: &Doc<'_>, origin: MaterialOrigin, facts: &mut Facts) {
    // `Dependency | Version`, of an architecture.
    let first = |grid: &super::grid::Grid<'_>| origin == MaterialOrigin::Architecture && grid.meaning(0).is_none();
    let listed = |grid: &super::grid::Grid<'_>| {
        (first(grid) || grid.has_any(&[Column::Component, Column::Name, Column::Artifact]))
            && grid.has_any(&[Column::Version, Column::Licence, Column::Hash])
            && (origin == MaterialOrigin::Table || grid.has(Column::Version))
    };
    for grid in doc.grids().filter(listed) {
        for row in &grid.table.rows {
            let named = [Column::Component, Column::Name, Column::Artifact];
            let unnamed = || Some(grid.nth(row, 0)).filter(|cell| first(&grid) && cell.is_stated());
            let Some(name) = named.iter().find_map(|column| grid.stated(row, *column)).or_else(unnamed) else {
                continue;
            };
            let version = grid.stated(row, Column::Version);
            let mut material = Material::new(origin, name, version, grid.row(row));
            material.licences.extend(grid.stated(row, Column::Licence).map(|cell| cell.value));
            material.digests.extend(grid.stated(row, Column::Hash).map(|cell| Digest::of(&cell.value)));
            facts.materials.push(material);
        }
    }
}

/// Digests, each with the image or file that stands beside it.
fn artifacts(doc: &Doc<'_>, facts: &mut Facts) {
    for block in doc.outline.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) => in_text(doc, &paragraph.text.plain, paragraph.text.span, facts),
            Block::Item(item) => in_text(doc, &item.text.plain, item.text.span, facts),
            Block::Code(code) => in_code(doc, code.span, facts),
            Block::Table(table) => {
                for row in table.rows.iter().filter(|row| row.cells.iter().any(|cell| cell.plain.contains(SHA))) {
                    let whole: Vec<&str> = row.cells.iter().map(|cell| cell.plain.as_str()).collect();
                    in_text(doc, &whole.join(" "), row.span, facts);
                }
            }
        }
    }
    let rows = facts.deployments.iter().filter_map(|row| row.artifact.as_ref());
    let images = rows.filter(|artifact| artifact.at.source == doc.id && !artifact.value.contains(SHA));
    let found: Vec<Artifact> = images.filter_map(from_image).collect();
    facts.artifacts.extend(found);
}

fn from_image(text: &Phrase) -> Option<Artifact> {
    let image = image_ref(&text.value).filter(|image| image.tag.is_some())?;
    Some(Artifact { name: Some(format!("{}:{}", image.repository, image.tag?)), digest: None, at: text.at })
}

const SHA: &str = "sha256:";

fn in_code(doc: &Doc<'_>, span: Span, facts: &mut Facts) {
    let mut start = span.start;
    for line in doc.source.slice(span).split_inclusive('\n') {
        let end = start + line.len() as u32;
        in_text(doc, line, Span { start, end: start + line.trim_end().len() as u32 }, facts);
        start = end;
    }
}

/// The digests of a text; the word before one, or the first that looks like a file or an image, is its artifact.
fn in_text(doc: &Doc<'_>, text: &str, span: Span, facts: &mut Facts) {
    let mut from = 0;
    for (at, _) in text.match_indices(SHA) {
        let body = text[at + SHA.len()..].bytes().take_while(u8::is_ascii_hexdigit).count();
        if body < 12 {
            continue;
        }
        let before = text.get(from..at).unwrap_or_default();
        let end = at + SHA.len() + body;
        from = end;
        let digest = text.get(at..end).map(str::to_ascii_lowercase);
        facts.artifacts.push(Artifact { name: name(before), digest, at: doc.place(span) });
    }
}

fn name(before: &str) -> Option<String> {
    let bare =
        |word: &str| word.trim_matches(|mark: char| !(mark.is_alphanumeric() || matches!(mark, '_' | '/'))).to_owned();
    // `image@sha256:…`
    if let Some(image) = before.strip_suffix('@') {
        let word =
            image.rsplit(|letter: char| letter.is_whitespace() || matches!(letter, '`' | '"' | '\'' | '|')).next()?;
        return Some(bare(word)).filter(|word| !word.is_empty());
    }
    let words = before.rsplit(|letter: char| letter.is_whitespace() || letter == '|');
    let is_name = |word: &String| {
        word.contains(['.', '/', ':']) && word.len() > 3 && !word.starts_with(|first: char| first.is_ascii_digit())
    };
    words.take(24).map(bare).find(is_name)
}

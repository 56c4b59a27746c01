//! Word documents.

mod body;
mod inline;
mod numbering;
mod styles;
mod table;

use super::Extract;
use super::blocks::Block;
use super::package::{Package, Relation};
use super::write;
use super::xml::{self, attribute, first, named};
use body::Reader;
use numbering::Numbering;
use styles::Styles;

/// Takes the text out of the document whose main part is at `path`.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Extract, String> {
    let relations = package.relations(path)?;
    let text = package.part(path)?.unwrap_or_default();
    let document = xml::parse(&text, package.limits)?;
    let styles = side_part(package, &relations, "/styles")?;
    let numbering = side_part(package, &relations, "/numbering")?;
    let styles = Styles::read(&styles, package.limits)?;
    let numbering = Numbering::read(&numbering, package.limits)?;
    let mut reader = Reader::new(&styles, &numbering, package.limits);
    if let Some(body) = first(document.root_element(), "body") {
        reader.blocks(body);
    }
    reader.finish_headings();
    for (kind, element, mark) in [("/footnotes", "footnote", ""), ("/endnotes", "endnote", "e")] {
        let text = side_part(package, &relations, kind)?;
        notes(&text, element, mark, &mut reader)?;
    }
    let pictures = reader.pictures;
    let notices = match pictures {
        0 => Vec::new(),
        1 => vec!["its picture was left out; only text is read".to_owned()],
        _ => vec![format!("its {pictures} pictures were left out; only text is read")],
    };
    let text = write::markdown(&reader.found, package.limits)?;
    Ok(Extract { text, format: "Word document", notices })
}

/// A part beside the main one; empty if there is none.
fn side_part(package: &mut Package<'_>, relations: &[Relation], kind: &str) -> Result<String, String> {
    let Some(relation) = relations.iter().find(|relation| relation.kind.ends_with(kind)) else {
        return Ok(String::new());
    };
    Ok(package.part(&relation.target)?.unwrap_or_default())
}

fn notes(text: &str, element: &'static str, mark: &str, reader: &mut Reader<'_>) -> Result<(), String> {
    if text.is_empty() {
        return Ok(());
    }
    let document = xml::parse(text, reader.limits)?;
    for note in named(document.root_element(), element) {
        let name = format!("{mark}{}", attribute(note, "id").unwrap_or_default());
        if reader.notes.contains(&name) {
            let text = reader.flat(note);
            reader.found.push(Block::Note(name, text));
        }
    }
    Ok(())
}

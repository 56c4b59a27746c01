//! Excel workbooks.

mod cells;
mod form;
mod layout;
mod styles;

use super::blocks::Block;
use super::package::Package;
use super::xml::{self, attribute, first, named};
use super::{Extract, write};
use cells::Reader;
use styles::Styles;

/// Takes the text out of the workbook whose main part is at `path`: a section for each sheet that can be seen.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Extract, String> {
    let relations = package.relations(path)?;
    let mut part_of = |kind: &str| match relations.iter().find(|relation| relation.kind.ends_with(kind)) {
        Some(relation) => package.part(&relation.target).map(Option::unwrap_or_default),
        None => Ok(String::new()),
    };
    let (styles, shared) = (part_of("/styles")?, part_of("/sharedStrings")?);
    let text = package.part(path)?.unwrap_or_default();
    let workbook = xml::parse(&text, package.limits)?;
    let root = workbook.root_element();
    let from_1904 = first(root, "workbookPr").and_then(|properties| attribute(properties, "date1904"));
    let styles = Styles::read(&styles, matches!(from_1904, Some("1" | "true")), package.limits)?;
    let strings = cells::strings(&shared, package.limits)?;
    let mut reader = Reader::new(&styles, &strings, package.limits);
    let mut blocks = Vec::new();
    let mut notices = Vec::new();
    for sheet in named(root, "sheets").flat_map(|sheets| named(sheets, "sheet")) {
        let title = attribute(sheet, "name").unwrap_or_default();
        let id = attribute(sheet, "id");
        let relation = relations.iter().find(|relation| Some(relation.id.as_str()) == id);
        let Some(relation) = relation.filter(|relation| relation.kind.ends_with("/worksheet")) else { continue };
        if matches!(attribute(sheet, "state"), Some("hidden" | "veryHidden")) {
            notices.push(format!("its sheet “{title}” is hidden and was not read"));
            continue;
        }
        let Some(text) = package.part(&relation.target)? else { continue };
        let document = xml::parse(&text, package.limits)?;
        blocks.push(Block::Heading(2, title.to_owned()));
        layout::blocks(reader.sheet(document.root_element(), title)?, &mut blocks);
    }
    notices.append(&mut reader.notices);
    let text = write::markdown(&blocks, package.limits)?;
    Ok(Extract { text, format: "Excel workbook", notices })
}

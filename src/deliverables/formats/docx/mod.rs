//! A document for word processors: WordprocessingML (ECMA-376), written part by part. The same document gives the same bytes:
//! nothing in it is dated.

mod body;
mod numbering;
mod runs;
mod table;
mod xml;

use super::super::archive;
use super::super::files::File;
use super::events::{events, heading, is_wide};
use crate::deliverables::Deliverable;
use body::Body;

/// The namespace of WordprocessingML.
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PROLOG: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = include_str!("parts/types.xml");
const PACKAGE: &str = include_str!("parts/package.xml");
const RELATIONS: &str = include_str!("parts/relations.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const FOOTER: &str = include_str!("parts/footer.xml");

/// Twentieths of a point: A4, and its margins of 2 cm.
const SHORT_SIDE: usize = 11_906;
const LONG_SIDE: usize = 16_838;
const MARGIN: usize = 1_134;

/// The file.
pub(super) fn file(document: &Deliverable, language: &str) -> Vec<u8> {
    let events = events(&document.text);
    let landscape = is_wide(&events);
    let (width, height) = if landscape { (LONG_SIDE, SHORT_SIDE) } else { (SHORT_SIDE, LONG_SIDE) };
    let body = Body::of(&events, width - 2 * MARGIN);
    let title = xml::escape(&heading(&events).unwrap_or_else(|| document.title.clone()));
    let turned = if landscape { " w:orient=\"landscape\"" } else { "" };
    let text = format!(
        "<w:document xmlns:w=\"{NAMESPACE}\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{}\
         <w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
         <w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"567\" \
         w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        body.xml
    );
    let properties = format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:creator>Holdpoint</dc:creator>\
         <dc:language>{language}</dc:language></cp:coreProperties>"
    );
    let styles = STYLES.replace("{language}", language).replace("{eastern}", eastern(language));
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", PACKAGE.to_owned()),
        ("docProps/core.xml", properties),
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", RELATIONS.to_owned()),
        ("word/styles.xml", styles),
        ("word/numbering.xml", body.numbering.part()),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/footer1.xml", FOOTER.to_owned()),
    ];
    let parts = parts.map(|(name, part)| File { name: name.to_owned(), bytes: format!("{PROLOG}{part}").into_bytes() });
    archive::zip(&parts)
}

/// The language of the letters that Chinese and Japanese share, for they are drawn differently.
fn eastern(language: &str) -> &'static str {
    if language == "zh" { "zh-CN" } else { "ja-JP" }
}

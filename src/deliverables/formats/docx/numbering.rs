//! The lists of a document: one definition of bullets, one of numbers, and an instance for each numbered list, so that each
//! begins where it says.

use std::fmt::Write as _;

use super::NAMESPACE;

/// Levels that a list has.
pub(super) const LEVELS: usize = 9;
/// How far each level is moved in, in twentieths of a point.
pub(super) const STEP: usize = 360;
/// The instance of the bullets.
pub(super) const BULLETS: usize = 1;

/// The instances so far.
#[derive(Default)]
pub(super) struct Numbering {
    /// Level and first number of each numbered list; the first of them is instance 2.
    numbered: Vec<(usize, u64)>,
}

impl Numbering {
    /// A numbered list at a level; returns its instance.
    pub(super) fn numbered(&mut self, level: usize, start: u64) -> usize {
        self.numbered.push((level, start));
        BULLETS + self.numbered.len()
    }

    /// The part of the file.
    pub(super) fn part(&self) -> String {
        let mut xml = format!("<w:numbering xmlns:w=\"{NAMESPACE}\">");
        definition(0, &mut xml, |level| ("bullet", ["•", "◦", "▪"][level % 3].to_owned()));
        definition(1, &mut xml, |level| ("decimal", format!("%{}.", level + 1)));
        let _ = write!(xml, "<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>");
        for (at, (level, start)) in self.numbered.iter().enumerate() {
            // Word knows no number beyond that of 32 bits.
            let start = (*start).min(32_767);
            let _ = write!(
                xml,
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{level}\">\
                 <w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>",
                BULLETS + 1 + at
            );
        }
        xml.push_str("</w:numbering>");
        xml
    }
}

fn definition(id: usize, xml: &mut String, form: impl Fn(usize) -> (&'static str, String)) {
    let _ = write!(xml, "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>");
    for level in 0..LEVELS {
        let (format, text) = form(level);
        let left = (level + 1) * STEP;
        let _ = write!(
            xml,
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{STEP}\"/></w:pPr></w:lvl>"
        );
    }
    xml.push_str("</w:abstractNum>");
}

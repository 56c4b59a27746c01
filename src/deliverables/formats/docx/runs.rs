//! The runs of a paragraph: pieces of text of one look.

use super::xml;

/// The runs that were written, and how the next one looks.
#[derive(Default)]
pub(super) struct Runs {
    /// The runs as XML.
    pub(super) xml: String,
    /// What they say.
    pub(super) text: String,
    /// How many marks of each look are open.
    pub(super) bold: usize,
    pub(super) italic: usize,
    pub(super) struck: usize,
}

impl Runs {
    /// Adds text.
    pub(super) fn push(&mut self, text: &str) {
        self.run("", text);
    }

    /// Adds text as code.
    pub(super) fn code(&mut self, text: &str) {
        self.run("<w:rStyle w:val=\"CodeText\"/>", text);
    }

    /// Adds the number of a note.
    pub(super) fn raised(&mut self, text: &str) {
        self.run_behind("", "<w:vertAlign w:val=\"superscript\"/>", text);
    }

    /// Begins a new line.
    pub(super) fn line(&mut self) {
        self.xml.push_str("<w:r><w:br/></w:r>");
        self.text.push(' ');
    }

    /// Puts a mark in front of what is written.
    pub(super) fn mark(mark: &str) -> String {
        format!("<w:r><w:t>{mark}</w:t></w:r><w:r><w:tab/></w:r>")
    }

    /// Takes what is written: the XML, and what it says.
    pub(super) fn take(&mut self) -> (String, String) {
        (std::mem::take(&mut self.xml), std::mem::take(&mut self.text))
    }

    /// Whether nothing is written.
    pub(super) fn is_empty(&self) -> bool {
        self.xml.is_empty()
    }

    fn run(&mut self, style: &str, text: &str) {
        self.run_behind(style, "", text);
    }

    fn run_behind(&mut self, style: &str, raised: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        self.xml.push_str("<w:r>");
        let marks = [(self.bold, "<w:b/>"), (self.italic, "<w:i/>"), (self.struck, "<w:strike/>")];
        let looks: String = marks.iter().filter(|(open, _)| *open > 0).map(|(_, mark)| *mark).collect();
        if !(style.is_empty() && looks.is_empty() && raised.is_empty()) {
            self.xml.push_str("<w:rPr>");
            self.xml.push_str(style);
            self.xml.push_str(&looks);
            self.xml.push_str(raised);
            self.xml.push_str("</w:rPr>");
        }
        self.xml.push_str("<w:t xml:space=\"preserve\">");
        xml::push(&mut self.xml, text);
        self.xml.push_str("</w:t></w:r>");
    }
}

//! The outline: one format-neutral tree for every file. Documents, tables, data and settings all end here, each part with
//! its span, so that nothing to the right of this room knows a format.

mod anchors;
mod asciidoc;
mod boxes;
mod csv;
mod detect;
mod dotenv;
mod field;
mod hcl;
mod html;
mod inline;
mod json;
mod lines;
pub(crate) mod markdown;
mod marks;
mod node;
mod prose;
mod rst;
mod settings;
#[cfg(test)]
mod shown;
mod template;
mod toml;
mod unit;
mod writer;
mod xml;
mod yaml;

pub use boxes::DRAWN_BOXES;
pub use detect::format;
pub use node::{Node, Value};
pub use prose::{Alert, Block, Code, Field, Item, Link, Paragraph, Row, Section, Table};

use crate::dossier::Source;
use crate::policy::Limits;

/// Bytes `start..end` of a source's text, on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Span {
    /// The span of `range`.
    pub fn of(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    /// The bytes as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Text as a reader sees it, markup taken off, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Without markup, white space folded, trimmed.
    pub plain: String,
    /// Where it was written, markup included.
    pub span: Span,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CommonMark with GFM tables and task lists.
    Markdown,
    /// A web page, or the storage format of a wiki.
    Html,
    /// reStructuredText.
    Rst,
    /// `AsciiDoc`.
    Asciidoc,
    /// One table, its cells apart by commas, semicolons or tabs.
    Csv,
    /// One or more YAML documents.
    Yaml,
    /// JSON, comments tolerated.
    Json,
    /// XML.
    Xml,
    /// TOML.
    Toml,
    /// `key=value` lines, perhaps below `[section]`s.
    Properties,
    /// `type: command` lines.
    Procfile,
    /// `KEY=value` lines.
    Dotenv,
    /// Blocks and attributes of Terraform and Nomad.
    Hcl,
    /// Sections and `Key=value` lines of systemd.
    Unit,
    /// Text of no known structure.
    Plain,
}

/// One `KEY=value` line of a dotenv file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub key: Text,
    /// The value, quotes taken off; empty if nothing follows `=`.
    pub value: Text,
    /// The comment at the end of the line or on the lines right above.
    pub comment: Option<Text>,
    /// `# KEY=value`: named, but switched off.
    pub commented_out: bool,
    /// The whole line.
    pub span: Span,
}

/// What stands in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// How the file is written.
    pub format: Format,
    /// Documents: the sections in order. The first has no title and holds what stands before the first heading. A CSV file
    /// is one section with one table.
    pub sections: Vec<Section>,
    /// Data: one tree for each document of the file.
    pub nodes: Vec<Node>,
    /// Dotenv: the lines.
    pub entries: Vec<Entry>,
    /// Documents: where they lead.
    pub links: Vec<Link>,
    /// Documents: the pictures that they show.
    pub images: Vec<Link>,
    /// Documents: names that links can lead to beside the headings, such as `<a id="x">`.
    pub names: Vec<Text>,
    /// The file is written for a template engine: `{{ … }}`, `<% … %>`, `{% … %}`. What only the engine knows is
    /// [`Value::Template`].
    pub template: bool,
    /// Parts that could not be read, with the reason.
    pub problems: Vec<Problem>,
}

/// A part that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, in plain words.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl Outline {
    fn new(format: Format) -> Self {
        Self {
            format,
            sections: Vec::new(),
            nodes: Vec::new(),
            entries: Vec::new(),
            links: Vec::new(),
            images: Vec::new(),
            names: Vec::new(),
            template: false,
            problems: Vec::new(),
        }
    }

    /// Every table, in order, with its section.
    pub fn tables(&self) -> impl Iterator<Item = (&Section, &Table)> {
        self.sections.iter().flat_map(|section| {
            section.blocks.iter().filter_map(move |block| match block {
                Block::Table(table) => Some((section, table)),
                _ => None,
            })
        })
    }

    /// Every `Key: value` line, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// Titles from the top of the document down to section `index`, that section's own title last.
    pub fn path(&self, index: usize) -> Vec<&Text> {
        let mut titles: Vec<&Text> = self.upward(index).collect();
        titles.reverse();
        titles
    }

    /// The same from section `index` up to the top.
    pub fn upward(&self, index: usize) -> impl Iterator<Item = &Text> {
        let above = |section: &&Section| section.parent.and_then(|at| self.sections.get(at));
        std::iter::successors(self.sections.get(index), above).map(|section| &section.title)
    }

    /// Section `index` and every section below it.
    pub fn branch(&self, index: usize) -> &[Section] {
        let Some(top) = self.sections.get(index) else { return &[] };
        let end = self.sections[index + 1..]
            .iter()
            .position(|section| section.level <= top.level)
            .map_or(self.sections.len(), |offset| index + 1 + offset);
        &self.sections[index..end]
    }
}

/// Reads a source by its name and its content.
pub fn outline(source: &Source, limits: &Limits) -> Outline {
    let text = source.text.as_str();
    match format(source) {
        Format::Markdown => markdown::read(text, limits),
        Format::Html => html::read(text, limits),
        Format::Rst => rst::read(text),
        Format::Asciidoc => asciidoc::read(text),
        Format::Csv => csv::read(text, limits),
        Format::Yaml => yaml::read(text, limits),
        Format::Json => json::read(text, limits),
        Format::Xml => xml::read(text, limits),
        Format::Toml => toml::read(text, limits),
        Format::Properties => settings::properties(text),
        Format::Procfile => settings::procfile(text),
        Format::Dotenv => dotenv::read(text),
        Format::Hcl => hcl::read(text, limits),
        Format::Unit => unit::read(text),
        Format::Plain => Outline::new(Format::Plain),
    }
}

/// Reads YAML that stands inside a value, such as a patch; everything in it has the place of that value.
pub fn embedded(text: &str, at: Span) -> Vec<Node> {
    let mut nodes = yaml::read(text, &Limits::default()).nodes;
    for node in &mut nodes {
        node.move_to(at);
    }
    nodes
}

//! What the styles of a document say about its paragraphs.

use std::collections::BTreeMap;

use super::super::xml::{self, attribute, first, named, number, switch, value};
use crate::policy::Limits;

/// The styles by id.
#[derive(Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

#[derive(Default)]
struct Style {
    /// In lower case; Word writes those it knows in English in every language.
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    list: Option<(String, Option<usize>)>,
    bold: Option<bool>,
}

/// What a paragraph of a style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The title of the document.
    Title,
    /// A heading of this level, from 1.
    Heading(usize),
    /// A line of the table of contents.
    Contents,
    /// Program text.
    Code,
    /// A bullet or a number, at this level, that the style gives.
    List { level: usize, ordered: bool },
    /// Anything else.
    Text,
}

/// Longest chain of styles that are based on one another; more is a loop.
const CHAIN: usize = 16;

impl Styles {
    pub(super) fn read(text: &str, limits: &Limits) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let document = xml::parse(text, limits)?;
        let styles = named(document.root_element(), "style").filter_map(|style| {
            let id = attribute(style, "styleId")?.to_owned();
            let paragraph = first(style, "pPr");
            let list = paragraph.and_then(|paragraph| first(paragraph, "numPr")).and_then(|list| {
                let level = first(list, "ilvl").and_then(|level| number(level, "val"));
                Some((value(list, "numId")?.to_owned(), level))
            });
            let outline = paragraph.and_then(|paragraph| number(first(paragraph, "outlineLvl")?, "val"));
            Some((
                id,
                Style {
                    name: value(style, "name").unwrap_or_default().to_lowercase(),
                    based_on: value(style, "basedOn").map(str::to_owned),
                    outline,
                    list,
                    bold: first(style, "rPr").and_then(|run| switch(run, "b")),
                },
            ))
        });
        Ok(Self(styles.collect()))
    }

    /// What a paragraph of the style is; by its name or outline level, or those of the styles that it is based on.
    pub(super) fn role(&self, id: &str) -> Role {
        let known = self.chain(id).find_map(|style| {
            style.outline.filter(|level| *level < 9).map(|level| Role::Heading(level + 1)).or_else(|| role(&style.name))
        });
        known.or_else(|| role(&spaced(id))).unwrap_or(Role::Text)
    }

    /// The numbering that the style gives: its id, and the level if it says one.
    pub(super) fn list(&self, id: &str) -> Option<(&str, Option<usize>)> {
        self.chain(id).find_map(|style| style.list.as_ref()).map(|(list, level)| (list.as_str(), *level))
    }

    /// Whether the style is bold.
    pub(super) fn bold(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.bold).unwrap_or_default()
    }

    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        std::iter::successors(self.0.get(id), |style| self.0.get(style.based_on.as_ref()?)).take(CHAIN)
    }
}

/// `heading 1` for `Heading1`, as the style's name would be.
fn spaced(id: &str) -> String {
    let id = id.to_lowercase();
    let digits = id.len() - id.trim_end_matches(|character: char| character.is_ascii_digit()).len();
    let (word, number) = id.split_at(id.len() - digits);
    format!("{word} {number}").trim().to_owned()
}

/// The word for a heading in documents whose styles are not named in English: those of other office programs, and files
/// without styles.
const HEADINGS: [&str; 14] = [
    "heading",
    "überschrift",
    "berschrift",
    "titre",
    "título",
    "titulo",
    "ttulo",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "nagłówek",
    "заголовок",
    "見出し",
];

fn role(name: &str) -> Option<Role> {
    let word = name.trim_end_matches(|character: char| character.is_ascii_digit()).trim_end();
    let level = name[word.len()..].trim().parse::<usize>().ok();
    match (word, level) {
        ("title" | "titel", None) => Some(Role::Title),
        ("toc heading" | "table of figures", _) | ("toc" | "contents", Some(_)) => Some(Role::Contents),
        ("list bullet", level) => Some(Role::List { level: level.unwrap_or(1).clamp(1, 9) - 1, ordered: false }),
        ("list number", level) => Some(Role::List { level: level.unwrap_or(1).clamp(1, 9) - 1, ordered: true }),
        (word, Some(level)) if HEADINGS.contains(&word) && (1..=9).contains(&level) => Some(Role::Heading(level)),
        (word, _) => ["code", "preformatted", "console", "quelltext", "macro text"]
            .iter()
            .any(|code| word.contains(code))
            .then_some(Role::Code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_many_ways() {
        let text = r#"<w:styles xmlns:w="w">
            <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
            <w:style w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift1"/></w:style>
            <w:style w:styleId="Own"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
            <w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
            <w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>
            <w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
        </w:styles>"#;
        let styles = Styles::read(text, &Limits::default()).expect("it is XML");
        for (id, wanted) in [
            ("berschrift1", Role::Heading(1)),
            ("Kapitel", Role::Heading(1)),
            ("Own", Role::Heading(3)),
            ("A", Role::Text),
            ("TOC1", Role::Contents),
            ("Heading2", Role::Heading(2)),
            ("Titre3", Role::Heading(3)),
            ("ListBullet", Role::Text),
            ("SourceCode", Role::Code),
        ] {
            assert_eq!(styles.role(id), wanted, "{id}");
        }
    }
}

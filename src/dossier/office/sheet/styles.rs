//! The styles of cells: how their numbers are shown, and whether they are bold.

use std::collections::BTreeMap;

use super::super::xml::{self, attribute, first, named, number, switch};
use super::form::Form;
use crate::policy::Limits;

/// The styles, by index.
#[derive(Default)]
pub(super) struct Styles {
    styles: Vec<(Form, bool)>,
    /// Days are counted from 1904, as old workbooks of the Macintosh do.
    pub(super) from_1904: bool,
}

impl Styles {
    pub(super) fn read(text: &str, from_1904: bool, limits: &Limits) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self { styles: Vec::new(), from_1904 });
        }
        let document = xml::parse(text, limits)?;
        let root = document.root_element();
        let own: BTreeMap<u32, Form> = named(root, "numFmts")
            .flat_map(|forms| named(forms, "numFmt"))
            .filter_map(|form| Some((number(form, "numFmtId")?, Form::of_code(attribute(form, "formatCode")?))))
            .collect();
        let fonts: Vec<bool> = named(root, "fonts")
            .flat_map(|fonts| named(fonts, "font"))
            .map(|font| switch(font, "b").unwrap_or_default())
            .collect();
        let styles = first(root, "cellXfs").into_iter().flat_map(|styles| named(styles, "xf")).map(|style| {
            let id = number(style, "numFmtId").unwrap_or_default();
            let font = number::<usize>(style, "fontId").and_then(|font| fonts.get(font));
            (own.get(&id).cloned().unwrap_or_else(|| Form::built_in(id)), font.copied().unwrap_or_default())
        });
        Ok(Self { styles: styles.collect(), from_1904 })
    }

    /// How a style shows numbers.
    pub(super) fn form(&self, style: usize) -> Form {
        self.styles.get(style).map(|(form, _)| form.clone()).unwrap_or_default()
    }

    /// Whether a style is bold.
    pub(super) fn is_bold(&self, style: usize) -> bool {
        self.styles.get(style).is_some_and(|(_, bold)| *bold)
    }
}

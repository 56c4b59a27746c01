//! The lists of a document: which are numbered, and where their numbers begin.

use std::collections::BTreeMap;

use super::super::xml::{self, attribute, first, named, number, value};
use crate::policy::Limits;

/// Levels that a list has.
pub(super) const LEVELS: usize = 9;

/// The lists by id, each with its levels.
#[derive(Default)]
pub(super) struct Numbering(BTreeMap<String, Vec<Level>>);

/// One level of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// Numbered, and not only marked.
    pub(super) ordered: bool,
    /// The first number.
    pub(super) start: u64,
}

impl Numbering {
    pub(super) fn read(text: &str, limits: &Limits) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let document = xml::parse(text, limits)?;
        let root = document.root_element();
        let forms: BTreeMap<&str, Vec<Level>> = named(root, "abstractNum")
            .filter_map(|form| {
                Some((attribute(form, "abstractNumId")?, named(form, "lvl").take(LEVELS).map(level).collect()))
            })
            .collect();
        let lists = named(root, "num").filter_map(|list| {
            let mut levels = forms.get(value(list, "abstractNumId")?)?.clone();
            for change in named(list, "lvlOverride") {
                let at = number::<usize>(change, "ilvl").and_then(|at| levels.get_mut(at));
                let start = first(change, "startOverride").and_then(|start| number(start, "val"));
                if let (Some(level), Some(start)) = (at, start) {
                    level.start = start;
                }
            }
            Some((attribute(list, "numId")?.to_owned(), levels))
        });
        Ok(Self(lists.collect()))
    }

    /// A level of a list. `None` if there is no such list, as for `0`, which takes a paragraph out of its list.
    pub(super) fn level(&self, list: &str, level: usize) -> Option<Level> {
        let levels = self.0.get(list)?;
        Some(levels.get(level).copied().unwrap_or(Level { ordered: false, start: 1 }))
    }
}

fn level(level: roxmltree::Node<'_, '_>) -> Level {
    let form = value(level, "numFmt").unwrap_or("decimal");
    let start = first(level, "start").and_then(|start| number(start, "val")).unwrap_or(1);
    Level { ordered: !matches!(form, "bullet" | "none"), start }
}

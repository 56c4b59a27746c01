//! Paths as a reader wants them: without the folder that holds the whole dossier, which is named once at the foot.

use std::collections::BTreeSet;

use super::{Deliverable, Group};
use crate::facts::Reading;

/// The folder that holds every file, and what lies right below it.
pub(super) struct Root<'a> {
    folder: &'a str,
    below: BTreeSet<&'a str>,
}

impl<'a> Root<'a> {
    /// That of a reading, if its files have one.
    pub(super) fn of(reading: &'a Reading) -> Option<Self> {
        let folder = Some(reading.root.as_str()).filter(|folder| !folder.is_empty())?;
        let inside = reading.sources.iter().filter_map(|source| source.path.strip_prefix(folder)?.strip_prefix('/'));
        let below = inside.filter_map(|path| path.split('/').next()).collect();
        Some(Self { folder, below })
    }

    /// A document with the folder left out of its paths, and named at its foot. The team's own documents stay as they are, and so
    /// does what programs read.
    pub(super) fn left_out(&self, document: Deliverable) -> Deliverable {
        if document.group == Group::Plan || !document.name.ends_with(".md") {
            return document;
        }
        let text = self.shorten(&document.text);
        if text.len() == document.text.len() {
            return document;
        }
        let text = format!("{} Paths are those below `{}`.\n", text.trim_end(), self.folder);
        Deliverable { text, ..document }
    }

    fn shorten(&self, text: &str) -> String {
        let wanted = format!("{}/", self.folder);
        let mut short = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(&wanted) {
            let (before, behind) = (&rest[..at], &rest[at + wanted.len()..]);
            short.push_str(before);
            if !(begins_path(&short) && self.holds(behind)) {
                short.push_str(&wanted);
            }
            rest = behind;
        }
        short.push_str(rest);
        short
    }

    /// Whether a path goes on with something that lies in the folder. A hyphen or an underscore may be disarmed in Markdown.
    fn holds(&self, behind: &str) -> bool {
        let end = behind.find(|sign: char| sign.is_whitespace() || "/:;,|)`".contains(sign)).unwrap_or(behind.len());
        let first = behind.get(..end).unwrap_or_default().replace('\\', "");
        self.below.contains(first.as_str())
    }
}

/// Whether what stands before a path is no part of it.
fn begins_path(before: &str) -> bool {
    before.chars().next_back().is_none_or(|sign| sign.is_whitespace() || "(`|\"'".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_the_dossier_lose_their_folder() {
        let root = Root { folder: "d", below: BTreeSet::from(["plan.md", "k8s", "a_b.md"]) };
        for (text, wanted) in [
            ("See (d/plan.md:3; d/k8s/web.yaml:4).", "See (plan.md:3; k8s/web.yaml:4)."),
            ("and/or d/other.md, /d/plan.md, bad/plan.md", "and/or d/other.md, /d/plan.md, bad/plan.md"),
            ("`d/plan.md` | d/a\\_b.md:1 |", "`plan.md` | a\\_b.md:1 |"),
        ] {
            assert_eq!(root.shorten(text), wanted);
        }
    }
}

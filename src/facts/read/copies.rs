//! Files that say again what another file says: those of a pack that lies beside what it was made from, and a document in another
//! format beside the same in Markdown. Both would be read twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::own;
use crate::dossier::Source;
use crate::facts::{Document, Kind};

/// The documents that every pack holds, and by which its folder is known.
const MARKS: [&str; 2] = ["readiness-report.md", "review.json"];
const TEXTS: [&str; 5] = [".md", ".markdown", ".adoc", ".rst", ".txt"];
const FORMS: [&str; 4] = [".html", ".htm", ".docx", ".odt"];
/// Characters at the begin of a file in which its title stands.
const HEAD: usize = 2_000;

/// Why a file is taken for a copy.
pub(super) enum Copy {
    /// A pack holds it; the original lies elsewhere, at this path.
    OfPack(String),
    /// It is another form of the file at this path.
    Rendition(String),
}

impl Copy {
    /// Takes a document out of what counts.
    pub(super) fn mark(&self, document: &mut Document) {
        match self {
            Self::OfPack(original) => {
                document.kind = Kind::OtherDocument;
                document.why = format!("{}; `{original}` counts", own::WHY);
                document.own = true;
            }
            Self::Rendition(original) => {
                document.outranked = true;
                document.why = format!("another form of `{original}`, which counts in its place");
            }
        }
    }
}

/// The copies among the sources, by index.
pub(super) fn find(sources: &[Arc<Source>]) -> BTreeMap<usize, Copy> {
    let packs = packs(sources);
    let in_pack = |source: &Source| packs.iter().any(|pack| below(&source.path, pack));
    let originals: BTreeMap<&str, &str> = if packs.is_empty() {
        BTreeMap::new()
    } else {
        let other = sources.iter().filter(|source| !in_pack(source) && !own::is_own(source));
        other.map(|source| (source.name(), source.path.as_str())).collect()
    };
    // What the team made of a document of the pack is the team's.
    let theirs = sources.iter().filter(|source| !own::is_own(source));
    let texts: BTreeMap<&str, &Source> =
        theirs.filter_map(|source| Some((stem(&source.path, &TEXTS)?, &**source))).collect();
    let copy = |source: &Source| {
        let twin = || texts.get(stem(&source.path, &FORMS)?).filter(|text| same_title(text, source));
        if in_pack(source) {
            let known = |name: &str| originals.get(name.strip_prefix("updated-").unwrap_or(name));
            if let Some(original) = given_back(source.name()).iter().find_map(|name| known(name)) {
                return Some(Copy::OfPack((*original).to_owned()));
            }
        }
        Some(Copy::Rendition(twin()?.path.clone()))
    };
    let found = sources.iter().enumerate().filter(|(_, source)| !own::is_own(source));
    found.filter_map(|(index, source)| Some((index, copy(source)?))).collect()
}

/// The names of the documents that a file of a pack may give back: as it is, as a patch, as a page or for a word processor.
fn given_back(name: &str) -> Vec<String> {
    let patched = name.strip_suffix(".diff").map(str::to_owned);
    let formed = stem(name, &FORMS).map(|stem| format!("{stem}.md"));
    std::iter::once(name.to_owned()).chain(patched).chain(formed).collect()
}

/// The folders that hold a whole pack.
fn packs(sources: &[Arc<Source>]) -> Vec<String> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for source in sources.iter().filter(|source| MARKS.contains(&source.name()) && own::is_own(source)) {
        found.entry(folder(&source.path)).or_default().insert(source.name());
    }
    let whole = found.into_iter().filter(|(_, marks)| marks.len() == MARKS.len());
    whole.map(|(folder, _)| folder.to_owned()).collect()
}

fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..end])
}

fn below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The path without its ending, if it is one of these.
fn stem<'a>(path: &'a str, endings: &[&str]) -> Option<&'a str> {
    let stem = endings.iter().find_map(|ending| path.strip_suffix(ending))?;
    (!stem.is_empty() && !stem.ends_with('/')).then_some(stem)
}

/// Whether the title of a text stands at the begin of the other file.
fn same_title(text: &Source, other: &Source) -> bool {
    let title = text.text.lines().map(|line| line.trim_matches(['#', '=', ' ', '\r'])).find(|line| !line.is_empty());
    let head = other.text.char_indices().nth(HEAD).map_or(other.text.as_str(), |(end, _)| &other.text[..end]);
    title.is_some_and(|title| head.contains(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Vec<String> {
        let sources: Vec<Arc<Source>> =
            files.iter().map(|(path, text)| Arc::new(Source::new((*path).to_owned(), *text, String::new()))).collect();
        let found = find(&sources);
        found
            .iter()
            .map(|(index, copy)| match copy {
                Copy::OfPack(original) => format!("{} is given back: {original}", sources[*index].path),
                Copy::Rendition(original) => format!("{} is {original}", sources[*index].path),
            })
            .collect()
    }

    #[test]
    fn another_form_is_known_by_name_and_title() {
        let text = "# Plan of *1.2*\n";
        assert_eq!(of(&[("d/plan.md", "# Plan\n"), ("d/plan.html", "<h1>Plan</h1>")]), ["d/plan.html is d/plan.md"]);
        assert!(of(&[("d/plan.md", "# Plan\n"), ("e/plan.html", "<h1>Plan</h1>")]).is_empty());
        assert!(of(&[("d/coverage.md", text), ("d/coverage.html", "<h1>Report</h1>")]).is_empty());
        assert!(of(&[("d/plan.html", "<h1>Plan</h1>")]).is_empty());
        let own = format!("# Notes\n\n{}3 files", own::FOOT);
        assert!(of(&[("p/notes.md", own.as_str()), ("p/notes.html", "<h1>Notes</h1>")]).is_empty());
    }

    #[test]
    fn a_pack_beside_its_originals_is_no_second_dossier() {
        let foot = format!("{}3 files", own::FOOT);
        let review = "{\"schema_version\": 1, \"verdict\": \"GO\"}";
        let pack = [("p/readiness-report.md", foot.as_str()), ("p/review.json", review), ("p/plan.md", "# Plan TBD\n")];
        assert!(of(&pack).is_empty(), "the plan counts where it is the only one");
        let mut beside = pack.to_vec();
        beside.extend([("d/plan.md", "# Plan\n"), ("p/plan.md.diff", "--- a\n"), ("p/x/other.md", "# Other\n")]);
        assert_eq!(of(&beside), ["p/plan.md is given back: d/plan.md", "p/plan.md.diff is given back: d/plan.md"]);
        beside.remove(1);
        assert!(of(&beside).is_empty(), "a folder with a report alone is no pack");
    }
}

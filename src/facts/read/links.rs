//! Ids and links, and what of the dossier they lead to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::document::Doc;
use super::ids::Ids;
use super::{Facts, Phrase, Place, Said};
use crate::dossier::Source;
use crate::facts::Reference;
use crate::outline::{self, Block, Outline, Section, Span, Text};
use crate::policy::Policy;
use crate::vocabulary::{self, Word};

/// Ids that one document names; more say nothing new.
const MOST: usize = 2000;

/// The targets of the links that begin in a part of a document.
pub(super) fn of(doc: &Doc<'_>, span: Span) -> Vec<Phrase> {
    let links = &doc.outline.links;
    let from = links.partition_point(|link| link.text.span.start < span.start);
    let inside = links[from..].iter().take_while(|link| link.text.span.start < span.end);
    inside.map(|link| Said { value: link.target.clone(), at: doc.place(link.text.span) }).collect()
}

/// What is named where, over all documents.
#[derive(Default)]
pub(super) struct Index {
    /// Where an id is defined: the title of a document or section, or the first cells of a row.
    ids: BTreeMap<String, Place>,
    /// The documents by path.
    paths: BTreeMap<String, Place>,
    /// By path the headings, under the name that links use for them, of the documents that a link leads into.
    anchors: BTreeMap<String, BTreeMap<String, Place>>,
}

impl Index {
    /// Adds what a document defines, and which headings its links lead to.
    pub(super) fn add(&mut self, path: &str, place: Place, outline: &Outline, ids: &Ids<'_>) {
        self.paths.insert(path.to_owned(), place);
        self.add_ids(place, outline, ids);
        let inside = outline.links.iter().map(|link| link.target.trim()).filter(|target| !is_outside(target));
        let named = inside.filter_map(|target| destination(path, target).filter(|(_, anchor)| anchor.is_some()));
        self.anchors.extend(named.map(|(path, _)| (path, BTreeMap::new())));
    }

    fn add_ids(&mut self, place: Place, outline: &Outline, ids: &Ids<'_>) {
        let at = |span: Span| Place { span, ..place };
        for section in &outline.sections {
            ids.each(&section.title.plain, |id, start| {
                if start == 0 || outline_title(section) {
                    self.ids.entry(id).or_insert(at(section.title.span));
                }
            });
            for row in section.blocks.iter().flat_map(rows) {
                if let Some(cell) = row.cells.first() {
                    ids.each(&cell.plain, |id, _| {
                        self.ids.entry(id).or_insert(at(row.span));
                    });
                }
            }
            for block in &section.blocks {
                if let Block::Item(item) = block {
                    // `DEF-12: the export fails`
                    let plain = &item.text.plain;
                    if let Some(id) = ids.begin(plain)
                        && plain.get(id.len()..).is_some_and(|rest| rest.starts_with([':', '：', ' ']))
                    {
                        self.ids.entry(id).or_insert(at(item.text.span));
                    }
                }
            }
        }
    }

    fn link(&self, from: &str, target: &str) -> Option<Place> {
        let (path, anchor) = destination(from, target)?;
        match anchor {
            Some(anchor) => self.anchors.get(&path)?.get(&anchor.to_lowercase()).copied(),
            None => self.paths.get(&path).copied(),
        }
    }
}

/// The path that a link leads to, and the name of the heading there if it has one.
fn destination<'t>(from: &str, target: &'t str) -> Option<(String, Option<&'t str>)> {
    let (file, anchor) = target.split_once('#').map_or((target, None), |(file, anchor)| (file, Some(anchor)));
    let path = if file.is_empty() { from.to_owned() } else { beside(from, file)? };
    Some((path, anchor.filter(|anchor| !anchor.is_empty())))
}

/// Whether a link leads out of the dossier.
fn is_outside(target: &str) -> bool {
    target.contains("://") || target.starts_with("mailto:") || target.starts_with("//")
}

fn add_anchors(anchors: &mut BTreeMap<String, Place>, place: Place, outline: &Outline) {
    let names = outline.names.iter().map(|name| (name.plain.to_lowercase(), name.span));
    let titles = outline.sections.iter().map(|section| &section.title).filter(|title| !title.plain.is_empty());
    for (name, span) in names.chain(titles.map(|title| (slug(&title.plain), title.span))) {
        anchors.entry(name).or_insert(Place { span, ..place });
    }
}

fn outline_title(section: &Section) -> bool {
    section.level == 1
}

fn rows(block: &Block) -> &[crate::outline::Row] {
    match block {
        Block::Table(table) => &table.rows,
        _ => &[],
    }
}

/// What the ids and links lead to, once every document is known. Those into whose headings a link leads are cut into headings again.
pub(super) fn resolve(index: &mut Index, sources: &[Arc<Source>], policy: &Policy, facts: &mut Facts) {
    for (document, source) in facts.documents.iter().zip(sources) {
        if let Some(anchors) = index.anchors.get_mut(&source.path) {
            add_anchors(anchors, document.place(), &outline::outline(source, &policy.limits));
        }
    }
    for reference in &mut facts.references {
        reference.leads_to = if reference.link {
            let from = sources.get(reference.at.source.0 as usize).map_or("", |source| &source.path);
            index.link(from, &reference.target)
        } else {
            index.ids.get(&reference.target).copied()
        };
    }
}

/// Every id and every relative link that a document names, once each.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut note = |text: &Text, facts: &mut Facts| {
        doc.ids.each(&text.plain, |id, _| {
            if known.len() < MOST && !known.contains(&id) {
                facts.references.push(Reference {
                    target: id.clone(),
                    link: false,
                    goes_back: false,
                    leads_to: None,
                    at: doc.place(text.span),
                });
                known.insert(id);
            }
        });
    };
    for section in &doc.outline.sections {
        note(&section.title, facts);
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => note(&paragraph.text, facts),
                Block::Item(item) => note(&item.text, facts),
                Block::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| note(cell, facts));
                }
                Block::Code(_) => {}
            }
        }
    }
    for link in &doc.outline.links {
        let target = link.target.trim();
        if !is_outside(target) && !target.is_empty() && known.len() < MOST && known.insert(target.to_owned()) {
            let at = doc.place(link.text.span);
            let target = target.to_owned();
            facts.references.push(Reference { goes_back: goes_back(&target), target, link: true, leads_to: None, at });
        }
    }
}

/// `docs/ROLLBACK_CHECKLIST.md`.
fn goes_back(target: &str) -> bool {
    let file = target.split('#').next().unwrap_or_default();
    let name = file.rsplit('/').next().unwrap_or_default().replace(['_', '-', '.'], " ");
    vocabulary::find(&name).of(&name).has(Word::UndoLabel)
}

/// The name that links use for a heading: small letters, hyphens for blanks, no marks.
fn slug(title: &str) -> String {
    let kept = title.trim().chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

/// A path beside that of a document; nothing if it leads out of the dossier.
fn beside(from: &str, target: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    Some(parts.join("/"))
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn paths_and_headings_are_resolved() {
        assert_eq!(beside("docs/plan.md", "../adr/7.md").as_deref(), Some("adr/7.md"));
        assert_eq!(beside("plan.md", "./runbook.md").as_deref(), Some("runbook.md"));
        assert_eq!(beside("plan.md", "../../x.md"), None);
        assert_eq!(slug("5. Rolling Restart (IX)"), "5-rolling-restart-ix");
        assert_eq!(slug("切り戻し 計画"), "切り戻し-計画");
    }
}

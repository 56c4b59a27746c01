//! Environments that a document tells of: in its headings, its tables, its lines, and in sentences that call them so.

use std::collections::BTreeMap;

use super::of_path;
use crate::facts::read::document::Doc;
use crate::facts::read::{Kind, Phrase, Said, is_release_document};
use crate::facts::{EnvironmentTold, Place};
use crate::outline::{Block, Span, Text};
use crate::vocabulary::{self, Class, Column, Environment, Hit, Meaning, Section, Terms, Word};

/// Each environment of the document once, with what tells most of it first: an address beside it, else the first place.
pub(in crate::facts::read) fn read(doc: &Doc<'_>) -> Vec<EnvironmentTold> {
    if doc.is(&[Kind::Compose, Kind::Kubernetes, Kind::HelmValues, Kind::EnvFile, Kind::EnvExample, Kind::PlatformFile])
    {
        return of_file(doc).into_iter().collect();
    }
    let other =
        doc.is(&[Kind::Environment, Kind::Architecture, Kind::AdminCatalog, Kind::RiskList, Kind::OtherDocument]);
    if !other && !is_release_document(doc.kind) {
        return Vec::new();
    }
    let works = doc.is(&[
        Kind::DeploymentPlan,
        Kind::Environment,
        Kind::SupportRunbook,
        Kind::ReadinessReview,
        Kind::ChangeRequest,
        Kind::AcceptancePlan,
    ]);
    let mut list = List { doc, works, found: Vec::new(), known: BTreeMap::new() };
    for (index, part) in doc.outline.sections.iter().enumerate() {
        let about = doc.topic(index) == Some(Section::Environments);
        // The title names the document: a "Production Readiness Review" tells of no environment yet.
        if part.level > 1 {
            list.title(&part.title, about);
        }
        for block in &part.blocks {
            match block {
                Block::Item(item) => list.text(&item.text, about),
                Block::Paragraph(paragraph) => list.text(&paragraph.text, about),
                Block::Table(_) | Block::Code(_) => {}
            }
        }
        for line in doc.lines_of(index) {
            list.line(line);
        }
    }
    list.tables();
    list.found
}

/// What a manifest is for, by its path.
fn of_file(doc: &Doc<'_>) -> Option<EnvironmentTold> {
    let path = &doc.source.path;
    let name = of_path(path).filter(|name| ["production", "staging", "development"].contains(name))?;
    let at = doc.place(Span { start: 0, end: 0 });
    Some(EnvironmentTold { name, written: Said { value: path.clone(), at }, address: None })
}

struct List<'d, 'a> {
    doc: &'d Doc<'a>,
    /// The document is about work on environments: what it calls production or staging is one.
    works: bool,
    found: Vec<EnvironmentTold>,
    known: BTreeMap<&'static str, usize>,
}

impl List<'_, '_> {
    fn add(&mut self, name: &'static str, written: &dyn Fn() -> Phrase, address: Option<Phrase>) {
        if let Some(old) = self.known.get(name).and_then(|at| self.found.get_mut(*at)) {
            old.address = old.address.take().or(address);
            return;
        }
        self.known.insert(name, self.found.len());
        self.found.push(EnvironmentTold { name, written: written(), address });
    }

    /// A heading that names one. "Tests" and "Development" are work as well, but not where environments are told.
    fn title(&mut self, title: &Text, about: bool) {
        let terms = self.doc.terms(title);
        if !names_any(terms) {
            return;
        }
        let called = called(terms);
        let Some(name) = vocabulary::environment(&title.plain).or(called.map(id)) else { return };
        if called.is_some() || about || is_plain(name) {
            self.add(name, &|| self.doc.phrase(title), None);
        }
    }

    /// `Production: https://…`, `- **Staging** (branch develop)`; and sentences that call one an environment.
    fn text(&mut self, text: &Text, about: bool) {
        let terms = self.doc.terms(text);
        if !names_any(terms) {
            return;
        }
        let labelled = terms.hits().iter().find(|hit| is_environment(hit) && terms.begins_at(hit)).filter(|hit| {
            let behind = terms.behind(hit).trim_start_matches(['*', '`', ' ']);
            behind.starts_with([':', '：', '(', '（', '—', '–', '→', '='])
        });
        if let Some(hit) = labelled {
            let address = self.address(text);
            let name = id(hit);
            if about || address.is_some() || (self.works && is_plain(name)) || is_called(terms, hit) {
                self.add(name, &|| self.doc.phrase(text), address);
            }
        }
        let (doc, works) = (self.doc, self.works);
        if doc.kind == Kind::OtherDocument {
            return;
        }
        for sentence in doc.cut(text) {
            let mut named = sentence.terms.hits().iter().filter(|hit| is_environment(hit)).take(8).peekable();
            if named.peek().is_none() {
                continue;
            }
            let told = |hit: &&Hit| is_called(sentence.terms, hit) || (works && is_known(sentence.terms, hit));
            for hit in named.filter(told) {
                self.add(id(hit), &|| sentence.phrase(), None);
            }
        }
    }

    /// `Environment: production`.
    fn line(&mut self, line: &crate::facts::read::document::Line<'_>) {
        if line.column != Some(Column::Environment) {
            return;
        }
        let value = &line.field.value;
        for name in named(&value.plain) {
            self.add(name, &|| self.doc.phrase(value), None);
        }
    }

    /// Columns that are named after environments, and rows of them.
    fn tables(&mut self) {
        for grid in self.doc.grids() {
            let columns = grid.environments();
            if columns.len() >= 2 {
                for (index, name) in columns {
                    if let Some(title) = grid.table.header.get(index) {
                        self.add(name, &|| self.doc.phrase(title), None);
                    }
                }
                continue;
            }
            let Some(at) = grid.position(Column::Environment) else { continue };
            for row in &grid.table.rows {
                let Some(cell) = row.cells.get(at) else { continue };
                let mut names = named(&cell.plain).peekable();
                let address = names.peek().and_then(|_| row.cells.iter().find_map(|cell| self.address(cell)));
                for name in names {
                    self.add(name, &|| self.doc.phrase(cell), address.clone());
                }
            }
        }
    }

    /// The first address of a text.
    fn address(&self, text: &Text) -> Option<Phrase> {
        let raw = self.doc.source.slice(text.span);
        let from = raw.find("https://").or_else(|| raw.find("http://"))?;
        let rest = &raw[from..];
        let ends = |letter: char| letter.is_whitespace() || "`)>|*\"'<，。、）]".contains(letter);
        let address = rest[..rest.find(ends).unwrap_or(rest.len())].trim_end_matches(['.', ',', ';']);
        let start = text.span.start + from as u32;
        let at: Place = self.doc.place(Span { start, end: start + address.len() as u32 });
        (address.len() > 10 && !address.contains("...") && !address.contains('…'))
            .then(|| Said { value: address.to_owned(), at })
    }
}

fn is_environment(hit: &Hit) -> bool {
    hit.concept.class() == Class::Environment
}

fn names_any(terms: Terms<'_>) -> bool {
    terms.hits().iter().any(is_environment)
}

fn id(hit: &Hit) -> &'static str {
    Environment::of(hit.concept).map_or("production", Environment::id)
}

/// Names that nothing but an environment has.
fn is_plain(name: &str) -> bool {
    matches!(name, "production" | "staging" | "preview" | "sandbox")
}

/// The first environment of a text that is called one.
fn called(terms: Terms<'_>) -> Option<&Hit> {
    terms.hits().iter().find(|hit| is_environment(hit) && is_called(terms, hit))
}

/// Whether the words beside an environment, or its own, call it so: "staging environment", Produktionsumgebung, 本番サーバー.
fn is_called(terms: Terms<'_>, hit: &Hit) -> bool {
    let plain = |first: &Hit, second: &Hit| {
        let gap = second.start.checked_sub(first.end).and_then(|gap| terms.behind(first).get(..gap as usize));
        gap.is_some_and(|between| !between.contains([':', '/', '.', ',', '、', '，', '。', '_', '(', '（']))
    };
    // "Production database server"; "test the server" calls nothing so.
    let far = u32::from(is_plain(id(hit)));
    let next = |first: &Hit, second: &Hit| {
        let word = first.word + first.words;
        (word..=word + far).contains(&second.word) && plain(first, second)
    };
    let of = |noun: &Hit| {
        let gap = hit.start.checked_sub(noun.end).and_then(|gap| terms.behind(noun).get(..gap as usize));
        gap.is_some_and(|between| ["de", "do", "da", "du", "of", "von", "der"].contains(&between.trim()))
    };
    terms.of(Word::EnvironmentNoun).any(|noun| {
        let inside = hit.start <= noun.start && noun.end <= hit.end;
        inside || next(hit, noun) || next(noun, hit) || of(noun)
    }) || own_noun(terms, hit)
}

/// A name that says nothing else: "at this stage", "go live" name none.
fn is_known(terms: Terms<'_>, hit: &Hit) -> bool {
    const OTHER: [&str; 10] =
        ["live", "stage", "prd", "正式", "explotación", "productivo", "produtivo", "produktiv", "検証", "商用"];
    is_plain(id(hit)) && !OTHER.contains(&terms.word(hit).to_lowercase().as_str())
}

/// The environments that a cell or a value lists.
fn named(text: &str) -> impl Iterator<Item = &'static str> {
    text.split([',', '/', '、', '，', '→', '+']).take(8).filter_map(vocabulary::environment)
}

/// `Produktionsumgebung` is one word.
fn own_noun(terms: Terms<'_>, hit: &Hit) -> bool {
    let word = terms.word(hit).to_lowercase();
    ["umgebung", "system", "server"].iter().any(|end| word.ends_with(end))
}

//! Environments that a document tells of: in its headings, its tables, its lines, and in sentences that call them so.

use std::collections::{BTreeMap, BTreeSet};

use super::of_path;
use crate::facts::read::document::Doc;
use crate::facts::read::grid::Grid;
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
    let stages = stages(doc);
    for (index, part) in doc.outline.sections.iter().enumerate() {
        let about = doc.topic(index) == Some(Section::Environments);
        // The title names the document: a "Production Readiness Review" tells of no environment yet.
        if part.level > 1 {
            let beside = part.parent.is_some_and(|parent| stages.contains(&parent));
            if let Some(name) = list.title(&part.title, about || beside) {
                list.below(name, index, about || called(doc.terms(&part.title)).is_some());
            }
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
    Some(EnvironmentTold { name, written: Said { value: path.clone(), at }, address: None, details: Vec::new() })
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
        self.found.push(EnvironmentTold { name, written: written(), address, details: Vec::new() });
    }

    /// A heading that names one. "Tests" and "Development" are work as well, but not where environments are told.
    fn title(&mut self, title: &Text, about: bool) -> Option<&'static str> {
        let doc = self.doc;
        let terms = doc.terms(title);
        if !names_any(terms) {
            return None;
        }
        let called = called(terms);
        let stage = || about.then(|| vocabulary::environment(unnumbered(&title.plain))).flatten();
        let name = vocabulary::environment(&title.plain).or(called.map(id)).or_else(stage)?;
        let told = called.is_some() || about || is_plain(name);
        if told {
            self.add(name, &|| doc.phrase(title), None);
        }
        told.then_some(name)
    }

    /// The rows of the tables of two columns, and the lines, below the heading of an environment.
    fn below(&mut self, name: &'static str, section: usize, about: bool) {
        let doc = self.doc;
        for grid in doc.grids_of(section).iter().filter(|grid| is_sheet(grid)) {
            for row in &grid.table.rows {
                let address = row.cells.get(1).and_then(|cell| self.address(cell));
                if let Some(old) = self.known.get(name).and_then(|at| self.found.get_mut(*at)) {
                    old.address = old.address.take().or(address);
                }
                let said = (grid.nth(row, 0), grid.nth(row, 1));
                self.detail(name, &said.0, &said.1);
            }
        }
        for line in doc.lines_of(section).iter().filter(|_| about) {
            self.detail(name, &doc.phrase(&line.field.key), &doc.phrase(&line.field.value));
        }
    }

    fn detail(&mut self, name: &'static str, key: &Phrase, value: &Phrase) {
        let found = self.known.get(name).and_then(|at| self.found.get_mut(*at));
        let Some(one) = found.filter(|one| one.details.len() < MOST) else { return };
        if value.is_stated() && key.value.chars().count() <= LONG && value.value.len() <= LONG * 4 {
            one.details.push(Said { value: format!("{}: {}", key.value.trim(), value.value.trim()), at: value.at });
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
                    if is_matrix(&grid) {
                        for row in &grid.table.rows {
                            self.detail(name, &grid.nth(row, 0), &grid.nth(row, index));
                        }
                    }
                }
                continue;
            }
            let Some(at) = grid.position(Column::Environment) else { continue };
            for row in &grid.table.rows {
                let Some(cell) = row.cells.get(at) else { continue };
                let mut names = named(&cell.plain).peekable();
                let address = names.peek().and_then(|_| row.cells.iter().find_map(|cell| self.address(cell)));
                let names: Vec<&'static str> = names.collect();
                for name in &names {
                    self.add(name, &|| self.doc.phrase(cell), address.clone());
                }
                let [name] = names.as_slice() else { continue };
                // Elsewhere the rows are steps, tests or variables.
                if at == 0 && grid.topic.is_none_or(|topic| topic == Section::Environments) {
                    for (column, title) in grid.table.header.iter().enumerate().filter(|(column, _)| *column != at) {
                        self.detail(name, &self.doc.phrase(title), &grid.nth(row, column));
                    }
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

/// Details of one environment, and letters of the name of one.
const MOST: usize = 24;
const LONG: usize = 60;

/// A table of two columns that says one thing a row, and is nothing else that tables are.
fn is_sheet(grid: &Grid<'_>) -> bool {
    let plain = |at: usize| {
        grid.meaning(at).is_none_or(|column| {
            matches!(
                column,
                Column::Variable
                    | Column::Threshold
                    | Column::Description
                    | Column::Name
                    | Column::Component
                    | Column::Title
                    | Column::Purpose
            )
        })
    };
    grid.table.header.len() == 2 && plain(0) && plain(1)
}

/// A column for each environment beside what is compared, outside the variables, which are read on their own.
fn is_matrix(grid: &Grid<'_>) -> bool {
    let owned = [Column::Variable, Column::Required, Column::Step, Column::Test, Column::Status, Column::Owner];
    grid.topic != Some(Section::Variables) && !grid.has_any(&owned) && grid.environments().iter().all(|(at, _)| *at > 0)
}

/// The sections whose headings below name several environments one by one: `1. Development`, `2. Staging`, `3. Production`.
fn stages(doc: &Doc<'_>) -> BTreeSet<usize> {
    let mut named: BTreeMap<usize, BTreeSet<&'static str>> = BTreeMap::new();
    for part in doc.outline.sections.iter().filter(|part| part.level > 1 && names_any(doc.terms(&part.title))) {
        if let (Some(parent), Some(name)) = (part.parent, vocabulary::environment(unnumbered(&part.title.plain))) {
            named.entry(parent).or_default().insert(name);
        }
    }
    let several = |names: &BTreeSet<&'static str>| names.len() >= 2 && names.iter().any(|name| is_plain(name));
    named.into_iter().filter(|(_, names)| several(names)).map(|(parent, _)| parent).collect()
}

/// A title without the number before it and what stands in brackets behind it.
fn unnumbered(title: &str) -> &str {
    let title = title.trim_start_matches(|first: char| first.is_ascii_digit() || matches!(first, '.' | ')' | ' '));
    title.split(['(', '（', '/']).next().unwrap_or_default().trim()
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
    // `vercel --prod`, "the sandbox stops the hook".
    let part = terms.before(hit).ends_with(['-', '/', '.', '_', ':', '=']);
    !part && matches!(id(hit), "production" | "staging") && !OTHER.contains(&terms.word(hit).to_lowercase().as_str())
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

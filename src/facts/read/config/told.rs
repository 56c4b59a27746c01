//! Variables outside tables: code blocks, code spans, items, boxes and headings of documents that are about them.

use std::collections::{BTreeMap, BTreeSet};

use super::assignments::{self, Assignment};
use super::{of_section, required, setting};
use crate::dossier::secrets::{MASK, is_literal_secret};
use crate::facts::Variable;
use crate::facts::read::document::Doc;
use crate::facts::read::{Facts, Kind, Phrase, Said};
use crate::outline::{Block, Item, Section as Part, Span};
use crate::vocabulary::secrets::is_secret_name;
use crate::vocabulary::{self, Column, Section};

/// A variable of running text.
struct Told {
    name: Phrase,
    value: Option<Phrase>,
    environments: Vec<&'static str>,
    required: Option<bool>,
    /// Its section is about variables.
    about: bool,
}

/// What the headings say of the variables below them.
#[derive(Clone, Copy, Default)]
struct Heading {
    about: bool,
    environment: Option<&'static str>,
    required: Option<bool>,
}

/// Reads them; `known` are the variables that the tables of the document name.
pub(super) fn read(doc: &Doc<'_>, known: &BTreeSet<String>, facts: &mut Facts) {
    let wanted =
        [Kind::Environment, Kind::DeploymentPlan, Kind::SupportRunbook, Kind::ReadinessReview, Kind::ChangeRequest];
    let (all, other) = (doc.is(&wanted), doc.kind == Kind::OtherDocument);
    if !all && !other {
        return;
    }
    let mut clerk = Clerk { doc, told: Vec::new(), owner: None, list: false };
    let mut headings: Vec<Heading> = Vec::with_capacity(doc.outline.sections.len());
    let mut last = Heading::default();
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let above = section.parent.and_then(|parent| headings.get(parent)).copied().unwrap_or_default();
        let mut heading = heading(doc, index, section, above);
        if doc.kind == Kind::Environment && clerk.title(section, last) {
            heading = last;
        }
        headings.push(heading);
        last = heading;
        if all || heading.about {
            clerk.section(section, heading);
        }
    }
    keep(doc, clerk.told, known, facts);
}

fn heading(doc: &Doc<'_>, index: usize, section: &Part, above: Heading) -> Heading {
    let terms = doc.terms(&section.title);
    let inside = section.title.plain.rsplit(['(', '（']).next().unwrap_or_default();
    let found = vocabulary::find(inside);
    Heading {
        // The title names the document, not what stands below each of its headings.
        about: (section.level > 1 && (above.about || terms.has(Section::Variables)))
            || doc.topic(index) == Some(Section::Variables),
        environment: of_section(doc, index),
        required: required(found.of(inside)).filter(|_| inside.len() < section.title.plain.len()).or(above.required),
    }
}

struct Clerk<'d, 'a> {
    doc: &'d Doc<'a>,
    told: Vec<Told>,
    /// The item that names one variable, which the items below it describe: its depth.
    owner: Option<u8>,
    /// The items below an outer one that speaks of variables.
    list: bool,
}

impl Clerk<'_, '_> {
    /// `# NAME - text`, `# NAME=value`; whether the title is such.
    fn title(&mut self, section: &Part, heading: Heading) -> bool {
        let raw = self.doc.source.slice(section.title.span);
        let body = raw.trim_start_matches(['#', ' ', '`']);
        let Some(name) = assignments::leading_name(body).filter(|name| assignments::is_settable(name)) else {
            return false;
        };
        let behind = body[name.len()..].trim_start_matches(['`', ' ']);
        if !(behind.is_empty() || behind.starts_with(['=', ':', '：', '-', '–', '—', '('])) {
            return false;
        }
        let from = raw.len() - body.len();
        let bare = Assignment { name: Span::of(0..name.len()), value: None };
        let found = assignments::line(body).unwrap_or(bare).moved(from);
        self.add(&found, section.title.span.start, Heading { about: true, ..heading });
        true
    }

    fn section(&mut self, section: &Part, heading: Heading) {
        (self.owner, self.list) = (None, false);
        for block in &section.blocks {
            match block {
                Block::Code(code) => {
                    let text = self.doc.source.slice(code.span);
                    for found in assignments::block(&code.language, text, heading.about) {
                        self.add(&found, code.span.start, heading);
                    }
                }
                Block::Item(item) => self.item(item, heading),
                Block::Paragraph(paragraph) => {
                    let raw = self.doc.source.slice(paragraph.text.span);
                    let mut start = paragraph.text.span.start;
                    for line in raw.split_inclusive('\n') {
                        for found in assignments::spans(line, false, is_box(line)) {
                            self.add(&found, start, heading);
                        }
                        start += line.len() as u32;
                    }
                }
                Block::Table(_) => {}
            }
        }
    }

    fn item(&mut self, item: &Item, heading: Heading) {
        if self.owner.is_some_and(|depth| item.depth > depth) {
            self.detail(item);
            return;
        }
        self.owner = None;
        if item.depth == 0 {
            self.list = self.doc.terms(&item.text).has(Section::Variables);
        }
        let raw = self.doc.source.slice(item.text.span);
        let begins = raw.trim_start_matches(['*', '[', ' ', ']']).starts_with('`');
        let told = heading.about || (item.depth > 0 && self.list) || (self.doc.kind == Kind::Environment && begins);
        let boxed = item.checked.is_some() || is_box(raw);
        let found = assignments::spans(raw, told, boxed);
        let heading = Heading { about: told, ..heading };
        for one in &found {
            self.add(one, item.text.span.start, heading);
        }
        self.owner = (found.len() == 1 && begins).then_some(item.depth);
    }

    /// `Environment: production, staging`, `Value: …` below the item that names a variable.
    fn detail(&mut self, item: &Item) {
        let Some((key, value)) = item.text.plain.split_once([':', '：']) else { return };
        let Some(told) = self.told.last_mut() else { return };
        let said = |value: &str| Said { value: value.to_owned(), at: self.doc.place(item.text.span) };
        match vocabulary::column(key) {
            Some(Column::Environment) => {
                let names = value.split([',', '/', '、', '，', '・']);
                told.environments = names.filter_map(vocabulary::environment).collect();
            }
            Some(Column::Threshold) if told.value.is_none() => {
                let raw = self.doc.source.slice(item.text.span);
                let value = raw.split('`').nth(1).unwrap_or(value).trim();
                told.value = Some(said(value)).filter(|value| is_shown(&told.name.value, &value.value));
            }
            Some(Column::Required) => {
                let value = value.trim();
                told.required = required(vocabulary::find(value).of(value)).or(told.required);
            }
            _ => {}
        }
    }

    fn add(&mut self, found: &Assignment, start: u32, heading: Heading) {
        let text = |span: Span| {
            let span = Span { start: span.start + start, end: span.end + start };
            Said { value: self.doc.source.slice(span).to_owned(), at: self.doc.place(span) }
        };
        let name = text(found.name);
        let value = found.value.map(text).filter(|value| is_shown(&name.value, &value.value));
        let environments = heading.environment.into_iter().collect();
        self.told.push(Told { name, value, environments, required: heading.required, about: heading.about });
    }
}

/// Whether a value may be shown: a literal secret that is not masked may not.
fn is_shown(name: &str, value: &str) -> bool {
    !is_secret_name(name) || value.contains(MASK) || !is_literal_secret(value)
}

fn is_box(line: &str) -> bool {
    line.trim_start().starts_with(['□', '☐', '☑', '☒', '⬜', '▢', '◻']) || line.trim_start().starts_with("[ ]")
}

/// Variables of an environment definition, and of sections that give values for several environments, are a catalog; others
/// are only set or named there.
fn keep(doc: &Doc<'_>, told: Vec<Told>, known: &BTreeSet<String>, facts: &mut Facts) {
    let of_section = |told: &&Told| told.about && told.value.is_some();
    let several: BTreeSet<&str> = told.iter().filter(of_section).flat_map(|one| one.environments.clone()).collect();
    let catalogs = doc.kind == Kind::Environment || several.len() >= 2;
    let mut catalog: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: BTreeSet<(String, Option<&'static str>)> = BTreeSet::new();
    for one in told {
        if known.contains(&one.name.value) {
            continue;
        }
        if catalogs && (one.about || doc.kind == Kind::Environment) {
            let at = *catalog.entry(one.name.value.clone()).or_insert_with(|| {
                let (name, values) = (one.name.clone(), BTreeMap::new());
                facts.variables.push(Variable { name, wildcard: false, required: None, value: None, values });
                facts.variables.len() - 1
            });
            join(&mut facts.variables[at], one);
            continue;
        }
        let places: Vec<Option<&'static str>> =
            if one.environments.is_empty() { vec![None] } else { one.environments.iter().copied().map(Some).collect() };
        for environment in places {
            if seen.insert((one.name.value.clone(), environment)) {
                facts.settings.push(setting(one.name.clone(), one.value.clone(), environment));
            }
        }
    }
}

/// Adds what is said of a variable at another place; what was said first stays.
fn join(variable: &mut Variable, told: Told) {
    variable.required = variable.required.or(told.required);
    for environment in &told.environments {
        let blank = || Said { value: String::new(), at: told.name.at };
        variable.values.entry((*environment).to_owned()).or_insert_with(|| told.value.clone().unwrap_or_else(blank));
    }
    if told.environments.is_empty() && variable.value.is_none() {
        variable.value = told.value;
    }
}

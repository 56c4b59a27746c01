//! Variables outside tables: code blocks, code spans, items, boxes and headings of documents that are about them.

use std::collections::{BTreeMap, BTreeSet};

use super::assignments::{self, Around, Assignment};
use super::marks::{self, Beside};
use super::{names, of_section, required, setting};
use crate::dossier::secrets::{MASK, is_literal_secret};
use crate::facts::read::document::Doc;
use crate::facts::read::{Facts, Kind, Phrase, Said};
use crate::facts::{Place, Setting, ValueState, Variable};
use crate::outline::{Block, DRAWN_BOXES, Item, Section as Part, Span, Text};
use crate::vocabulary::secrets::is_secret_name;
use crate::vocabulary::{self, Column, Section, Terms, Word};

/// A variable of running text.
struct Told {
    name: Phrase,
    value: Option<Phrase>,
    environments: Vec<&'static str>,
    required: Option<bool>,
    /// On what condition it is.
    condition: Option<Phrase>,
    /// It must not be set.
    unset: bool,
    /// Its section is about variables.
    about: bool,
    /// What the text says besides its name.
    note: Option<Phrase>,
}

/// What the headings say of the variables below them.
#[derive(Clone, Copy, Default)]
struct Heading {
    about: bool,
    /// About environments: an item that begins with the name of a variable is about it.
    prepares: bool,
    environment: Option<&'static str>,
    required: Option<bool>,
}

/// Reads them; `rows` are the variables that the tables of the document name.
pub(super) fn read(doc: &Doc<'_>, rows: BTreeMap<String, usize>, facts: &mut Facts) {
    let wanted =
        [Kind::Environment, Kind::DeploymentPlan, Kind::SupportRunbook, Kind::ReadinessReview, Kind::ChangeRequest];
    let headed = [
        Kind::OtherDocument,
        Kind::ReleaseNotes,
        Kind::Architecture,
        Kind::AdminCatalog,
        Kind::AdminTask,
        Kind::SupportBriefing,
    ];
    // A document of no kind that speaks of environment variables names some.
    let all = doc.is(&wanted) || (doc.kind == Kind::OtherDocument && doc.mentions(Word::VariableNoun));
    if !all && !doc.is(&headed) {
        return;
    }
    let mut clerk = Clerk { doc, works: all, told: Vec::new(), owner: None, list: false };
    let mut headings: Vec<Heading> = Vec::with_capacity(doc.outline.sections.len());
    let base = Heading { environment: super::of_file(doc), ..Heading::default() };
    let mut last = base;
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let above = section.parent.and_then(|parent| headings.get(parent)).copied().unwrap_or(base);
        // The comments of an env file that was saved as Markdown are titles of the first level: the last that names no
        // variable heads them.
        let group = if section.level <= 1 { last } else { above };
        let required = in_brackets(doc.terms(&section.title)).or(group.required);
        let variable = Heading { required, ..group };
        let named = doc.kind == Kind::Environment && clerk.title(index, section, variable);
        let heading = if named { variable } else { heading(doc, index, section, above) };
        if !named {
            last = heading;
        }
        headings.push(heading);
        if all || heading.about {
            clerk.section(section, heading, named);
        }
    }
    keep(doc, clerk.told, rows, facts);
}

fn heading(doc: &Doc<'_>, index: usize, section: &Part, above: Heading) -> Heading {
    let terms = doc.terms(&section.title);
    // 必需环境变量: the two words are one.
    let asked = (terms.has(Section::Variables) && terms.has(Column::Required)).then_some(true);
    // The title names the document, not what stands below each of its headings.
    let about = (section.level > 1 && (above.about || terms.has(Section::Variables)))
        || doc.topic(index) == Some(Section::Variables);
    // "Why the backup is mandatory" says nothing of variables.
    let own = Some(terms).filter(|_| about || doc.kind == Kind::Environment).and_then(demanded);
    Heading {
        about,
        prepares: doc.topic(index) == Some(Section::Environments),
        environment: of_section(doc, index),
        required: own.or(asked).or(above.required),
    }
}

/// Whether a title says of what stands below it that it must be there: `Mail (optional)`, `Required variables`. A short word at
/// its begin may say something else: "No-reply mail".
pub(super) fn demanded(title: Terms<'_>) -> Option<bool> {
    const SHORT: usize = 4;
    let bracket = title.text().find(['(', '（']);
    if let Some(says) = bracket.and_then(|_| in_brackets(title)) {
        return Some(says);
    }
    let title = bracket.map_or(title, |at| title.part(0..at));
    let says = |word: Word| {
        title.of(word).any(|hit| {
            let long = hit.end - hit.start > SHORT as u32 && !marks::is_value(title.word(hit));
            long && (title.begins_at(hit) || !title.behind(hit).chars().any(char::is_alphanumeric))
        })
    };
    if says(Word::Optional) { Some(false) } else { (says(Word::Yes) || title.has(Word::Blocking)).then_some(true) }
}

fn in_brackets(title: Terms<'_>) -> Option<bool> {
    let text = title.text();
    let at = text.rfind(['(', '（'])?;
    required(title.part(at + text[at..].chars().next().map_or(0, char::len_utf8)..text.len()))
}

/// `[required] …`, `__[optional: with Docker]__ …`: what a mark in brackets says before a description.
fn marked(text: &str) -> Option<bool> {
    let text = text.trim().trim_start_matches(['_', '*']);
    let inside = text.strip_prefix(['[', '(', '（', '【'])?;
    let end = inside.find([']', ')', '）', '】', ':', '：', ',', '、'])?;
    required(vocabulary::find(&inside[..end]).of(&inside[..end]))
}

struct Clerk<'d, 'a> {
    doc: &'d Doc<'a>,
    /// The document is about work on the release: what looks like a variable is one.
    works: bool,
    told: Vec<Told>,
    /// The item that names one variable, which the items below it describe: its depth.
    owner: Option<u8>,
    /// The items below an outer one that speaks of variables.
    list: bool,
}

impl Clerk<'_, '_> {
    /// `# NAME - text`, `# NAME=value`; whether the title is such.
    fn title(&mut self, index: usize, section: &Part, heading: Heading) -> bool {
        let raw = self.doc.source.slice(section.title.span);
        let body = raw.trim_start_matches(['#', ' ', '`']);
        let demanded = || {
            section.blocks.first().is_some_and(|block| match block {
                Block::Paragraph(first) => marked(&first.text.plain).is_some(),
                _ => false,
            })
        };
        // `Required: no`, `Default: …` below it.
        let told = || {
            let says = |column| matches!(column, Some(Column::Required | Column::Default | Column::Example));
            self.doc.lines_of(index).iter().any(|line| says(line.column))
        };
        let named = |name: &&str| names::is_settable(name) || (name.len() > 2 && (demanded() || told()));
        let Some(name) = names::leading(body).filter(named) else { return false };
        let behind = body[name.len()..].trim_start_matches(['`', ' ']);
        if !(behind.is_empty() || behind.starts_with(['=', ':', '：', '-', '–', '—', '(', '（'])) {
            return false;
        }
        let from = raw.len() - body.len();
        let bare = Assignment::new(0..name.len(), None);
        let coded = raw[..from].ends_with('`');
        let body = if coded { body.split('`').next().unwrap_or_default() } else { body };
        // "`MODE=full`" above a table or a list of others: what they are needed for.
        if coded && body.contains('=') && section.blocks.iter().any(|block| !matches!(block, Block::Paragraph(_))) {
            return false;
        }
        let found = assignments::line(body).unwrap_or(bare).moved(from);
        self.add(&found, section.title.span.start, Heading { about: true, ..heading });
        true
    }

    /// Reads what stands below a title; `named` says that the title is a variable, which the lines and items describe.
    fn section(&mut self, section: &Part, heading: Heading, named: bool) {
        (self.owner, self.list) = (None, false);
        for block in &section.blocks {
            match block {
                Block::Code(code) => {
                    let text = self.doc.source.slice(code.span);
                    for found in assignments::block(&code.language, text, heading.about) {
                        let required = found.required.or(heading.required);
                        self.add(&found, code.span.start, Heading { required, ..heading });
                    }
                }
                Block::Item(item) if named && self.detail(&item.text) => {}
                Block::Item(item) => self.item(item, heading),
                Block::Paragraph(paragraph) if named && self.detail(&paragraph.text) => {}
                Block::Paragraph(paragraph) => {
                    self.running(&paragraph.text, false, false, heading);
                }
                Block::Table(_) => {}
            }
        }
    }

    fn item(&mut self, item: &Item, heading: Heading) {
        if self.owner.is_some_and(|depth| item.depth > depth) {
            self.detail(&item.text);
            return;
        }
        self.owner = None;
        if item.depth == 0 {
            self.list = self.doc.terms(&item.text).has(Section::Variables);
        }
        let raw = self.doc.source.slice(item.text.span);
        let begins = raw.trim_start_matches(['*', '[', ' ', ']']).starts_with('`');
        let told = heading.about
            || (item.depth > 0 && self.list)
            || ((heading.prepares || self.doc.kind == Kind::Environment) && begins);
        let boxed = item.checked.is_some() || is_box(raw);
        let found = self.running(&item.text, told, boxed, Heading { about: told, ..heading });
        self.owner = (found == 1 && begins).then_some(item.depth);
    }

    /// Reads a paragraph or an item, line by line; how many variables it names.
    fn running(&mut self, text: &Text, told: bool, boxed: bool, heading: Heading) -> usize {
        let raw = self.doc.source.slice(text.span);
        if !told && !raw.contains('_') && !raw.contains('`') && !boxed {
            return 0;
        }
        let before = self.told.len();
        let mut above = None;
        let speaks = self.doc.terms(text).has(Word::VariableNoun);
        let mut start = text.span.start;
        for line in raw.split_inclusive('\n') {
            let boxed = boxed || is_box(line);
            let found = assignments::spans(line, Around { told, asked: boxed || self.works, boxed, speaks });
            for (index, one) in found.iter().enumerate() {
                if !self.add(one, start, heading) {
                    continue;
                }
                let said = Beside::of(line, &found, index);
                // What a list says before its names holds for each of them.
                if said.leads || said.fresh {
                    above = said.required.filter(|_| said.leads);
                }
                let Some(last) = self.told.last_mut() else { continue };
                last.required = said.required.or(above).or(last.required);
                last.unset = said.unset;
                last.note = said.note.map(|(from, to)| {
                    let span = Span { start: start + from as u32, end: start + to as u32 };
                    Said { value: plain(self.doc.source.slice(span)), at: self.doc.place(span) }
                });
            }
            start += line.len() as u32;
        }
        self.told.len() - before
    }

    /// `Environment: production, staging`, `Value: …`, `Optional.` below what names a variable; whether the text is such.
    fn detail(&mut self, text: &Text) -> bool {
        let raw = self.doc.source.slice(text.span);
        let mut found = false;
        let mut start = 0;
        for line in raw.split_inclusive('\n') {
            let span = Span::of(start..start + line.trim_end().len());
            found |= self.line(
                line,
                self.doc.place(Span { start: text.span.start + span.start, end: text.span.start + span.end }),
            );
            start += line.len();
        }
        found
    }

    fn line(&mut self, raw: &str, at: Place) -> bool {
        let plain = raw.trim().trim_start_matches(['-', '*', ' ']);
        let Some(told) = self.told.last_mut() else { return false };
        if let Some(says) = marked(plain) {
            told.required = Some(says);
            return true;
        }
        let Some((key, value)) = plain.split_once([':', '：']) else {
            let found = vocabulary::find(plain);
            let says = demanded(found.of(plain));
            told.required = says.or(told.required);
            return says.is_some();
        };
        let value = value.trim().trim_start_matches('*').trim();
        let said = || Said { value: raw.split('`').nth(1).unwrap_or(value).trim().to_owned(), at };
        let column = vocabulary::column(key.trim_matches(['*', ' ']));
        match column {
            Some(Column::Environment) => {
                let names = value.split([',', '/', '、', '，', '・']);
                told.environments = names.filter_map(vocabulary::environment).collect();
            }
            // What an example or the place where a value is fetched says is no value.
            Some(Column::Threshold | Column::Default) if told.value.is_none() => {
                told.value = Some(said()).filter(|value| value.is_stated() && is_shown(&told.name.value, &value.value));
            }
            Some(Column::Required) => {
                let found = vocabulary::find(value);
                let terms = found.of(value);
                told.required = required(terms).or(told.required);
                told.condition = marks::condition(said(), terms).filter(|_| told.required.is_none());
            }
            _ => {}
        }
        column.is_some()
    }

    fn add(&mut self, found: &Assignment, start: u32, heading: Heading) -> bool {
        let text = |span: Span| {
            let span = Span { start: span.start + start, end: span.end + start };
            Said { value: self.doc.source.slice(span).to_owned(), at: self.doc.place(span) }
        };
        let mut name = text(found.name);
        if name.value.starts_with('_') {
            // `CLIENT_ID` / `_SECRET`: the other end of the name before.
            let last = self.told.last().filter(|last| last.name.at.span.start >= start);
            let Some(whole) = last.and_then(|last| names::with_end(&last.name.value, &name.value)) else {
                return false;
            };
            name.value = whole;
        }
        let value = found.value.map(text).filter(|value| is_shown(&name.value, &value.value));
        let environments = heading.environment.into_iter().collect();
        let (required, about) = (heading.required, heading.about);
        self.told.push(Told { name, value, environments, required, condition: None, unset: false, about, note: None });
        true
    }
}

/// Text as its reader sees it, without the marks of code and emphasis.
fn plain(raw: &str) -> String {
    raw.trim().replace("**", "").replace('`', "")
}

/// Whether a value may be shown: a literal secret that is not masked may not.
fn is_shown(name: &str, value: &str) -> bool {
    !is_secret_name(name) || value.contains(MASK) || !is_literal_secret(value)
}

fn is_box(line: &str) -> bool {
    line.trim_start().starts_with(DRAWN_BOXES) || line.trim_start().starts_with("[ ]")
}

/// Variables of an environment definition, and of sections that give values for several environments, are a catalog; others
/// are only set or named there.
fn keep(doc: &Doc<'_>, told: Vec<Told>, rows: BTreeMap<String, usize>, facts: &mut Facts) {
    let of_section = |told: &&Told| told.about && told.value.is_some();
    let several: BTreeSet<&str> = told.iter().filter(of_section).flat_map(|one| one.environments.clone()).collect();
    let catalogs = doc.kind == Kind::Environment || several.len() >= 2;
    let mut catalog = rows;
    let mut seen: BTreeMap<(String, Option<&'static str>), usize> = BTreeMap::new();
    for one in told {
        let listed = catalog.get(&one.name.value).copied();
        if listed.is_some() || (catalogs && (one.about || doc.kind == Kind::Environment)) {
            let at = listed.unwrap_or(facts.variables.len());
            if at == facts.variables.len() {
                catalog.insert(one.name.value.clone(), at);
                facts.variables.push(Variable::named(one.name.clone()));
            }
            join(&mut facts.variables[at], one);
            continue;
        }
        let places: Vec<Option<&'static str>> =
            if one.environments.is_empty() { vec![None] } else { one.environments.iter().copied().map(Some).collect() };
        for environment in places {
            let place = (one.name.value.clone(), environment);
            if let Some(first) = seen.get(&place).and_then(|at| facts.settings.get_mut(*at)) {
                first.required = first.required.or(one.required);
                first.note = first.note.take().or_else(|| one.note.clone());
            } else {
                seen.insert(place, facts.settings.len());
                let set = setting(one.name.clone(), one.value.clone(), environment);
                let state = if one.unset && one.value.is_none() { ValueState::Unset } else { set.state };
                facts.settings.push(Setting { state, required: one.required, note: one.note.clone(), ..set });
            }
        }
    }
}

/// Adds what is said of a variable at another place; what was said first stays. One that any part of the system needs is
/// required.
fn join(variable: &mut Variable, told: Told) {
    let needed = [variable.required, told.required].contains(&Some(true));
    variable.required = if needed { Some(true) } else { variable.required.or(told.required) };
    variable.unset |= told.unset;
    variable.condition = variable.condition.take().or(told.condition);
    variable.note = variable.note.take().or(told.note);
    // Where no value is written none is said to be blank.
    if let Some(value) = &told.value {
        for environment in &told.environments {
            variable.values.entry((*environment).to_owned()).or_insert_with(|| value.clone());
        }
    }
    if told.environments.is_empty() && variable.value.is_none() && variable.values.is_empty() {
        variable.value = told.value;
    }
}

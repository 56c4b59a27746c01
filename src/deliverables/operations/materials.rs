//! The bill of materials, to read and as a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::difference::{self, Difference};
use super::inventory::{self, Class, Item};
use crate::deliverables::Deliverable;
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::csv::Table;
use crate::deliverables::form::Form;
use crate::deliverables::render::Template;
use crate::facts::{Bom, MaterialOrigin};

/// The bill of materials.
#[derive(Serialize)]
pub(super) struct Bill {
    name: Statement,
    release: Statement,
    bills: Vec<Statement>,
    groups: Vec<Group>,
    left_out: usize,
    licences: Vec<Licence>,
    unlicensed: usize,
    undigested: usize,
    components: usize,
    locked: bool,
    differences: Vec<Difference>,
    gap: Statement,
    footer: Footer,
}

/// Entries of one class.
#[derive(Serialize)]
struct Group {
    title: &'static str,
    rows: Vec<Row>,
}

/// One entry.
#[derive(Serialize)]
struct Row {
    name: String,
    version: Statement,
    licence: Statement,
    digest: Statement,
    source: String,
}

/// How many components a licence covers.
#[derive(Serialize)]
struct Licence {
    name: String,
    components: usize,
}

/// Components that the document lists; the table has all.
const MOST: usize = 200;

/// Sources that an entry names.
const SOURCES: usize = 3;

const TITLES: [(Class, &str); 3] = [(Class::Image, "Images"), (Class::File, "Files"), (Class::Component, "Components")];

/// The document and the table; nothing where the dossier names no material.
pub(super) fn write(form: &Form, clerk: &Clerk<'_>, template: &Template) -> Vec<Deliverable> {
    form.rendered(clerk, template, view(clerk))
}

/// The table as CSV; nothing where the dossier names no material.
pub(super) fn table(form: &Form, clerk: &Clerk<'_>) -> Vec<Deliverable> {
    let items = items(clerk).0;
    if items.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&["Class", "Name", "Version", "Type", "Licence", "Digest", "Package URL", "Source"]);
    for item in &items {
        table.row([
            item.class.word(),
            &item.name,
            &item.version,
            &item.kind,
            &item.licences.join(", "),
            &item.digests.join("; "),
            &item.purl,
            &item.sources.join("; "),
        ]);
    }
    // The last row is what the foot is to a document: by it Holdpoint knows the file for its own.
    table.row([common::written(clerk).as_str(), "", "", "", "", "", "", ""]);
    form.one(table.finish())
}

/// Everything that is delivered, without what a bill of an earlier version lists; and the differences.
fn items(clerk: &Clerk<'_>) -> (Vec<Item>, Vec<Difference>) {
    let before = difference::since_before(clerk);
    let old = before.as_ref().map(|(_, old)| old.clone()).unwrap_or_default();
    let mut current = inventory::current(clerk);
    current.retain(|material| !old.contains(&material.at.source.0));
    let differences = before.map(|(difference, _)| difference).into_iter();
    let differences = differences.chain(difference::written_against_built(clerk)).collect();
    (inventory::items(clerk, &current), differences)
}

fn view(clerk: &Clerk<'_>) -> Bill {
    let (items, differences) = items(clerk);
    let components: Vec<&Item> = items.iter().filter(|item| item.class == Class::Component).collect();
    let mut licences: BTreeMap<String, usize> = BTreeMap::new();
    for licence in components.iter().filter(|item| !item.licences.is_empty()).map(|item| item.licences.join(", ")) {
        *licences.entry(licence).or_default() += 1;
    }
    let mut licences: Vec<Licence> =
        licences.into_iter().map(|(name, components)| Licence { name, components }).collect();
    licences.sort_by_key(|licence| std::cmp::Reverse(licence.components));
    Bill {
        name: common::name(clerk),
        release: common::release(clerk),
        bills: clerk.reading.facts.boms.iter().map(|bom| machine(clerk, bom)).collect(),
        left_out: components.len().saturating_sub(MOST),
        unlicensed: components.iter().filter(|item| item.licences.is_empty()).count(),
        undigested: items.iter().filter(|item| item.class != Class::Component && item.digests.is_empty()).count(),
        components: components.len(),
        locked: inventory::current(clerk).iter().any(|own| own.origin == MaterialOrigin::Lockfile),
        licences,
        groups: TITLES.map(|(class, title)| group(clerk, class, title, &items)).into_iter().flatten().collect(),
        differences,
        gap: clerk.gap(&["BOM-03", "HYG-01"]),
        footer: Footer::of(clerk),
    }
}

/// A machine-written bill in a line.
fn machine(clerk: &Clerk<'_>, bom: &Bom) -> Statement {
    let value = |phrase: &Option<crate::facts::Phrase>| {
        phrase.as_ref().map(|phrase| format!(" {}", phrase.value)).unwrap_or_default()
    };
    let subject = if bom.subject.is_some() {
        format!(" of{}{}", value(&bom.subject), value(&bom.subject_version))
    } else {
        String::new()
    };
    let noun = if bom.components == 1 { "component" } else { "components" };
    clerk.state(format!("{}{}{subject}, {} {noun}", bom.format, value(&bom.version), bom.components), bom.at)
}

fn group(clerk: &Clerk<'_>, class: Class, title: &'static str, items: &[Item]) -> Option<Group> {
    let own = items.iter().filter(|item| item.class == class);
    let rows: Vec<Row> = own.take(MOST).map(|item| row(clerk, item)).collect();
    (!rows.is_empty()).then_some(Group { title, rows })
}

fn row(clerk: &Clerk<'_>, item: &Item) -> Row {
    let said = |text: String, asked: &[&str]| {
        if text.is_empty() { clerk.gap(asked) } else { Statement { text, ..Statement::default() } }
    };
    let mut source = item.sources.iter().take(SOURCES).cloned().collect::<Vec<_>>().join("; ");
    if item.sources.len() > SOURCES {
        let _ = write!(source, " and {} more", item.sources.len() - SOURCES);
    }
    // The version of a file is that of the release that it belongs to.
    let version = match item.class {
        Class::File if item.version.is_empty() => Statement { text: "–".to_owned(), ..Statement::default() },
        Class::Image => said(item.version.clone(), &["BLD-03"]),
        _ => said(item.version.clone(), &["BOM-03"]),
    };
    Row {
        name: item.name.clone(),
        version,
        licence: said(item.licences.join(", "), &[]),
        digest: said(item.digests.join("; "), &["BLD-05", "BLD-03"]),
        source,
    }
}

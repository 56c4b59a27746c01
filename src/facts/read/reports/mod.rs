//! Reports of the build, of regression gates and of security scans, and the modules that documents call critical.

mod build;
pub(super) mod contents;
mod critical;
mod regression;
mod scan;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::TestVerdict;
use crate::outline::{Row, Text};
use crate::vocabulary::{self, Column, Terms, Title, Word};

/// Kinds that may hold such a report, or be one.
const KINDS: [Kind; 8] = [
    Kind::OtherDocument,
    Kind::TestEvaluation,
    Kind::GateReport,
    Kind::ReadinessReview,
    Kind::DeploymentPlan,
    Kind::AcceptancePlan,
    Kind::Approvals,
    Kind::HealthReport,
];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.is(&[Kind::OtherData]) {
        facts.builds.extend(build::manifest(doc));
    }
    if doc.is(&KINDS) {
        facts.builds.extend(build::read(doc));
        facts.regressions.extend(regression::read(doc));
        facts.scans.extend(scan::read(doc));
    }
    if doc.is(&[Kind::Architecture]) || doc.is(&KINDS) {
        critical::read(doc, facts);
    }
}

/// The sections that are such a report: all, if the title of the document or its name says so; else those below a heading that
/// does. With the title of the report.
fn sections(doc: &Doc<'_>, title: Title) -> Option<(Phrase, Vec<usize>)> {
    let sections = &doc.outline.sections;
    let says = |text: &Text| is_report(doc.terms(text), title);
    let whole = doc.title();
    let name = doc.source.name().rsplit_once('.').map_or(doc.source.name(), |(stem, _)| stem);
    let named = || is_report(vocabulary::find(name).of(name), title) && doc.kind == Kind::OtherDocument;
    if let Some(text) = whole.filter(|text| says(text) || named()) {
        return Some((doc.phrase(text), (0..sections.len()).collect()));
    }
    let mut own = vec![false; sections.len()];
    for (index, section) in sections.iter().enumerate() {
        let above = section.parent.and_then(|parent| own.get(parent).copied()).unwrap_or(false);
        if let Some(slot) = own.get_mut(index) {
            *slot = above || (section.level > 0 && says(&section.title));
        }
    }
    let first = own.iter().position(|own| *own)?;
    let title = doc.phrase(&sections.get(first)?.title);
    Some((title, own.iter().enumerate().filter(|(_, own)| **own).map(|(index, _)| index).collect()))
}

/// Whether the title of a document of no known kind says that it is a report of the build or of a security scan.
pub(super) fn is_one(doc: &Doc<'_>) -> bool {
    let titled =
        |text: &Text| [Title::BuildReport, Title::SecurityScan].iter().any(|own| is_report(doc.terms(text), *own));
    doc.kind == Kind::OtherDocument && doc.title().is_some_and(titled)
}

/// Whether a heading names such a report; how to write or to read one is none.
fn is_report(terms: Terms<'_>, title: Title) -> bool {
    terms.has(title) && !terms.has_any(&[Word::Template, Word::Example, Word::Demand])
}

/// What a line or a row says: its name, and the text beside it.
struct Stated<'d> {
    name: Terms<'d>,
    value: Phrase,
}

impl Stated<'_> {
    /// What its name means as that of a column.
    fn column(&self) -> Option<Column> {
        self.name.longest()
    }
}

/// The lines `Key: value` of some sections, and the rows of their tables: the name in the first column, the value in the second,
/// or in the one that holds what was measured.
fn stated<'d>(doc: &'d Doc<'_>, sections: &[usize]) -> Vec<Stated<'d>> {
    let mut found = Vec::new();
    for section in sections {
        let lines = doc.lines_of(*section).iter();
        found.extend(lines.map(|line| Stated { name: line.named, value: doc.phrase(&line.field.value) }));
        for grid in doc.grids_of(*section) {
            let Some(at) = value_column(doc, grid) else { continue };
            let rows = grid.table.rows.iter().filter_map(|row: &Row| Some((row.cells.first()?, grid.nth(row, at))));
            found.extend(rows.map(|(name, value)| Stated { name: doc.terms(name), value }));
        }
    }
    found.retain(|stated| stated.value.is_stated() || vocabulary::amount(&stated.value.value).is_some());
    found
}

/// `Item | Value`, `Check | Limit | Measured | Result`.
fn value_column(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<usize> {
    let measured = || {
        grid.table
            .header
            .iter()
            .position(|name| doc.terms(name).has(Word::Measured))
            .or_else(|| grid.position(Column::Result))
            .filter(|at| *at > 0)
    };
    match grid.table.header.len() {
        2 => Some(1),
        _ => measured(),
    }
}

/// A number of things.
fn amount(value: &Phrase) -> Option<Said<u64>> {
    Some(Said { value: vocabulary::amount(&value.value)?, at: value.at })
}

/// Whether a check came out well: no finding, or passed.
fn clean(value: &Phrase) -> Option<bool> {
    vocabulary::amount(&value.value).map(|amount| amount == 0).or_else(|| match crate::facts::outcome(&value.value)? {
        TestVerdict::Passed => Some(true),
        TestVerdict::Failed => Some(false),
        TestVerdict::NotRun => None,
    })
}

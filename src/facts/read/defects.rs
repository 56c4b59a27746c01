//! Defects, and summaries that count them.

mod listed;
mod settled;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::admin::person;
use super::cells;
use super::document::Doc;
use super::grid::Grid;
use super::severity::Scale;
use super::{Facts, Kind, Phrase, Said};
use crate::dossier::SourceId;
use crate::facts::{Defect, DefectCount};
use crate::outline::{Field, Row, Text};
use crate::vocabulary::{self, Choice, Column, Key, Moment, Section, Word};
use table::Shape;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DefectList, Kind::TestEvaluation, Kind::GateReport, Kind::ReadinessReview]) {
        elsewhere(doc, facts);
        return;
    }
    let (scale, from) = (Scale::of(doc), facts.defects.len());
    let mut known: BTreeSet<String> = BTreeSet::new();
    for grid in doc.grids() {
        if let Some(shape) = table::shape(doc, &grid) {
            list(doc, &grid, &shape, scale, &mut known, facts);
        } else if let Some(column) = counted(doc, &grid) {
            facts.defect_counts.extend(grid.table.rows.iter().filter_map(|row| count(doc, &grid, row, column, scale)));
        }
    }
    for defect in listed::read(doc, scale) {
        if known.insert(defect.id.value.clone()) {
            facts.defects.push(defect);
        }
    }
    let lines = doc.lines().iter().filter(|line| doc.topic(line.section) == Some(Section::Defects));
    facts.defect_counts.extend(lines.filter_map(|line| from_field(doc, line.field, scale)));
    if doc.kind == Kind::DefectList {
        facts.defects.extend(card(doc, scale));
    }
    settled::read(doc, from, facts);
}

/// A defect that several documents list counts as the first of them tells it. A bare number names a row of its table only.
pub(super) fn settle(facts: &mut Facts) {
    let mut first: BTreeMap<String, SourceId> = BTreeMap::new();
    facts.defects.retain(|defect| {
        let id = &defect.id;
        is_number(&id.value) || *first.entry(id.value.clone()).or_insert(id.at.source) == id.at.source
    });
}

fn is_number(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_digit())
}

/// Kinds that are about a release and may list its open defects.
const ELSEWHERE: [Kind; 8] = [
    Kind::DeploymentPlan,
    Kind::ReleaseNotes,
    Kind::AcceptancePlan,
    Kind::Approvals,
    Kind::ChangeRequest,
    Kind::RollbackValidation,
    Kind::SupportBriefing,
    Kind::OtherDocument,
];

/// Defects below a heading about them. Where notes list what was mended, only a status tells what is open; what is told in a
/// document of no known kind has to be graded too, and speak of a release.
fn elsewhere(doc: &Doc<'_>, facts: &mut Facts) {
    let own = |index: usize| doc.topic(index) == Some(Section::Defects);
    if !doc.is(&ELSEWHERE) || !(0..doc.outline.sections.len()).any(own) || super::notes::holds_versions(doc) {
        return;
    }
    let (notes, other) = (doc.kind == Kind::ReleaseNotes, doc.kind == Kind::OtherDocument);
    if other && !doc.mentions(Word::Release) {
        return;
    }
    let scale = Scale::of(doc);
    let mut known: BTreeSet<String> = BTreeSet::new();
    let states =
        |grid: &Grid<'_>| !(notes || other) || (grid.has(Column::Status) && (notes || grid.has(Column::Severity)));
    for grid in doc.grids().filter(|grid| own(grid.section) && states(grid)) {
        if let Some(shape) = table::shape(doc, &grid) {
            list(doc, &grid, &shape, scale, &mut known, facts);
        }
    }
    if !notes && !other {
        let graded = listed::read(doc, scale).into_iter().filter(|defect| defect.severity.is_some());
        facts.defects.extend(graded.filter(|defect| known.insert(defect.id.value.clone())));
    }
}

fn list(doc: &Doc<'_>, grid: &Grid<'_>, shape: &Shape, scale: Scale, known: &mut BTreeSet<String>, facts: &mut Facts) {
    let section = &doc.outline.sections[grid.section];
    let closed = is_closed(doc, &section.title) || are_mended(doc, section);
    let above = section.parent.and_then(|parent| doc.outline.sections.get(parent)).filter(|above| above.level > 1);
    let verified = [Some(section), above].into_iter().flatten().any(|part| are_verified(doc, part));
    for mut defect in grid.table.rows.iter().filter_map(|row| table::from_row(doc, grid, row, shape, scale, closed)) {
        let fixed = || defect.status.as_ref().is_some_and(|status| says_fixed(&status.value));
        // "Defects found and fixed" above rows that say so once more.
        if (verified || closed) && defect.open && fixed() {
            defect.open = false;
        }
        if known.insert(defect.id.value.clone()) || is_number(&defect.id.value) {
            facts.defects.push(defect);
        }
    }
}

/// "All seven were fixed and verified", above the table.
fn are_verified(doc: &Doc<'_>, section: &crate::outline::Section) -> bool {
    doc.told(section).any(|sentence| {
        sentence.terms.has(Word::Total)
            && !sentence.terms.has_any(&[Word::Not, Word::If, Word::Demand])
            && !vocabulary::defect_is_open(sentence.text())
    })
}

/// "13 findings, all fixed": what no row has to say of itself. Only those of a severity, or with exceptions, are not all.
fn are_mended(doc: &Doc<'_>, section: &crate::outline::Section) -> bool {
    const NEAR: usize = 4;
    const NOT: [Word; 6] = [Word::Not, Word::Demand, Word::Except, Word::DefectReopened, Word::Pending, Word::Goal];
    doc.told(section).any(|sentence| {
        let terms = sentence.terms;
        let over = |all: &vocabulary::Hit| {
            let clause = terms.before(all).rfind([',', ';', ':', '—', '–', '(', '，', '；', '：', '（']).unwrap_or(0);
            let from = terms.text().len() - terms.behind(all).len();
            let mut states = terms.of(Word::DefectFixed).chain(terms.of(Word::DefectClosed));
            let near = states.any(|state| {
                let to = terms.before(state).len();
                let gap = if from <= to { terms.part(from..to) } else { return false };
                gap.text().split_whitespace().count() <= NEAR && super::severity::severity(gap).is_none()
            });
            near && !terms.part(clause..terms.text().len()).has_any(&NOT)
        };
        !terms.begins(Word::If) && terms.of(Word::AllOf).any(over)
    })
}

fn says_fixed(status: &str) -> bool {
    let found = vocabulary::find(status);
    let terms = found.of(status);
    terms.has(Word::DefectFixed) && !terms.has_any(&[Word::DefectReopened, Word::Not])
}

/// Whether a heading says that the defects below it are over.
fn is_closed(doc: &Doc<'_>, heading: &Text) -> bool {
    !vocabulary::defect_is_open(&heading.plain) || doc.terms(heading).has(Word::DefectFixed)
}

/// Who allowed a defect to stand, as far as a text names somebody: "waived by A. Novak until 2026-12-31".
fn waived_by(text: &str) -> Option<String> {
    let plain: Vec<&str> = text
        .split_whitespace()
        .map(|word| if word.contains(|letter: char| letter.is_numeric()) { "," } else { word })
        .collect();
    let name = person(&plain.join(" "))?;
    // "A. Novak until"
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    let words: Vec<&str> = name.split(' ').collect();
    let kept = words.len() - words.iter().rev().take_while(|word| small(word)).count();
    let name = words.get(..kept)?.join(" ");
    let says = !name.is_empty() && !vocabulary::find(&name).of(&name).has(Word::Waived) && !cells::is_code(&name);
    says.then_some(name)
}

/// The last day that a text names.
fn last_day(text: &str) -> Option<Date> {
    vocabulary::moments(text).into_iter().filter_map(Moment::date).max()
}

fn is_open_choice(text: &str) -> bool {
    matches!(vocabulary::choice(text), Choice::Open | Choice::Answers)
}

/// The column that counts open defects by severity: one that is called so, or `Count` below "Open defects".
fn counted(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<Column> {
    let about = grid.has(Column::Severity) && grid.topic == Some(Section::Defects);
    let open = || doc.outline.sections.get(grid.section).is_some_and(|part| doc.terms(&part.title).has(Column::Open));
    let column = if grid.has(Column::Open) { Column::Open } else { Column::Total };
    (about && grid.has(column) && (column == Column::Open || open())).then_some(column)
}

fn count(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, column: Column, scale: Scale) -> Option<DefectCount> {
    let (level, open) = (grid.text(row, Column::Severity)?, grid.cell(row, column)?);
    let severity = scale.severity(doc.terms(level), &doc.phrase(level))?.value;
    Some(DefectCount { severity, open: Said { value: amount(&open)?, at: open.at } })
}

/// A number, or a word for none.
fn amount(said: &Phrase) -> Option<u64> {
    vocabulary::amount(&said.value).or_else(|| {
        let found = vocabulary::find(&said.value);
        let terms = found.of(&said.value);
        let none = [Word::None, Word::No, Word::Denial, Word::DeniedBehind, Word::UndoNone];
        none.into_iter().any(|word| terms.begins(word)).then_some(0)
    })
}

/// `P0: 0`, `Critical: none`.
fn from_field(doc: &Doc<'_>, field: &Field, scale: Scale) -> Option<DefectCount> {
    // A short key, or it says more than a level.
    if vocabulary::words(&field.key.plain).len() > 3 {
        return None;
    }
    let severity = scale.in_text(&field.key, &doc.phrase(&field.key))?.value;
    let open = doc.phrase(&field.value);
    Some(DefectCount { severity, open: Said { value: amount(&open)?, at: open.at } })
}

/// One defect as a document of its own.
fn card(doc: &Doc<'_>, scale: Scale) -> Option<Defect> {
    let is_id = |id: &Phrase| !vocabulary::ids(&id.value, &doc.ids.defect).is_empty();
    let id = [Key::DefectId, Key::DecisionId].into_iter().find_map(|key| doc.keyed(key).filter(is_id))?;
    let status = doc.keyed(Key::Status);
    let line = doc.lines().iter().find(|line| line.key == Some(Key::Severity));
    Some(Defect {
        severity: line.and_then(|line| scale.in_text(&line.field.value, &doc.phrase(&line.field.value))),
        title: doc.keyed(Key::Title),
        open: status.as_ref().is_none_or(|status| vocabulary::defect_is_open(&status.value)),
        workaround: doc.keyed(Key::Workaround),
        waiver: None,
        waived_by: None,
        waived_until: None,
        status,
        id,
    })
}

//! Probes that documents describe: what is asked, how often, how long one waits, what is to come back.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Said};
use crate::facts::{ProbeKind, ProbeTold};
use crate::outline::{Block, Item, Row};
use crate::vocabulary::{Column, Hit, Section, Terms, Word};

/// Probes of one document: more than anybody watches.
const MOST: usize = 128;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan, Kind::Environment]) {
        return;
    }
    let from = facts.probes.len();
    for grid in doc.grids().filter(is_list) {
        facts.probes.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
    }
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let about = doc.topic(index) == Some(Section::Verification) || doc.kind == Kind::Environment;
        for block in &section.blocks {
            let Block::Item(item) = block else { continue };
            if about {
                facts.probes.extend(from_item(doc, item));
            }
        }
    }
    facts.probes.truncate(from + MOST);
}

/// A table of probes asks something: how often, or how long it waits. `Probe | Result` tells what came of them.
fn is_list(grid: &Grid<'_>) -> bool {
    const FORM: [Column; 4] = [Column::Interval, Column::Frequency, Column::Timeout, Column::Endpoint];
    grid.has(Column::Probe) && grid.has_any(&FORM) && !grid.has_any(&[Column::Result, Column::Status])
}

fn kind(terms: Terms<'_>) -> Option<ProbeKind> {
    if terms.has(Column::Readiness) {
        Some(ProbeKind::Readiness)
    } else if terms.has(Column::Liveness) {
        Some(ProbeKind::Liveness)
    } else {
        terms.has(Word::Startup).then_some(ProbeKind::Startup)
    }
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<ProbeTold> {
    let name = grid.stated(row, Column::Probe)?;
    let process = [Column::ProcessType, Column::Component].into_iter().find_map(|column| grid.stated(row, column));
    let expected = grid.table.header.iter().position(|header| doc.terms(header).has(Word::Expected));
    let kind = grid.text(row, Column::Probe).and_then(|cell| kind(doc.terms(cell)));
    let value = process.map_or_else(|| name.value.clone(), |process| format!("{} of {}", name.value, process.value));
    Some(ProbeTold {
        kind,
        name: Said { value, at: name.at },
        endpoint: [Column::Endpoint, Column::Command].into_iter().find_map(|column| grid.cell(row, column)),
        interval: grid.cell(row, Column::Interval).or_else(|| grid.cell(row, Column::Frequency)),
        timeout: grid.cell(row, Column::Timeout),
        expected: expected.map(|at| grid.nth(row, at)).or_else(|| grid.cell(row, Column::Success)),
        listed: true,
        at: grid.row(row),
    })
}

/// `Liveness probe: GET /livez every 10 s, timeout 2 s, expected 200`.
fn from_item(doc: &Doc<'_>, item: &Item) -> Option<ProbeTold> {
    let terms = doc.terms(&item.text);
    let text = terms.text();
    let (label, _) = text.split_once([':', '：'])?;
    let kind = kind(terms.part(0..label.len()))?;
    let at = doc.place(item.text.span);
    let said = |value: &str| Said { value: value.to_owned(), at };
    let asks = text.split([' ', '`', '(', ',', '：']).find(|word| word.starts_with('/') && word.len() > 1);
    let number = |hit: &Hit| {
        let behind: String = terms.behind(hit).chars().take(16).collect();
        behind
            .trim_start_matches([':', '：', ' ', '=', '*'])
            .starts_with(|next: char| next.is_numeric())
            .then_some(behind)
    };
    let of =
        |column: Column| terms.of(column).find_map(number).map(|value| said(value.trim_matches([':', ' ', '=', '*'])));
    let every = || terms.of(Word::Interval).find_map(number).map(|value| said(value.trim()));
    let status = text.split(|letter: char| !letter.is_ascii_alphanumeric()).find(|word| is_status(word));
    let found = ProbeTold {
        kind: Some(kind),
        name: said(label.trim()),
        endpoint: asks.map(said),
        interval: of(Column::Interval).or_else(every),
        timeout: of(Column::Timeout),
        expected: status.map(said),
        listed: false,
        at,
    };
    (found.endpoint.is_some() && (found.interval.is_some() || found.timeout.is_some())).then_some(found)
}

fn is_status(word: &str) -> bool {
    word.len() == 3 && word.starts_with(['2', '3']) && word.bytes().all(|byte| byte.is_ascii_digit())
}

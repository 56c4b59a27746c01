//! Defects, and summaries that count them.

use std::collections::BTreeSet;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Defect, DefectCount, DefectSeverity};
use crate::outline::{Field, Row};
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DefectList, Kind::TestEvaluation, Kind::GateReport, Kind::ReadinessReview]) {
        return;
    }
    let scale = Scale::of(doc);
    let mut known: BTreeSet<String> = facts.defects.iter().map(|defect| defect.id.value.clone()).collect();
    for grid in doc.grids() {
        if is_list(doc, &grid) {
            let closed = is_closed(&doc.outline.sections[grid.section].title.plain);
            for defect in grid.table.rows.iter().filter_map(|row| from_row(&grid, row, scale, closed)) {
                if known.insert(defect.id.value.clone()) {
                    facts.defects.push(defect);
                }
            }
        } else if grid.has(Column::Severity) && grid.has(Column::Open) && grid.topic == Some(Section::Defects) {
            facts.defect_counts.extend(grid.table.rows.iter().filter_map(|row| count(&grid, row, scale)));
        }
    }
    let fields = doc.about(Section::Defects).flat_map(|section| &section.fields);
    facts.defect_counts.extend(fields.filter_map(|field| from_field(doc, field, scale)));
    if doc.kind == Kind::DefectList {
        facts.defects.extend(card(doc, scale));
    }
}

/// Whether a heading says that the defects below it are over.
fn is_closed(heading: &str) -> bool {
    !vocabulary::defect_is_open(heading) || vocabulary::words(heading).iter().any(|word| word == "fixed")
}

/// Whether the document's numbered severities begin with 0 or with 1.
#[derive(Clone, Copy, PartialEq)]
enum Scale {
    FromZero,
    FromOne,
}

impl Scale {
    fn of(doc: &Doc<'_>) -> Self {
        let text = doc.source.text.to_lowercase();
        let zero =
            ["sev0", "sev 0", "sev-0", "severity 0", "s0 ", "s0)", "s0,"].iter().any(|level| text.contains(level));
        if zero { Self::FromZero } else { Self::FromOne }
    }

    /// The severity in a cell: `SEV1` is the highest where nothing is `SEV0`.
    fn severity(self, cell: &Phrase) -> Option<Said<DefectSeverity>> {
        let value = severity(&cell.value)?;
        let numbered = vocabulary::words(&cell.value)
            .first()
            .is_some_and(|first| matches!(first.as_str(), "sev" | "severity") || is_numbered(first));
        let value = if self == Self::FromOne && numbered { graver(value) } else { value };
        Some(Said { value, at: cell.at })
    }
}

/// `sev1`, `s1`.
fn is_numbered(word: &str) -> bool {
    let number = word.strip_prefix("sev").or_else(|| word.strip_prefix('s')).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn graver(severity: DefectSeverity) -> DefectSeverity {
    match severity {
        DefectSeverity::P0 | DefectSeverity::P1 => DefectSeverity::P0,
        DefectSeverity::P2 => DefectSeverity::P1,
        DefectSeverity::P3 => DefectSeverity::P2,
        DefectSeverity::P4 => DefectSeverity::P3,
    }
}

fn is_list(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let named = grid.has(Column::DefectId)
        || (grid.has(Column::Id) && (doc.kind == Kind::DefectList || grid.topic == Some(Section::Defects)));
    named && grid.has_any(&[Column::Severity, Column::Status])
}

fn from_row(grid: &Grid<'_>, row: &Row, scale: Scale, closed: bool) -> Option<Defect> {
    let id = grid.id(row, Column::DefectId, true)?;
    let status = grid.cell(row, Column::Status);
    Some(Defect {
        severity: grid.cell(row, Column::Severity).and_then(|cell| scale.severity(&cell)),
        title: [Column::Title, Column::Description, Column::Name].iter().find_map(|column| grid.stated(row, *column)),
        open: status.as_ref().map_or(!closed, |status| vocabulary::defect_is_open(&status.value)),
        workaround: grid.cell(row, Column::Workaround),
        status,
        id,
    })
}

fn count(grid: &Grid<'_>, row: &Row, scale: Scale) -> Option<DefectCount> {
    let severity = scale.severity(&grid.cell(row, Column::Severity)?)?.value;
    let open = grid.cell(row, Column::Open)?;
    let value = vocabulary::amount(&open.value)?;
    Some(DefectCount { severity, open: Said { value, at: open.at } })
}

/// `P0: 0`, `Critical: none`.
fn from_field(doc: &Doc<'_>, field: &Field, scale: Scale) -> Option<DefectCount> {
    let severity =
        scale.severity(&doc.phrase(&field.key)).filter(|_| vocabulary::words(&field.key.plain).len() <= 3)?.value;
    let value = vocabulary::amount(&field.value.plain)?;
    Some(DefectCount { severity, open: Said { value, at: doc.place(field.value.span) } })
}

/// One defect as a document of its own.
fn card(doc: &Doc<'_>, scale: Scale) -> Option<Defect> {
    let id = doc.value(&["defect id", "id"]).filter(|id| !vocabulary::ids(&id.value, &["DEF", "BUG"]).is_empty())?;
    let status = doc.value(&["status"]);
    Some(Defect {
        severity: doc.value(&["severity", "priority"]).and_then(|value| scale.severity(&value)),
        title: doc.value(&["title", "summary"]),
        open: status.as_ref().is_none_or(|status| vocabulary::defect_is_open(&status.value)),
        workaround: doc.value(&["workaround"]),
        status,
        id,
    })
}

/// One scale for P0–P4, SEV, and words; the level named first counts (`Critical (P0)`).
pub(super) fn severity(text: &str) -> Option<DefectSeverity> {
    let words = vocabulary::words(text);
    if words.windows(2).any(|pair| pair[0] == "show" && pair[1].starts_with("stopper")) {
        return Some(DefectSeverity::P0);
    }
    // `SEV-1`, `Severity 1`
    let apart = words
        .windows(2)
        .find(|pair| matches!(pair[0].as_str(), "sev" | "severity"))
        .map(|pair| format!("sev{}", pair[1]));
    apart.iter().chain(&words).find_map(|word| {
        Some(match word.as_str() {
            "p0" | "critical" | "blocker" | "showstopper" | "s0" | "sev0" => DefectSeverity::P0,
            "p1" | "high" | "major" | "s1" | "sev1" => DefectSeverity::P1,
            "p2" | "medium" | "moderate" | "s2" | "sev2" => DefectSeverity::P2,
            "p3" | "low" | "minor" | "s3" | "sev3" => DefectSeverity::P3,
            "p4" | "trivial" | "cosmetic" | "s4" | "sev4" => DefectSeverity::P4,
            _ => return None,
        })
    })
}

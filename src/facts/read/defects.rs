//! Defects, and summaries that count them.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Said};
use crate::facts::{Defect, DefectCount, DefectSeverity};
use crate::outline::Row;
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DefectList, Kind::TestEvaluation, Kind::GateReport, Kind::ReadinessReview]) {
        return;
    }
    for grid in doc.grids() {
        if is_list(doc, &grid) {
            for defect in grid.table.rows.iter().filter_map(|row| from_row(&grid, row)) {
                if !facts.defects.iter().any(|known| known.id.value == defect.id.value) {
                    facts.defects.push(defect);
                }
            }
        } else if grid.has(Column::Severity) && grid.has(Column::Open) && grid.topic == Some(Section::Defects) {
            facts.defect_counts.extend(grid.table.rows.iter().filter_map(|row| count(&grid, row)));
        }
    }
    if doc.kind == Kind::DefectList {
        facts.defects.extend(card(doc));
    }
}

fn is_list(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let named = grid.has(Column::DefectId) || (grid.has(Column::Id) && (doc.kind == Kind::DefectList || grid.topic == Some(Section::Defects)));
    named && grid.has_any(&[Column::Severity, Column::Status])
}

fn from_row(grid: &Grid<'_>, row: &Row) -> Option<Defect> {
    let id = grid.id(row, Column::DefectId, true)?;
    let status = grid.cell(row, Column::Status);
    Some(Defect {
        severity: grid.cell(row, Column::Severity).and_then(|cell| Some(Said { value: severity(&cell.value)?, at: cell.at })),
        title: [Column::Title, Column::Description, Column::Name].iter().find_map(|column| grid.stated(row, *column)),
        open: status.as_ref().is_none_or(|status| vocabulary::defect_is_open(&status.value)),
        workaround: grid.cell(row, Column::Workaround),
        status,
        id,
    })
}

fn count(grid: &Grid<'_>, row: &Row) -> Option<DefectCount> {
    let severity = severity(&grid.cell(row, Column::Severity)?.value)?;
    let open = grid.cell(row, Column::Open)?;
    let value = open.value.trim().parse().ok()?;
    Some(DefectCount { severity, open: Said { value, at: open.at } })
}

/// One defect as a document of its own.
fn card(doc: &Doc<'_>) -> Option<Defect> {
    let id = doc.value(&["defect id", "id"]).filter(|id| !vocabulary::ids(&id.value, &["DEF", "BUG"]).is_empty())?;
    let status = doc.value(&["status"]);
    Some(Defect {
        severity: doc.value(&["severity", "priority"]).and_then(|value| Some(Said { value: severity(&value.value)?, at: value.at })),
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
    words.iter().find_map(|word| {
        Some(match word.as_str() {
            "p0" | "critical" | "blocker" | "showstopper" | "s0" => DefectSeverity::P0,
            "p1" | "high" | "major" | "s1" | "sev1" => DefectSeverity::P1,
            "p2" | "medium" | "moderate" | "s2" | "sev2" => DefectSeverity::P2,
            "p3" | "low" | "minor" | "s3" | "sev3" => DefectSeverity::P3,
            "p4" | "trivial" | "cosmetic" | "s4" => DefectSeverity::P4,
            _ => return None,
        })
    })
}

//! Risks, from the risk list and the plan; and how large they are on one scale.

use super::admin::person;
use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said, severity};
use crate::facts::{DefectSeverity, Risk, RiskAcceptance, RiskLevel};
use crate::outline::Row;
use crate::vocabulary::{self, Column, Moment, Section, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::RiskList, Kind::DeploymentPlan]) {
        return;
    }
    for grid in doc.grids().filter(|grid| is_list(doc, grid)) {
        let scales = Scales::of(&grid);
        facts.risks.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row, scales)));
    }
}

fn is_list(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let about = doc.kind == Kind::RiskList || grid.topic == Some(Section::Risks);
    about && (grid.has_any(&[Column::RiskId, Column::Id]) || (grid.has(Column::Likelihood) && grid.has(Column::Impact)))
}

/// The largest numbers of a table: where its scales end.
#[derive(Clone, Copy)]
struct Scales {
    /// Of the exposure, 100 where likelihood and impact go up to ten.
    exposure: u64,
    /// Of likelihood and of impact.
    factor: u64,
}

impl Scales {
    fn of(grid: &Grid<'_>) -> Self {
        let largest = |column| {
            let scores = grid.table.rows.iter().filter_map(|row| {
                let cell = grid.cell(row, column)?;
                Some(number(&cell.value)?.max(whole(&cell.value).unwrap_or(0)))
            });
            scores.max().unwrap_or(0)
        };
        let factor = largest(Column::Likelihood).max(largest(Column::Impact));
        let exposure = largest(Column::Exposure);
        Self { exposure: if factor > 5 { exposure.max(100) } else { exposure }, factor }
    }
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, scales: Scales) -> Option<Risk> {
    // `ID | Risk | …`: there the risk's own column says what may happen.
    let stated = |column| grid.stated(row, column);
    let named = stated(Column::RiskId);
    let (id, said) = match grid.stated(row, Column::Id) {
        Some(id) => (id, named),
        // A risk without an id is known by what it says.
        None => (named.or_else(|| stated(Column::Description)).or_else(|| stated(Column::Title))?, None),
    };
    let status = grid.cell(row, Column::Status);
    let (likelihood, impact) = (grid.stated(row, Column::Likelihood), grid.stated(row, Column::Impact));
    let exposure = grid.stated(row, Column::Exposure);
    let level = exposure.as_ref().and_then(|said| level(said, scales.exposure)).or_else(|| {
        let value = product(likelihood.as_ref()?, impact.as_ref()?, scales.factor)?;
        Some(Said { value, at: grid.row(row) })
    });
    let accepted = grid.stated(row, Column::Acceptance).or_else(|| {
        let text = grid.text(row, Column::Status)?;
        doc.terms(text).has(Word::RiskAccepted).then(|| doc.phrase(text))
    });
    Some(Risk {
        description: grid.stated(row, Column::Description).or(said).or_else(|| grid.stated(row, Column::Title)),
        exposure,
        level,
        likelihood,
        impact,
        mitigation: [Column::Mitigation, Column::Action, Column::Step].into_iter().find_map(stated),
        owner: grid.stated(row, Column::Owner),
        open: status
            .as_ref()
            .filter(|status| Phrase::is_stated(status))
            .is_none_or(|status| vocabulary::risk_is_open(&status.value)),
        accepted: accepted.map(acceptance),
        status,
        id,
    })
}

fn acceptance(text: Phrase) -> RiskAcceptance {
    let dates = vocabulary::moments(&text.value).into_iter().filter_map(Moment::date).collect();
    let found = vocabulary::find(&text.value);
    // "Accepted" alone names nobody.
    let by = person(&text.value).filter(|name| {
        let whole = found.of(&text.value);
        !whole.has(Word::RiskAccepted) || !vocabulary::find(name).of(name).has(Word::RiskAccepted)
    });
    RiskAcceptance { text, by, dates }
}

/// Exposure in words, letters or numbers; a number is read on the scale of its table (1–5, 1–9, 1–25, 1–100).
fn level(said: &Phrase, largest: u64) -> Option<Said<RiskLevel>> {
    let value = match number(&said.value) {
        Some(score) => scored(score, largest.max(whole(&said.value).unwrap_or(0))),
        None => grade(&said.value)?,
    };
    Some(Said { value, at: said.at })
}

fn scored(score: u64, largest: u64) -> RiskLevel {
    // Thirds of each scale, as risk matrices usually draw them.
    let (medium, high, critical) = match largest {
        0..=5 => (3, 4, 5),
        6..=9 => (3, 6, 9),
        10..=25 => (6, 12, 20),
        _ => (24, 48, 80),
    };
    match score {
        score if score >= critical => RiskLevel::Critical,
        score if score >= high => RiskLevel::High,
        score if score >= medium => RiskLevel::Medium,
        _ => RiskLevel::Low,
    }
}

/// The number that a cell begins with; a percentage is none.
fn number(text: &str) -> Option<u64> {
    let digits = text.trim_start();
    let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok().filter(|_| !digits[end..].trim_start().starts_with(['%', '.', '％']))
}

/// The largest score that a cell names: `12/25`.
fn whole(text: &str) -> Option<u64> {
    let rest = text.split_once('/')?.1.trim();
    rest.get(..rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len()))?.parse().ok()
}

fn grade(text: &str) -> Option<RiskLevel> {
    match text.trim().trim_matches(|mark: char| !mark.is_alphanumeric()) {
        "VH" => return Some(RiskLevel::Critical),
        // High, hoch; alto; élevé.
        "H" | "A" | "E" | "É" => return Some(RiskLevel::High),
        "M" => return Some(RiskLevel::Medium),
        // Low; bajo, baixo; niedrig.
        "L" | "VL" | "B" | "N" => return Some(RiskLevel::Low),
        _ => {}
    }
    let found = vocabulary::find(text);
    let (level, _) = severity::severity(found.of(text))?;
    Some(match level {
        DefectSeverity::P0 => RiskLevel::Critical,
        DefectSeverity::P1 => RiskLevel::High,
        DefectSeverity::P2 => RiskLevel::Medium,
        DefectSeverity::P3 | DefectSeverity::P4 => RiskLevel::Low,
    })
}

/// Likelihood × impact, as numbers or words; `largest` is the largest number of either in the table.
fn product(likelihood: &Phrase, impact: &Phrase, largest: u64) -> Option<RiskLevel> {
    if let (Some(one), Some(other)) = (number(&likelihood.value), number(&impact.value)) {
        let scale = match one.max(other).max(largest) {
            0..=3 => 9,
            4..=5 => 25,
            _ => 100,
        };
        return Some(scored(one.saturating_mul(other), scale));
    }
    let rank = |said: &Phrase| {
        Some(match grade(&said.value)? {
            RiskLevel::Low => 1,
            RiskLevel::Medium => 2,
            RiskLevel::High | RiskLevel::Critical => 3,
        })
    };
    Some(scored(rank(likelihood)? * rank(impact)?, 9).min(RiskLevel::Critical))
}

/// A risk may stand in the plan and in the risk list; each says what the other leaves out.
pub(super) fn join(known: &mut Risk, new: Risk) {
    known.description = known.description.take().or(new.description);
    known.exposure = known.exposure.take().or(new.exposure);
    known.level = known.level.take().or(new.level);
    known.likelihood = known.likelihood.take().or(new.likelihood);
    known.impact = known.impact.take().or(new.impact);
    known.mitigation = known.mitigation.take().or(new.mitigation);
    known.owner = known.owner.take().or(new.owner);
    known.status = known.status.take().or(new.status);
    known.accepted = known.accepted.take().or(new.accepted);
    known.open &= new.open;
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn exposure_is_read_on_one_scale() {
        use RiskLevel::{Critical, High, Low, Medium};
        let said = |text: &str| Said { value: text.to_owned(), at: super::super::Place::default() };
        for (text, largest, wanted) in [
            ("H", 0, Some(High)),
            ("mittel", 0, Some(Medium)),
            ("élevée", 0, Some(High)),
            ("低", 0, Some(Low)),
            ("6", 9, Some(High)),
            ("6", 25, Some(Medium)),
            ("20/25", 0, Some(Critical)),
            ("12 (high)", 25, Some(High)),
            ("2", 9, Some(Low)),
            ("32", 100, Some(Medium)),
            ("80", 100, Some(Critical)),
            ("?", 0, None),
        ] {
            assert_eq!(level(&said(text), largest).map(|level| level.value), wanted, "{text}");
        }
        for (likelihood, impact, largest, wanted) in [
            ("3", "3", 3, Critical),
            ("3", "3", 5, Medium),
            ("6", "7", 10, Medium),
            ("10", "8", 10, Critical),
            ("hoch", "gering", 0, Medium),
            ("Low", "Medium", 0, Low),
        ] {
            assert_eq!(product(&said(likelihood), &said(impact), largest), Some(wanted), "{likelihood} × {impact}");
        }
    }
}

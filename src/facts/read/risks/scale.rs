//! How large a risk is: words, letters and numbers on one scale.

use super::super::grid::Grid;
use super::super::severity;
use super::legend::Legend;
use crate::facts::{DefectSeverity, RiskLevel};
use crate::vocabulary::{self, Column};

/// Where the scales of a table end, and what the document says of its scores.
pub(super) struct Scales<'l> {
    /// Of the exposure: 100 where likelihood and impact go up to ten.
    exposure: u64,
    /// Of likelihood and of impact.
    factor: u64,
    legend: &'l Legend,
}

impl<'l> Scales<'l> {
    pub(super) fn of(grid: &Grid<'_>, legend: &'l Legend) -> Self {
        let factor = largest(grid, Column::Likelihood).max(largest(grid, Column::Impact));
        let exposure = largest(grid, Column::Exposure).max(largest(grid, Column::Severity));
        Self { exposure: if factor > 5 { exposure.max(100) } else { exposure }, factor, legend }
    }

    /// Of risks that stand in no table.
    pub(super) fn bare(legend: &'l Legend) -> Self {
        Self { exposure: 0, factor: 0, legend }
    }

    /// A score on the scale of its document, else of its table (1–5, 1–9, 1–25, 1–100); or a letter.
    pub(super) fn level(&self, text: &str) -> Option<RiskLevel> {
        let Some(score) = number(text) else { return grade(text) };
        let told = self.legend.level(score);
        told.or_else(|| Some(scored(score, self.exposure.max(whole(text).unwrap_or(0)))))
    }

    /// Likelihood × impact, as numbers or words.
    pub(super) fn product(&self, likelihood: &str, impact: &str) -> Option<RiskLevel> {
        if let (Some(one), Some(other)) = (number(likelihood), number(impact)) {
            let score = one.saturating_mul(other);
            let scale = match one.max(other).max(self.factor) {
                0..=3 => 9,
                4..=5 => 25,
                _ => 100,
            };
            return self.legend.level(score).or_else(|| Some(scored(score, scale)));
        }
        let rank = |text: &str| {
            Some(match grade(text)? {
                RiskLevel::Low => 1,
                RiskLevel::Medium => 2,
                RiskLevel::High | RiskLevel::Critical => 3,
            })
        };
        Some(scored(rank(likelihood)? * rank(impact)?, 9).min(RiskLevel::Critical))
    }
}

/// The largest number of a column: of its cells, and of a range in its name (`Impact (1–10)`).
fn largest(grid: &Grid<'_>, column: Column) -> u64 {
    let cells = grid.table.rows.iter().filter_map(|row| {
        let cell = grid.cell(row, column)?;
        Some(number(&cell.value)?.max(whole(&cell.value).unwrap_or(0)))
    });
    let names = grid.table.header.iter().filter(|name| vocabulary::column(&name.plain) == Some(column));
    let ends = names.filter_map(|name| {
        let (_, end) = name.plain.rsplit_once(['-', '–', '~', '〜', '/'])?;
        number(end)
    });
    cells.chain(ends).max().unwrap_or(0)
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

/// The level that a word or a letter names: `High`, `12 (mittel)`, `VH`.
pub(super) fn grade(text: &str) -> Option<RiskLevel> {
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

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn exposure_is_read_on_one_scale() {
        use RiskLevel::{Critical, High, Low, Medium};
        let legend = Legend::default();
        for (text, exposure, wanted) in [
            ("H", 0, Some(High)),
            ("mittel", 0, Some(Medium)),
            ("élevée", 0, Some(High)),
            ("低", 0, Some(Low)),
            ("6", 9, Some(High)),
            ("6", 25, Some(Medium)),
            ("20/25", 0, Some(Critical)),
            ("12", 25, Some(High)),
            ("2", 9, Some(Low)),
            ("32", 100, Some(Medium)),
            ("80", 100, Some(Critical)),
            ("?", 0, None),
        ] {
            let scales = Scales { exposure, factor: 0, legend: &legend };
            assert_eq!(scales.level(text), wanted, "{text}");
        }
        for (likelihood, impact, factor, wanted) in [
            ("3", "3", 3, Critical),
            ("3", "3", 5, Medium),
            ("6", "7", 10, Medium),
            ("10", "8", 10, Critical),
            ("hoch", "gering", 0, Medium),
            ("Low", "Medium", 0, Low),
        ] {
            let scales = Scales { exposure: 0, factor, legend: &legend };
            assert_eq!(scales.product(likelihood, impact), Some(wanted), "{likelihood} × {impact}");
        }
    }
}

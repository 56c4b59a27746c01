//! What a document says of its own scores: `Low | 1–4`, `5-9: medium`, `High (15+)`.

use super::super::document::Doc;
use super::scale::grade;
use crate::facts::RiskLevel;
use crate::outline::Block;

/// The scores of each level, the lowest first; empty if the document does not say them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Legend {
    ranges: Vec<(u64, u64, RiskLevel)>,
}

/// Levels that a legend may have.
const LEVELS: usize = 8;
/// Letters of a text that may be part of a legend.
const SHORT: usize = 120;

impl Legend {
    /// The first legend of a document.
    pub(super) fn of(doc: &Doc<'_>) -> Self {
        for section in &doc.outline.sections {
            let mut listed = Vec::new();
            for block in &section.blocks {
                let found = match block {
                    Block::Table(table) => table
                        .rows
                        .iter()
                        .filter_map(|row| entry(row.cells.iter().map(|cell| cell.plain.as_str())))
                        .collect(),
                    Block::Paragraph(paragraph) => parts(&paragraph.text.plain),
                    Block::Item(item) => {
                        listed.extend(parts(&item.text.plain));
                        continue;
                    }
                    Block::Code(_) => continue,
                };
                if let Some(legend) = Self::from(found) {
                    return legend;
                }
            }
            if let Some(legend) = Self::from(listed) {
                return legend;
            }
        }
        Self::default()
    }

    /// A legend rises: each range lies above the last one, and its level is no lower.
    fn from(mut ranges: Vec<(u64, u64, RiskLevel)>) -> Option<Self> {
        ranges.sort_by_key(|range| range.0);
        let rises = ranges.windows(2).all(|pair| pair[0].1 < pair[1].0 && pair[0].2 <= pair[1].2);
        let differ = ranges.first().zip(ranges.last()).is_some_and(|(first, last)| first.2 != last.2);
        (rises && differ && ranges.len() <= LEVELS).then_some(Self { ranges })
    }

    /// The level of a score that the legend names.
    pub(super) fn level(&self, score: u64) -> Option<RiskLevel> {
        self.ranges.iter().find(|(from, to, _)| (*from..=*to).contains(&score)).map(|(_, _, level)| *level)
    }
}

/// `1–5 low, 6–12 medium, 15–25 high`.
fn parts(text: &str) -> Vec<(u64, u64, RiskLevel)> {
    if text.chars().nth(SHORT).is_some() {
        return Vec::new();
    }
    text.split([',', ';', '、', '，', '；', '|', '\n']).filter_map(|part| entry(std::iter::once(part))).collect()
}

/// One level and one range, in one text or in two cells.
fn entry<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<(u64, u64, RiskLevel)> {
    let mut ranges = texts.clone().filter_map(range);
    let (from, to) = ranges.next()?;
    let level = texts.filter(|text| text.chars().nth(SHORT / 2).is_none()).find_map(grade)?;
    ranges.next().is_none().then_some((from, to, level))
}

/// `1~4`, `5 – 9`, `≥ 15`, `20+`, `< 5`. Percentages, dates and versions are none.
fn range(text: &str) -> Option<(u64, u64)> {
    if text.contains(['%', '％', '.']) {
        return None;
    }
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let first: u64 = numbers.next()?.parse().ok()?;
    let second = numbers.next();
    if numbers.next().is_some() {
        return None;
    }
    let at = text.find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = text.split_at(at);
    let before = before.trim_end();
    let between = rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_start();
    match second {
        Some(second) => {
            let joined =
                between.starts_with(['-', '–', '—', '~', '〜', '～', '至', '到']) || between.starts_with("to ");
            let second: u64 = second.parse().ok()?;
            (joined && first < second).then_some((first, second))
        }
        None if before.ends_with(['≥', '⩾']) || before.ends_with(">=") || between.starts_with(['+', '以']) => {
            Some((first, u64::MAX))
        }
        None if before.ends_with('>') => Some((first.saturating_add(1), u64::MAX)),
        None if before.ends_with(['≤', '⩽']) || before.ends_with("<=") => Some((0, first)),
        None if before.ends_with('<') => Some((0, first.checked_sub(1)?)),
        None => None,
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn ranges_are_told_from_other_numbers() {
        for (text, wanted) in [
            ("1~4", Some((1, 4))),
            ("5 – 9", Some((5, 9))),
            ("High (15+)", Some((15, u64::MAX))),
            ("≥ 20", Some((20, u64::MAX))),
            ("< 5", Some((0, 4))),
            ("de 21% a 40%", None),
            ("2026-12-08", None),
            ("R-01", None),
            ("3", None),
            ("12 / 25", None),
        ] {
            assert_eq!(range(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_legend_rises() {
        use RiskLevel::{High, Low, Medium};
        let legend = Legend::from(parts("1–5 low, 6–12 medium, 15–25 high")).unwrap();
        assert_eq!([4, 12, 13, 20].map(|score| legend.level(score)), [Some(Low), Some(Medium), None, Some(High)]);
        // Phases of a plan and their days are none.
        assert_eq!(Legend::from(parts("1–5 high, 6–12 low")), None);
        assert_eq!(Legend::from(parts("Critical 1–5")), None);
    }
}

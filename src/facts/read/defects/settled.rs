//! What a report says of all its defects: "0 open defects", "no open P0 or P1 defects".

use super::super::document::{Doc, Sentence};
use super::super::severity::severity;
use super::super::{Facts, Kind, Said};
use super::says_fixed;
use crate::facts::{DefectCount, DefectSeverity};
use crate::vocabulary::{Section, Word};

/// A sentence that counts no open defect closes those that were fixed, from `from` on; it is told where nothing else counts.
pub(super) fn read(doc: &Doc<'_>, from: usize, facts: &mut Facts) {
    if !doc.is(&[Kind::TestEvaluation, Kind::DefectList]) || !doc.mentions(Word::NoOpenDefects) {
        return;
    }
    let sections = doc.outline.sections.iter().enumerate();
    let told = sections.filter(|(index, _)| {
        !matches!(
            doc.topic(*index),
            Some(Section::Criteria | Section::Checklist | Section::Recommendation | Section::Steps)
        )
    });
    let Some((sentence, level)) = told.flat_map(|(_, section)| doc.told(section)).find_map(none_open) else { return };
    let all = level.is_none();
    for defect in facts.defects.get_mut(from..).unwrap_or_default().iter_mut().filter(|_| all) {
        if defect.open && defect.status.as_ref().is_some_and(|status| says_fixed(&status.value)) {
            defect.open = false;
        }
    }
    let open = facts.defects.get(from..).unwrap_or_default().iter().any(|defect| defect.open);
    let counted = facts.defect_counts.iter().any(|count| count.open.at.source == doc.id);
    if !(counted || (all && open)) {
        let severity = level.unwrap_or(DefectSeverity::P0);
        facts.defect_counts.push(DefectCount { severity, open: Said { value: 0, at: sentence.at } });
    }
}

/// Whether a sentence says that none is open, and of which severity. What is asked for is no count.
fn none_open(sentence: Sentence<'_>) -> Option<(Sentence<'_>, Option<DefectSeverity>)> {
    let terms = sentence.terms;
    let hit = terms.first(Word::NoOpenDefects)?;
    let asked = terms.has_any(&[Word::If, Word::Demand, Word::Goal, Word::WithConditions, Word::DefectReopened]);
    let number =
        terms.before(hit).chars().next_back().is_some_and(|last| last.is_ascii_digit() || matches!(last, '.' | ','));
    let level = severity(terms).map(|(level, _)| level);
    (!asked && !number).then_some((sentence, level))
}

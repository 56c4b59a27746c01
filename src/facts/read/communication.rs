//! Planned communications: who is told what, when, how, and by whom.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind};
use crate::facts::{Communication, Phase};
use crate::outline::{Block, Row};
use crate::vocabulary::{Column, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan]) {
        return;
    }
    let before = facts.communications.len();
    for grid in doc.grids().filter(|grid| grid.topic == Some(Section::Communication)) {
        if grid.has_any(&[Column::Audience, Column::Channel, Column::Phase]) {
            let heading = doc.terms(&doc.outline.sections[grid.section].title);
            facts.communications.extend(grid.table.rows.iter().map(|row| from_row(doc, &grid, row, heading)));
        }
    }
    if facts.communications.len() == before {
        facts.communications.extend(from_lists(doc));
    }
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, heading: Terms<'_>) -> Communication {
    let phase = grid.text(row, Column::Phase).and_then(|cell| phase(doc.terms(cell)));
    // `Who | How | By`: of two people, the first is told and the last tells.
    let mut people = grid.cells(row, Column::Owner);
    let told = if people.len() > 1 && !grid.has(Column::Audience) { Some(people.remove(0)) } else { None };
    let any = || row.cells.iter().find_map(|cell| phase_exactly(doc.terms(cell)));
    Communication {
        phase: phase.or_else(any).or_else(|| self::phase(heading)),
        audience: grid.cell(row, Column::Audience).or(told),
        channel: grid.cell(row, Column::Channel),
        owner: people.pop().or_else(|| grid.cell(row, Column::Name)),
        at: grid.row(row),
    }
}

/// When a message goes out, from words such as "24 h before" and "on completion", else from an offset such as `T-1 d`.
fn phase(terms: Terms<'_>) -> Option<Phase> {
    if terms.has(Word::Begin) && terms.has(Word::End) {
        // Told at both ends: the end has a row of its own in most plans, the start seldom has.
        Some(Phase::During)
    } else {
        let known = [(Word::Before, Phase::Before), (Word::After, Phase::After), (Word::During, Phase::During)];
        let said = known.into_iter().find(|(word, _)| terms.has(*word)).map(|(_, phase)| phase);
        said.or_else(|| offset(terms.text()))
    }
}

/// `T-24h` is before, `T+0` the start, `T+3 h` after.
fn offset(text: &str) -> Option<Phase> {
    let (sign, number) = text
        .split(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '−')))
        .find_map(|word| {
            let rest = word.strip_prefix(['T', 't'])?;
            let sign = rest.chars().next().filter(|sign| matches!(sign, '+' | '-' | '−'))?;
            let digits: String = rest[sign.len_utf8()..].chars().take_while(char::is_ascii_digit).collect();
            Some((sign, digits.parse::<u32>().ok()?))
        })?;
    Some(match (sign, number) {
        (_, 0) => Phase::During,
        ('+', _) => Phase::After,
        _ => Phase::Before,
    })
}

/// A short cell that begins with the phase: `Before (T-1 d)`.
fn phase_exactly(terms: Terms<'_>) -> Option<Phase> {
    let known = [(Word::Before, Phase::Before), (Word::During, Phase::During), (Word::After, Phase::After)];
    let short = terms.text().chars().count() <= 24;
    known.into_iter().find(|(word, _)| short && terms.begins(*word)).map(|(_, phase)| phase)
}

/// Items such as "Before: customers by e-mail (owner: A. Ito)".
fn from_lists(doc: &Doc<'_>) -> Vec<Communication> {
    let mut found = Vec::new();
    for section in doc.about(Section::Communication) {
        for block in &section.blocks {
            let Block::Item(item) = block else { continue };
            let terms = doc.terms(&item.text);
            let Some(phase) = phase(terms).or_else(|| phase(doc.terms(&section.title))) else { continue };
            let said = |word| terms.has(word).then(|| doc.phrase(&item.text));
            found.push(Communication {
                phase: Some(phase),
                audience: said(Word::Audience),
                channel: said(Word::Channel),
                owner: said(Word::SentBy),
                at: doc.place(item.text.span),
            });
        }
    }
    found
}

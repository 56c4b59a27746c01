//! Planned communications: who is told what, when, how, and by whom.

use std::collections::BTreeSet;

use super::document::Doc;
use super::grid::Grid;
use super::quantity::offset;
use super::{Facts, Kind, Phrase, rollback, steps, tells};
use crate::facts::{Communication, Phase};
use crate::outline::{Block, Row, Span, Text};
use crate::vocabulary::{Column, Hit, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let told = doc.is(&[Kind::DeploymentPlan, Kind::ReadinessReview, Kind::ChangeRequest, Kind::SupportRunbook]);
    let whole = told || rollback::is_separate(doc);
    if !whole && !is_of_release(doc) {
        return;
    }
    let before = facts.communications.len();
    for grid in doc.grids().filter(|grid| grid.topic == Some(Section::Communication)) {
        let phases = phases(doc, &grid);
        if phases.len() >= 2 {
            facts.communications.extend(grid.table.rows.iter().flat_map(|row| from_matrix(doc, &grid, row, &phases)));
        } else if grid.has_any(&[Column::Audience, Column::Channel, Column::Phase]) {
            let heading = doc.terms(&doc.outline.sections[grid.section].title);
            facts.communications.extend(grid.table.rows.iter().map(|row| from_row(doc, &grid, row, heading)));
        }
    }
    if !whole {
        return;
    }
    if facts.communications.len() == before {
        facts.communications.extend(from_lists(doc));
    }
    if facts.communications.len() == before {
        facts.communications.extend(from_prose(doc));
    }
    let own = facts.communications.get(before..).unwrap_or_default();
    let known: BTreeSet<Span> = own.iter().map(|one| one.at.span).collect();
    let rooms = steps::rooms(doc, facts);
    facts.communications.extend(tells::read(doc, &known, &rooms));
}

/// Notes of a release, and any other document whose title speaks of one.
fn is_of_release(doc: &Doc<'_>) -> bool {
    let titled = || doc.title().is_some_and(|title| doc.terms(title).has(Word::GoingLive));
    doc.is(&[Kind::ReleaseNotes]) || (doc.kind == Kind::OtherDocument && titled())
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, heading: Terms<'_>) -> Communication {
    let when = when(grid, row);
    let said = [Column::Phase, Column::Start].iter().find_map(|column| grid.text(row, *column));
    let phase = said.and_then(|cell| phase(doc.terms(cell)));
    // `Who | How | By`: of two people, the first is told and the last tells.
    let mut people = grid.cells(row, Column::Owner);
    let told = if people.len() > 1 && !grid.has(Column::Audience) { Some(people.remove(0)) } else { None };
    let exact = row.cells.iter().find_map(|cell| Some((phase_exactly(doc.terms(cell))?, cell)));
    let listener = || row.cells.iter().find(|cell| doc.terms(cell).has(Word::Audience)).map(|cell| doc.phrase(cell));
    Communication {
        phase: phase.or(exact.map(|(phase, _)| phase)).or_else(|| self::phase(heading)),
        when: when.filter(Phrase::is_stated).or_else(|| exact.map(|(_, cell)| doc.phrase(cell))),
        audience: grid.cell(row, Column::Audience).or(told).or_else(listener),
        channel: grid.cell(row, Column::Channel),
        owner: people.pop().or_else(|| grid.cell(row, Column::Name)),
        message: named(doc, grid, row, Word::Message).or_else(|| grid.stated(row, Column::Description)),
        next_update: named(doc, grid, row, Word::NextUpdate),
        aside: false,
        at: grid.row(row),
    }
}

/// `Phase | When`: the cell that counts in numbers says more than the one that does not.
fn when(grid: &Grid<'_>, row: &Row) -> Option<Phrase> {
    let mut said = grid.cells(row, Column::Phase);
    said.extend(grid.cells(row, Column::Start));
    let counted = said.iter().find(|cell| cell.is_stated() && cell.value.bytes().any(|byte| byte.is_ascii_digit()));
    counted.or_else(|| said.iter().rev().find(|cell| cell.is_stated())).or_else(|| said.first()).cloned()
}

/// The cell of the column whose name says this and has no other meaning here.
fn named(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, word: Word) -> Option<Phrase> {
    let column = grid.table.header.iter().position(|name| doc.terms(name).has(word))?;
    Some(grid.nth(row, column)).filter(Phrase::is_stated)
}

/// Columns that are phases, of a table that gives each audience a row.
fn phases(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<(usize, Phase)> {
    let columns = grid.table.header.iter().enumerate().skip(1);
    columns.filter_map(|(index, name)| Some((index, phase_exactly(doc.terms(name))?))).collect()
}

fn from_matrix(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, phases: &[(usize, Phase)]) -> Vec<Communication> {
    let audience = row.cells.first().map(|cell| doc.phrase(cell));
    let owner = grid.cell(row, Column::Owner);
    let told = phases.iter().filter_map(|(column, phase)| {
        let cell = grid.nth(row, *column);
        let how = row.cells.get(*column)?;
        cell.is_stated().then(|| Communication {
            phase: Some(*phase),
            when: grid.table.header.get(*column).map(|name| doc.phrase(name)),
            audience: audience.clone(),
            channel: grid.cell(row, Column::Channel).or_else(|| channel(doc, how)),
            owner: owner.clone(),
            message: Some(cell),
            next_update: None,
            aside: false,
            at: doc.place(how.span),
        })
    });
    told.collect()
}

fn channel(doc: &Doc<'_>, cell: &Text) -> Option<Phrase> {
    doc.terms(cell).has(Word::Channel).then(|| doc.phrase(cell))
}

/// When a message goes out, from words such as "24 h before" and "on completion", else from an offset such as `T-1 d`.
pub(super) fn phase(terms: Terms<'_>) -> Option<Phase> {
    if terms.has(Word::Begin) && terms.has(Word::End) {
        // Told at both ends: the end has a row of its own in most plans, the start seldom has.
        return Some(Phase::During);
    }
    let known = [(Word::Before, Phase::Before), (Word::After, Phase::After), (Word::During, Phase::During)];
    // "Every 30 minutes until completion": the longer phrase of two at one place says more.
    let said = known.into_iter().find(|(word, _)| terms.has(*word)).map(|(_, phase)| phase);
    said.or_else(|| by_offset(terms.text()))
}

/// `T-24h` is before, `T+0` the start, `T+3 h` after.
fn by_offset(text: &str) -> Option<Phase> {
    let minutes = offset(text)?;
    Some(match minutes {
        _ if minutes < 0.0 => Phase::Before,
        _ if minutes > 0.0 => Phase::After,
        _ => Phase::During,
    })
}

/// A short cell that begins with the phase: `Before (T-1 d)`.
pub(super) fn phase_exactly(terms: Terms<'_>) -> Option<Phase> {
    let known = [(Word::Before, Phase::Before), (Word::During, Phase::During), (Word::After, Phase::After)];
    let short = terms.text().chars().count() <= 24;
    known.into_iter().find(|(word, _)| short && terms.begins(*word)).map(|(_, phase)| phase)
}

/// Letters of a line that says when what stands below it is told.
const CAPTION: usize = 40;

/// Items such as "Before: customers by e-mail (owner: A. Ito)".
fn from_lists(doc: &Doc<'_>) -> Vec<Communication> {
    let mut found = Vec::new();
    for section in doc.about(Section::Communication) {
        let mut caption: Option<&Text> = None;
        for block in &section.blocks {
            let item = match block {
                Block::Item(item) => item,
                // `**1 week before**` above the items.
                Block::Paragraph(paragraph) => {
                    caption = Some(&paragraph.text).filter(|text| text.plain.chars().count() <= CAPTION);
                    continue;
                }
                Block::Table(_) | Block::Code(_) => continue,
            };
            let terms = doc.terms(&item.text);
            let above = caption.and_then(|caption| Some((phase(doc.terms(caption))?, caption)));
            let said = phase(terms).or(above.map(|(phase, _)| phase));
            let phase = said.or_else(|| phase(doc.terms(&section.title)));
            // Without a time it must say who is told, and how.
            let whole = terms.has(Word::Audience) && terms.has(Word::Channel);
            if phase.is_none() && !whole {
                continue;
            }
            let when = above.map(|(_, caption)| doc.phrase(caption));
            let when = when.or_else(|| said.is_some().then(|| doc.phrase(&item.text)));
            found.push(in_words(terms, &doc.phrase(&item.text), phase, when));
        }
    }
    found
}

/// A sentence names its parts; each is the whole of it.
pub(super) fn in_words(terms: Terms<'_>, whole: &Phrase, phase: Option<Phase>, when: Option<Phrase>) -> Communication {
    let said = |word| terms.has(word).then(|| whole.clone());
    // "By e-mail" names a channel, not a sender.
    let by_channel = |by: &Hit| terms.of(Word::Channel).any(|channel| by.is_before(channel));
    let sent = terms.of(Word::SentBy).any(|by| !by_channel(by));
    Communication {
        phase,
        when,
        audience: said(Word::Audience),
        channel: names_channel(terms).then(|| whole.clone()),
        owner: sent.then(|| whole.clone()),
        message: None,
        next_update: said(Word::NextUpdate),
        aside: false,
        at: whole.at,
    }
}

/// Whether a channel is named; the call of `on-call` is none.
fn names_channel(terms: Terms<'_>) -> bool {
    terms
        .of(Word::Channel)
        .any(|hit| !terms.of(Word::OnCall).any(|other| other.start <= hit.start && hit.end <= other.end))
}

/// "Two days before the release the support lead writes to all customers by e-mail."
fn from_prose(doc: &Doc<'_>) -> Vec<Communication> {
    let told = doc.about(Section::Communication).flat_map(|section| doc.told(section));
    let told = told.filter_map(|sentence| {
        let terms = sentence.terms;
        let phase = phase(terms).filter(|_| terms.has_any(&[Word::Audience, Word::Channel]))?;
        Some(in_words(terms, &sentence.phrase(), Some(phase), Some(sentence.phrase())))
    });
    told.collect()
}

//! Planned communications: who is told what, when, how, and by whom.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Communication, Phase};
use crate::outline::{Block, Row};
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan]) {
        return;
    }
    let before = facts.communications.len();
    for grid in doc.grids().filter(|grid| grid.topic == Some(Section::Communication)) {
        if grid.has_any(&[Column::Audience, Column::Channel, Column::Phase]) {
            let heading = doc.outline.sections[grid.section].title.plain.clone();
            facts.communications.extend(grid.table.rows.iter().map(|row| from_row(&grid, row, &heading)));
        }
    }
    if facts.communications.len() == before {
        facts.communications.extend(from_lists(doc));
    }
}

fn from_row(grid: &Grid<'_>, row: &Row, heading: &str) -> Communication {
    let phase = grid.cell(row, Column::Phase).and_then(|cell| phase(&cell.value));
    // `Who | How | By`: of two people, the first is told and the last tells.
    let mut people = grid.cells(row, Column::Owner);
    let told = if people.len() > 1 && !grid.has(Column::Audience) { Some(people.remove(0)) } else { None };
    let any = || row.cells.iter().find_map(|cell| phase_exactly(&cell.plain));
    Communication {
        phase: phase.or_else(any).or_else(|| self::phase(heading)),
        audience: grid.cell(row, Column::Audience).or(told),
        channel: grid.cell(row, Column::Channel),
        owner: people.pop().or_else(|| grid.cell(row, Column::Name)),
        at: grid.row(row),
    }
}

/// When a message goes out, from words such as "24 h before" and "on completion", else from an offset such as `T-1 d`.
fn phase(text: &str) -> Option<Phase> {
    let words = vocabulary::words(text);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let begins = has(&["start", "begin"]);
    if begins && has(&["end", "finish"]) {
        // Told at both ends: the end has a row of its own in most plans, the start seldom has.
        Some(Phase::During)
    } else if has(&["before", "pre", "prior", "ahead", "advance", "announcement", "scheduled"]) {
        Some(Phase::Before)
    } else if has(&[
        "after",
        "afterwards",
        "post",
        "complete",
        "completed",
        "completion",
        "finished",
        "end",
        "closing",
        "closed",
        "done",
    ]) {
        Some(Phase::After)
    } else if has(&["during", "start", "started", "begin", "progress", "while", "rollout", "ongoing", "go"]) {
        Some(Phase::During)
    } else {
        offset(text)
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

fn phase_exactly(text: &str) -> Option<Phase> {
    let words = vocabulary::words(text);
    (words.len() <= 3).then(|| words.first().map(String::as_str)).flatten().and_then(|first| match first {
        "before" | "pre" => Some(Phase::Before),
        "during" => Some(Phase::During),
        "after" | "post" => Some(Phase::After),
        _ => None,
    })
}

/// Items such as "Before: customers by e-mail (owner: A. Ito)".
fn from_lists(doc: &Doc<'_>) -> Vec<Communication> {
    let mut found = Vec::new();
    for section in doc.about(Section::Communication) {
        for block in &section.blocks {
            let Block::Item(item) = block else { continue };
            let text = &item.text.plain;
            let Some(phase) = phase(text).or_else(|| phase(&section.title.plain)) else { continue };
            let at = doc.place(item.text.span);
            let has = |words: &[&str]| {
                let lower = text.to_lowercase();
                words.iter().any(|word| lower.contains(word)).then(|| Phrase { value: text.clone(), at })
            };
            found.push(Communication {
                phase: Some(phase),
                audience: has(&[
                    "customer",
                    "stakeholder",
                    "team",
                    "support",
                    "user",
                    "executive",
                    "management",
                    "product",
                    "everyone",
                    "partner",
                ]),
                channel: has(&[
                    "mail",
                    "slack",
                    "teams",
                    "channel",
                    "status page",
                    "phone",
                    "call",
                    "banner",
                    "chat",
                    "meeting",
                    "bridge",
                ]),
                owner: has(&["owner", " by ", "sent by", "responsible"]).map(|owner| Said { at, ..owner }),
                at,
            });
        }
    }
    found
}

//! Rollback triggers, and how long a rollout is watched.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Said};
use crate::facts::Trigger;
use crate::outline::{Block, Row, Text};
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan]) {
        return;
    }
    let before = facts.triggers.len();
    for grid in doc.grids().filter(is_triggers) {
        facts.triggers.extend(grid.table.rows.iter().filter_map(|row| from_row(&grid, row)));
    }
    if facts.triggers.len() == before {
        facts.triggers.extend(from_lists(doc));
    }
    observations(doc, facts);
}

fn is_triggers(grid: &Grid<'_>) -> bool {
    let about = matches!(grid.topic, Some(Section::Rollback | Section::Verification));
    about && grid.has(Column::Trigger) && grid.has_any(&[Column::Threshold, Column::Action, Column::Window])
}

fn from_row(grid: &Grid<'_>, row: &Row) -> Option<Trigger> {
    let condition = grid.cell(row, Column::Trigger).filter(|cell| !cell.value.is_empty())?;
    let threshold = grid.cell(row, Column::Threshold).map(|cell| cell.value).unwrap_or_default();
    let text = format!("{} {threshold}", condition.value).trim().to_owned();
    let window = grid.cell(row, Column::Window).and_then(|cell| Some(Said { value: vocabulary::minutes(&cell.value)?, at: cell.at }));
    let window = window.or_else(|| Some(Said { value: window_in(&text)?, at: condition.at }));
    let (measurable, numeric) = measure(&text);
    Some(Trigger {
        measurable,
        numeric,
        window,
        action: grid.cell(row, Column::Action),
        text: Said { value: text, at: grid.row(row) },
    })
}

/// Items below a heading about triggers, below a line that announces them, or that begin with "if" or "when".
fn from_lists(doc: &Doc<'_>) -> Vec<Trigger> {
    let mut found = Vec::new();
    for section in doc.about(Section::Rollback) {
        let titled = has_trigger_word(&section.title.plain);
        let mut announced = titled;
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let text = paragraph.text.plain.as_str();
                    announced = titled || (has_trigger_word(text) && text.trim_end().ends_with(':'));
                    if begins_with_condition(text) || named(text).is_some() {
                        found.push(from_text(doc, &paragraph.text));
                    }
                }
                // Numbered items say what to do, unless their own heading calls them triggers.
                Block::Item(item) if titled || (announced && item.number.is_none()) || begins_with_condition(&item.text.plain) => {
                    found.push(from_text(doc, &item.text));
                }
                _ => {}
            }
        }
    }
    found
}

fn has_trigger_word(text: &str) -> bool {
    vocabulary::words(text).iter().any(|word| word.starts_with("trigger") || word == "criteria" || word == "conditions")
}

/// `Triggers: any smoke test fails, or …`: what stands behind the colon.
fn named(text: &str) -> Option<&str> {
    let (key, condition) = text.split_once(": ")?;
    (has_trigger_word(key) && key.split_whitespace().count() <= 3).then_some(condition)
}

fn begins_with_condition(text: &str) -> bool {
    vocabulary::words(text).first().is_some_and(|first| matches!(first.as_str(), "if" | "when" | "whenever"))
}

fn from_text(doc: &Doc<'_>, text: &Text) -> Trigger {
    let plain = named(&text.plain).unwrap_or(&text.plain);
    let (condition, action) = match plain.split_once('→').or_else(|| plain.split_once("->")).or_else(|| plain.split_once(": ")) {
        Some((condition, action)) => (condition.trim(), Some(action.trim())),
        None => match plain.split_once(", ") {
            Some((condition, action)) if begins_with_condition(plain) => (condition, Some(action)),
            _ => (plain, None),
        },
    };
    let (measurable, numeric) = measure(condition);
    let at = doc.place(text.span);
    // In a list of rollback triggers the action is to roll back.
    let action = action.unwrap_or("roll back").to_owned();
    Trigger {
        measurable,
        numeric,
        window: window_in(&text.plain).map(|value| Said { value, at }),
        action: Some(Said { value: action, at }),
        text: Said { value: text.plain.clone(), at },
    }
}

/// Words that compare with a number.
const COMPARATORS: [&str; 18] = [
    "above", "below", "exceeds", "exceed", "over", "under", "more", "less", "least", "drops", "drop", "rises", "rise", "falls",
    "higher", "lower", "greater", "worse",
];

/// Events that need no number.
const EVENTS: [&str; 18] = [
    "any", "fails", "fail", "failed", "failing", "failure", "oom", "oomkilled", "crash", "crashes", "crashloopbackoff", "unhealthy",
    "unreachable", "unavailable", "corruption", "loss", "restart", "mismatch",
];

/// Whether a condition can be measured, and whether it compares with a number.
fn measure(text: &str) -> (bool, bool) {
    let words = vocabulary::words(text);
    let digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let compares = text.contains(['>', '<', '≥', '≤', '=', '+', '−']) || words.iter().any(|word| COMPARATORS.contains(&word.as_str()));
    let numeric = digit && compares;
    let event = words.iter().any(|word| EVENTS.contains(&word.as_str()));
    (numeric || event, numeric && !event)
}

/// The time over which a condition must hold: `for 5 min`, `over 10 minutes`, `5-minute average`.
fn window_in(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let behind = [" for ", " over ", " within ", " during ", " in ", " averaged "]
        .iter()
        .filter_map(|word| lower.find(word).map(|at| at + word.len()))
        .find_map(|at| vocabulary::minutes(&lower[at..]));
    behind.or_else(|| vocabulary::minutes(&lower).filter(|minutes| *minutes >= 1.0))
}

fn observations(doc: &Doc<'_>, facts: &mut Facts) {
    let about = |text: &str| vocabulary::words(text).iter().any(|word| word.starts_with("observ") || word == "soak" || word == "bake");
    for section in &doc.outline.sections {
        for sentence in doc.sentences(section).into_iter().filter(|sentence| about(&sentence.value)) {
            if let Some(value) = vocabulary::minutes(&sentence.value) {
                facts.observations.push(Said { value, at: sentence.at });
            }
        }
    }
}

//! Rollback triggers, and how long a rollout is watched.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Place, Said};
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
    // `Metric | Condition`: without a threshold both are the trigger.
    let first = grid.cell(row, Column::Trigger).filter(|cell| !cell.value.is_empty() && grid.has(Column::Threshold));
    let condition = first.or_else(|| grid.joined(row, Column::Trigger))?;
    let threshold = grid.cell(row, Column::Threshold).map(|cell| cell.value).unwrap_or_default();
    let text = format!("{} {threshold}", condition.value).trim().to_owned();
    let window = grid
        .cell(row, Column::Window)
        .and_then(|cell| Some(Said { value: vocabulary::minutes(&cell.value)?, at: cell.at }));
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

/// Items below a heading about triggers or below a line that announces them, and sentences that say on what the release goes
/// back.
fn from_lists(doc: &Doc<'_>) -> Vec<Trigger> {
    let mut found = Vec::new();
    for section in doc.about(Section::Rollback) {
        let titled = has_trigger_word(&section.title.plain);
        let mut announced = titled;
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    announced = titled || announces(&paragraph.text.plain);
                    found.extend(in_text(doc, &paragraph.text));
                }
                // Numbered items say what to do, unless their own heading calls them triggers.
                Block::Item(item) if titled || (announced && item.number.is_none()) => {
                    found.push(from_text(&item.text.plain, doc.place(item.text.span)));
                }
                Block::Item(item) => found.extend(in_text(doc, &item.text)),
                _ => {}
            }
        }
    }
    found
}

/// `Triggers:`, `Roll back if:`: a line above a list.
fn announces(text: &str) -> bool {
    let asks = || goes_back(text) && vocabulary::words(text).iter().any(|word| matches!(word.as_str(), "if" | "when"));
    text.trim_end().ends_with(':') && (has_trigger_word(text) || asks())
}

/// The triggers in running text.
fn in_text(doc: &Doc<'_>, text: &Text) -> Vec<Trigger> {
    let at = doc.place(text.span);
    if let Some(condition) = named(&text.plain) {
        return vec![from_text(condition, at)];
    }
    let sentences = doc.split(text).into_iter().filter(|sentence| condition(&sentence.value).is_some());
    sentences.map(|sentence| from_text(&sentence.value, at)).collect()
}

fn has_trigger_word(text: &str) -> bool {
    vocabulary::words(text).iter().any(|word| word.starts_with("trigger") || word == "criteria" || word == "conditions")
}

/// `Triggers: any smoke test fails, or …`: what stands behind the colon.
fn named(text: &str) -> Option<&str> {
    let (key, condition) = text.split_once(": ")?;
    (has_trigger_word(key) && key.split_whitespace().count() <= 3).then_some(condition)
}

/// Whether a text speaks of going back.
fn goes_back(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "back", "rollback", "backout", "revert", "reverts", "reverted", "abort", "aborted", "undo", "undone",
        "restore", "restored",
    ];
    vocabulary::words(text).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// The condition of a sentence on which the release goes back, and what is done then: "If X, roll back", "Roll back if X". "If
/// the rollback fails" is none.
pub(super) fn condition(sentence: &str) -> Option<(&str, &str)> {
    const OPENINGS: [&str; 3] = ["if ", "when ", "whenever "];
    let lower = sentence.to_ascii_lowercase();
    let (condition, action) = if OPENINGS.iter().any(|opening| lower.starts_with(opening)) {
        sentence.split_once(", ").or_else(|| sentence.split_once(": ")).or_else(|| sentence.split_once(" then "))?
    } else {
        let (at, opening) =
            OPENINGS.iter().filter_map(|opening| Some((lower.find(&format!(" {opening}"))?, opening))).min()?;
        (sentence.get(at + 1 + opening.len()..)?, sentence.get(..at)?)
    };
    let open = condition.trim_end().ends_with(':') || condition.trim().is_empty();
    (goes_back(action) && !goes_back(condition) && !open).then_some((condition, action))
}

fn from_text(text: &str, at: Place) -> Trigger {
    let arrow = text.split_once('→').or_else(|| text.split_once("->")).or_else(|| text.split_once(": "));
    // In a list of rollback triggers the action is to roll back.
    let (on, action) = condition(text).or(arrow).unwrap_or((text, "roll back"));
    let (measurable, numeric) = measure(on);
    Trigger {
        measurable,
        numeric,
        window: window_in(text).map(|value| Said { value, at }),
        action: Some(Said { value: action.trim().to_owned(), at }),
        text: Said { value: text.to_owned(), at },
    }
}

/// Words that compare with a number.
const COMPARATORS: [&str; 25] = [
    "above",
    "below",
    "exceeds",
    "exceed",
    "exceeding",
    "over",
    "under",
    "more",
    "less",
    "least",
    "drops",
    "drop",
    "rises",
    "rise",
    "falls",
    "higher",
    "lower",
    "greater",
    "worse",
    "reaches",
    "reach",
    "hits",
    "beyond",
    "increases",
    "decreases",
];

/// Comparisons that hold their own number.
const MULTIPLES: [&str; 4] = ["doubles", "doubled", "triples", "halves"];

/// Events that need no number.
const EVENTS: [&str; 24] = [
    "any",
    "fails",
    "fail",
    "failed",
    "failing",
    "failure",
    "oom",
    "oomkilled",
    "crash",
    "crashes",
    "crashloopbackoff",
    "unhealthy",
    "unreachable",
    "unavailable",
    "corruption",
    "corrupted",
    "loss",
    "lost",
    "restart",
    "mismatch",
    "breach",
    "breached",
    "down",
    "declared",
];

/// Whether a condition can be measured, and whether it compares with a number.
fn measure(text: &str) -> (bool, bool) {
    let words = vocabulary::words(text);
    let digit = text.bytes().any(|byte| byte.is_ascii_digit());
    // `CPU at 90 %`: a share is a limit.
    let compares = text.contains(['>', '<', '≥', '≤', '=', '+', '−', '%'])
        || words.iter().any(|word| COMPARATORS.contains(&word.as_str()));
    let multiple = words.iter().any(|word| MULTIPLES.contains(&word.as_str()));
    let numeric = (digit && compares) || multiple;
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
    let about = |text: &str| {
        vocabulary::words(text).iter().any(|word| word.starts_with("observ") || word == "soak" || word == "bake")
    };
    for section in &doc.outline.sections {
        for sentence in doc.sentences(section).into_iter().filter(|sentence| about(&sentence.value)) {
            if let Some(value) = vocabulary::minutes(&sentence.value) {
                facts.observations.push(Said { value, at: sentence.at });
            }
        }
    }
}

//! The steps of a deployment plan: rows of a table, or items of a numbered list.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Said};
use crate::facts::Step;
use crate::outline::{Block, Row};
use crate::vocabulary::{self, Column, Section};

/// Words of a step that watches the rollout.
const OBSERVES: [&str; 6] = ["observe", "observation", "monitor", "watch", "soak", "bake"];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan]) {
        return;
    }
    let before = facts.steps.len();
    for grid in doc.grids().filter(is_steps) {
        for row in &grid.table.rows {
            facts.steps.extend(from_row(&grid, row, facts.steps.len() - before + 1));
        }
    }
    if facts.steps.len() == before {
        facts.steps.extend(from_lists(doc));
    }
}

fn is_steps(grid: &Grid<'_>) -> bool {
    let named = grid.topic == Some(Section::Steps);
    let shaped = grid.has(Column::Step) && grid.has_any(&[Column::Owner, Column::Duration]) && grid.has(Column::Rollback);
    let elsewhere = matches!(grid.topic, Some(Section::Rollback | Section::AdminTasks | Section::Communication | Section::Verification));
    (named && grid.has_any(&[Column::Step, Column::Action, Column::Description])) || (shaped && !elsewhere)
}

fn from_row(grid: &Grid<'_>, row: &Row, position: usize) -> Option<Step> {
    let action = [Column::Step, Column::Action, Column::Description].iter().find_map(|column| {
        grid.cell(row, *column).filter(|cell| !cell.value.is_empty() && cell.value.parse::<u32>().is_err())
    });
    let action = action.or_else(|| {
        // `Step | What …` with a number below `Step`: the widest cell tells what is done.
        (0..row.cells.len()).map(|index| grid.nth(row, index)).max_by_key(|cell| cell.value.len()).filter(|cell| !cell.value.is_empty())
    })?;
    let number = grid.stated(row, Column::Number).or_else(|| grid.stated(row, Column::Id)).map_or_else(|| position.to_string(), |cell| cell.value);
    let duration = grid.cell(row, Column::Duration).and_then(|cell| {
        let minutes = vocabulary::minutes(&cell.value).or_else(|| bare_minutes(grid, &cell.value))?;
        Some(Said { value: minutes, at: cell.at })
    });
    Some(Step {
        number,
        owner: grid.cell(row, Column::Owner),
        // In a table of steps, `When` is the start.
        start: grid.cell(row, Column::Start).or_else(|| grid.cell(row, Column::Phase)),
        duration,
        rollback: grid.cell(row, Column::Rollback),
        admin_tasks: vocabulary::ids(&Grid::text(row), &["ADM"]),
        observes: observes(&action.value),
        action,
        at: grid.row(row),
    })
}

/// `Duration (min) | 15`.
fn bare_minutes(grid: &Grid<'_>, cell: &str) -> Option<f64> {
    let minutes = grid.table.header.iter().any(|name| {
        vocabulary::column(&name.plain) == Some(Column::Duration) && vocabulary::words(&name.plain).iter().any(|word| word.starts_with("min"))
    });
    cell.trim().parse().ok().filter(|_| minutes)
}

fn observes(action: &str) -> bool {
    vocabulary::words(action).iter().any(|word| OBSERVES.contains(&word.as_str()))
}

/// Items of the outermost lists below the steps heading; where they are numbered, only those.
fn from_lists(doc: &Doc<'_>) -> Vec<Step> {
    let owner = doc.about(Section::Steps).flat_map(|section| &section.fields).find(|field| {
        vocabulary::column(&field.key.plain) == Some(Column::Owner) && !field.value.plain.is_empty()
    });
    let owner = owner.map(|field| doc.phrase(&field.value));
    let items: Vec<_> = doc
        .about(Section::Steps)
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Item(item) if item.depth == 0 => Some(item),
            _ => None,
        })
        .collect();
    let numbered = items.iter().any(|item| item.number.is_some());
    items
        .into_iter()
        .filter(|item| item.number.is_some() || !numbered)
        .enumerate()
        .map(|(index, item)| {
            let text = &item.text.plain;
            Step {
                number: item.number.map_or_else(|| (index + 1).to_string(), |number| number.to_string()),
                action: doc.phrase(&item.text),
                owner: owner_in(text).map(|name| Said { value: name, at: doc.place(item.text.span) }).or_else(|| owner.clone()),
                start: None,
                duration: vocabulary::minutes(text).map(|value| Said { value, at: doc.place(item.text.span) }),
                rollback: after(text, &["rollback:", "revert:", "undo:", "back-out:"])
                    .map(|value| Said { value, at: doc.place(item.text.span) }),
                admin_tasks: vocabulary::ids(text, &["ADM"]),
                observes: observes(text),
                at: doc.place(item.text.span),
            }
        })
        .collect()
}

/// `… (owner: A. Ito)`, `Owner: A. Ito`.
fn owner_in(text: &str) -> Option<String> {
    after(text, &["owner:", "responsible:", "assignee:", "by:"])
}

fn after(text: &str, keys: &[&str]) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let (at, key) = keys.iter().find_map(|key| lower.find(key).map(|at| (at, key)))?;
    let rest = &text[at + key.len()..];
    let value = rest.split([';', ')', '|', '—']).next().unwrap_or_default().trim();
    (!value.is_empty()).then(|| value.to_owned())
}

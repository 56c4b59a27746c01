//! The steps of a deployment plan: rows of a table, or items of a numbered list.

use std::collections::BTreeSet;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::Step;
use crate::outline::{Block, Field, Item, Row, Section as Part};
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
        facts.steps.extend(from_headings(doc));
    }
    if facts.steps.len() == before {
        facts.steps.extend(from_lists(doc));
    }
}

/// A heading for each step, with lines for owner, duration and rollback below it.
fn from_headings(doc: &Doc<'_>) -> Vec<Step> {
    let sections = &doc.outline.sections;
    let below_steps = |part: &&Part| {
        part.parent.is_some_and(|parent| vocabulary::section(&sections[parent].title.plain) == Some(Section::Steps))
    };
    let parts: Vec<&Part> = sections.iter().filter(below_steps).filter(|part| is_step(part)).collect();
    let told = parts.iter().any(|part| field(part, Column::Owner).or_else(|| field(part, Column::Rollback)).is_some());
    let listed = parts
        .iter()
        .flat_map(|part| &part.blocks)
        .any(|block| matches!(block, Block::Item(item) if item.number.is_some()));
    if !told || listed {
        return Vec::new();
    }
    parts.iter().enumerate().map(|(index, part)| from_heading(doc, part, index + 1)).collect()
}

fn is_step(part: &Part) -> bool {
    let named =
        vocabulary::words(&part.title.plain).first().is_some_and(|first| matches!(first.as_str(), "step" | "phase"));
    named
        || [Column::Owner, Column::Duration, Column::Start, Column::Rollback]
            .iter()
            .any(|column| field(part, *column).is_some())
}

fn field(part: &Part, column: Column) -> Option<&Field> {
    part.fields.iter().find(|field| vocabulary::column(&field.key.plain) == Some(column))
}

/// `### Step 2: Roll out`.
fn from_heading(doc: &Doc<'_>, part: &Part, position: usize) -> Step {
    let title = &part.title.plain;
    let name = title.split_once([':', '–', '—']).map_or(title.as_str(), |(_, name)| name.trim());
    let said = |column| field(part, column).map(|field| doc.phrase(&field.value));
    let texts = part.blocks.iter().flat_map(|block| doc.of_block(block)).map(|sentence| sentence.value);
    let whole = format!("{title} {}", texts.collect::<Vec<_>>().join(" "));
    Step {
        number: vocabulary::words(title)
            .into_iter()
            .find(|word| word.parse::<u32>().is_ok())
            .unwrap_or_else(|| position.to_string()),
        action: Said { value: name.to_owned(), at: doc.place(part.title.span) },
        owner: said(Column::Owner),
        start: said(Column::Start),
        duration: said(Column::Duration)
            .and_then(|cell| Some(Said { value: length(&cell.value, MINUTE)?, at: cell.at })),
        rollback: said(Column::Rollback),
        admin_tasks: vocabulary::ids(&whole, &["ADM"]),
        observes: observes(title),
        at: doc.place(part.title.span),
    }
}

fn is_steps(grid: &Grid<'_>) -> bool {
    let named = grid.topic == Some(Section::Steps);
    let shaped =
        grid.has(Column::Step) && grid.has_any(&[Column::Owner, Column::Duration]) && grid.has(Column::Rollback);
    let elsewhere = matches!(
        grid.topic,
        Some(Section::Rollback | Section::AdminTasks | Section::Communication | Section::Verification)
    );
    (named && grid.has_any(&[Column::Step, Column::Action, Column::Description])) || (shaped && !elsewhere)
}

fn from_row(grid: &Grid<'_>, row: &Row, position: usize) -> Option<Step> {
    let action = [Column::Step, Column::Action, Column::Description].iter().find_map(|column| {
        grid.cell(row, *column).filter(|cell| !cell.value.is_empty() && cell.value.parse::<u32>().is_err())
    });
    let action = action.or_else(|| {
        // `Step | What …` with a number below `Step`: the widest cell tells what is done.
        (0..row.cells.len())
            .map(|index| grid.nth(row, index))
            .max_by_key(|cell| cell.value.len())
            .filter(|cell| !cell.value.is_empty())
    })?;
    let number = grid
        .stated(row, Column::Number)
        .or_else(|| grid.stated(row, Column::Id))
        .map_or_else(|| position.to_string(), |cell| cell.value);
    let duration = grid
        .cell(row, Column::Duration)
        .and_then(|cell| Some(Said { value: length(&cell.value, unit(grid))?, at: cell.at }));
    Some(Step {
        number,
        owner: grid.cell(row, Column::Owner),
        // In a table of steps, `When` is the start.
        start: grid.cell(row, Column::Start).or_else(|| grid.cell(row, Column::Phase)),
        duration: duration.or_else(|| between(grid, row)),
        rollback: grid.cell(row, Column::Rollback),
        admin_tasks: vocabulary::ids(&Grid::row_text(row), &["ADM"]),
        observes: observes(&action.value),
        action,
        at: grid.row(row),
    })
}

const MINUTE: f64 = 1.0;

/// Minutes of the unit that the name of the column gives to bare numbers: `Duration (h)`.
fn unit(grid: &Grid<'_>) -> f64 {
    let names = grid.table.header.iter().filter(|name| vocabulary::column(&name.plain) == Some(Column::Duration));
    let words: Vec<String> = names.flat_map(|name| vocabulary::words(&name.plain)).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if has(&["h", "hour", "hours", "hrs"]) {
        60.0
    } else if has(&["s", "sec", "seconds"]) {
        1.0 / 60.0
    } else {
        MINUTE
    }
}

/// Minutes: `15 min`, `0:45`, or a bare number in the unit of its column.
fn length(text: &str, unit: f64) -> Option<f64> {
    let clock = || {
        let (hours, minutes) = text.trim().split_once(':')?;
        Some(hours.parse::<f64>().ok()? * 60.0 + minutes.get(..2)?.parse::<f64>().ok()?)
    };
    vocabulary::minutes(text)
        .or_else(clock)
        .or_else(|| text.trim().trim_start_matches(['~', '≈', ' ']).parse::<f64>().ok().map(|number| number * unit))
}

/// The time from begin to end of a step that gives both; past midnight if the end is earlier.
fn between(grid: &Grid<'_>, row: &Row) -> Option<Said<f64>> {
    let time = |column| {
        let cell = grid.cell(row, column)?;
        Some((vocabulary::moments(&cell.value).into_iter().find_map(vocabulary::Moment::time)?, cell.at))
    };
    let ((start, at), (end, _)) = (time(Column::Start)?, time(Column::End)?);
    let minutes = start.until(end).ok()?.total(jiff::Unit::Minute).ok()?;
    Some(Said { value: minutes.rem_euclid(24.0 * 60.0), at })
}

fn observes(action: &str) -> bool {
    vocabulary::words(action).iter().any(|word| OBSERVES.contains(&word.as_str()))
}

/// Items of the outermost lists below the steps heading, each with those below it; where they are numbered, only those.
fn from_lists(doc: &Doc<'_>) -> Vec<Step> {
    let mut groups: Vec<Vec<&Item>> = Vec::new();
    for block in doc.about(Section::Steps).flat_map(|section| &section.blocks) {
        match block {
            Block::Item(item) if item.depth > 0 => groups.last_mut().into_iter().for_each(|group| group.push(item)),
            Block::Item(item) if item.number.is_some() || !is_detail(&item.text.plain) => groups.push(vec![item]),
            _ => {}
        }
    }
    let is_numbered = |group: &Vec<&Item>| group.first().is_some_and(|item| item.number.is_some());
    if groups.iter().any(is_numbered) {
        groups.retain(is_numbered);
    }
    let owner = common_owner(doc, &groups);
    groups.iter().enumerate().map(|(index, group)| from_items(doc, group, index + 1, owner.as_ref())).collect()
}

/// `Owner: Platform team`, as an item of its own.
fn is_detail(text: &str) -> bool {
    let columns = [Column::Owner, Column::Duration, Column::Start, Column::Rollback];
    let key = text.split_once(':').map(|(key, _)| key).filter(|key| key.split_whitespace().count() <= 3);
    key.and_then(vocabulary::column).is_some_and(|column| columns.contains(&column))
}

/// Who does all the steps: a line about the owner that belongs to none of them.
fn common_owner(doc: &Doc<'_>, groups: &[Vec<&Item>]) -> Option<Phrase> {
    let own: BTreeSet<_> = groups.iter().flatten().map(|item| item.text.span).collect();
    let mut fields = doc.about(Section::Steps).flat_map(|section| &section.fields);
    let owner = fields.find(|field| {
        vocabulary::column(&field.key.plain) == Some(Column::Owner)
            && !field.value.plain.is_empty()
            && !own.contains(&field.value.span)
    });
    owner.map(|field| doc.phrase(&field.value))
}

fn from_items(doc: &Doc<'_>, group: &[&Item], position: usize, owner: Option<&Phrase>) -> Step {
    let item = group[0];
    let at = doc.place(item.text.span);
    let lines: Vec<&str> = group.iter().map(|item| item.text.plain.as_str()).collect();
    let text = lines.join("; ");
    let said = |value: String| Said { value, at };
    let duration = lines.iter().find_map(|line| vocabulary::minutes(line));
    Step {
        number: item.number.map_or_else(|| position.to_string(), |number| number.to_string()),
        action: doc.phrase(&item.text),
        owner: owner_in(&text).map(said).or_else(|| owner.cloned()),
        start: None,
        duration: duration.map(|value| Said { value, at }),
        rollback: after(&text, &["rollback:", "revert:", "undo:", "back-out:"]).map(said),
        admin_tasks: vocabulary::ids(&text, &["ADM"]),
        observes: observes(&item.text.plain),
        at,
    }
}

/// `… (owner: A. Ito)`, `Owner: A. Ito`, `@a.ito`.
fn owner_in(text: &str) -> Option<String> {
    let handle = || {
        let word = text.split([' ', '(', ')', ',', ';']).find(|word| word.len() > 2 && word.starts_with('@'))?;
        Some(word.to_owned())
    };
    after(text, &["owner:", "responsible:", "assignee:", "by:"]).or_else(handle)
}

fn after(text: &str, keys: &[&str]) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let (at, key) = keys.iter().find_map(|key| lower.find(key).map(|at| (at, key)))?;
    let rest = &text[at + key.len()..];
    let value = rest.split([';', ')', '|', '—']).next().unwrap_or_default().trim();
    (!value.is_empty()).then(|| value.to_owned())
}

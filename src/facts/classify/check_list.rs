//! Check lists: nothing to do, only what to look at.

use super::document::Name;
use crate::facts::sense::Sense;
use crate::outline::{Block, DRAWN_BOXES, Outline, Section as Part};
use crate::vocabulary::{Column, Section, Title};

/// Boxes that make a list of them.
const BOXES: usize = 3;
/// What a title of at least two words weighs.
const PHRASE: usize = 5;
/// Numbered items that make steps.
const STEPS: usize = 2;

/// Whether a document that is named like a plan has boxes or a table to tick, and no steps.
pub(super) fn is_one(titles: &[Name<'_>], outline: &Outline, sense: &Sense) -> bool {
    let blocks = || outline.sections.iter().flat_map(|section| &section.blocks);
    let boxes = || blocks().map(boxes).sum::<usize>() >= BOXES;
    let named = titles.iter().any(|title| title.terms().has(Section::Checklist));
    let tables = || blocks().any(|block| matches!(block, Block::Table(_)));
    // "Deployment plan" says what it is meant to be, whatever is missing in it; "Deployment" alone says less.
    let says = |title: &Name<'_>| title.says(Title::DeploymentPlan).is_some_and(|(_, weight, _)| weight >= PHRASE);
    let a_plan = titles.iter().any(|title| says(title) || title.says_plan().is_some());
    !has_steps(outline, sense) && ((boxes() && (named || !a_plan)) || (named && tables()))
}

fn has_steps(outline: &Outline, sense: &Sense) -> bool {
    let told = outline.sections.iter().zip(&sense.subjects).any(|(section, subject)| match subject {
        Some(Section::Steps | Section::Deployments) => true,
        Some(Section::Rollback) => tells_commands(section),
        Some(Section::Criteria) => false,
        _ => is_numbered(section),
    });
    told || sense.columns.iter().any(|columns| is_step_table(columns))
}

/// Commands that belong to no box.
fn tells_commands(section: &Part) -> bool {
    let code = section.blocks.iter().any(|block| matches!(block, Block::Code(_)));
    is_numbered(section) || (code && section.blocks.iter().all(|block| boxes(block) == 0))
}

fn is_numbered(section: &Part) -> bool {
    let numbered = section.blocks.iter().filter(|block| {
        boxes(block) == 0 && matches!(block, Block::Item(item) if item.number.is_some() && item.depth == 0)
    });
    numbered.take(STEPS).count() == STEPS
}

/// What to do, and who does it or when.
fn is_step_table(columns: &[Option<Column>]) -> bool {
    let has = |column: Column| columns.contains(&Some(column));
    let planned = [Column::Owner, Column::Start, Column::Duration, Column::Rollback, Column::Number];
    has(Column::Step) && !has(Column::Criterion) && planned.into_iter().any(has)
}

/// How many boxes a block draws.
fn boxes(block: &Block) -> usize {
    match block {
        Block::Item(item) => usize::from(item.checked.is_some() || is_drawn(&item.text.plain)),
        Block::Paragraph(paragraph) => usize::from(is_drawn(&paragraph.text.plain)),
        Block::Table(table) => {
            table.rows.iter().filter(|row| row.cells.iter().any(|cell| is_drawn(&cell.plain))).count()
        }
        Block::Code(_) => 0,
    }
}

fn is_drawn(text: &str) -> bool {
    text.starts_with(DRAWN_BOXES) || ["[ ]", "[x]", "[X]"].into_iter().any(|drawn| text.starts_with(drawn))
}

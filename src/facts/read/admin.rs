//! Admin tasks in their three places: the plan, the catalog, and a document of their own.

use std::collections::BTreeSet;

use super::document::{Doc, Line};
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said, admin_commands, admin_record, by_hand, operations, stated};
use crate::facts::{AdminTask, Phase, Place, TableForm, TaskApproval, TaskReview, TaskRoom, TaskRun};
use crate::outline::{Block, Row, Section as Part};
use crate::vocabulary::{self, Column, DecisionWord, Key, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.kind {
        Kind::DeploymentPlan => {
            rows(doc, TaskRoom::Plan, facts);
            operations::read(doc, facts);
            by_hand::read(doc, facts);
        }
        Kind::ReadinessReview => {
            operations::read(doc, facts);
            by_hand::read(doc, facts);
        }
        Kind::ReleaseNotes => operations::read(doc, facts),
        Kind::AdminCatalog => rows(doc, TaskRoom::Catalog, facts),
        Kind::AdminTask => facts.admin_tasks.extend(own(doc)),
        _ => {}
    }
    admin_commands::read(doc, facts);
}

fn task(id: String, room: TaskRoom, about: String, at: Place) -> AdminTask {
    AdminTask {
        id,
        room,
        about,
        title: None,
        category: None,
        approval: None,
        review: TaskReview::default(),
        run: TaskRun::default(),
        invoked_by: None,
        ordering: None,
        rollback: None,
        status: None,
        command: None,
        duration: None,
        at,
    }
}

/// Tables whose rows name an admin task in their first cells; in a plan without any, mentions count.
fn rows(doc: &Doc<'_>, room: TaskRoom, facts: &mut Facts) {
    let before = facts.admin_tasks.len();
    for grid in doc.grids() {
        let listed = grid.has(Column::TaskId) || grid.topic == Some(Section::AdminTasks);
        if listed && grid.topic != Some(Section::Steps) {
            facts.admin_tasks.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row, room)));
            if room == TaskRoom::Catalog {
                facts.tables.push(super::tables::found(&grid, TableForm::AdminTasks));
            }
        }
    }
    if room == TaskRoom::Plan && facts.admin_tasks.len() == before {
        mentions(doc, facts);
    }
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, room: TaskRoom) -> Option<AdminTask> {
    let id = row
        .cells
        .iter()
        .take(2)
        .find_map(|cell| vocabulary::ids(&cell.plain, &doc.ids.admin_task).into_iter().next())?;
    let stated = |column| grid.stated(row, column);
    let approval = stated(Column::Approval).or_else(|| stated(Column::Role));
    Some(AdminTask {
        title: grid
            .cell(row, Column::Name)
            .or_else(|| grid.cell(row, Column::Description))
            .or_else(|| grid.cell(row, Column::Title)),
        category: stated(Column::Category),
        approval: approval.map(|text| approved(text, stated(Column::Date))),
        invoked_by: stated(Column::InvokedBy).or_else(|| stated(Column::Owner)),
        ordering: [Column::TaskOrder, Column::Phase, Column::Number]
            .into_iter()
            .find_map(|column| ordering(doc.terms(grid.text(row, column)?), &grid.cell(row, column)?)),
        rollback: grid.cell(row, Column::Rollback),
        status: stated(Column::Status),
        command: stated(Column::Command),
        duration: stated(Column::Duration).and_then(|cell| duration(&cell)),
        ..task(id, room, Grid::row_text(row), grid.row(row))
    })
}

fn duration(cell: &Phrase) -> Option<Said<f64>> {
    Some(Said { value: vocabulary::minutes(&cell.value)?, at: cell.at })
}

/// Before, during or after the rollout.
fn ordering(terms: Terms<'_>, cell: &Phrase) -> Option<Said<Phase>> {
    let known = [(Word::Before, Phase::Before), (Word::After, Phase::After), (Word::During, Phase::During)];
    let (_, value) = known.into_iter().find(|(word, _)| terms.has(*word))?;
    Some(Said { value, at: cell.at })
}

/// `Approved by A. Ito, 2026-12-01`; the day may have a cell of its own.
fn approved(text: Phrase, date: Option<Phrase>) -> TaskApproval {
    let on = vocabulary::date(&text.value).or_else(|| vocabulary::date(&date?.value));
    TaskApproval { by: person(&text.value), on, state: decision(&text.value), text }
}

fn decision(text: &str) -> Option<DecisionWord> {
    vocabulary::decision(text)
}

/// The name in a text: what stands behind "by", else the first part that is neither a decision nor a day.
pub(super) fn person(text: &str) -> Option<String> {
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let from = terms.of(Word::SignedBy).last().map_or(text, |hit| terms.behind(hit));
    let parts = from.split([',', ';', '(', ')', '，', '、', '（', '）', ':', '：', '|']).map(str::trim);
    let is_name = |part: &&str| {
        part.starts_with(char::is_alphabetic)
            && !part.contains(|letter: char| letter.is_ascii_digit())
            && vocabulary::decision(part).is_none()
            && part.chars().count() <= 60
    };
    parts.into_iter().map(|part| part.trim_matches('.').trim()).find(is_name).map(str::to_owned)
}

fn mentions(doc: &Doc<'_>, facts: &mut Facts) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let earlier = facts.admin_tasks.iter().filter(|task| task.room == TaskRoom::Plan);
    known.extend(earlier.map(|task| task.id.clone()));
    for section in doc.about(Section::AdminTasks).chain(doc.about(Section::Steps)) {
        for sentence in doc.sentences(section) {
            for id in vocabulary::ids(&sentence.value, &doc.ids.admin_task) {
                if known.insert(id.clone()) {
                    facts.admin_tasks.push(task(id, TaskRoom::Plan, sentence.value.to_lowercase(), sentence.at));
                }
            }
        }
    }
}

/// A document of one task: `# ADM-001: name`, with its rollback section.
fn own(doc: &Doc<'_>) -> Option<AdminTask> {
    let title = doc.title();
    let named = title.map(|title| title.plain.as_str()).unwrap_or_default();
    let id = [named, doc.source.name()]
        .into_iter()
        .find_map(|text| vocabulary::ids(text, &doc.ids.admin_task).into_iter().next())?;
    let at = doc.place(title.map(|title| title.span).unwrap_or_default());
    let mut about = named.to_lowercase();
    let category = field(doc, Column::Category).or_else(|| doc.keyed(Key::Category));
    let purpose = doc.about(Section::Introduction).flat_map(|section| doc.told(section)).take(40);
    for part in category.iter().map(|value| value.value.as_str()).chain(purpose.map(|sentence| sentence.terms.text())) {
        about.push(' ');
        about.push_str(&part.to_lowercase());
    }
    let when = doc.lines().iter().find(|line| matches!(line.column, Some(Column::TaskOrder | Column::Phase)));
    let approval = field(doc, Column::Approval).or_else(|| {
        let line = doc.lines().iter().find(|line| says(&line.field.key.plain, Word::ApprovedBy))?;
        Some(doc.phrase(&line.field.value))
    });
    // `Approved at: 2026-12-03` below "Approval", beside the reviewer.
    let approval = approval.or_else(|| {
        let own =
            |line: &&Line<'_>| doc.topic(line.section) == Some(Section::Approvals) && line.column == Some(Column::Date);
        doc.lines().iter().find(own).map(|line| doc.phrase(&line.field.value))
    });
    Some(AdminTask {
        title: title.map(|title| doc.phrase(title)),
        approval: approval
            .filter(Phrase::is_stated)
            .map(|text| approved(text, doc.keyed(Key::Date).or_else(|| field(doc, Column::Date)))),
        invoked_by: field(doc, Column::InvokedBy).or_else(|| field(doc, Column::Owner)),
        ordering: when.and_then(|line| {
            let found = vocabulary::find(&line.field.value.plain);
            ordering(found.of(&line.field.value.plain), &doc.phrase(&line.field.value))
        }),
        rollback: doc
            .branches(Section::Rollback)
            .into_iter()
            .find_map(|index| procedure(doc, doc.outline.branch(index)))
            .or_else(|| field(doc, Column::Rollback)),
        status: doc.keyed(Key::Status),
        command: field(doc, Column::Command).or_else(|| command(doc)),
        duration: field(doc, Column::Duration).and_then(|value| duration(&value)),
        review: admin_record::review(doc),
        run: admin_record::run(doc),
        category,
        ..task(id, TaskRoom::Own, about, at)
    })
}

fn says(text: &str, word: Word) -> bool {
    vocabulary::find(text).of(text).has(word)
}

/// The value of the first line whose key would be this column, if it says something.
fn field(doc: &Doc<'_>, column: Column) -> Option<Phrase> {
    let line = doc.lines().iter().find(|line| line.column == Some(column))?;
    Some(doc.phrase(&line.field.value)).filter(Phrase::is_stated)
}

/// The first command of a section that is not about going back.
fn command(doc: &Doc<'_>) -> Option<Phrase> {
    let sections = doc.outline.sections.iter().enumerate();
    let forward = sections.filter(|(index, _)| {
        !matches!(doc.topic(*index), Some(Section::Rollback | Section::Verification | Section::Environments))
    });
    forward.flat_map(|(_, section)| &section.blocks).find_map(|block| code(doc, block))
}

fn code(doc: &Doc<'_>, block: &Block) -> Option<Phrase> {
    match block {
        Block::Code(code) if stated(code.text.trim()) => {
            Some(Said { value: code.text.trim().to_owned(), at: doc.place(code.span) })
        }
        _ => None,
    }
}

/// The first command or sentence of a section that says something.
fn procedure(doc: &Doc<'_>, branch: &[Part]) -> Option<Phrase> {
    let says = |sentence: &Phrase| sentence.is_stated() && !sentence.value.trim_end().ends_with([':', '：']);
    branch
        .iter()
        .flat_map(|section| &section.blocks)
        .find_map(|block| code(doc, block))
        .or_else(|| branch.iter().flat_map(|section| doc.sentences(section)).find(says))
}

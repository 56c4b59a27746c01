//! A heading for each step, with lines for owner, duration and rollback below it.

use super::super::document::{Doc, Line};
use super::super::quantity::minutes;
use super::super::{Phrase, Said};
use super::{
    DETAILS, admin_tasks, bare, commands, is_around, is_of_commands, is_record, is_shown, length, lists, observes,
    ordinal,
};
use crate::facts::{Minutes, Step};
use crate::outline::{Block, Section as Part, Text};
use crate::vocabulary::{self, Column, Section, Word};

/// Letters of a heading that names prerequisites and no more.
const NEEDS: usize = 40;

/// Steps of a document that gives each one a heading.
pub(super) fn read(doc: &Doc<'_>) -> Vec<Step> {
    let count = doc.outline.sections.len();
    let numbered: Vec<usize> = (0..count).filter(|index| is_numbered(doc, *index)).collect();
    // One such heading may be a chapter.
    let found = if numbered.len() >= 2 { numbered } else { described(doc) };
    let found = if found.is_empty() { counted(doc) } else { found };
    let found = if found.is_empty() { phases(doc) } else { found };
    found.iter().enumerate().filter_map(|(position, index)| from_heading(doc, *index, position + 1)).collect()
}

/// Steps of a guide without a chapter of steps: its numbered chapters, most of which hold commands.
pub(super) fn chapters(doc: &Doc<'_>) -> Vec<Step> {
    let sections = &doc.outline.sections;
    let released = doc.title().is_some_and(|title| doc.terms(title).has(Word::Release));
    // Some number their chapters as headings of the first level, beside the title.
    let numbered = |part: &&Part| part.level == 1 && part.title.plain.starts_with(|first: char| first.is_ascii_digit());
    let level = if sections.iter().filter(numbered).count() >= 3 { 1 } else { 2 };
    let found: Vec<usize> = sections
        .iter()
        .enumerate()
        .filter(|(_, part)| part.level == level && part.title.plain.starts_with(|first: char| first.is_ascii_digit()))
        .filter(|(index, part)| !is_of_other_matters(doc, *index) && !is_around(doc, doc.terms(&part.title)))
        .map(|(index, _)| index)
        .collect();
    let runs = |index: &&usize| {
        let mut blocks = doc.outline.branch(**index).iter().flat_map(|part| &part.blocks);
        blocks.any(|block| match block {
            Block::Code(_) => true,
            Block::Item(item) => item.checked.is_some(),
            Block::Paragraph(_) | Block::Table(_) => false,
        })
    };
    if !released || found.len() < 3 || found.iter().filter(runs).count() * 2 <= found.len() {
        return Vec::new();
    }
    let found: Vec<usize> = found.into_iter().filter(|index| is_work(doc, *index)).collect();
    let numbered = found.iter().enumerate();
    let mut steps: Vec<Step> =
        numbered.filter_map(|(position, index)| from_heading(doc, *index, position + 1)).collect();
    // One chapter of a guide that holds a part about going back tells it of the whole.
    if steps.iter().filter(|step| step.rollback.is_some()).count() == 1 {
        for step in &mut steps {
            step.rollback = None;
        }
    }
    steps
}

/// Whether something is done below a heading: a command, a box, a numbered item, an order; or the heading itself says what.
fn is_work(doc: &Doc<'_>, index: usize) -> bool {
    let branch = doc.outline.branch(index);
    let named = branch.first().is_some_and(|part| doc.terms(&part.title).has_any(&[Word::Act, Word::Imperative]));
    let order = |text: &Text| doc.terms(text).begins(Word::Act) || doc.terms(text).begins(Word::Imperative);
    // `7. Monitoring`, and nothing else.
    let watched = branch.first().map(|part| doc.terms(&part.title)).is_some_and(|title| {
        title.of(Word::Observe).any(|hit| {
            !title.before(hit).contains(char::is_alphabetic) && !title.behind(hit).contains(char::is_alphanumeric)
        })
    });
    named
        || watched
        || branch.iter().flat_map(|part| &part.blocks).any(|block| match block {
            Block::Code(code) => is_of_commands(code) || is_shown(code),
            Block::Item(item) => item.checked.is_some() || item.number.is_some() || order(&item.text),
            Block::Paragraph(paragraph) => order(&paragraph.text),
            Block::Table(_) => false,
        })
}

/// Chapters that every guide has beside its steps; one about backups is a step.
fn is_of_other_matters(doc: &Doc<'_>, index: usize) -> bool {
    if doc.outline.sections.get(index).is_some_and(|part| is_of_needs(doc, part)) {
        return true;
    }
    let backups = doc.outline.sections.get(index).is_some_and(|part| doc.terms(&part.title).has(Word::Backup));
    match doc.topic(index) {
        Some(Section::Rollback) => !backups,
        topic => matches!(
            topic,
            Some(
                Section::Introduction
                    | Section::Overview
                    | Section::Risks
                    | Section::KnownIssues
                    | Section::Defects
                    | Section::Contacts
                    | Section::OnCall
                    | Section::Communication
                    | Section::Approvals
                    | Section::Documentation
                    | Section::Handover
            )
        ),
    }
}

/// `Prerequisites`, `2. 前置依赖`: what must be there, and nothing else.
fn is_of_needs(doc: &Doc<'_>, part: &Part) -> bool {
    let title = doc.terms(&part.title);
    let whole = vocabulary::bare(title.text()).chars().count() <= NEEDS;
    // `Install requirements` is done.
    let order = title.of(Word::Act).any(|hit| !title.before(hit).contains(char::is_alphabetic));
    title.has(Word::Prerequisite) && whole && !order
}

/// `Phase 1: Prepare (30 min)` with nothing but commands, below the heading of the steps.
fn phases(doc: &Doc<'_>) -> Vec<usize> {
    let sections = &doc.outline.sections;
    let found: Vec<usize> = sections
        .iter()
        .enumerate()
        .filter(|(_, part)| {
            let above = part.parent.and_then(|parent| doc.topic(parent));
            let title = doc.terms(&part.title);
            above == Some(Section::Steps) && title.begins(Word::Phase) && title.text().contains(char::is_numeric)
        })
        .map(|(index, _)| index)
        .collect();
    let parts = || found.iter().filter_map(|index| sections.get(*index));
    let runs = parts().filter(|part| {
        part.blocks.iter().any(|block| matches!(block, Block::Code(_)))
            && !part.blocks.iter().any(|block| matches!(block, Block::Item(_)))
    });
    let listed =
        parts().flat_map(|part| &part.blocks).any(|block| matches!(block, Block::Item(item) if item.number.is_some()));
    if found.len() >= 2 && runs.count() * 2 >= found.len() && !listed { found } else { Vec::new() }
}

/// `Step 3 – Roll out`, under a heading of the deployment.
fn is_numbered(doc: &Doc<'_>, index: usize) -> bool {
    let Some(part) = doc.outline.sections.get(index) else { return false };
    let above = part.parent.and_then(|parent| doc.topic(parent));
    let elsewhere = matches!(
        above,
        Some(
            Section::Rollback
                | Section::AdminTasks
                | Section::Verification
                | Section::Upgrade
                | Section::Handover
                | Section::Environments
        )
    );
    let around = part.parent.and_then(|parent| doc.outline.sections.get(parent));
    let around = around.is_some_and(|parent| parent.level > 1 && is_around(doc, doc.terms(&parent.title)));
    let recorded = part.parent.and_then(|parent| doc.outline.sections.get(parent));
    let recorded = recorded.is_some_and(|parent| is_record(doc.terms(&parent.title)));
    !elsewhere && !around && !recorded && ordinal::numbered(doc.terms(&part.title)).is_some()
}

/// `1. Build`, `2. Migrate` below the heading of the steps, without lists of steps of their own. A list below one of several is
/// its body.
fn counted(doc: &Doc<'_>) -> Vec<usize> {
    let sections = &doc.outline.sections;
    let below = |part: &Part| {
        let parent = part.parent.and_then(|parent| sections.get(parent));
        parent.is_some_and(|parent| vocabulary::section(&parent.title.plain) == Some(Section::Steps))
    };
    let number = |part: &Part| part.title.plain.starts_with(|first: char| first.is_ascii_digit());
    let found: Vec<usize> =
        sections.iter().enumerate().filter(|(_, part)| number(part) && below(part)).map(|(index, _)| index).collect();
    // Below the title of the document stand its chapters.
    let chapter = |index: &usize| sections.get(*index).is_some_and(|part| part.level == 2);
    let titled = sections.iter().find(|part| part.level > 0).is_some_and(|part| part.level == 1);
    let done =
        |index: &usize| !(titled && chapter(index)) || (is_work(doc, *index) && !is_of_other_matters(doc, *index));
    let found: Vec<usize> = found.into_iter().filter(done).collect();
    if found.iter().any(|index| is_tabled(doc, *index)) {
        return Vec::new();
    }
    let blocks = |index: &usize| doc.outline.branch(*index).iter().flat_map(|part| &part.blocks);
    let mut all = found.iter().flat_map(blocks);
    let listed = all.any(|block| matches!(block, Block::Item(item) if item.number.is_some()));
    let told = |index: &&usize| blocks(index).any(|block| matches!(block, Block::Code(_) | Block::Paragraph(_)));
    let only_lists = found.iter().filter(|index| !told(index)).count();
    if found.len() >= 2 && !listed && only_lists * 2 < found.len() { found } else { Vec::new() }
}

/// Whether a table of steps stands below a heading, which is that of a stage then.
fn is_tabled(doc: &Doc<'_>, index: usize) -> bool {
    let branch = index..index + doc.outline.branch(index).len();
    branch.into_iter().flat_map(|at| doc.grids_of(at)).any(|grid| grid.has(Column::Step) && grid.table.rows.len() >= 2)
}

/// `06:00 – Activate the system`: headings below that of the schedule that begin with a time.
pub(super) fn clocked(doc: &Doc<'_>) -> Vec<Step> {
    let sections = doc.outline.sections.iter().enumerate();
    let timed = sections.filter(|(index, part)| {
        part.level > 2
            && matches!(doc.topic(*index), Some(Section::Schedule | Section::Steps))
            && part.title.plain.starts_with(|first: char| first.is_ascii_digit())
            && lists::begins_with_time(&part.title.plain)
    });
    let found: Vec<usize> = timed.map(|(index, _)| index).collect();
    if found.len() < 2 {
        return Vec::new();
    }
    let steps = found.iter().enumerate().filter_map(|(position, index)| {
        let mut step = from_heading(doc, *index, position + 1)?;
        step.number = (position + 1).to_string();
        step.begins(doc.outline.sections.get(*index).map(|part| doc.phrase(&part.title)));
        Some(step)
    });
    steps.collect()
}

/// `Phase 1: Security`, `Phase 2: Operations` in a plan that says nothing of what is done in them, only what must hold.
pub(super) fn bare_phases(doc: &Doc<'_>) -> Vec<Step> {
    let phase = |part: &Part| {
        let title = doc.terms(&part.title);
        part.level > 1 && title.begins(Word::Phase) && title.text().chars().take(12).any(char::is_numeric)
    };
    let sections = doc.outline.sections.iter().enumerate();
    let found: Vec<usize> = sections.filter(|(_, part)| phase(part)).map(|(index, _)| index).collect();
    if found.len() < 2 {
        return Vec::new();
    }
    found.iter().enumerate().filter_map(|(position, index)| from_heading(doc, *index, position + 1)).collect()
}

/// Headings below that of the steps, of which at least one has a line about owner or rollback, and none a numbered list.
fn described(doc: &Doc<'_>) -> Vec<usize> {
    let sections = &doc.outline.sections;
    let of_steps = |index: usize| doc.subject(index) == Some(Section::Steps);
    let below_steps = |part: &Part| part.parent.is_some_and(of_steps);
    // A chapter beside the one of the steps is none, nor is an overview.
    let chapter = |part: &Part| part.parent.and_then(|above| sections.get(above)).is_some_and(|above| above.level <= 1);
    let held = sections.iter().enumerate().any(|(index, part)| below_steps(part) && chapter(part) && of_steps(index));
    let aside = |index: usize, part: &Part| chapter(part) && (held || is_of_other_matters(doc, index));
    let found: Vec<usize> = sections
        .iter()
        .enumerate()
        .filter(|(index, part)| below_steps(part) && !aside(*index, part))
        .filter(|(index, part)| {
            let title = doc.terms(&part.title);
            let named = title.begins(Word::Step) || title.begins(Word::Phase);
            named || DETAILS.iter().any(|column| line(doc, *index, *column).is_some())
        })
        .map(|(index, _)| index)
        .collect();
    let told = found
        .iter()
        .any(|index| line(doc, *index, Column::Owner).or_else(|| line(doc, *index, Column::Rollback)).is_some());
    let listed = found
        .iter()
        .filter_map(|index| sections.get(*index))
        .flat_map(|part| &part.blocks)
        .any(|block| matches!(block, Block::Item(item) if item.number.is_some()));
    if told && !listed { found } else { Vec::new() }
}

/// The lines of one section.
fn lines<'d, 'a>(doc: &'d Doc<'a>, index: usize) -> &'d [Line<'a>] {
    let all = doc.lines();
    let from = all.partition_point(|line| line.section < index);
    let rest = all.get(from..).unwrap_or_default();
    let count = rest.partition_point(|line| line.section <= index);
    rest.get(..count).unwrap_or_default()
}

fn line<'d, 'a>(doc: &'d Doc<'a>, index: usize, column: Column) -> Option<&'d Line<'a>> {
    lines(doc, index).iter().find(|line| line.column == Some(column))
}

fn from_heading(doc: &Doc<'_>, index: usize, position: usize) -> Option<Step> {
    let branch = doc.outline.branch(index);
    let part = branch.first()?;
    let title = &part.title.plain;
    let terms = doc.terms(&part.title);
    let (number, name) = if let Some((number, at)) = ordinal::numbered(terms) {
        (number, title.get(at..).unwrap_or_default())
    } else {
        let name = title.split_once([':', '–', '—', '：']).map_or(vocabulary::bare(title), |(_, name)| name.trim());
        let digits = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        let head = title.split(['(', '（']).next().unwrap_or(title);
        let number = head.split(|next: char| !next.is_alphanumeric()).filter(|word| !word.is_empty()).find(digits);
        (number.map_or_else(|| position.to_string(), str::to_owned), name)
    };
    let name = if name.is_empty() { title.as_str() } else { name };
    let (name, lasts) = match timed(name) {
        Some((name, lasts)) => (name, Some(Said { value: lasts, at: doc.place(part.title.span) })),
        None => (name, None),
    };
    let mut step = bare(number, Said { value: name.to_owned(), at: doc.place(part.title.span) });
    let said = |column| line(doc, index, column).map(|line| doc.phrase(&line.field.value));
    step.owned_by(said(Column::Owner));
    step.begins(said(Column::Start));
    step.end = said(Column::End).filter(Phrase::is_stated);
    step.duration =
        said(Column::Duration).and_then(|cell| Some(Said { value: length(&cell.value, 1.0)?, at: cell.at })).or(lasts);
    step.rollback = said(Column::Rollback).filter(|said| !said.value.is_empty()).or_else(|| below(doc, index));
    step.commands = commands(doc, of_the_step(doc, index).into_iter().flat_map(|part| &part.blocks));
    let texts = branch.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.plain.as_str()),
        Block::Item(item) => Some(item.text.plain.as_str()),
        Block::Table(_) | Block::Code(_) => None,
    });
    step.admin_tasks = admin_tasks(doc, std::iter::once(title.as_str()).chain(texts));
    step.observes = observes(terms);
    Some(step)
}

/// The sections below a step in which it is done: those that are called its steps, where there are some; else all but those
/// about the way back and what is wrong.
fn of_the_step<'a>(doc: &Doc<'a>, index: usize) -> Vec<&'a Part> {
    const OTHER: [Section; 3] = [Section::Rollback, Section::KnownIssues, Section::Defects];
    let branch = doc.outline.branch(index);
    let about = |at: usize| doc.topic(index + at);
    let own = |part: &Part| vocabulary::section(&part.title.plain);
    let steps = |(at, part): &(usize, &Part)| *at > 0 && own(part) == Some(Section::Steps);
    let named: Vec<&Part> = branch.iter().enumerate().filter(steps).map(|(_, part)| part).collect();
    if !named.is_empty() {
        return named;
    }
    let kept = |(at, part): &(usize, &Part)| {
        *at == 0 || !(own(part) == Some(Section::Rollback) || about(*at).is_some_and(|topic| OTHER.contains(&topic)))
    };
    branch.iter().enumerate().filter(kept).map(|(_, part)| part).collect()
}

/// `Prepare (30 min)`: what is done, and how long it takes.
fn timed(name: &str) -> Option<(&str, Minutes)> {
    let (name, inside) = name.trim_end().strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    let lasts = minutes(vocabulary::find(inside).of(inside))?;
    Some((name.trim_end(), lasts)).filter(|(name, _)| !name.is_empty())
}

/// `#### Rollback` below the step: its first command or sentence.
fn below(doc: &Doc<'_>, index: usize) -> Option<Phrase> {
    let branch = doc.outline.branch(index).get(1..)?;
    let part = branch.iter().find(|part| vocabulary::section(&part.title.plain) == Some(Section::Rollback))?;
    part.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => Some(doc.phrase(&paragraph.text)),
        Block::Item(item) => Some(doc.phrase(&item.text)),
        Block::Code(code) => Some(Said { value: code.text.trim().to_owned(), at: doc.place(code.span) }),
        Block::Table(_) => None,
    })
}

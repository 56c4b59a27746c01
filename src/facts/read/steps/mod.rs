//! The steps of a deployment plan: rows of a table, headings, items of a list, or comments between commands.

mod comments;
mod headings;
mod lists;
mod ordinal;
mod shell;
mod table;

use std::collections::BTreeSet;

use super::around::is_around;
use super::document::Doc;
use super::party::party_in;
use super::quantity::{minutes, offset};
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Minutes, Step};
use crate::outline::{Block, Text};
use crate::vocabulary::{self, Column, Hit, Key, Section, Terms, Word};

pub(super) use shell::is_of_commands;
use shell::is_shown;

/// What a line about a step can be about.
const DETAILS: [Column; 5] = [Column::Owner, Column::Duration, Column::Start, Column::End, Column::Rollback];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    // The steps of a document about going back are not those of the deployment.
    if doc.is(&[Kind::Environment, Kind::SupportRunbook]) {
        facts.steps.extend(lists::of_others(doc));
        return;
    }
    // The timeline of a review: `T-24 h: final check`.
    if doc.is(&[Kind::ReadinessReview]) {
        facts.steps.extend(lists::timed(doc));
        return;
    }
    if super::rollback::is_separate(doc) {
        return;
    }
    if doc.is(&[Kind::OtherDocument, Kind::ChangeRequest]) {
        facts.steps.extend(loose(lists::of_others(doc)));
    }
    if doc.kind == Kind::DeploymentPlan {
        facts.steps.extend(of_plan(doc));
    }
}

fn of_plan(doc: &Doc<'_>) -> Vec<Step> {
    let named = [
        table::read,
        headings::read,
        lists::read,
        comments::read,
        table::elsewhere,
        lists::announced,
        staged,
        lists::released,
        headings::chapters,
    ];
    let told = |steps: &Vec<Step>| !steps.is_empty();
    let mut steps = named.into_iter().map(|read| read(doc)).filter(told).peekable();
    // A table of work gives way to what a heading of the same plan calls its steps.
    let work = steps.next_if(|steps| steps.iter().all(|step| step.loose));
    let named = doc.about(Section::Steps).next().is_some();
    let steps = if named || work.is_none() { steps.next().or(work) } else { work };
    let mut steps = steps.unwrap_or_else(|| {
        let shown = [headings::clocked, lists::ordered, headings::bare_phases];
        loose(shown.into_iter().map(|read| read(doc)).find(|steps| !steps.is_empty()).unwrap_or_default())
    });
    if steps.iter().all(|step| step.owner.is_none()) {
        // Who does what, and when, says more than the list of one part of the work.
        let clocked = |step: &Step| step.owner.is_some() && step.start.is_some();
        let timetable = table::elsewhere(doc);
        if steps.len() < timetable.len() && timetable.iter().all(clocked) {
            return timetable;
        }
        let who = performer(doc);
        for step in &mut steps {
            step.owned_by(who.clone());
        }
    }
    steps
}

/// `Release operator: A. Ito`, `実施者：伊藤`, below no heading about something else: who does all of it.
fn performer(doc: &Doc<'_>) -> Option<Phrase> {
    let open = |section: usize| {
        matches!(
            doc.topic(section),
            None | Some(
                Section::Introduction
                    | Section::Overview
                    | Section::Steps
                    | Section::Schedule
                    | Section::Deployments
                    | Section::Strategy
                    | Section::Contacts
            )
        )
    };
    let lines = doc.lines().iter().filter(|line| line.key == Some(Key::Performer) && open(line.section));
    lines.map(|line| doc.phrase(&line.field.value)).find(Phrase::is_stated)
}

/// The tables of stages, and what is done where the usual way is barred: numbered comments between commands.
fn staged(doc: &Doc<'_>) -> Vec<Step> {
    let mut steps = table::staged(doc);
    steps.extend(comments::elsewhere(doc));
    steps
}

fn loose(mut steps: Vec<Step>) -> Vec<Step> {
    for step in &mut steps {
        step.loose = true;
    }
    steps
}

/// Leaves out what only looks like steps where a plan tells which they are.
pub(super) fn settle(facts: &mut Facts) {
    if facts.steps.iter().any(|step| !step.loose) {
        facts.steps.retain(|step| !step.loose);
    }
}

/// The sections in which steps of the document stand, whatever their headings call them.
pub(super) fn rooms(doc: &Doc<'_>, facts: &Facts) -> BTreeSet<usize> {
    let own = facts.steps.iter().rev().take_while(|step| step.action.at.source == doc.id);
    let sections = &doc.outline.sections;
    own.filter_map(|step| {
        let start = step.action.at.span.start;
        sections.partition_point(|section| section.span.start <= start).checked_sub(1)
    })
    .collect()
}

/// A step of which only number and action are known.
fn bare(number: String, action: Phrase) -> Step {
    Step {
        number,
        at: action.at,
        action,
        owner: None,
        party: crate::facts::Party::default(),
        start: None,
        offset: None,
        end: None,
        duration: None,
        rollback: None,
        phase: None,
        commands: Vec::new(),
        admin_tasks: Vec::new(),
        observes: false,
        loose: false,
    }
}

impl Step {
    /// Fills in who does it.
    fn owned_by(&mut self, owner: Option<Phrase>) {
        self.party = owner.as_ref().map(|owner| party_in(&owner.value)).unwrap_or_default();
        self.owner = owner;
    }

    /// Fills in when it begins.
    fn begins(&mut self, start: Option<Phrase>) {
        self.offset = start.as_ref().and_then(|start| offset(&start.value));
        self.start = start;
    }
}

/// Minutes: `15 min`, `0:45`, or a bare number in the unit of its column.
fn length(text: &str, unit: Minutes) -> Option<Minutes> {
    let clock = || {
        let (hours, minutes) = text.trim().split_once(':')?;
        Some(hours.parse::<f64>().ok()? * 60.0 + minutes.get(..2)?.parse::<f64>().ok()?)
    };
    let number = || text.trim().trim_start_matches(['~', '≈', '約', ' ']).parse::<f64>().ok();
    minutes(vocabulary::find(text).of(text)).or_else(clock).or_else(|| number().map(|number| number * unit))
}

/// Whether a step watches the rollout; one that sets up what watches does not.
fn observes(action: Terms<'_>) -> bool {
    action.of(Word::Observe).any(|watch| {
        let near = |other: &Hit| other.start.abs_diff(watch.end).min(watch.start.abs_diff(other.end)) <= 4;
        !action.of(Word::SetUp).any(near)
    })
}

/// Ids of admin tasks in some texts, each once.
fn admin_tasks<'t>(doc: &Doc<'_>, texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts.filter(|text| text.contains('-')) {
        for id in vocabulary::ids(text, &doc.ids.admin_task) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    found
}

/// Whether a text begins with a command: `` `kubectl rollout undo deploy/web` ``.
pub(super) fn begins_with_command(doc: &Doc<'_>, text: &Text) -> bool {
    let code = doc.source.slice(text.span).strip_prefix('`').and_then(|rest| rest.split('`').next());
    code.is_some_and(|code| shell::is_command(code.trim()))
}

/// The commands in a text, of more than one word each: `` `kubectl apply -f web.yaml` ``.
pub(super) fn commands_in(doc: &Doc<'_>, text: &Text) -> Vec<Phrase> {
    let written = doc.source.slice(text.span);
    if !written.contains('`') {
        return Vec::new();
    }
    let code = written.split('`').skip(1).step_by(2).map(str::trim).filter(|code| shell::is_command(code));
    code.map(|code| Said { value: code.to_owned(), at: doc.place(text.span) }).collect()
}

/// The code blocks among some blocks, and the code in their items and paragraphs.
fn commands<'b>(doc: &Doc<'_>, blocks: impl Iterator<Item = &'b Block>) -> Vec<Phrase> {
    blocks
        .flat_map(|block| match block {
            Block::Code(code) if is_of_commands(code) => {
                vec![Said { value: code.text.trim().to_owned(), at: doc.place(code.span) }]
            }
            Block::Item(item) => commands_in(doc, &item.text),
            Block::Paragraph(paragraph) => commands_in(doc, &paragraph.text),
            Block::Code(_) | Block::Table(_) => Vec::new(),
        })
        .collect()
}

/// Whether a heading names what was done: a history holds no steps.
fn is_record(title: Terms<'_>) -> bool {
    title.has(Word::Record)
}

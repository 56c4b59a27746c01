//! Commands of admin work, and what runs by a schedule: in code, in tables, in items.

mod program;

use std::collections::BTreeSet;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Place, Said, rollback};
use crate::facts::{AdminCommand, Operation};
use crate::outline::{Block, Code, DRAWN_BOXES, Row, Section as Part, Span, Text};
use crate::vocabulary::{self, Column, OperationClass, Section, Terms, Word};

pub(super) use program::is_admin;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let works = doc.is(&[Kind::DeploymentPlan, Kind::ReadinessReview, Kind::SupportRunbook, Kind::ChangeRequest]);
    if !works && !rollback::is_separate(doc) {
        return;
    }
    let mut list = List { doc, known: BTreeSet::new(), found: Vec::new() };
    for (index, part) in doc.outline.sections.iter().enumerate() {
        let tasks = doc.topic(index) == Some(Section::AdminTasks);
        for block in &part.blocks {
            match block {
                Block::Code(code) => list.code(code, part, facts),
                Block::Item(item) => {
                    list.ticked(&item.text, item.checked.is_some());
                    list.text(&item.text, tasks);
                }
                Block::Paragraph(paragraph) => {
                    list.ticked(&paragraph.text, false);
                    list.text(&paragraph.text, false);
                }
                Block::Table(_) => {}
            }
        }
    }
    for grid in doc.grids() {
        let schedule = schedule(&grid);
        for row in &grid.table.rows {
            match schedule.and_then(|column| scheduled(&grid, row, column)) {
                Some((command, runs)) => list.add(command, Some(runs)),
                None => row.cells.iter().for_each(|cell| list.inline(cell)),
            }
        }
    }
    facts.admin_commands.extend(list.found);
}

/// What ends a line that goes on below.
const CONTINUED: [char; 2] = ['\\', '^'];

/// What one document says; each command once.
struct List<'d, 'a> {
    doc: &'d Doc<'a>,
    known: BTreeSet<String>,
    found: Vec<AdminCommand>,
}

impl List<'_, '_> {
    fn add(&mut self, command: Phrase, runs: Option<Phrase>) {
        if self.known.insert(command.value.clone()) {
            let admin_tasks = vocabulary::ids(&command.value, &["ADM"]);
            self.found.push(AdminCommand { command, runs, admin_tasks });
        }
    }

    /// A command, if it is one of admin work or a line of a crontab.
    fn line(&mut self, line: &str, at: Place) -> bool {
        if let Some((fields, command)) = program::cron(line) {
            let said = |value: &str| Said { value: value.to_owned(), at };
            self.add(said(command), Some(said(fields)));
            return true;
        }
        let own = is_admin(line);
        if own {
            self.add(Said { value: line.to_owned(), at }, None);
        }
        own
    }

    /// The lines of a code block. An operation that only a command tells of is one.
    fn code(&mut self, code: &Code, part: &Part, facts: &mut Facts) {
        if !super::steps::is_of_commands(code) {
            return;
        }
        let mut end = code.span.start;
        let (mut begin, mut whole) = (end, String::new());
        for raw in self.doc.source.slice(code.span).split_inclusive('\n') {
            if whole.is_empty() {
                begin = end;
            }
            let at = self.doc.place(Span { start: begin, end: end + raw.trim_end().len() as u32 });
            end += raw.len() as u32;
            let line = raw.trim().trim_start_matches(['$', '>', '%', ' ']);
            whole.push_str(line.trim_end_matches(CONTINUED));
            if line.ends_with(CONTINUED) && !line.starts_with('#') {
                continue;
            }
            let line = std::mem::take(&mut whole);
            let line = line.trim();
            if line.starts_with('#') || line.starts_with("```") || !self.line(line, at) {
                continue;
            }
            for class in vocabulary::operations(line) {
                self.operation(class, Said { value: line.to_owned(), at }, part, facts);
            }
        }
    }

    fn operation(&self, class: OperationClass, sentence: Phrase, part: &Part, facts: &mut Facts) {
        let told = |known: &Operation| known.class == class && known.sentence.at.source == self.doc.id;
        if !facts.operations.iter().rev().take(64).any(told) {
            let admin_tasks = vocabulary::ids(self.doc.source.slice(part.span), &["ADM"]);
            facts.operations.push(Operation { class, sentence, admin_tasks });
        }
    }

    /// The code in an item or a paragraph; and a backup, or a task, that comes again and again.
    fn text(&mut self, text: &Text, tasks: bool) {
        self.inline(text);
        // What a provider offers is nothing that the team runs.
        let whole = self.doc.terms(text);
        if !whole.has(Word::Recurring) || whole.has(Word::Offers) {
            return;
        }
        let again = |terms: Terms<'_>| {
            let named = terms.has(Word::Recurring) && (tasks || terms.has(Word::Backup));
            named && !terms.has_any(&[Word::Denial, Word::If]) && terms.text().chars().count() <= 160
        };
        if let Some(sentence) = self.doc.cut(text).find(|sentence| again(sentence.terms)) {
            self.add(sentence.phrase(), Some(sentence.phrase()));
        }
    }

    /// `□ php artisan migrate done`: a box whose words begin with a command.
    fn ticked(&mut self, text: &Text, boxed: bool) {
        let bare = text.plain.trim_start_matches(|letter| letter == ' ' || DRAWN_BOXES.contains(&letter));
        let coded = self.doc.source.slice(text.span).contains('`');
        if !coded && (boxed || bare.len() < text.plain.len()) {
            self.line(bare, self.doc.place(text.span));
        }
    }

    fn inline(&mut self, text: &Text) {
        let written = self.doc.source.slice(text.span);
        let at = self.doc.place(text.span);
        for code in written.split('`').skip(1).step_by(2).map(str::trim) {
            // A file that is only named may be source code.
            if code.contains(' ') || [".sh", ".ps1", ".bat"].iter().any(|end| code.ends_with(end)) {
                self.line(code, at);
            }
        }
    }
}

/// The column that says when the tasks of a table run.
fn schedule(grid: &Grid<'_>) -> Option<Column> {
    let other = grid.has_any(&[Column::Audience, Column::Channel, Column::Trigger, Column::Owner, Column::Contact]);
    let work = grid.has_any(&TASKS);
    if other || !work || grid.topic == Some(Section::Communication) {
        return None;
    }
    if grid.has(Column::Frequency) {
        return Some(Column::Frequency);
    }
    (grid.topic == Some(Section::AdminTasks) && grid.has(Column::Start)).then_some(Column::Start)
}

/// Columns that say what is done.
const TASKS: [Column; 6] =
    [Column::Command, Column::Step, Column::Action, Column::Description, Column::Name, Column::TaskId];

fn scheduled(grid: &Grid<'_>, row: &Row, column: Column) -> Option<(Phrase, Phrase)> {
    let runs = grid.stated(row, column)?;
    let task = TASKS.iter().find_map(|column| grid.stated(row, *column))?;
    Some((task, runs))
}

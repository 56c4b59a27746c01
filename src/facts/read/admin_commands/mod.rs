//! Commands of admin work, and what runs by a schedule: in code, in tables, in items.

mod program;

use std::collections::BTreeSet;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Place, Said, rollback};
use crate::facts::{AdminCommand, Operation};
use crate::outline::{Block, Code, DRAWN_BOXES, Row, Section as Part, Span, Text};
use crate::vocabulary::{self, Column, Hit, OperationClass, Section, Terms, Word};

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
            match schedule.and_then(|column| scheduled(&grid, row, column)).or_else(|| cron(&grid, row)) {
                Some((command, runs)) => list.add(command, Some(runs)),
                None => row.cells.iter().for_each(|cell| list.inline(cell)),
            }
        }
    }
    facts.admin_commands.extend(list.found);
}

/// When a sentence says that something comes again: `daily at 03:00`, 毎日 3:00.
fn interval(terms: Terms<'_>) -> Option<String> {
    /// Bytes behind the word that may tell the time of day.
    const NEAR: usize = 24;
    // "Automated backups" alone says not when.
    let says = |hit: &&Hit| !terms.of(Word::Backup).any(|other| other.start < hit.end && hit.start < other.end);
    let hit = terms.of(Word::Recurring).find(says).or_else(|| {
        terms.of(Word::Recurring).find(|hit| terms.behind(hit).contains(|letter: char| letter.is_ascii_digit()))
    })?;
    let from = terms.before(hit).len();
    let behind = terms.behind(hit);
    let clause = behind.split(['(', ',', ';', '.', '。', '、', '，', '（', '→']).next().unwrap_or_default();
    let timed = clause.len() <= NEAR && clause.contains(|letter: char| letter.is_ascii_digit());
    let end = terms.text().len() - behind.len() + if timed { clause.trim_end().len() } else { 0 };
    terms.text().get(from..end).map(str::to_owned)
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
            let admin_tasks = vocabulary::ids(&command.value, &self.doc.ids.admin_task);
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
            let admin_tasks = vocabulary::ids(self.doc.source.slice(part.span), &self.doc.ids.admin_task);
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
        if let Some(sentence) = self.doc.cut(text).find(|sentence| again(sentence.terms))
            && let Some(value) = interval(sentence.terms)
        {
            self.add(sentence.phrase(), Some(Said { value, at: sentence.at }));
        }
    }

    /// `□ php artisan migrate done`: a box whose words begin with a command.
    fn ticked(&mut self, text: &Text, boxed: bool) {
        let bare = text.plain.trim_start_matches(|letter| letter == ' ' || DRAWN_BOXES.contains(&letter));
        let coded = || self.doc.source.slice(text.span).contains('`');
        if (boxed || bare.len() < text.plain.len()) && !coded() {
            self.line(bare, self.doc.place(text.span));
        }
    }

    fn inline(&mut self, text: &Text) {
        let written = self.doc.source.slice(text.span);
        if !written.contains('`') {
            return;
        }
        let at = self.doc.place(text.span);
        let mut from = 0;
        for (index, part) in written.split('`').enumerate() {
            let code = part.trim();
            if index % 2 == 1 && !code.is_empty() {
                // A file that is only named may be source code.
                let named = [".sh", ".ps1", ".bat"].iter().any(|end| code.ends_with(end));
                let runs = (code.contains(' ') || named) && (is_admin(code) || program::cron(code).is_some());
                if runs && !is_denied(written.get(..from).unwrap_or_default()) {
                    self.line(code, at);
                } else if program::is_schedule(code) {
                    self.planned(written, code, at);
                } else if code.len() > 4 && code.ends_with(".sql") && runs_sql(written.get(..from).unwrap_or_default())
                {
                    self.add(Said { value: code.to_owned(), at }, None);
                }
            }
            from += part.len() + 1;
        }
    }

    /// A schedule in code: what it is for stands in code beside it, else in the words around.
    fn planned(&mut self, written: &str, schedule: &str, at: Place) {
        let codes: Vec<&str> = written.split('`').skip(1).step_by(2).map(str::trim).take(16).collect();
        let own = codes.iter().position(|code| *code == schedule).unwrap_or(0);
        // The nearest one: what stands before it first.
        let before = codes.iter().take(own).rev();
        let mut others = before.chain(codes.iter().skip(own + 1)).filter(|code| !code.is_empty());
        let beside = others.find(|code| !program::is_schedule(code)).copied();
        let command = beside.unwrap_or_else(|| written.lines().find(|line| line.contains(schedule)).unwrap_or(written));
        let said = |value: &str| Said { value: value.trim().to_owned(), at };
        self.add(said(command), Some(said(schedule)));
    }
}

/// Whether the clause before a command says that it is not run: "does not re-run", "ne re-exécute pas".
fn is_denied(before: &str) -> bool {
    let clause = before.rsplit(['.', ';', ':', ',', '。', '，', '、', '(', '（']).next().unwrap_or_default();
    let found = vocabulary::find(clause);
    let terms = found.of(clause);
    terms.has_any(&[Word::Denial, Word::Not]) && !terms.has(Word::NotADenial)
}

/// Whether somebody is told to run the file that is named behind this text.
fn runs_sql(before: &str) -> bool {
    let clause = before.rsplit(['.', ';', '。']).next().unwrap_or_default();
    let found = vocabulary::find(clause);
    let terms = found.of(clause);
    terms.has_any(&[Word::Imperative, Word::Step]) && !terms.has_any(&[Word::Denial, Word::Not])
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

/// A row with a cell that is a line of a crontab's times, whatever its column is called.
fn cron(grid: &Grid<'_>, row: &Row) -> Option<(Phrase, Phrase)> {
    let at = row.cells.iter().position(|cell| program::is_schedule(cell.plain.trim_matches(['`', ' '])))?;
    let task = (0..row.cells.len()).filter(|index| *index != at).map(|index| grid.nth(row, index));
    Some((task.into_iter().find(Phrase::is_stated)?, grid.nth(row, at)))
}

/// Columns that say what is done.
const TASKS: [Column; 6] =
    [Column::Command, Column::Step, Column::Action, Column::Description, Column::Name, Column::TaskId];

fn scheduled(grid: &Grid<'_>, row: &Row, column: Column) -> Option<(Phrase, Phrase)> {
    let runs = grid.stated(row, column)?;
    let task = TASKS.iter().find_map(|column| grid.stated(row, *column))?;
    Some((task, runs))
}

//! Rows for tables that are there: the catalogs of variables and admin tasks, the parity matrix, the approvals.

use std::collections::BTreeMap;

use super::acceptance;
use super::book::Book;
use super::cells;
use super::columns;
use super::known;
use super::original::{Insertion, Original};
use super::stubs;
use super::table::{Row, Skeleton, code, line, open, plain};
use crate::deliverables::cite::Clerk;
use crate::dossier::SourceId;
use crate::facts::{Place, TableForm, TaskRoom};
use crate::outline::{Block, Format};
use crate::vocabulary::{self, Column};

/// What is put into tables, by document.
pub(super) type Edits = BTreeMap<SourceId, Vec<Insertion>>;

/// Everything that tables lack.
pub(super) fn additions(clerk: &Clerk<'_>) -> Edits {
    let mut edits = Edits::new();
    let book = Book::of(clerk);
    variable_rows(clerk, &book, &mut edits);
    parity_rows(clerk, &mut edits);
    task_rows(clerk, &mut edits);
    approval_rows(clerk, &mut edits);
    columns::of_steps(clerk, &mut edits);
    cells::fill(clerk, &book, &mut edits);
    acceptance::enter(clerk, &mut edits);
    for insertions in edits.values_mut() {
        insertions.sort_by_key(|insertion| insertion.at);
        // A cell is filled once; rows stand one behind the other.
        insertions.dedup_by(|next, kept| next.at == kept.at && !next.text.ends_with('\n'));
    }
    edits
}

/// Variables that an example file or a manifest has, and the catalog has not.
fn variable_rows(clerk: &Clerk<'_>, book: &Book<'_>, edits: &mut Edits) {
    let mut names = clerk.missing("III-04");
    names.extend(
        clerk.missing("III-05").into_iter().filter(|(_, finding)| finding.subject.ends_with("outside the catalog")),
    );
    let Some(found) =
        clerk.reading.facts.tables.iter().find(|table| table.form == TableForm::Variables && table.rows > 0)
    else {
        return;
    };
    let rows: Vec<(Row, String)> = names
        .keys()
        .map(|name| {
            let mut row = book.row(clerk, name, found.columns.iter().map(|(title, _)| title.value.as_str()));
            for (title, column) in &found.columns {
                row = match column {
                    Some(Column::Variable | Column::Name) => row.with(&title.value, code(plain(name))),
                    Some(Column::Purpose | Column::Description) => row.with(&title.value, book.purpose(clerk, name)),
                    _ => row,
                };
            }
            (row, format!("The variable {name} in the catalog: {}", rule(clerk, &["III-04", "III-05"])))
        })
        .collect();
    append(clerk, found.at, &rows, "III-01", edits);
}

/// Backing services that the matrix does not know.
fn parity_rows(clerk: &Clerk<'_>, edits: &mut Edits) {
    let Some(found) = clerk.reading.facts.tables.iter().find(|table| table.form == TableForm::Parity && table.rows > 0)
    else {
        return;
    };
    let first = found.columns.first().map_or("", |(title, _)| title.value.as_str());
    let services = clerk.missing("X-07");
    let mut components: BTreeMap<String, &str> = BTreeMap::new();
    for (label, finding) in &services {
        // The remedy shows the row.
        let component = Skeleton::of(&finding.remedy).labels.into_iter().next().unwrap_or_else(|| label.clone());
        components.entry(component).or_insert(label);
    }
    let rows: Vec<(Row, String)> = components
        .iter()
        .map(|(component, label)| {
            let row = Row::default().with(first, plain(&known::capital(component)));
            (row, format!("The service behind {label} in the parity matrix: X-07"))
        })
        .collect();
    append(clerk, found.at, &rows, "X-07", edits);
}

/// Tasks that the catalog does not know.
fn task_rows(clerk: &Clerk<'_>, edits: &mut Edits) {
    let Some(found) =
        clerk.reading.facts.tables.iter().find(|table| table.form == TableForm::AdminTasks && table.rows > 0)
    else {
        return;
    };
    let catalog = known::is_in(TaskRoom::Catalog);
    let mut tasks: Vec<Row> = stubs::unnamed(clerk).iter().map(stubs::Stub::row).collect();
    if clerk.asked(&["XII-02"]).is_some() {
        tasks.extend(known::tasks(clerk, |entries| !catalog(entries)));
    }
    let rows: Vec<(Row, String)> = tasks
        .into_iter()
        .map(|task| {
            let about =
                format!("The task {} in the catalog: {}", task.text("Task ID"), rule(clerk, &["XII-01", "XII-02"]));
            (named(&task, found.columns.iter().map(|(title, column)| (title.value.as_str(), *column))), about)
        })
        .collect();
    append(clerk, found.at, &rows, "XII-03", edits);
}

/// The cells of a task under the names that this table has for its columns.
fn named<'a>(task: &Row, columns: impl Iterator<Item = (&'a str, Option<Column>)>) -> Row {
    let mut row = Row::default();
    for (title, column) in columns {
        let known = match column {
            Some(Column::TaskId | Column::Id) => "Task ID",
            Some(Column::Name | Column::Title) => "Name",
            Some(Column::Category) => "Category",
            Some(Column::InvokedBy) => "Invoked by",
            Some(Column::Approval) => "Approval",
            Some(Column::Rollback) => "Rollback",
            _ => continue,
        };
        row = row.with(title, task.said(known));
    }
    row
}

/// Roles that the policy asks for, and no row of the approvals has.
fn approval_rows(clerk: &Clerk<'_>, edits: &mut Edits) {
    let roles = clerk.missing("APR-01");
    let approvals = &clerk.reading.facts.approvals;
    let Some(at) = approvals.iter().map(|approval| approval.at).find(|at| clerk.is_planned(*at)) else { return };
    let Some(Placed { header, .. }) = table(clerk, at) else { return };
    let rows: Vec<(Row, String)> = roles
        .keys()
        .map(|role| {
            let person = known::person(clerk, role);
            let mut row = Row::default();
            for title in &header {
                row = match vocabulary::column(title) {
                    Some(Column::Role) => row.with(title, plain(role)),
                    Some(Column::Name) => row.with(title, person.said("Name")),
                    _ => row,
                };
            }
            (row, format!("The approval of the {role}: APR-01"))
        })
        .collect();
    append(clerk, at, &rows, "APR-01", edits);
}

fn rule(clerk: &Clerk<'_>, rules: &[&str]) -> String {
    clerk.asking(rules)
}

/// Puts rows behind the last one of the table that a place lies in.
fn append(clerk: &Clerk<'_>, at: Place, rows: &[(Row, String)], asked: &str, edits: &mut Edits) {
    let Some(Placed { header, end, indent, .. }) = table(clerk, at) else { return };
    let original = Original::of(clerk.reading.source(at.source));
    for (at_row, (row, about)) in rows.iter().enumerate() {
        let cells: Vec<String> = header.iter().map(|column| row.cell(column, &open(asked))).collect();
        let source = row.source();
        let about = if source.is_empty() { format!("{about}.") } else { format!("{about}. Taken from {source}.") };
        let lines = [format!("{indent}{}", line(&cells))];
        let mut insertion = original.lines(end, &lines, about);
        // Only the first one has to end the last line.
        if at_row > 0 {
            let led = insertion.text.len() - insertion.text.trim_start_matches(['\r', '\n']).len();
            insertion.text.drain(..led);
        }
        edits.entry(at.source).or_default().push(insertion);
    }
}

/// A table in Markdown, as it lies in the text.
pub(super) struct Placed {
    /// The titles of its columns.
    pub(super) header: Vec<String>,
    /// The byte at which its first line begins.
    pub(super) start: usize,
    /// The byte behind its last line.
    pub(super) end: usize,
    /// What its last line is indented by.
    pub(super) indent: String,
}

/// The Markdown table that a place lies in.
pub(super) fn table(clerk: &Clerk<'_>, at: Place) -> Option<Placed> {
    let outline = clerk.outline(at.source);
    if outline.format != Format::Markdown {
        return None;
    }
    // Sections stand in the order of the text.
    let behind = outline.sections.partition_point(|section| section.span.start <= at.span.start);
    let tables = outline.sections.get(behind.checked_sub(1)?)?.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = tables.take_while(|table| table.span.start <= at.span.start).last()?;
    if at.span.start >= table.span.end {
        return None;
    }
    let text = clerk.reading.source(at.source).text.as_str();
    let last = table.rows.last()?.span.start as usize;
    let line_start = |at: usize| Some(text.get(..at)?.rfind('\n').map_or(0, |end| end + 1));
    let end = text.get(last..)?.find('\n').map_or(text.len(), |end| last + end + 1);
    let written = text.get(line_start(last)?..end)?;
    let bare = written.trim_start_matches([' ', '\t']);
    let indent = written[..written.len() - bare.len()].to_owned();
    let header: Vec<String> = table.header.iter().map(|name| name.plain.clone()).collect();
    let start = line_start(table.span.start as usize)?;
    (bare.starts_with('|') && header.len() > 1).then_some(Placed { header, start, end, indent })
}

//! The record of an admin task in its own document: who reviewed it, and how it was run.

use super::Phrase;
use super::document::{Doc, Line};
use crate::facts::{TaskReview, TaskRun};
use crate::outline::Block;
use crate::vocabulary::{Column, Key, Section, Word};

/// Lines of the section about the approval; and elsewhere those whose key says that somebody approves.
pub(super) fn review(doc: &Doc<'_>) -> TaskReview {
    let inside = |line: &&Line<'_>| doc.topic(line.section) == Some(Section::Approvals);
    let approves = |line: &&Line<'_>| line.named.has_any(&[Word::ApprovedBy, Word::Approver]);
    let lines = || doc.lines().iter();
    let named = lines().filter(inside).filter(|line| line.column == Some(Column::Name));
    let dated = lines().filter(|line| inside(line) || line.named.has(Word::Approved));
    TaskReview {
        reviewer: first(doc, named)
            .or_else(|| first(doc, lines().filter(approves)))
            .or_else(|| cell(doc, Column::Name)),
        on: first(doc, dated.filter(|line| line.column == Some(Column::Date))).or_else(|| cell(doc, Column::Date)),
        authorization: first(doc, lines().filter(|line| line.key == Some(Key::Authorization))),
    }
}

/// The value of the first line that is filled in.
fn first<'l>(doc: &Doc<'_>, lines: impl Iterator<Item = &'l Line<'l>>) -> Option<Phrase> {
    lines.map(|line| doc.phrase(&line.field.value)).find(Phrase::is_stated)
}

/// The same in the first table of the section.
fn cell(doc: &Doc<'_>, column: Column) -> Option<Phrase> {
    let grid = doc.grids().find(|grid| grid.topic == Some(Section::Approvals) && grid.has(column))?;
    grid.table.rows.iter().find_map(|row| grid.stated(row, column))
}

/// The lines of the execution log, and the boxes of the audit.
pub(super) fn run(doc: &Doc<'_>) -> TaskRun {
    let keyed = |key: Key| first(doc, doc.lines().iter().filter(|line| line.key == Some(key)));
    let by = doc.lines().iter().filter(|line| line.column == Some(Column::InvokedBy));
    let boxes = doc.about(Section::Audit).flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Item(item) => Some((item.checked?, doc.phrase(&item.text))),
        _ => None,
    });
    TaskRun {
        at: keyed(Key::InvokedAt),
        by: first(doc, by),
        exit_code: keyed(Key::ExitCode),
        rows: keyed(Key::RowsAffected),
        audit: boxes.collect(),
    }
}

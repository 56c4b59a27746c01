//! Release notes and changelogs: changes, and known issues.

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Said};
use crate::facts::{Change, ChangeKind, KnownIssue};
use crate::outline::{Block, Section as Part, Text};
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.kind {
        Kind::ReleaseNotes => {
            for (index, section) in doc.outline.sections.iter().enumerate() {
                if let Some(kind) = change_kind(doc, index, section) {
                    changes(doc, section, kind, facts);
                }
            }
            if !facts.changes.iter().any(|change| change.text.at.source == doc.id) {
                // A short list right below the title.
                doc.outline
                    .sections
                    .iter()
                    .filter(|section| section.level <= 1)
                    .for_each(|top| changes(doc, top, ChangeKind::Changed, facts));
            }
            known_issues(doc, facts);
        }
        Kind::Changelog => changelog(doc, facts),
        _ => {}
    }
}

/// The kind of the changes below a heading.
pub(super) fn change_kind(doc: &Doc<'_>, index: usize, section: &Part) -> Option<ChangeKind> {
    let topic = doc.topic(index)?;
    let words = vocabulary::words(&section.title.plain);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    match topic {
        Section::Breaking => Some(ChangeKind::Breaking),
        Section::Security => Some(ChangeKind::Security),
        Section::Changes if has(&["fix", "fixed", "fixes", "defects", "bugs", "resolved"]) && !has(&["features"]) => {
            Some(ChangeKind::Fixed)
        }
        Section::Changes if has(&["added", "new", "features", "feature"]) => Some(ChangeKind::Added),
        Section::Changes => Some(ChangeKind::Changed),
        _ => by_heading(&words),
    }
}

fn by_heading(words: &[String]) -> Option<ChangeKind> {
    Some(match words.first()?.as_str() {
        "added" => ChangeKind::Added,
        "changed" => ChangeKind::Changed,
        "deprecated" => ChangeKind::Deprecated,
        "removed" => ChangeKind::Removed,
        "fixed" => ChangeKind::Fixed,
        "security" => ChangeKind::Security,
        "breaking" => ChangeKind::Breaking,
        _ => return None,
    })
}

fn changes(doc: &Doc<'_>, section: &Part, kind: ChangeKind, facts: &mut Facts) {
    for block in &section.blocks {
        match block {
            Block::Item(item) if item.depth == 0 => facts.changes.push(Change { kind, text: doc.phrase(&item.text) }),
            Block::Table(table) => facts.changes.extend(table.rows.iter().map(|row| {
                let cells: Vec<&str> =
                    row.cells.iter().map(|cell| cell.plain.as_str()).filter(|cell| !cell.is_empty()).collect();
                Change { kind, text: Said { value: cells.join(": "), at: doc.place(row.span) } }
            })),
            _ => {}
        }
    }
}

/// The topmost released version of a changelog (Keep a Changelog): its changes by kind.
fn changelog(doc: &Doc<'_>, facts: &mut Facts) {
    let released = doc
        .outline
        .sections
        .iter()
        .position(|section| section.level >= 2 && section.title.plain.bytes().any(|byte| byte.is_ascii_digit()));
    let Some(top) = released else { return };
    for section in doc.outline.branch(top) {
        if let Some(kind) = by_heading(&vocabulary::words(&section.title.plain)) {
            changes(doc, section, kind, facts);
        }
    }
}

/// Ids of issues in any tracker: `DEF-042`, `BUG-7`, `PROJ-123`.
fn issue_ids(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for token in text.split(|character: char| !character.is_ascii_alphanumeric() && character != '-') {
        let id = token.rsplit_once('-').is_some_and(|(prefix, number)| {
            prefix.len() >= 2
                && prefix.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
                && prefix.starts_with(|first: char| first.is_ascii_uppercase())
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        if id && !found.iter().any(|known| known == token) {
            found.push(token.to_owned());
        }
    }
    found
}

fn known_issues(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids().filter(|grid| grid.topic == Some(Section::KnownIssues)) {
        for row in &grid.table.rows {
            let text = Said {
                value: doc.source.slice(row.span).trim().trim_matches('|').trim().to_owned(),
                at: grid.row(row),
            };
            let severity = grid.stated(row, Column::Severity).is_some() || names_severity(&Grid::row_text(row));
            let workaround = match grid.cell(row, Column::Workaround) {
                Some(cell) => !matches!(cell.written(), vocabulary::Written::Blank | vocabulary::Written::Placeholder),
                None => Grid::row_text(row).contains("workaround"),
            };
            facts.known_issues.push(KnownIssue { ids: issue_ids(&text.value), severity, workaround, text });
        }
    }
    for section in doc.about(Section::KnownIssues) {
        let own = vocabulary::section(&section.title.plain) != Some(Section::KnownIssues);
        // A heading for each issue, with what is said of it below.
        let title = Some(&section.title).filter(|title| own && !title.plain.is_empty());
        facts.known_issues.extend(issues(section, title).iter().map(|lines| known_issue(doc, lines)));
    }
}

/// The lines of each issue: an item with those below it, or a whole section.
fn issues<'a>(section: &'a Part, title: Option<&'a Text>) -> Vec<Vec<&'a Text>> {
    let mut issues: Vec<Vec<&Text>> = title.into_iter().map(|title| vec![title]).collect();
    for block in &section.blocks {
        match block {
            Block::Item(item) if item.depth == 0 && title.is_none() => issues.push(vec![&item.text]),
            Block::Item(item) => issues.last_mut().into_iter().for_each(|lines| lines.push(&item.text)),
            Block::Paragraph(paragraph) => issues.last_mut().into_iter().for_each(|lines| lines.push(&paragraph.text)),
            _ => {}
        }
    }
    issues
}

fn known_issue(doc: &Doc<'_>, lines: &[&Text]) -> KnownIssue {
    let whole = lines.iter().map(|line| line.plain.as_str()).collect::<Vec<_>>().join(" ");
    let lower = whole.to_lowercase();
    KnownIssue {
        ids: issue_ids(&whole),
        severity: names_severity(&lower),
        workaround: lower.contains("workaround") || lower.contains("work around"),
        text: Said { value: whole, at: doc.place(lines.first().map(|line| line.span).unwrap_or_default()) },
    }
}

fn names_severity(lower: &str) -> bool {
    vocabulary::words(lower).iter().any(|word| super::defects::severity(word).is_some())
}

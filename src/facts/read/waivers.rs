//! Waivers: entries of the policy file, rows of tables, and comments
//! `holdpoint:allow IX-03 "worker" until=2026-12-31 by="A. Novak" : reason`.

use std::sync::Arc;

use super::document::Doc;
use super::{Facts, Phrase, Place};
use crate::dossier::{Source, SourceId};
use crate::facts::Waiver;
use crate::outline::{Row, Span};
use crate::policy::{Policy, WaiverEntry};
use crate::vocabulary::{self, Column};

use super::admin::person;
use super::grid::Grid;

/// How a comment begins that allows a finding.
const MARK: &str = "holdpoint:allow";

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    facts.waivers.extend(comments(doc));
    for grid in doc.grids().filter(is_list) {
        facts.waivers.extend(grid.table.rows.iter().filter_map(|row| from_row(&grid, row)));
    }
}

/// Those of the policy file.
pub(super) fn of_policy(policy: &Policy, sources: &[Arc<Source>]) -> Vec<Waiver> {
    let path = policy.file.as_deref().unwrap_or_default();
    let Some(source) = sources.iter().position(|source| source.path == path) else { return Vec::new() };
    let own = |entry: &WaiverEntry| Waiver {
        subject: entry.subject.clone(),
        reason: entry.reason.clone(),
        by: entry.by.clone(),
        until: entry.until.as_deref().and_then(vocabulary::date),
        at: Place { source: SourceId(source as u32), span: entry.span },
        ..empty(&entry.rule.as_deref().unwrap_or_default().to_ascii_uppercase())
    };
    policy.waivers.iter().map(|entry| complete(own(entry))).collect()
}

fn comments<'d>(doc: &'d Doc<'_>) -> impl Iterator<Item = Waiver> + use<'d> {
    let text = doc.source.text.as_str();
    text.match_indices(MARK).filter_map(move |(from, _)| {
        let before = text[..from].trim_end_matches([' ', '\t']);
        let comment = ["<!--", "#", "//"].into_iter().find(|mark| before.ends_with(mark))?;
        let rest = clip(&text[from + MARK.len()..], 2000);
        let close = if comment == "<!--" { "-->" } else { "\n" };
        let end = rest.find(close).unwrap_or_else(|| rest.find('\n').unwrap_or(rest.len()));
        let at = Span { start: (before.len() - comment.len()) as u32, end: (from + MARK.len() + end) as u32 };
        Some(Waiver { at: doc.place(at), ..from_text(&rest[..end]) })
    })
}

/// The first bytes of a text.
fn clip(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What stands behind the mark.
fn from_text(text: &str) -> Waiver {
    // The reason begins at the first colon outside quotes.
    let mut quoted = false;
    let colon = text.char_indices().find(|(_, letter)| {
        quoted ^= *letter == '"';
        !quoted && *letter == ':'
    });
    let (head, reason) = colon.map_or((text, ""), |(at, _)| (&text[..at], &text[at + 1..]));
    let mut waiver = empty(head.split_whitespace().next().unwrap_or_default());
    waiver.reason = said(reason);
    let mut rest = head.trim_start().get(waiver.rule.len()..).unwrap_or_default().trim_start();
    while !rest.is_empty() {
        let (key, value) = match rest.find(['=', '"', ' ']) {
            Some(at) if rest[at..].starts_with('=') => (&rest[..at], &rest[at + 1..]),
            _ => ("", rest),
        };
        let (value, next) = match value.strip_prefix('"') {
            Some(inside) => inside.split_once('"').unwrap_or((inside, "")),
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        match key {
            "until" => waiver.until = vocabulary::date(value),
            "by" => waiver.by = said(value),
            _ => waiver.subject = waiver.subject.take().or_else(|| said(value)),
        }
        rest = next.trim_start();
    }
    waiver.rule.make_ascii_uppercase();
    complete(waiver)
}

fn said(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn empty(rule: &str) -> Waiver {
    Waiver {
        rule: rule.to_owned(),
        subject: None,
        reason: None,
        by: None,
        until: None,
        missing: Vec::new(),
        at: Place::default(),
    }
}

fn complete(mut waiver: Waiver) -> Waiver {
    let parts = [
        ("rule", !waiver.rule.is_empty()),
        ("subject", waiver.subject.is_some()),
        ("reason", waiver.reason.is_some()),
        ("approver", waiver.by.is_some()),
        ("expiry", waiver.until.is_some()),
    ];
    waiver.missing = parts.into_iter().filter(|(_, there)| !there).map(|(part, _)| part).collect();
    waiver
}

/// What is allowed, why, and by whom or until when.
fn is_list(grid: &Grid<'_>) -> bool {
    grid.has(Column::Rule)
        && grid.has_any(&[Column::Reason, Column::Justification])
        && grid.has_any(&[Column::Due, Column::Approval, Column::Acceptance, Column::Name, Column::Waiver])
}

fn from_row(grid: &Grid<'_>, row: &Row) -> Option<Waiver> {
    let rule = grid.stated(row, Column::Rule)?;
    let text = |columns: &[Column]| columns.iter().find_map(|column| grid.stated(row, *column));
    let value = |phrase: Phrase| phrase.value;
    let by = text(&[Column::Name, Column::Acceptance, Column::Approval, Column::Waiver, Column::Owner]);
    Some(complete(Waiver {
        subject: text(&[Column::Component, Column::ProcessType, Column::Description, Column::Title]).map(value),
        reason: text(&[Column::Reason, Column::Justification]).map(value),
        by: by.and_then(|by| person(&by.value)),
        until: text(&[Column::Due, Column::End]).and_then(|due| vocabulary::date(&due.value)),
        at: grid.row(row),
        ..empty(&rule.value)
    }))
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn a_comment_gives_a_waiver_and_what_it_lacks() {
        let waiver = from_text(" IX-03 \"worker\" until=2026-12-31 by=\"A. Novak\" : drains for 20: long jobs ");
        assert_eq!((waiver.rule.as_str(), waiver.subject.as_deref()), ("IX-03", Some("worker")));
        assert_eq!(waiver.until.map(|day| day.to_string()).as_deref(), Some("2026-12-31"));
        assert_eq!(waiver.by.as_deref(), Some("A. Novak"));
        assert_eq!(waiver.reason.as_deref(), Some("drains for 20: long jobs"));
        assert!(waiver.missing.is_empty());
        assert_eq!(from_text(" IX-03").missing, ["subject", "reason", "approver", "expiry"]);
        assert_eq!(from_text("").missing, ["rule", "subject", "reason", "approver", "expiry"]);
        assert_eq!(from_text(" IX-03 \"open until=").subject.as_deref(), Some("open until="));
    }
}

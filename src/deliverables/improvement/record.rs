//! The tickets as data: for Jira as CSV, for programs as JSON.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::Serialize;

use super::ticket::{self, Kind, Ticket};
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common;
use crate::deliverables::csv::Table;
use crate::deliverables::escape::{Place, escape};
use crate::deliverables::filters::fence;
use crate::policy::Stage;
use crate::review::Verdict;

/// Columns for labels: Jira takes one in each.
const LABELS: usize = 4;

/// The columns of Jira's import. The description stands last.
const HEADER: [&str; 11] = [
    "Summary",
    "Issue Type",
    "Priority",
    "Assignee",
    "Due Date",
    "External issue ID",
    "Labels",
    "Labels",
    "Labels",
    "Labels",
    "Description",
];

/// The tickets for Jira, if there are any.
pub(super) fn csv(clerk: &Clerk<'_>) -> Option<String> {
    let tickets = ticket::all(clerk);
    let foot = common::written(clerk);
    let mut table = Table::new(&HEADER);
    for ticket in &tickets {
        let labels = (0..LABELS).map(|at| ticket.labels.get(at).cloned().unwrap_or_default());
        let mut row = vec![
            ticket.title.clone(),
            "Task".to_owned(),
            ticket.priority.word().to_owned(),
            person(&ticket.owner).to_owned(),
            day(&ticket.due).unwrap_or_default(),
            ticket.id.clone(),
        ];
        row.extend(labels);
        row.push(format!("{}\n\n{foot}", told(ticket)));
        table.row(row);
    }
    (!tickets.is_empty()).then(|| table.finish())
}

/// What programs read.
#[derive(Serialize)]
struct Document<'a> {
    /// Stands first, so that the file is known for what it is when it is dropped back.
    written_by: &'static str,
    release: Option<&'a str>,
    verdict: Verdict,
    stage: Stage,
    as_of: Timestamp,
    tickets: Vec<Entry<'a>>,
}

/// A ticket, and the bodies of the requests that make it an issue.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    kind: Kind,
    title: &'a str,
    what: &'a str,
    why: &'a str,
    to_do: &'a str,
    skeleton: &'a str,
    done_when: Option<&'a str>,
    owner: Option<&'a str>,
    due: Option<&'a str>,
    priority: Option<&'static str>,
    labels: &'a [String],
    sources: &'a str,
    github: GitHub<'a>,
    gitlab: GitLab<'a>,
}

/// `POST /repos/OWNER/REPO/issues`.
#[derive(Serialize)]
struct GitHub<'a> {
    title: &'a str,
    body: String,
    labels: &'a [String],
    assignees: Vec<&'a str>,
}

/// `POST /projects/ID/issues`.
#[derive(Serialize)]
struct GitLab<'a> {
    title: &'a str,
    description: String,
    labels: String,
    due_date: Option<String>,
}

/// The tickets for programs, if there are any.
pub(super) fn json(clerk: &Clerk<'_>) -> Option<String> {
    let tickets = ticket::all(clerk);
    if tickets.is_empty() {
        return None;
    }
    let foot = common::written(clerk);
    let release = common::release(clerk);
    let document = Document {
        written_by: "Holdpoint",
        release: stated(&release),
        verdict: clerk.review.verdict,
        stage: clerk.review.stage,
        as_of: clerk.review.as_of,
        tickets: tickets.iter().map(|ticket| entry(ticket, &foot)).collect(),
    };
    // Fails only for maps whose keys are no text, and there is none.
    Some(format!("{}\n", serde_json::to_string_pretty(&document).unwrap_or_default()))
}

fn entry<'a>(ticket: &'a Ticket, foot: &str) -> Entry<'a> {
    let body = body(ticket, foot);
    Entry {
        id: &ticket.id,
        kind: ticket.kind,
        title: &ticket.title,
        what: &ticket.what,
        why: &ticket.why,
        to_do: &ticket.todo,
        skeleton: &ticket.skeleton,
        done_when: stated(&ticket.success),
        owner: stated(&ticket.owner),
        due: stated(&ticket.due),
        priority: Some(ticket.priority.word()).filter(|word| !word.is_empty()),
        labels: &ticket.labels,
        sources: &ticket.source,
        gitlab: GitLab {
            title: &ticket.title,
            description: body.clone(),
            labels: ticket.labels.join(","),
            due_date: day(&ticket.due),
        },
        github: GitHub {
            title: &ticket.title,
            body,
            labels: &ticket.labels,
            assignees: login(&ticket.owner).into_iter().collect(),
        },
    }
}

fn stated(statement: &Statement) -> Option<&str> {
    statement.is_said().then_some(statement.text.as_str())
}

/// A day, if it is written as one.
fn day(due: &Statement) -> Option<String> {
    crate::vocabulary::date(&due.text).map(|day| day.to_string())
}

/// The name without the role behind it.
fn person(owner: &Statement) -> &str {
    owner.text.split(['(', '（', ',', ';']).next().unwrap_or_default().trim().trim_start_matches('@')
}

/// A login is known only where the owner is written as one: `@a-ito`.
fn login(owner: &Statement) -> Option<&str> {
    let login = owner.text.trim().strip_prefix('@')?;
    let known = !login.is_empty() && login.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    known.then_some(login)
}

/// The ticket as plain text.
fn told(ticket: &Ticket) -> String {
    let mut lines = Vec::new();
    each(ticket, |label, text| lines.push(format!("{label}: {text}")));
    if !ticket.skeleton.is_empty() {
        lines.push(ticket.skeleton.clone());
    }
    lines.join("\n\n")
}

/// The ticket as Markdown for a tracker.
fn body(ticket: &Ticket, foot: &str) -> String {
    let mut text = String::new();
    each(ticket, |label, part| {
        let _ = write!(text, "**{label}:** {}\n\n", unnamed(&escape(part, Place::Line)));
        if label == "To do" && !ticket.skeleton.is_empty() {
            let _ = write!(text, "{}\n\n", fence(&ticket.skeleton, 0));
        }
    });
    let _ = write!(text, "{foot} Ticket {}.", ticket.id);
    text
}

/// The parts that say something, in their order.
fn each(ticket: &Ticket, mut part: impl FnMut(&str, &str)) {
    let why_until = if ticket.because.is_empty() { String::new() } else { format!(" ({})", ticket.because) };
    let due = if ticket.due.is_said() { format!("{}{why_until}", ticket.due.text) } else { String::new() };
    let parts: [(&str, &str); 7] = [
        ("What", &ticket.what),
        ("Why", &ticket.why),
        ("To do", &ticket.todo),
        ("Done when", &ticket.success.text),
        ("Owner", &ticket.owner.text),
        ("Due", &due),
        ("Sources", &ticket.source),
    ];
    parts.into_iter().filter(|(_, text)| !text.is_empty()).for_each(|(label, text)| part(label, text));
}

/// A tracker tells everybody whom a text names with `@` at the begin of a word.
fn unnamed(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        shown.push(letter);
        if letter == '@' && !before.is_alphanumeric() {
            shown.push('\u{200b}');
        }
        before = letter;
    }
    shown
}

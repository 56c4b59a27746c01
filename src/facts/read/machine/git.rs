//! Logs of `git log`: default, short and fuller, one line for each commit, with a graph, with what was changed.

use super::{Doc, Facts, Phrase, Said, commit, lines, part};
use crate::facts::Commit;
use crate::facts::classify::machine::log;

/// What may come next below the line of a commit.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Headers,
    Subject,
    Body,
}

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let first = lines(&doc.source.text).map(|(_, line)| line).find(|line| !line.trim().is_empty()).unwrap_or_default();
    let graph = log::has_graph(first);
    let start = if graph { log::without_graph(first).0 } else { first };
    let long = log::head(start).is_some();
    let mut state = State::Headers;
    let before = facts.commits.len();
    for (offset, line) in lines(&doc.source.text) {
        let (text, starts) = if graph { log::without_graph(line) } else { (line, true) };
        let head = if !starts {
            None
        } else if long {
            log::head(text)
        } else {
            log::short(text)
        };
        if let Some((id, rest)) = head {
            facts.commits.push(begin(part(doc, offset, line, id), rest, |text| part(doc, offset, line, text), long));
            state = State::Headers;
        } else if let Some(commit) = facts.commits[before..].last_mut().filter(|_| long) {
            state = below(commit, state, text, |text| part(doc, offset, line, text));
        }
    }
    facts.commits[before..].iter_mut().for_each(commit::understand);
}

/// A commit from its first line.
fn begin(id: Phrase, rest: &str, phrase: impl Fn(&str) -> Phrase, long: bool) -> Commit {
    let (refs, subject) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((refs, subject)) if long || is_refs(refs) => (refs, subject),
        _ => ("", rest),
    };
    let (mut branches, mut tags) = (Vec::new(), Vec::new());
    for name in refs.split([',']).flat_map(|name| name.split(" -> ")).map(str::trim).filter(|name| !name.is_empty()) {
        match name.strip_prefix("tag: ") {
            Some(tag) => tags.push(tag.to_owned()),
            None => branches.push(name.to_owned()),
        }
    }
    // In the long form what follows are the hashes of parents, or nothing.
    let subject = if long { Said { value: String::new(), at: id.at } } else { phrase(subject) };
    Commit {
        id,
        author: None,
        date: None,
        subject,
        conventional: None,
        breaking: false,
        merge: false,
        branches,
        tags,
        issues: Vec::new(),
    }
}

/// Whether what stands between brackets are names of branches and tags, not the begin of a subject.
fn is_refs(text: &str) -> bool {
    text.contains("HEAD")
        || text.starts_with("tag: ")
        || text.split(',').all(|name| {
            let name = name.trim();
            !name.is_empty()
                && !name.contains(' ')
                && (name.contains('/') || matches!(name, "main" | "master" | "develop"))
        })
}

/// Reads a line below that of the commit.
fn below(commit: &mut Commit, state: State, text: &str, phrase: impl Fn(&str) -> Phrase) -> State {
    let line = text.trim();
    match state {
        State::Headers if line.is_empty() => State::Subject,
        State::Headers => {
            header(commit, line, phrase);
            State::Headers
        }
        State::Subject if line.is_empty() && commit.subject.value.is_empty() => State::Subject,
        State::Subject if line.is_empty() => State::Body,
        State::Subject => {
            let more = phrase(text);
            if commit.subject.value.is_empty() {
                commit.subject = more;
            } else if commit.subject.value.len() < 1000 {
                // A subject that was wrapped goes on to the first empty line.
                commit.subject.value.push(' ');
                commit.subject.value.push_str(&more.value);
                commit.subject.at.span = commit.subject.at.span.join(more.at.span);
            }
            State::Subject
        }
        State::Body => {
            commit.breaking |= line.starts_with("BREAKING CHANGE:") || line.starts_with("BREAKING-CHANGE:");
            // What `--stat` lists are files.
            if !line.contains(" | ") {
                commit::issues(line, &mut commit.issues);
            }
            State::Body
        }
    }
}

fn header(commit: &mut Commit, line: &str, phrase: impl Fn(&str) -> Phrase) {
    let Some((key, value)) = line.split_once(':').or_else(|| line.split_once(' ')) else { return };
    match key {
        "Author" => commit.author = Some(phrase(value.split(" <").next().unwrap_or(value))),
        "author" => {
            // Raw: name, address, seconds and zone.
            commit.author = Some(phrase(value.split(" <").next().unwrap_or(value)));
            commit.date = value.split_once("> ").map(|(_, date)| phrase(date));
        }
        "Date" | "AuthorDate" => commit.date = Some(phrase(value)),
        "CommitDate" => commit.date = commit.date.take().or_else(|| Some(phrase(value))),
        "Merge" => commit.merge = true,
        _ => {}
    }
}

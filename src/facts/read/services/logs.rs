//! Where logs go: to the standard streams, or to files that the application keeps itself.

use super::Said;
use crate::facts::read::document::{Doc, Sentence};
use crate::facts::read::{Facts, Kind};
use crate::facts::{LogTarget, Place};
use crate::outline::{Block, Code, Span, Text};
use crate::vocabulary::{self, Key, Word};

/// Parts of logging libraries that write, and turn, files.
const HANDLERS: [&str; 8] = [
    "RotatingFileHandler",
    "RotatingFileAppender",
    "WatchedFileHandler",
    "logging.FileHandler",
    "RollingFileAppender",
    "FileAppender",
    "DailyRotateFile",
    "transports.File",
];

/// Words that all names of handlers hold one of.
const PARTS: [&str; 4] = ["FileHandler", "FileAppender", "RotateFile", "transports.File"];

/// What tells of the standard streams, and of those who collect them.
const STREAMS: [&str; 5] = ["stdout", "stderr", "standard output", "journald", "standard error"];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let handlers = PARTS.iter().any(|part| doc.source.text.contains(part));
    let told = doc.kind == Kind::Architecture;
    if !handlers && !told {
        return;
    }
    for part in &doc.outline.sections {
        let about = doc.terms(&part.title).has(Key::Logs);
        for block in &part.blocks {
            match block {
                Block::Paragraph(paragraph) => in_text(doc, &paragraph.text, told, about, facts),
                Block::Item(item) => in_text(doc, &item.text, told, about, facts),
                Block::Table(table) => {
                    table
                        .rows
                        .iter()
                        .flat_map(|row| &row.cells)
                        .for_each(|cell| in_text(doc, cell, false, about, facts));
                }
                Block::Code(code) if handlers => in_code(doc, code, facts),
                Block::Code(_) => {}
            }
        }
    }
}

/// What the sentences of a text say; `told`: those about files count as well as handlers; `about`: its section is about logs.
fn in_text(doc: &Doc<'_>, text: &Text, told: bool, about: bool, facts: &mut Facts) {
    for sentence in doc.cut(text) {
        let file = handler(sentence.text()).or_else(|| if told { written_file(&sentence) } else { None });
        let denied = || [Word::Denial, Word::Not, Word::No, Word::None].iter().any(|word| sentence.terms.has(*word));
        let logs = about || sentence.terms.has(Key::Logs) || sentence.terms.has(Word::LoggedTo);
        let streams = || logs && STREAMS.iter().any(|word| sentence.text().contains(word));
        match file {
            Some(file) if !denied() => {
                let decisions = vocabulary::ids(&text.plain, &doc.ids.decision);
                facts.log_targets.push(LogTarget { text: sentence.phrase(), file: Some(file), decisions });
            }
            None if told && streams() => {
                facts.log_targets.push(LogTarget { text: sentence.phrase(), file: None, decisions: Vec::new() });
            }
            _ => {}
        }
    }
}

fn handler(text: &str) -> Option<String> {
    HANDLERS.iter().find(|name| text.contains(*name)).map(|name| (*name).to_owned())
}

/// A file that a sentence says is written for logs: its path, or the words for it. Those of the platform are not the
/// application's own.
fn written_file(sentence: &Sentence<'_>) -> Option<String> {
    const PLATFORM: [&str; 14] = [
        "stdout",
        "stderr",
        "journal",
        "syslog",
        "kubelet",
        "containers",
        "/pods",
        "fluent",
        "promtail",
        "nginx",
        "apache",
        "postgres",
        "collector",
        "cloudwatch",
    ];
    let terms = sentence.terms;
    let lower = sentence.text().to_lowercase();
    if PLATFORM.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let path =
        lower.split(|letter: char| letter.is_whitespace() || "`\"'(),;、，。（）".contains(letter)).find(|word| {
            let word = word.trim_end_matches(['.', ':']);
            word.starts_with("/var/log/") || (word.ends_with(".log") && word.contains('/'))
        });
    let path = path.map(|path| path.trim_end_matches(['.', ':']).to_owned());
    let turned = lower.contains("logrotate").then(|| "logrotate".to_owned());
    if turned.is_some() && path.is_none() {
        return turned;
    }
    let written = terms.has(Word::LoggedTo);
    let noun = || terms.first(Key::LogFile).map(|hit| terms.word(hit).to_owned());
    if written { path.or_else(noun) } else { path.filter(|_| terms.begins(Key::LogFile)) }
}

/// The lines of code that name a handler.
fn in_code(doc: &Doc<'_>, code: &Code, facts: &mut Facts) {
    let mut start = code.span.start as usize;
    for line in doc.source.slice(code.span).split_inclusive('\n') {
        let text = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        start += line.len();
        if let Some(name) = handler(text) {
            let at = Place { source: doc.id, span: Span::of(from..from + text.len()) };
            let text = Said { value: text.to_owned(), at };
            facts.log_targets.push(LogTarget { text, file: Some(name), decisions: Vec::new() });
        }
    }
}

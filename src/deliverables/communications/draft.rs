//! A message as it is put together. What only the time of sending shows is a field to fill in, `‹actual start, UTC›`: in
//! brackets that no template of the field uses, so that no reader, and not this one, takes it for a place that was left open.

use serde::{Serialize, Serializer};

use crate::deliverables::cite::Statement;

/// A message to send.
#[derive(Serialize)]
pub(super) struct Draft {
    subject: String,
    body: Vec<Paragraph>,
    sources: Sources,
}

/// Files with their lines, in the order in which they were named: `plan.md:3, 7; notes.md:18`.
#[derive(Default)]
struct Sources(Vec<(String, Vec<String>)>);

impl Serialize for Sources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let files = self.0.iter().map(|(file, lines)| format!("{file}:{}", lines.join(", ")));
        serializer.serialize_str(&files.collect::<Vec<_>>().join("; "))
    }
}

/// A paragraph, or a list below its first line.
#[derive(Serialize)]
struct Paragraph {
    text: String,
    items: Vec<String>,
}

/// Entries of a list in a message.
const SHOWN: usize = 5;

impl Draft {
    /// One with this subject.
    pub(super) fn new(subject: String) -> Self {
        Self { subject, body: Vec::new(), sources: Sources::default() }
    }

    /// A paragraph of its own.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.body.push(Paragraph { text: text.into(), items: Vec::new() });
        self
    }

    /// `Label: what is said`, or a field for it.
    pub(super) fn said(mut self, label: &str, said: &Statement, wanted: &str) -> Self {
        self.cite(said);
        let text = if said.is_said() { closed(&said.text) } else { format!("{}.", field(wanted)) };
        self.text(if label.is_empty() { text } else { format!("{label}: {text}") })
    }

    /// The same where it is said; else nothing.
    pub(super) fn known(self, label: &str, said: &Statement) -> Self {
        if said.is_said() { self.said(label, said, "") } else { self }
    }

    /// What is said, as a list; nothing where nothing is.
    pub(super) fn list(mut self, label: &str, said: &[Statement], more: &str) -> Self {
        if said.is_empty() {
            return self;
        }
        let shown = said.get(..SHOWN).unwrap_or(said);
        for said in shown {
            self.cite(said);
        }
        let mut items: Vec<String> = shown.iter().map(|said| said.text.clone()).collect();
        if said.len() > shown.len() {
            items.push(format!("and {} more{more}", said.len() - shown.len()));
        }
        self.body.push(Paragraph { text: format!("{label}:"), items });
        self
    }

    /// Names the source of what a paragraph says in its own words.
    pub(super) fn from(mut self, said: &Statement) -> Self {
        self.cite(said);
        self
    }

    fn cite(&mut self, said: &Statement) {
        for (file, line) in said.source.split("; ").filter_map(|source| source.rsplit_once(':')) {
            match self.sources.0.iter_mut().find(|(known, _)| known == file) {
                Some((_, lines)) if lines.iter().any(|known| known == line) => {}
                Some((_, lines)) => lines.push(line.to_owned()),
                None => self.sources.0.push((file.to_owned(), vec![line.to_owned()])),
            }
        }
    }
}

/// A place to fill in when the message is sent.
pub(super) fn field(wanted: &str) -> String {
    format!("‹{wanted}›")
}

/// The text, or a field for it.
pub(super) fn or_field(text: &str, wanted: &str) -> String {
    if text.is_empty() { field(wanted) } else { text.to_owned() }
}

/// With a full stop, unless it ends with a sign of its own.
pub(super) fn closed(text: &str) -> String {
    let text = text.trim().trim_end_matches(';');
    if text.ends_with(['.', '!', '?', '。', '›', ':', '"', '”']) { text.to_owned() } else { format!("{text}.") }
}

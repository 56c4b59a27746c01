//! The ledger for a terminal.

use std::fmt::Write as _;

use super::{Attribute, Entry, Family, Ledger};
use crate::deliverables::plain;
use crate::report::wrap::labelled;
use crate::review::Evidence;

/// The ledger as plain text: a fact under its family, its statements under the fact, each with `file:line:column`.
pub fn text(ledger: &Ledger) -> String {
    let mut out = String::new();
    let (said, empty): (Vec<&Family>, Vec<&Family>) =
        ledger.families.iter().partition(|family| !family.facts.is_empty());
    for family in said {
        let _ = writeln!(out, "{} ({})\n{}\n", family.title, family.facts.len(), family.about);
        family.facts.iter().for_each(|entry| fact(&mut out, entry));
        out.push('\n');
    }
    if !empty.is_empty() {
        let titles: Vec<String> = empty.iter().map(|family| family.title.to_lowercase()).collect();
        labelled(&mut out, "Nothing was said about: ", &format!("{}.", titles.join(", ")));
    }
    out
}

fn fact(out: &mut String, entry: &Entry) {
    let _ = writeln!(out, "  {}  {}", plain(&entry.subject), place(&entry.place));
    for attribute in &entry.attributes {
        statement(out, attribute, &entry.place);
    }
}

/// A place that is the fact's own is not said again.
fn statement(out: &mut String, attribute: &Attribute, own: &Evidence) {
    let _ = write!(out, "      {}: {}", plain(&attribute.label), plain(&attribute.value));
    if let Some(written) = &attribute.written {
        let _ = write!(out, " (written “{}”)", plain(written));
    }
    if let Some(at) = attribute.place.as_ref().filter(|at| *at != own) {
        let _ = write!(out, "  {}", place(at));
    }
    out.push('\n');
}

fn place(at: &Evidence) -> String {
    plain(&format!("{}:{}:{}", at.file, at.line, at.column))
}

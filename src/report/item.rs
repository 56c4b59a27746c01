//! One outcome as text: what, where, why, what to do.

use std::fmt::Write as _;

use super::remedies::Remedies;
use super::wrap::labelled;
use crate::deliverables::plain;
use crate::review::{Evidence, Outcome};

/// Places that are shown with their text; further ones by their line only.
const SHOWN: usize = 6;
/// Characters of a line of evidence.
const QUOTE: usize = 72;

/// Writes outcomes under their sign. Why a rule matters is said with its first outcome only.
pub(super) fn outcomes<'a>(out: &mut String, sign: char, outcomes: &[&'a Outcome], remedies: &mut Remedies<'a>) {
    let mut before: Option<&Outcome> = None;
    for outcome in outcomes {
        labelled(out, &format!("  {sign} {:<7} ", outcome.rule), &sentence(outcome));
        places(out, &outcome.evidence);
        if remedies.first(&outcome.why) {
            aside(out, "why", &outcome.why);
        }
        if before.is_none_or(|before| before.rule != outcome.rule || before.remedy != outcome.remedy) {
            aside(out, "do", &remedies.once(&outcome.rule, &outcome.remedy));
        }
        out.push('\n');
        before = Some(outcome);
    }
}

/// The message, behind the subject unless the message names it.
pub(crate) fn sentence(outcome: &Outcome) -> String {
    if names(&outcome.message, &outcome.subject) {
        outcome.message.clone()
    } else {
        format!("{}: {}", super::fold::capital(&outcome.subject), outcome.message)
    }
}

/// Whether a message names its subject: the whole of it, or each name that it holds.
fn names(message: &str, subject: &str) -> bool {
    let quoted: Vec<&str> = subject.split('`').skip(1).step_by(2).collect();
    if quoted.is_empty() {
        return message.to_lowercase().contains(&subject.to_lowercase());
    }
    quoted.iter().all(|name| message.contains(&format!("`{name}`")))
}

/// Writes a remark that belongs to the outcome above, if there is one.
pub(super) fn aside(out: &mut String, label: &str, text: &str) {
    if !text.is_empty() {
        labelled(out, &format!("            {label:<4} "), text);
    }
}

fn places(out: &mut String, evidence: &[Evidence]) {
    let lines = by_line(evidence);
    let (shown, further) = lines.split_at(lines.len().min(SHOWN));
    let column = shown.iter().map(|line| line.place.chars().count()).max().unwrap_or_default();
    for (at, line) in shown.iter().enumerate() {
        let label = if at == 0 { "at" } else { "" };
        let text = format!("            {label:<4} {:<column$}  {}", line.place, quote(&line.text));
        out.push_str(text.trim_end());
        out.push('\n');
    }
    if !further.is_empty() {
        labelled(out, "                 ", &format!("and {}", further_lines(further)));
    }
}

/// A line of a file that decided something.
struct Line<'a> {
    file: &'a str,
    number: u32,
    place: String,
    text: String,
}

/// The places, those on one line together.
fn by_line(evidence: &[Evidence]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for place in evidence {
        match lines.iter_mut().find(|line| line.file == place.file && line.number == place.line) {
            Some(line) if place.text.is_empty() || line.text.contains(&place.text) => {}
            Some(line) => line.text = format!("{} … {}", line.text, place.text),
            None => lines.push(Line {
                file: &place.file,
                number: place.line,
                place: plain(&format!("{}:{}", place.file, place.line)),
                text: place.text.clone(),
            }),
        }
    }
    lines
}

fn quote(text: &str) -> String {
    let text = plain(text);
    if text.chars().count() <= QUOTE { text } else { text.chars().take(QUOTE).chain(['…']).collect() }
}

/// `plan.md:3, 7, 12; notes.md:4`.
fn further_lines(lines: &[Line<'_>]) -> String {
    let mut text = String::new();
    let mut file = "";
    for line in lines {
        let _ = match (text.is_empty(), line.file == file) {
            (true, _) => write!(text, "{}", line.place),
            (false, true) => write!(text, ", {}", line.number),
            (false, false) => write!(text, "; {}", line.place),
        };
        file = line.file;
    }
    text
}

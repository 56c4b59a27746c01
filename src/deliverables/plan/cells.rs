//! Blank cells of tables that are there, filled where another document is certain of the fact.

use std::collections::BTreeMap;
use std::ops::Range;

use super::book::Book;
use super::original::Insertion;
use super::rows::{Edits, Placed, table};
use super::running;
use super::table::{Row, open, plain};
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::escape::{Place as Lands, escape};
use crate::facts::Place;
use crate::vocabulary::{self, Column};

/// Everything that is known.
pub(super) fn fill(clerk: &Clerk<'_>, book: &Book<'_>, edits: &mut Edits) {
    values(clerk, book, edits);
    processes(clerk, edits);
    steps(clerk, edits);
}

/// Marks for what a step lacks: the cell is there, and only the team knows what belongs into it.
fn steps(clerk: &Clerk<'_>, edits: &mut Edits) {
    let asked = ["PLN-02", "PLN-03", "PLN-04"].map(|rule| clerk.asked(&[rule]).is_some());
    if asked == [false; 3] {
        return;
    }
    for step in clerk.reading.facts.steps.iter().filter(|step| clerk.is_planned(step.at)) {
        blank(clerk, step.at, edits, |title| {
            let rule = match (vocabulary::column(title)?, asked) {
                (Column::Owner, [true, _, _]) => "PLN-02",
                (Column::Rollback, [_, true, _]) => "PLN-03",
                (Column::Duration, [_, _, true]) => "PLN-04",
                _ => return None,
            };
            Some((plain(&open(rule)), format!("The {} of step {}: {rule}", title.to_lowercase(), step.number)))
        });
    }
}

/// Values of the variable catalog that the configuration of their environment sets.
fn values(clerk: &Clerk<'_>, book: &Book<'_>, edits: &mut Edits) {
    let asked = clerk.missing("III-02");
    for variable in clerk.reading.facts.variables.iter().filter(|variable| asked.contains_key(&variable.name.value)) {
        let name = &variable.name.value;
        blank(clerk, variable.name.at, edits, |title| {
            let known = book.row(clerk, name, std::iter::once(title)).said(title);
            known.is_said().then(|| (known, format!("The value of {name} in the column {title}: III-02")))
        });
    }
}

/// Times and probes of the restart table that the manifests state.
fn processes(clerk: &Clerk<'_>, edits: &mut Edits) {
    let planned: Vec<_> = clerk.reading.facts.processes.iter().filter(|process| clerk.is_planned(process.at)).collect();
    if planned.is_empty() {
        return;
    }
    let known: BTreeMap<String, Row> =
        running::restart(clerk).into_iter().map(|row| (row.text("Process type").to_lowercase(), row)).collect();
    for process in planned {
        let Some(row) = known.get(&process.name.value.to_lowercase()) else { continue };
        blank(clerk, process.at, edits, |title| {
            let column = match vocabulary::column(title)? {
                Column::KillTimeout => "SIGKILL timeout",
                Column::Readiness => "Readiness",
                Column::Liveness => "Liveness",
                _ => return None,
            };
            let said = row.said(column);
            said.is_said().then(|| (said, format!("The {column} of {}: IX", process.name.value)))
        });
    }
}

/// Fills the blank cells of the row that stands at a place.
pub(super) fn blank(
    clerk: &Clerk<'_>,
    at: Place,
    edits: &mut Edits,
    known: impl Fn(&str) -> Option<(Statement, String)>,
) {
    each(clerk, at, |title, start, cell| {
        if !cell.trim().is_empty() {
            return;
        }
        let Some((said, about)) = known(title) else { return };
        let lead = if cell.is_empty() { " " } else { "" };
        let tail = if cell.len() < 2 { " " } else { "" };
        let insertion = Insertion {
            at: start + usize::from(!cell.is_empty()),
            text: format!("{lead}{}{tail}", escape(&said.text, Lands::Cell)),
            about: if said.source.is_empty() {
                format!("{about}.")
            } else {
                format!("{about}. Taken from {}.", said.source)
            },
        };
        edits.entry(at.source).or_default().push(insertion);
    });
}

/// The cells of the row that stands at a place: the title of the column, where the cell begins, and what stands in it.
pub(super) fn each(clerk: &Clerk<'_>, at: Place, mut see: impl FnMut(&str, usize, &str)) {
    let Some(Placed { header, .. }) = table(clerk, at) else { return };
    let text = clerk.reading.source(at.source).text.as_str();
    let start = text.get(..at.span.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    for (title, range) in header.iter().zip(ranges(line)) {
        see(title, start + range.start, line.get(range.clone()).unwrap_or_default());
    }
}

/// Where the cells of a row stand that begins with `|`.
pub(super) fn ranges(line: &str) -> Vec<Range<usize>> {
    let mut bars = Vec::new();
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' && !escaped {
            bars.push(at);
        }
        escaped = byte == b'\\' && !escaped;
    }
    bars.windows(2).filter_map(|pair| Some(pair.first()? + 1..*pair.last()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart() {
        let line = "  | a \\| b ||  |";
        let cells: Vec<&str> = ranges(line).into_iter().map(|range| &line[range]).collect();
        assert_eq!(cells, [" a \\| b ", "", "  "]);
    }
}

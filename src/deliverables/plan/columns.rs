//! Columns that a table lacks, put behind its last one.

use super::original::{Insertion, Original};
use super::rows::{Edits, Placed, table};
use super::table::open;
use crate::deliverables::cite::Clerk;
use crate::dossier::SourceId;
use crate::facts::Place;
use crate::vocabulary::{self, Column};

/// The columns that tables of steps lack: the rules that ask for each, what it holds, and its title.
const OF_STEPS: [(&str, &[Column], &str); 3] = [
    ("PLN-02", &[Column::Owner, Column::Role, Column::Name], "Owner"),
    ("PLN-04", &[Column::Start, Column::Duration, Column::End], "Duration"),
    ("PLN-03", &[Column::Rollback], "Rollback"),
];

/// Columns for the tables of the plan's steps, where no step says what they hold.
pub(super) fn of_steps(clerk: &Clerk<'_>, edits: &mut Edits) {
    let mut done: Vec<(SourceId, usize)> = Vec::new();
    for step in clerk.reading.facts.steps.iter().filter(|step| clerk.is_planned(step.at)) {
        let Some(placed) = table(clerk, step.at) else { continue };
        let key = (step.at.source, placed.start);
        if done.contains(&key) {
            continue;
        }
        done.push(key);
        let has = |wanted: &[Column]| {
            placed.header.iter().any(|title| vocabulary::column(title).is_some_and(|column| wanted.contains(&column)))
        };
        let lacking: Vec<_> =
            OF_STEPS.iter().filter(|(rule, wanted, _)| clerk.asked(&[rule]).is_some() && !has(wanted)).collect();
        let titles: Vec<&str> = lacking.iter().map(|(_, _, title)| *title).collect();
        let rules: Vec<&str> = lacking.iter().map(|(rule, ..)| *rule).collect();
        let about = format!("{} of the steps: {}.", titles.join(" and "), rules.join(", "));
        add(clerk, step.at, &placed, &titles, &about, edits, |_| rules.iter().map(|rule| open(rule)).collect());
    }
}

/// Puts columns of these titles behind the last one of a table; `cells` gives those of the row that begins at a byte. A table with
/// a row of another length stays as it is: the cells would land in other columns.
pub(super) fn add(
    clerk: &Clerk<'_>,
    at: Place,
    placed: &Placed,
    titles: &[&str],
    about: &str,
    edits: &mut Edits,
    cells: impl Fn(usize) -> Vec<String>,
) {
    let source = clerk.reading.source(at.source);
    let text = source.text.get(placed.start..placed.end).unwrap_or_default();
    let whole = |line: &str| cell_count(line) == placed.header.len();
    if titles.is_empty() || !text.lines().all(whole) {
        return;
    }
    let end = Original::of(source).line_end();
    let mut begin = placed.start;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        let behind: Vec<String> = match index {
            0 => titles.iter().map(|title| format!(" {title} |")).collect(),
            1 => titles.iter().map(|_| "---|".to_owned()).collect(),
            _ => cells(begin).iter().map(|cell| format!(" {cell} |")).collect(),
        };
        let text = behind.concat();
        debug_assert!(!text.contains(end), "a cell is one line");
        let about = if index == 0 { about.to_owned() } else { String::new() };
        edits.entry(at.source).or_default().push(Insertion { at: begin + bare.len(), text, about });
        begin += line.len();
    }
}

/// How many cells a line of a table has that begins and ends with a bar; none of any other.
fn cell_count(line: &str) -> usize {
    let bare = line.trim();
    if bare.len() < 2 || !bare.starts_with('|') || !bare.ends_with('|') || bare.ends_with("\\|") {
        return 0;
    }
    super::cells::ranges(bare).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_between_bars_are_counted() {
        assert_eq!(cell_count("| a | b |"), 2);
        assert_eq!(cell_count("  | a \\| b |  "), 1);
        for line in ["a | b", "| a | b", "| a \\|", "|", ""] {
            assert_eq!(cell_count(line), 0, "{line}");
        }
    }
}

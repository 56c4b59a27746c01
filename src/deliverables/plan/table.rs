//! Tables as the remedies show them, with the cells that are known filled in.

use crate::deliverables::cite::{Statement, sources};
use crate::deliverables::escape::{Place, escape};

/// The table of a remedy.
pub(super) struct Skeleton {
    /// Names of its columns.
    pub(super) header: Vec<String>,
    /// The first cells of its rows, which only show what could stand there.
    pub(super) labels: Vec<String>,
}

impl Skeleton {
    /// The first table of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut rows = text.lines().map(str::trim).filter(|line| line.starts_with('|')).map(cells);
        let header = rows.next().unwrap_or_default();
        let labels = rows.skip(1).filter_map(|row| row.into_iter().next()).collect();
        Self { header, labels }
    }

    /// A row for each label.
    pub(super) fn labelled(&self) -> Vec<Row> {
        let first = self.header.first().map_or("", String::as_str);
        self.labels.iter().map(|label| Row::default().with(first, plain(label))).collect()
    }

    /// The table as lines; what was not said is nothing that anybody has to write.
    pub(super) fn told(&self, rows: &[Row]) -> Vec<String> {
        self.lines(rows, "not stated")
    }

    /// The table as lines. A cell that is not known is left open, with the rule that asks for it.
    pub(super) fn filled(&self, rows: &[Row], rule: &str) -> Vec<String> {
        self.lines(rows, &open(rule))
    }

    fn lines(&self, rows: &[Row], gap: &str) -> Vec<String> {
        let cited = rows.iter().any(|row| !row.source().is_empty());
        let mut header = self.header.clone();
        header.extend(cited.then(|| "Source".to_owned()));
        let mut lines = vec![line(&header), format!("|{}", "---|".repeat(header.len()))];
        let nothing = [Row::default()];
        for row in if rows.is_empty() { &nothing } else { rows } {
            let mut cells: Vec<String> = self.header.iter().map(|column| row.cell(column, gap)).collect();
            cells.extend(cited.then(|| escape(&row.source(), Place::Cell)));
            lines.push(line(&cells));
        }
        lines
    }
}

/// What is known of a row, by the names of the columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    cells: Vec<(String, Statement)>,
    /// It is open in a cell for want of another rule than that of its table.
    asks: Vec<(String, String)>,
}

impl Row {
    /// The row with one more cell; nothing is added where nothing is said.
    #[must_use]
    pub(super) fn with(mut self, column: &str, said: Statement) -> Self {
        if said.is_said() {
            self.cells.push((column.to_owned(), said));
        } else if !said.rule.is_empty() {
            self.asks.push((column.to_owned(), said.rule));
        }
        self
    }

    /// A cell as Markdown, or the gap.
    pub(super) fn cell(&self, column: &str, gap: &str) -> String {
        let said = self.cells.iter().find(|(name, _)| name == column);
        let asked = self.asks.iter().find(|(name, _)| name == column);
        match said {
            Some((_, said)) => escape(&said.text, Place::Cell),
            None => asked.map_or_else(|| gap.to_owned(), |(_, rule)| open(rule)),
        }
    }

    /// What is said in a column.
    pub(super) fn said(&self, column: &str) -> Statement {
        self.cells.iter().find(|(name, _)| name == column).map(|(_, said)| said.clone()).unwrap_or_default()
    }

    /// The same without its source.
    pub(super) fn text(&self, column: &str) -> String {
        self.said(column).text
    }

    /// Where its cells were said.
    pub(super) fn source(&self) -> String {
        sources(&self.cells.iter().map(|(_, said)| said).collect::<Vec<_>>())
    }
}

/// The mark of what is still to be written. It fails the review until it is.
pub(super) fn open(rule: &str) -> String {
    if rule.is_empty() { "TBD".to_owned() } else { format!("TBD ({rule})") }
}

/// Text that stands nowhere.
pub(super) fn plain(text: &str) -> Statement {
    Statement { text: text.to_owned(), ..Statement::default() }
}

/// A text as code, where it can be.
pub(super) fn code(said: Statement) -> Statement {
    if said.text.is_empty() || said.text.contains('`') {
        return said;
    }
    Statement { text: format!("`{}`", said.text), ..said }
}

/// A row of cells.
pub(super) fn line(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_stays_open() {
        let skeleton = Skeleton::of("Add:\n\n| Role | Name |\n|---|---|\n| Lead | x |\n| Ops | y |");
        let rows: Vec<Row> = skeleton.labelled();
        assert_eq!(
            skeleton.filled(&rows, "EXE-01"),
            ["| Role | Name |", "|---|---|", "| Lead | TBD (EXE-01) |", "| Ops | TBD (EXE-01) |"]
        );
        let said = Statement { source: "a.md:3".to_owned(), ..plain("A | B") };
        let rows = [Row::default().with("Name", said)];
        assert_eq!(
            skeleton.filled(&rows, ""),
            ["| Role | Name | Source |", "|---|---|---|", "| TBD | A \\| B | a.md:3 |"]
        );
    }
}

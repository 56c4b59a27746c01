//! The blocks of a document as Markdown.

use super::blocks::{Block, Cell, Table};
use crate::dossier::size::mebibytes;
use crate::policy::Limits;

/// The Markdown of a document; fails if it is larger than a file may be.
pub(super) fn markdown(blocks: &[Block], limits: &Limits) -> Result<String, String> {
    let mut writer =
        Writer { text: String::new(), limit: limits.file_bytes as usize, list: Vec::new(), last: Last::Start };
    for block in blocks {
        writer.block(block)?;
    }
    writer.end_code();
    Ok(writer.text)
}

/// What was written last: neighbours of one kind stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Item,
    Code,
    Other,
}

/// An item that others can lie in.
struct Open {
    depth: usize,
    /// Spaces in front of what lies in it.
    inside: usize,
    ordered: bool,
}

struct Writer {
    text: String,
    limit: usize,
    /// The last item and those that it lies in.
    list: Vec<Open>,
    last: Last,
}

impl Writer {
    fn block(&mut self, block: &Block) -> Result<(), String> {
        match block {
            Block::Code(line) => {
                if self.last != Last::Code {
                    self.begin(Last::Code);
                    self.text.push_str(FENCE);
                    self.text.push('\n');
                }
                self.text.push_str(line.trim_end());
                self.text.push('\n');
            }
            Block::Item { depth, number, checked, text } => self.item(*depth, *number, *checked, text),
            Block::Heading(level, text) => {
                self.begin(Last::Other);
                let marks = "#".repeat((*level).clamp(1, 6));
                self.line(&format!("{marks} {}", inline(&text.replace('\n', " "))));
            }
            Block::Paragraph { text, bold } => {
                self.begin(Last::Other);
                for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    let line = if *bold { format!("**{}**", inline(line)) } else { start_of_line(&inline(line)) };
                    self.line(&line);
                }
            }
            Block::Note(name, text) => {
                self.begin(Last::Other);
                self.line(&format!("[^{name}]: {}", inline(&text.replace('\n', " "))));
            }
            Block::Table(table) => {
                self.begin(Last::Other);
                self.table(table)?;
            }
        }
        self.check()
    }

    fn check(&self) -> Result<(), String> {
        if self.text.len() <= self.limit {
            return Ok(());
        }
        Err(format!("the text in it is larger than {}, which is the limit of a file", mebibytes(self.limit as u64)))
    }

    /// A blank line, and the end of what was open.
    fn begin(&mut self, next: Last) {
        self.end_code();
        self.list.clear();
        if self.last != Last::Start {
            self.text.push('\n');
        }
        self.last = next;
    }

    fn end_code(&mut self) {
        if self.last == Last::Code {
            self.text.push_str(FENCE);
            self.text.push('\n');
            self.last = Last::Other;
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn item(&mut self, depth: usize, number: Option<u64>, checked: Option<bool>, text: &str) {
        // A number other than 1 begins a list only behind a blank line.
        let begins = !self.list.iter().any(|open| open.depth == depth && open.ordered);
        match self.last {
            Last::Item if begins && number.is_some_and(|number| number != 1) => self.text.push('\n'),
            Last::Item => {}
            _ => self.begin(Last::Item),
        }
        self.list.retain(|open| open.depth < depth);
        let indent = self.list.last().map_or(0, |open| open.inside);
        let mark = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        self.list.push(Open { depth, inside: indent + mark.len(), ordered: number.is_some() });
        let tick = checked.map_or("", |checked| if checked { "[x] " } else { "[ ] " });
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = inline(lines.next().unwrap_or_default());
        self.line(&format!("{}{mark}{tick}{}", " ".repeat(indent), start_of_line(&first)));
        for line in lines {
            self.line(&format!("{}{}", " ".repeat(indent + mark.len()), start_of_line(&inline(line))));
        }
    }

    fn table(&mut self, table: &Table) -> Result<(), String> {
        let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut above = vec![String::new(); width];
        if !table.header {
            self.row(&above);
            self.rule(width);
        }
        for (index, row) in table.rows.iter().enumerate() {
            for (column, held) in above.iter_mut().enumerate() {
                match row.get(column) {
                    Some(Cell::Text(text)) => *held = cell(text),
                    Some(Cell::Above) => {}
                    None => held.clear(),
                }
            }
            self.row(&above);
            if index == 0 && table.header {
                self.rule(width);
            }
            self.check()?;
        }
        Ok(())
    }

    fn row(&mut self, cells: &[String]) {
        for cell in cells {
            self.text.push_str("| ");
            self.text.push_str(cell);
            self.text.push(' ');
        }
        self.text.push_str("|\n");
    }

    fn rule(&mut self, width: usize) {
        self.text.push_str(&"|---".repeat(width));
        self.text.push_str("|\n");
    }
}

/// Longer than any that a line of program text is likely to hold.
const FENCE: &str = "``````";

/// A cell on one line.
fn cell(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| inline(line).replace('|', "\\|"))
        .collect();
    lines.join("<br>")
}

/// The text of one line, so that nothing in it turns into markup. `<owner>` stays: it is how people leave something open, and
/// what they typed as code stays code.
fn inline(text: &str) -> String {
    const BLOCKS: [&str; 8] = ["<!", "<?", "<script", "<pre", "<style", "<textarea", "<br", "<details"];
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let next = text[at + character.len_utf8()..].chars().next().unwrap_or(' ');
        let marks = match character {
            '\\' => next.is_ascii_punctuation(),
            '*' => !next.is_whitespace() || !before.is_whitespace(),
            '_' => !before.is_alphanumeric() && next.is_alphanumeric(),
            '<' => BLOCKS
                .iter()
                .any(|block| text.get(at..at + block.len()).is_some_and(|start| start.eq_ignore_ascii_case(block))),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        // What steers a terminal or an editor is no text.
        out.push(if character.is_control() { ' ' } else { character });
        before = character;
    }
    out
}

/// A line that does not begin like a heading, a quote, a fence or a rule. A list or a check box that was typed stays one.
fn start_of_line(line: &str) -> String {
    let rule = line.len() >= 3 && ["---", "===", "___"].iter().any(|rule| line.starts_with(rule));
    if line.starts_with(['#', '>', '~']) || line.starts_with("```") || rule || line.starts_with("[^") {
        format!("\\{line}")
    } else if let Some(rest) = line.strip_prefix(['•', '·', '–']).filter(|rest| rest.starts_with([' ', '\u{a0}']))
    {
        format!("- {}", rest.trim_start())
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(blocks: &[Block]) -> String {
        markdown(blocks, &Limits::default()).expect("it is small")
    }

    #[test]
    fn lists_nest_by_the_width_of_their_marks() {
        let item = |depth, number, text: &str| Block::Item { depth, number, checked: None, text: text.to_owned() };
        let text = written(&[
            item(0, Some(10), "Stop"),
            item(1, None, "web"),
            item(3, None, "far"),
            item(0, Some(11), "Start\nand wait"),
            Block::Item { depth: 0, number: None, checked: Some(true), text: "done".to_owned() },
        ]);
        assert_eq!(text, "10. Stop\n    - web\n      - far\n11. Start\n    and wait\n- [x] done\n");
    }

    #[test]
    fn cells_stay_in_their_place() {
        let row = |cells: &[&str]| cells.iter().map(|text| Cell::Text((*text).to_owned())).collect::<Vec<_>>();
        let table = Table {
            header: true,
            rows: vec![row(&["A", "B|C"]), row(&["1\n2"]), vec![Cell::Above, Cell::Text("x".into())]],
        };
        assert_eq!(written(&[Block::Table(table)]), "| A | B\\|C |\n|---|---|\n| 1<br>2 |  |\n| 1<br>2 | x |\n");
    }

    #[test]
    fn text_does_not_turn_into_markup() {
        for (text, wanted) in [
            ("# no heading", "\\# no heading\n"),
            ("a *b* c", "a \\*b\\* c\n"),
            ("0 2 * * *", "0 2 * * *\n"),
            ("DB_PASSWORD and _x_", "DB_PASSWORD and \\_x_\n"),
            ("owner: <owner> <!-- no", "owner: <owner> \\<!-- no\n"),
            ("C:\\temp\\*", "C:\\temp\\\\\\*\n"),
            ("---", "\\---\n"),
        ] {
            assert_eq!(written(&[Block::Paragraph { text: text.to_owned(), bold: false }]), wanted);
        }
    }
}

//! Tables with their cells apart by commas, semicolons, tabs or bars, by `csv-core`, which tells where each field ends.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::prose::{Block, Row, Section, Table};
use super::{Format, Outline, Problem, Span, Text, inline};
use crate::policy::Limits;

/// Reads the file as one table. Its first row is the header.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut outline = Outline::new(Format::Csv);
    let mut section = Section::default();
    let (start, declared) = preamble(text);
    let delimiter = declared.or_else(|| delimiter(&text[start..])).unwrap_or(b',');
    let mut rows = Records::new(text, start, delimiter, limits.values);
    if let Some(header) = rows.record() {
        let mut table = Table { header: header.cells, rows: Vec::new(), span: header.span };
        while let Some(row) = rows.record() {
            table.span = table.span.join(row.span);
            table.rows.push(row);
        }
        section.span = table.span;
        section.blocks.push(Block::Table(table));
    }
    outline.problems.extend(rows.problem);
    outline.sections.push(section);
    outline
}

/// The records of a part of a text, cells apart by commas.
pub(super) fn rows(text: &str, part: std::ops::Range<usize>) -> Vec<Row> {
    let Some(text) = text.get(..part.end) else { return Vec::new() };
    let mut records = Records::new(text, part.start, b',', text.len());
    std::iter::from_fn(|| records.record()).collect()
}

/// Where the records begin, and the delimiter of a line such as `sep=;`, which spreadsheets write.
fn preamble(text: &str) -> (usize, Option<u8>) {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let first = text[mark..].split_inclusive('\n').next().unwrap_or_default();
    match first.trim_end().to_ascii_lowercase().strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => (mark + first.len(), Some(*delimiter)),
        _ => (mark, None),
    }
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Lines that are looked at to find the delimiter.
const LINES: usize = 12;

/// The delimiter that stands equally often in the first lines; `None` if there is none.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LINES).collect();
    let count = |line: &str, delimiter: u8| {
        let mut quoted = false;
        line.bytes()
            .filter(|byte| {
                quoted ^= *byte == b'"';
                *byte == delimiter && !quoted
            })
            .count()
    };
    let scored = DELIMITERS.into_iter().filter_map(|delimiter| {
        let first = count(lines.first()?, delimiter);
        let alike = lines.iter().filter(|line| count(line, delimiter) == first).count();
        (first > 0).then_some((alike, first, delimiter))
    });
    scored.max_by_key(|(alike, first, _)| (*alike, *first)).map(|(.., delimiter)| delimiter)
}

/// Whether lines of a text without a telling name are records: three at least, all with as many cells, and few long ones.
pub(super) fn is_likely(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LINES).collect();
    let Some(delimiter) = delimiter(text).filter(|delimiter| *delimiter != b'|') else { return false };
    let count = |line: &&str| line.bytes().filter(|byte| *byte == delimiter).count();
    let prose =
        lines.iter().any(|line| line.contains(". ") || line.ends_with('.') || line.starts_with(['-', '#', '*']));
    lines.len() >= 3
        && !prose
        && lines.iter().map(count).all(|cells| cells >= 2 && Some(cells) == lines.first().map(count))
}

/// Reads record after record.
struct Records<'a> {
    text: &'a str,
    at: usize,
    reader: Reader,
    delimiter: u8,
    /// Values that may still come.
    left: usize,
    limit: usize,
    done: bool,
    problem: Option<Problem>,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, at: usize, delimiter: u8, limit: usize) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { text, at, reader, delimiter, left: limit, limit, done: false, problem: None }
    }

    fn record(&mut self) -> Option<Row> {
        let mut cells: Vec<Text> = Vec::new();
        self.skip_line_ends();
        while !self.done {
            let (text, last) = self.field();
            cells.extend(text);
            if last {
                break;
            }
        }
        let span = cells.first()?.span.join(cells.last()?.span);
        Some(Row { cells, span })
    }

    fn skip_line_ends(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    }

    /// Goes past the blanks before a quote: `1, "a, b"`.
    fn skip_to_quote(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let body = rest.trim_start_matches(' ');
        if body.starts_with('"') {
            self.at += rest.len() - body.len();
        }
    }

    /// The next field, and whether it ends its record.
    fn field(&mut self) -> (Option<Text>, bool) {
        self.skip_to_quote();
        let start = self.at;
        let mut buffer = [0; 1024];
        let mut plain = Vec::new();
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let (result, taken, given) = self.reader.read_field(rest, &mut buffer);
            self.at += taken;
            plain.extend_from_slice(&buffer[..given]);
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => return (self.text_of(&plain, start), record_end || self.done),
                ReadFieldResult::End => {
                    self.done = true;
                    return (None, true);
                }
            }
        }
    }

    fn text_of(&mut self, plain: &[u8], start: usize) -> Option<Text> {
        let raw = self.text.get(start..self.at).unwrap_or_default();
        // The delimiter, or the end of the line, was read with the field.
        let ended = raw.trim_end_matches(['\r', '\n']);
        let body =
            if ended.len() < raw.len() || self.at >= self.text.len() && !raw.ends_with(char::from(self.delimiter)) {
                ended
            } else {
                raw.get(..raw.len().saturating_sub(1)).unwrap_or_default()
            };
        let front = body.len() - body.trim_start().len();
        let span = Span::of(start + front..start + front + body.trim().len());
        let Some(left) = self.left.checked_sub(1) else {
            let message = format!("the file holds more than {} cells, which is the limit", self.limit);
            self.problem = Some(Problem { message, span });
            self.done = true;
            return None;
        };
        self.left = left;
        Some(Text { plain: inline::folded(&String::from_utf8_lossy(plain)), span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let outline = read(text, &Limits::default());
        let (_, table) = outline.tables().next().unwrap();
        std::iter::once(&table.header)
            .chain(table.rows.iter().map(|row| &row.cells))
            .map(|cells| cells.iter().map(|cell| format!("{}={}", cell.plain, &text[cell.span.range()])).collect())
            .collect()
    }

    #[test]
    fn quotes_line_ends_and_delimiters_are_read() {
        assert_eq!(
            cells("\u{feff}Step,Owner\r\n\"Stop, wait\",A. Ito\r\n\r\n3,\r\n"),
            [["Step=Step", "Owner=Owner"], ["Stop, wait=\"Stop, wait\"", "A. Ito=A. Ito"], ["3=3", "="]]
        );
        assert_eq!(cells("a;b\n1,5;\"x\n\"\"y\"\"\""), [["a=a", "b=b"], ["1,5=1,5", "x \"y\"=\"x\n\"\"y\"\"\""]]);
        assert_eq!(cells("sep=;\na;b"), [["a=a", "b=b"]]);
        assert_eq!(cells("a\tb\n é \t"), [["a=a", "b=b"], ["é=é", "="]]);
    }

    #[test]
    fn prose_is_no_table() {
        assert!(is_likely("a,b,c\n1,2,3\n4,5,6\n"));
        assert!(!is_likely("Stop, wait, go.\nThen, later, on.\nAnd, so, on.\n"));
    }
}

//! reStructuredText, by hand: the crates for it give no places.

mod directive;
mod tables;

use super::lines::{Line, lines};
use super::marks::Marks;
use super::prose::{Alert, Code, Field};
use super::writer::Writer;
use super::{Format, Outline, Text};

const MARKS: Marks = Marks { bold: "**", plain: &["``", "`", "*"], named_links: true };

/// Reads a document.
pub(super) fn read(text: &str) -> Outline {
    let lines: Vec<Line<'_>> = lines(text).collect();
    let mut reader = Reader {
        text,
        lines: &lines,
        at: 0,
        writer: Writer::new(Format::Rst),
        open: Vec::new(),
        levels: Vec::new(),
        literal: false,
    };
    while reader.at < lines.len() {
        reader.block();
    }
    reader.close(0);
    reader.writer.finish()
}

/// What is open, and how far its lines are indented.
enum Open {
    List { marker: usize, content: usize, numbered: bool },
    Quote { content: usize },
}

struct Reader<'a> {
    text: &'a str,
    lines: &'a [Line<'a>],
    at: usize,
    writer: Writer,
    open: Vec<Open>,
    /// The underlines met so far, the highest level first; with a line above the title or without.
    levels: Vec<(char, bool)>,
    /// The paragraph ended in `::`: code follows.
    literal: bool,
}

impl<'a> Reader<'a> {
    fn line(&self, ahead: usize) -> Line<'a> {
        self.lines.get(self.at + ahead).copied().unwrap_or(Line { text: "", start: self.text.len() })
    }

    /// Reads what begins at the line that is next.
    fn block(&mut self) {
        let line = self.line(0);
        if line.is_blank() {
            self.writer.end_paragraph();
            self.at += 1;
            return;
        }
        let indent = line.indent();
        if self.literal && self.is_deeper(indent) {
            self.literal = false;
            return self.code(indent, String::new());
        }
        self.literal = false;
        let item = marker(line.trimmed().text);
        self.close_for(indent, item.is_some());
        let body = line.trimmed();
        if self.title(line) || self.table(indent) {
            return;
        }
        if body.text == ".." || body.text.starts_with(".. ") {
            return self.explicit(body, indent);
        }
        if is_rule(body.text) && body.text.len() >= 4 {
            self.writer.end_paragraph();
            self.at += 1;
        } else if let Some((width, number)) = item {
            self.item(body, indent, width, number);
        } else if let Some((key, value)) = field(body) {
            self.field(key, value);
        } else {
            self.text_line(line, body, indent);
        }
    }

    fn is_deeper(&self, indent: usize) -> bool {
        indent
            > self.open.last().map_or(0, |open| match open {
                Open::List { content, .. } | Open::Quote { content } => *content,
            })
    }

    /// Closes what a line with this indent is outside of.
    fn close_for(&mut self, indent: usize, is_item: bool) {
        while let Some(open) = self.open.last() {
            let inside = match open {
                Open::List { marker, content, .. } => indent >= *content || (is_item && indent == *marker),
                Open::Quote { content } => indent >= *content,
            };
            if inside {
                return;
            }
            self.close(self.open.len() - 1);
        }
    }

    /// Closes all but the first `keep` of what is open.
    fn close(&mut self, keep: usize) {
        while self.open.len() > keep {
            match self.open.pop() {
                Some(Open::List { .. }) => {
                    self.writer.close_item();
                    self.writer.close_list();
                }
                _ => self.writer.close_quote(),
            }
        }
    }

    /// A title with a line of punctuation below it, and perhaps above.
    fn title(&mut self, line: Line<'a>) -> bool {
        if !self.open.is_empty() {
            return false;
        }
        let over = is_rule(line.text.trim_end()) && !self.line(1).is_blank() && same_rule(line, self.line(2));
        let (title, rule) = if over { (self.line(1), self.line(2)) } else { (line, self.line(1)) };
        let width = title.text.trim().chars().count();
        let underlined =
            is_rule(rule.text.trim_end()) && rule.text.trim_end().len() >= width.min(4) && !is_rule(title.text.trim());
        let Some(mark) = rule.text.chars().next().filter(|_| underlined && (over || line.indent() == 0)) else {
            return false;
        };
        self.writer.flush();
        MARKS.write(title.trimmed(), &mut self.writer);
        let known = self.levels.iter().position(|level| *level == (mark, over));
        let level = known.unwrap_or_else(|| {
            self.levels.push((mark, over));
            self.levels.len() - 1
        });
        let span = line.span().join(rule.span());
        self.writer.heading((level + 1).min(200) as u8, span);
        self.at += if over { 3 } else { 2 };
        true
    }

    fn item(&mut self, body: Line<'a>, indent: usize, width: usize, number: Option<u64>) {
        let same = matches!(self.open.last(), Some(Open::List { marker, numbered, .. }) if *marker == indent && *numbered == number.is_some());
        if !same {
            if matches!(self.open.last(), Some(Open::List { marker, .. }) if *marker == indent) {
                self.close(self.open.len() - 1);
            }
            self.writer.open_list(number);
            self.open.push(Open::List { marker: indent, content: indent + width, numbered: number.is_some() });
        } else {
            self.writer.close_item();
        }
        self.writer.open_item();
        self.at += 1;
        self.paragraph_line(body.part(width.min(body.text.len())..body.text.len()));
    }

    fn field(&mut self, key: Line<'a>, value: Line<'a>) {
        self.writer.end_paragraph();
        let start = self.line(0).indent();
        self.at += 1;
        // The value may go on in lines that are indented deeper.
        let mut plain = value.text.trim().to_owned();
        let mut span = key.span().join(value.span());
        while !self.line(0).is_blank() && self.line(0).indent() > start && self.at < self.lines.len() {
            let more = self.line(0).trimmed();
            plain = plain + " " + more.text;
            span = span.join(more.span());
            self.at += 1;
            if plain.len() > 10_000 {
                break;
            }
        }
        let text = Text { plain: plain.trim().replace("``", "").replace("**", ""), span };
        self.writer.current().fields.push(Field { key: Text { plain: key.text.to_owned(), span }, value: text });
    }

    /// A line of running text, or a term with its definition below.
    fn text_line(&mut self, line: Line<'a>, body: Line<'a>, indent: usize) {
        let next = self.line(1);
        let above_blank = self.at == 0 || self.lines.get(self.at - 1).is_some_and(|above| above.is_blank());
        self.at += 1;
        let is_term = above_blank && !next.is_blank() && next.indent() > indent && !body.text.ends_with("::");
        self.paragraph_line(if body.text.starts_with("| ") { body.part(2..body.text.len()) } else { body });
        if is_term && self.open.is_empty() && line.indent() == 0 {
            self.writer.term();
            while !self.line(0).is_blank()
                && self.line(0).indent() > indent
                && marker(self.line(0).trimmed().text).is_none()
            {
                let body = self.line(0).trimmed();
                self.at += 1;
                self.paragraph_line(body);
            }
            self.writer.definition();
        }
    }

    fn paragraph_line(&mut self, line: Line<'a>) {
        let text = line.text.trim_end();
        self.literal = text.ends_with("::");
        let shown =
            if self.literal { text.trim_end_matches(':').len() + usize::from(text.len() > 2) } else { text.len() };
        MARKS.write(line.part(0..shown.min(line.text.len())), &mut self.writer);
        self.writer.inline.end_line();
    }

    /// The lines that are indented at least so far, as code.
    fn code(&mut self, indent: usize, language: String) {
        let (from, to) = self.indented(indent);
        let lines = self.lines.get(from..to).unwrap_or_default();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let mut text = String::new();
        for line in lines {
            text.push_str(line.text.get(indent..).unwrap_or_default());
            text.push('\n');
        }
        let span = first.span().join(last.span());
        self.writer.code(Code { language, text, span }, span);
    }

    /// Goes past the lines that are indented at least so far; the first and the one behind the last that hold something.
    fn indented(&mut self, indent: usize) -> (usize, usize) {
        let from = self.at;
        let mut end = self.at;
        while let Some(line) = self.lines.get(self.at).filter(|line| line.is_blank() || line.indent() >= indent) {
            self.at += 1;
            if !line.is_blank() {
                end = self.at;
            }
        }
        self.at = end.max(from);
        (from, end)
    }

    fn open_quote(&mut self, alert: Option<Alert>, content: usize) {
        self.writer.open_quote(alert);
        self.open.push(Open::Quote { content });
    }
}

/// Whether a line is the same punctuation all along.
fn is_rule(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    text.len() >= 2 && first.is_ascii_punctuation() && text.chars().all(|next| next == first)
}

fn same_rule(above: Line<'_>, below: Line<'_>) -> bool {
    is_rule(below.text.trim_end()) && above.text.chars().next() == below.text.chars().next()
}

/// The width of the mark that begins an item, and its number.
fn marker(text: &str) -> Option<(usize, Option<u64>)> {
    for mark in ["- ", "* ", "+ ", "• "] {
        if text.starts_with(mark) {
            return Some((mark.len(), None));
        }
    }
    if text.starts_with("#. ") {
        return Some((3, Some(1)));
    }
    let body = text.strip_prefix('(').unwrap_or(text);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let number = body.get(..digits)?.parse().ok()?;
    let rest = &body[digits..];
    let closes = rest.starts_with(". ") || rest.starts_with(") ");
    closes.then_some((text.len() - rest.len() + 2, Some(number)))
}

/// `:Key: value`.
fn field(line: Line<'_>) -> Option<(Line<'_>, Line<'_>)> {
    let inside = line.after(":")?;
    let end = inside.text.find(": ").or_else(|| inside.text.strip_suffix(':').map(str::len))?;
    let key = inside.part(0..end);
    let named = !key.text.is_empty() && !key.text.contains([':', '`']) && key.text.len() <= 60;
    named.then(|| (key, inside.part((end + 1).min(inside.text.len())..inside.text.len())))
}

#[cfg(test)]
mod tests;

//! The HTML inside a Markdown document.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::super::html::{Token, is_element, tokens};
use super::super::{Row, Span};
use super::{Builder, OPTIONS, last_table};

/// Most parts that are read inside one another.
const DEPTH: u8 = 4;

impl Builder<'_> {
    /// `<br>` ends a line, a known tag is markup, anything else (`<owner>`) is what the writer left to be filled in.
    pub(super) fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if range.start < self.comments.until || tag.starts_with("<!") || tag.starts_with("<?") {
            return;
        }
        let name = name(tag);
        if name.eq_ignore_ascii_case("br") {
            return self.line_break();
        }
        if !is_element(name) {
            return self.writer.text(tag, Span::of(range));
        }
        let speaks =
            ["a", "b", "strong", "img", "input", "time"].iter().any(|speaking| name.eq_ignore_ascii_case(speaking));
        if speaks && let Some(text) = self.text.get(range.clone()) {
            for token in tokens(text, range.start) {
                self.html.take(token, &mut self.writer);
            }
        }
    }

    /// One line of an HTML block; lines that touch are read as one.
    pub(super) fn html_line(&mut self, range: Range<usize>) {
        match self.block.last_mut() {
            Some(open) if open.end == range.start => open.end = range.end,
            _ => self.block.push(range),
        }
    }

    pub(super) fn html_block(&mut self) {
        let mut parts = std::mem::take(&mut self.block);
        for part in parts.drain(..) {
            self.html_part(part);
        }
        self.block = parts;
    }

    fn html_part(&mut self, part: Range<usize>) {
        let Some(text) = self.text.get(part.clone()) else { return };
        let body = text.trim();
        if part.start < self.comments.until && part.end <= self.comments.until {
            return;
        }
        self.torn = body.starts_with("<!--") && last_table(&mut self.writer).is_some();
        if let Some(open) = body.rfind("<!--")
            && !body[open..].contains("-->")
        {
            let at = part.start + (text.len() - text.trim_start().len()) + open;
            self.comments.open(self.text, at);
        }
        if body.starts_with("<!--") && body.find("-->").is_none_or(|close| close + 3 == body.len()) {
            return;
        }
        for token in tokens(text, part.start) {
            match token {
                Token::Text { text, span, .. } if self.html.is_open_to_text() && looks_like_markdown(&text) => {
                    self.inside(span.range());
                }
                token => self.html.take(token, &mut self.writer),
            }
        }
        if self.html.is_open_to_text() {
            self.writer.end_paragraph();
        }
    }

    /// Markdown between two tags of one block, as below `<summary>` with no empty line between.
    fn inside(&mut self, part: Range<usize>) {
        if self.depth < DEPTH {
            self.depth += 1;
            let block = std::mem::take(&mut self.block);
            self.run(part);
            self.block = block;
            self.depth -= 1;
        }
    }

    /// Whether a paragraph is really the further rows of the table before it, which a comment has torn off.
    pub(super) fn rows_go_on(&mut self, range: Range<usize>) -> bool {
        let Some(text) = self.text.get(range.clone()) else { return false };
        if !text.lines().all(|line| line.trim_start().starts_with('|')) {
            return false;
        }
        let Some(table) = last_table(&mut self.writer) else { return false };
        let width = table.header.len().max(1);
        let front = format!("{}|\n{}|\n", "|x".repeat(width), "|-".repeat(width));
        let whole = format!("{front}{text}");
        let mut rows: Vec<Row> = Vec::new();
        let back = |at: usize| range.start + at.saturating_sub(front.len());
        // The rows are read once more, below a header of their own.
        for (event, place) in Parser::new_ext(&whole, OPTIONS).into_offset_iter() {
            if place.start < front.len() {
                continue;
            }
            let span = Span::of(back(place.start)..back(place.end));
            match event {
                Event::Start(pulldown_cmark::Tag::TableRow) => rows.push(Row { cells: Vec::new(), span }),
                Event::End(pulldown_cmark::TagEnd::TableCell) => {
                    let mut text = self.writer.take_text();
                    if text.plain.is_empty() {
                        text.span = span;
                    }
                    if let Some(row) = rows.last_mut() {
                        row.cells.push(text);
                    }
                }
                Event::Start(pulldown_cmark::Tag::TableCell) => self.writer.inline.clear(),
                Event::Text(text) | Event::Code(text) => self.writer.text(&text, span),
                Event::InlineHtml(tag) if !tag.starts_with("<!") => self.inline_html(&tag, span.range()),
                _ => {}
            }
        }
        if let Some(table) = last_table(&mut self.writer) {
            table.span = rows.last().map_or(table.span, |row| table.span.join(row.span));
            table.rows.extend(rows);
        }
        self.torn = true;
        true
    }
}

/// The name in a tag.
fn name(tag: &str) -> &str {
    let inside = tag.trim_start_matches(['<', '/']);
    &inside[..inside.find(|next: char| !next.is_ascii_alphanumeric() && next != ':').unwrap_or(inside.len())]
}

/// Whether a line of this text begins as lists, headings, tables and fences do.
fn looks_like_markdown(text: &str) -> bool {
    text.contains('\n')
        && text.lines().any(|line| {
            let line = line.trim_start();
            let numbered = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
            let is_numbered = numbered.len() < line.len() && numbered.starts_with(". ");
            is_numbered || ["- ", "* ", "+ ", "# ", "## ", "### ", "|", "```"].iter().any(|mark| line.starts_with(mark))
        })
}

//! CommonMark with GFM tables, task lists, footnotes, alerts, definition lists and front matter, by `pulldown-cmark`; the
//! HTML inside it by the reader of HTML.

mod front;
mod html;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::html::Reader;
use super::prose::{Alert, Block, Code, Row, Table};
use super::writer::Writer;
use super::{Format, Outline, Span, Text};
use crate::policy::Limits;

/// What of Markdown is known beyond CommonMark.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// The front matter of a document, with its fences.
pub(crate) fn front_matter(text: &str) -> Option<Range<usize>> {
    front::matter(text).map(|matter| matter.block)
}

/// Reads a document.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut builder = Builder::new(text, limits);
    match front::matter(text) {
        Some(matter) => {
            builder.run(0..matter.block.start);
            matter.fields(text, limits, builder.writer.current());
            builder.run(matter.block.end..text.len());
        }
        None => builder.run(0..text.len()),
    }
    builder.finish()
}

/// Turns the parser's events into an outline.
struct Builder<'a> {
    text: &'a str,
    writer: Writer,
    html: Reader<'a>,
    code: Option<Code>,
    /// The code may be a paragraph of a task: it stands where the text behind the box does.
    told: bool,
    table: Option<Table>,
    row: Vec<Text>,
    /// Whether every cell of the row is bold so far.
    bold_row: bool,
    /// Where the bold texts that are open begin.
    bold: Vec<usize>,
    /// The parts of the HTML block that is open.
    block: Vec<Range<usize>>,
    comments: Comments,
    /// The last block was a table with a comment behind it: its rows may go on.
    torn: bool,
    /// How many parts are read inside others.
    depth: u8,
}

/// Comments that the parser does not see as one, since an empty line or the end of an item stands inside.
#[derive(Default)]
struct Comments {
    /// The byte behind the comment that was met last.
    until: usize,
    /// No `-->` comes any more.
    none_left: bool,
}

impl Comments {
    /// A comment opens at byte `at`; `false` if nothing closes it.
    fn open(&mut self, text: &str, at: usize) -> bool {
        if self.none_left {
            return false;
        }
        match text.get(at..).and_then(|rest| rest.find("-->")) {
            Some(length) => self.until = at + length + 3,
            None => self.none_left = true,
        }
        !self.none_left
    }
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, limits: &Limits) -> Self {
        Self {
            text,
            writer: Writer::new(Format::Markdown),
            html: Reader::inside(text, limits),
            code: None,
            told: false,
            table: None,
            row: Vec::new(),
            bold_row: true,
            bold: Vec::new(),
            block: Vec::new(),
            comments: Comments::default(),
            torn: false,
            depth: 0,
        }
    }

    /// Reads a part of the document.
    fn run(&mut self, part: Range<usize>) {
        let Some(text) = self.text.get(part.clone()) else { return };
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            self.take(event, part.start + range.start..part.start + range.end);
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.running_text(&text, range),
            Event::SoftBreak => self.writer.inline.end_line(),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::HardBreak => self.line_break(),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                if range.start >= self.comments.until {
                    self.writer.text(&text, Span::of(range));
                }
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::Html(_) => self.html_line(range),
            Event::TaskListMarker(checked) => self.writer.check(checked, Span::of(range)),
            Event::FootnoteReference(_) | Event::Rule => {}
        }
    }

    fn line_break(&mut self) {
        if self.table.is_none() {
            self.writer.inline.end_line();
        } else {
            self.writer.inline.space();
        }
    }

    fn running_text(&mut self, text: &str, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            let span = Span::of(range);
            code.span = if code.text.is_empty() { span } else { code.span.join(span) };
            code.text.push_str(text);
        } else if range.start < self.comments.until {
        } else if text.starts_with('<') && self.opens_comment(range.start) {
            self.comments.open(self.text, range.start);
            if self.comments.none_left {
                self.writer.text(text, Span::of(range));
            }
        } else {
            self.writer.text(text, Span::of(range));
        }
    }

    fn opens_comment(&self, at: usize) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with("<!--"))
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::TableRow => self.row.reserve_exact(self.table.as_ref().map_or(0, |table| table.header.len())),
            Tag::Heading { .. } => {
                self.html.close_all(&mut self.writer);
                self.writer.flush();
            }
            Tag::CodeBlock(kind) => {
                self.told = matches!(kind, CodeBlockKind::Indented) && self.writer.is_in_task();
                if !self.told {
                    self.writer.flush();
                }
                self.code = Some(Code { language: language(&kind), text: String::new(), span: Span::of(range) });
            }
            Tag::List(first) => self.writer.open_list(first),
            Tag::Item => self.writer.open_item(),
            Tag::Table(_) => {
                self.writer.flush();
                self.table = Some(Table { header: Vec::new(), rows: Vec::new(), span: Span::of(range) });
            }
            Tag::BlockQuote(kind) => self.writer.open_quote(kind.map(alert)),
            Tag::Strong => {
                self.writer.inline.touch(Span::of(range));
                self.bold.push(self.writer.inline.len());
            }
            // The span of a text begins with its markup.
            Tag::Emphasis | Tag::Strikethrough => self.writer.inline.touch(Span::of(range)),
            Tag::Link { dest_url, .. } => self.writer.open_link(dest_url.into_string(), Span::of(range), false),
            Tag::Image { dest_url, .. } => self.writer.open_link(dest_url.into_string(), Span::of(range), true),
            Tag::HtmlBlock | Tag::FootnoteDefinition(_) => self.writer.flush_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let hidden = range.start < self.comments.until;
        match tag {
            TagEnd::Paragraph => self.paragraph(range),
            TagEnd::Heading(_) if hidden => self.writer.inline.clear(),
            TagEnd::Heading(level) => self.writer.heading(level as u8, Span::of(range)),
            TagEnd::Item => self.writer.close_item(),
            TagEnd::List(_) => self.writer.close_list(),
            TagEnd::BlockQuote(_) => self.writer.close_quote(),
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take().filter(|_| !hidden) {
                    if std::mem::take(&mut self.told) && is_prose(&code.text) {
                        self.paragraph_of_task(&code);
                    } else {
                        self.writer.code(code, Span::of(range));
                    }
                }
            }
            TagEnd::TableCell => self.cell(range),
            TagEnd::TableHead => {
                self.bold_row = true;
                if let Some(table) = &mut self.table {
                    table.header = std::mem::take(&mut self.row);
                }
            }
            TagEnd::TableRow => self.row(range),
            TagEnd::Table => {
                if let Some(table) = self.table.take().filter(|_| !hidden) {
                    self.writer.table(table);
                }
            }
            TagEnd::Strong => {
                if let Some(from) = self.bold.pop() {
                    self.writer.inline.bold(from);
                }
            }
            TagEnd::Link | TagEnd::Image => self.writer.close_link(),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::DefinitionListTitle => self.writer.term(),
            TagEnd::DefinitionListDefinition => self.writer.definition(),
            _ => {}
        }
    }

    fn paragraph(&mut self, range: Range<usize>) {
        if self.torn && std::mem::take(&mut self.torn) && self.rows_go_on(range) {
            self.writer.inline.clear();
        } else {
            self.writer.definition();
        }
    }

    /// `- [ ] Backup` with a paragraph below that begins below the "B", where Markdown sees code.
    fn paragraph_of_task(&mut self, code: &Code) {
        self.writer.inline.end_line();
        for line in code.text.lines() {
            let plain: String = line.replace("**", "").chars().filter(|letter| *letter != '`').collect();
            self.writer.text(plain.trim(), code.span);
            self.writer.inline.end_line();
        }
    }

    fn cell(&mut self, range: Range<usize>) {
        self.writer.inline.end_line();
        self.bold_row &= self.writer.inline.is_empty() || self.writer.inline.first_line_is_bold();
        let mut text = self.writer.take_text();
        if text.plain.is_empty() {
            text.span = Span::of(range);
        }
        self.row.push(text);
    }

    fn row(&mut self, range: Range<usize>) {
        let cells = std::mem::take(&mut self.row);
        let bold = std::mem::replace(&mut self.bold_row, true);
        let Some(table) = &mut self.table else { return };
        let stated = |cells: &[Text]| cells.iter().any(|cell| !cell.plain.is_empty());
        // A bold first row below an empty header is the header that was meant.
        if bold && table.rows.is_empty() && stated(&cells) && !stated(&table.header) {
            table.header = cells;
        } else {
            table.rows.push(Row { cells, span: Span::of(range) });
        }
    }

    fn finish(mut self) -> Outline {
        self.html.close_all(&mut self.writer);
        self.writer.finish()
    }
}

/// Whether an indented block is written in sentences: a command begins with a small letter and ends without a point.
fn is_prose(text: &str) -> bool {
    const WORDS: usize = 4;
    let text = text.trim();
    let begins = text.trim_start_matches(['*', '_', '"', '(']).starts_with(|first: char| {
        first.is_uppercase() || (first.is_alphabetic() && !first.is_ascii() && !first.is_lowercase())
    });
    let wide = text.chars().filter(|letter| *letter > '\u{2e80}').nth(WORDS).is_some();
    let ends = text.trim_end_matches(['*', '_', ')', '"']).ends_with(['.', '?', '!', ':', '。', '？', '！', '：']);
    begins && ends && (wide || text.split_whitespace().nth(WORDS).is_some())
}

/// The word behind the fence.
fn language(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default().to_ascii_lowercase(),
        CodeBlockKind::Indented => String::new(),
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

/// The last block of the section that is open, if it is a table.
fn last_table(writer: &mut Writer) -> Option<&mut Table> {
    match writer.current().blocks.last_mut() {
        Some(Block::Table(table)) => Some(table),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

//! HTML: pages that wikis and document servers export, the storage format of Confluence, and the HTML inside Markdown.

mod grid;
mod names;
mod storage;
mod tokens;

use grid::{Grid, OpenCell};
use storage::Macro;
use tokens::Tag;
pub(super) use tokens::{Token, tokens};

use super::prose::{Alert, Block, Code, Paragraph};
use super::writer::Writer;
use super::{Format, Outline, Span, Text};
use crate::policy::Limits;

/// Reads a page.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut writer = Writer::new(Format::Html);
    let mut reader = Reader::page(text, limits);
    for token in tokens(text, 0) {
        reader.take(token, &mut writer);
    }
    reader.close_all(&mut writer);
    writer.finish()
}

/// Whether an element of this name is markup; see [`names::is_markup`].
pub(super) fn is_element(name: &str) -> bool {
    names::is_markup(name)
}

/// What is open in the page; the text goes to the [`Writer`].
pub(super) struct Reader<'a> {
    text: &'a str,
    /// A page of its own, not a part of a Markdown document.
    page: bool,
    /// The element whose inside is left out, and how many of that name are open.
    hidden: Option<(String, usize)>,
    pre: Option<Code>,
    grids: Vec<Grid>,
    /// Tables beyond the limit of nesting, whose text is read as text.
    deep: usize,
    nesting: usize,
    /// Bytes of spanning cells that may still be repeated.
    copies: usize,
    heading: Option<(u8, Span)>,
    /// The section that the page's `<title>` began, which the first heading may take over.
    titled: Option<usize>,
    bold: Vec<usize>,
    links: usize,
    time: Option<(String, usize)>,
    divisions: Vec<bool>,
    macros: Vec<Macro>,
    /// The text of an element that says something about another one.
    aside: Option<(String, String)>,
    link: Option<(String, usize)>,
    task_list: bool,
}

impl<'a> Reader<'a> {
    fn page(text: &'a str, limits: &Limits) -> Self {
        Self { page: true, ..Self::inside(text, limits) }
    }

    /// For the HTML inside the Markdown document `text`.
    pub(super) fn inside(text: &'a str, limits: &Limits) -> Self {
        Self {
            text,
            page: false,
            hidden: None,
            pre: None,
            grids: Vec::new(),
            deep: 0,
            nesting: limits.nesting,
            copies: text.len().saturating_mul(2).saturating_add(4096),
            heading: None,
            titled: None,
            bold: Vec::new(),
            links: 0,
            time: None,
            divisions: Vec::new(),
            macros: Vec::new(),
            aside: None,
            link: None,
            task_list: false,
        }
    }

    /// Whether text that comes now is plain text of the document.
    pub(super) fn is_open_to_text(&self) -> bool {
        self.hidden.is_none() && self.pre.is_none() && self.aside.is_none() && self.heading.is_none()
    }

    pub(super) fn take(&mut self, token: Token, writer: &mut Writer) {
        if let Some((name, depth)) = &mut self.hidden {
            match token {
                Token::Start(tag) if tag.name == *name && !tag.closed => *depth += 1,
                Token::End { name: end, .. } if end == *name => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        match token {
            Token::Start(tag) => self.start(&tag, writer),
            Token::End { name, span } => self.end(&name, span, writer),
            Token::Text { text, span, verbatim } => self.text(&text, span, verbatim, writer),
        }
    }

    fn text(&mut self, text: &str, span: Span, verbatim: bool, writer: &mut Writer) {
        if let Some((_, value)) = &mut self.aside {
            value.push_str(text);
        } else if let Some(code) = &mut self.pre {
            code.span = if code.text.is_empty() { span } else { code.span.join(span) };
            code.text.push_str(text);
        } else if verbatim && let Some(Macro::Code(language)) = self.macros.last() {
            let code = Code { language: language.clone(), text: text.to_owned(), span };
            if writer.in_cell() { writer.text(text, span) } else { writer.code(code, span) }
        } else {
            let raw = self.text.get(span.range()).unwrap_or_default();
            let front = (raw.len() - raw.trim_start().len()) as u32;
            let back = (raw.len() - raw.trim_end().len()) as u32;
            if front == span.end - span.start {
                writer.inline.space();
            } else {
                writer.text(text, Span { start: span.start + front, end: span.end - back });
            }
        }
    }

    fn start(&mut self, tag: &Tag, writer: &mut Writer) {
        let name = tag.name.as_str();
        if names::is_hidden(name) {
            if !tag.closed {
                self.hidden = Some((name.to_owned(), 1));
            }
            return;
        }
        if let Some(id) = tag.get("id").or_else(|| tag.get("name").filter(|_| name == "a")) {
            writer.outline.names.push(Text { plain: id, span: tag.span });
        }
        match name {
            "title" if self.page => writer.flush(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.open_heading(name, tag.span, writer),
            "br" => writer.inline.end_line(),
            "ul" | "ol" | "ac:task-list" => self.open_list(tag, writer),
            "li" | "ac:task" => self.open_item(tag, writer),
            "input" if tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) => {
                writer.check(tag.has("checked"), tag.span);
            }
            "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => self.table_tag(tag, writer),
            "blockquote" => writer.open_quote(None),
            "dt" => writer.end_paragraph(),
            "dd" => writer.term(),
            "pre" if !writer.in_cell() => {
                writer.flush();
                self.pre = Some(Code { language: language(tag), text: String::new(), span: tag.span });
            }
            "code" => {
                if let Some(code) = self.pre.as_mut().filter(|code| code.language.is_empty()) {
                    code.language = language(tag);
                }
            }
            "b" | "strong" => {
                writer.inline.touch(tag.span);
                self.bold.push(writer.inline.len());
            }
            "a" => {
                if let Some(target) = tag.get("href") {
                    self.links += 1;
                    writer.open_link(target, tag.span, false);
                }
            }
            "img" => self.picture(tag, writer),
            "time" => self.open_time(tag, writer),
            _ if name.starts_with("ac:") || name.starts_with("ri:") => self.storage_start(tag, writer),
            _ if names::is_block(name) => self.open_block(tag, writer),
            _ if !self.page && !names::is_markup(name) => {
                writer.text(self.text.get(tag.span.range()).unwrap_or_default(), tag.span);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, span: Span, writer: &mut Writer) {
        match name {
            "title" if self.page => self.page_title(span, writer),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.close_heading(span, writer),
            "ul" | "ol" | "ac:task-list" => writer.close_list(),
            "li" | "ac:task" => writer.close_item(),
            "table" | "tr" | "td" | "th" | "thead" => self.table_end(name, span, writer),
            "blockquote" => writer.close_quote(),
            "dd" => writer.definition(),
            "pre" => {
                if let Some(code) = self.pre.take() {
                    let span = code.span;
                    writer.code(code, span);
                }
            }
            "b" | "strong" => {
                if let Some(from) = self.bold.pop() {
                    writer.inline.bold(from);
                }
            }
            "a" => {
                if self.links > 0 {
                    self.links -= 1;
                    writer.close_link();
                }
            }
            "time" => self.close_time(span, writer),
            _ if name.starts_with("ac:") => self.storage_end(name, span, writer),
            "div" | "section" => {
                writer.end_paragraph();
                if self.divisions.pop() == Some(true) {
                    writer.close_quote();
                }
            }
            _ if names::is_block(name) => writer.end_paragraph(),
            _ => {}
        }
    }

    fn open_heading(&mut self, name: &str, span: Span, writer: &mut Writer) {
        writer.flush();
        let level = name.bytes().last().map_or(1, |digit| digit.saturating_sub(b'0'));
        self.heading = Some((level, span));
    }

    fn close_heading(&mut self, end: Span, writer: &mut Writer) {
        let Some((level, start)) = self.heading.take() else { return writer.flush() };
        if writer.inline.is_empty() {
            return;
        }
        if let Some(index) = self.titled.take() {
            let sections = &writer.outline.sections;
            if sections.len() == index + 1 && sections[index].blocks.is_empty() && level == 1 {
                writer.forget_heading();
            }
        }
        writer.heading(level, start.join(end));
    }

    /// The page's title stands for a heading, until one comes.
    fn page_title(&mut self, span: Span, writer: &mut Writer) {
        if !writer.inline.is_empty() && writer.outline.sections.len() == 1 && !writer.in_cell() {
            self.titled = Some(1);
            writer.heading(1, span);
        }
    }

    fn open_list(&mut self, tag: &Tag, writer: &mut Writer) {
        let first = tag.get("start").and_then(|start| start.trim().parse().ok());
        self.task_list = tag.is("inline-task-list");
        writer.open_list((tag.name == "ol").then_some(first.unwrap_or(1)));
    }

    fn open_item(&mut self, tag: &Tag, writer: &mut Writer) {
        writer.close_item();
        writer.open_item();
        if let Some(number) = tag.get("value").and_then(|value| value.trim().parse().ok()) {
            writer.number(number);
        }
        if tag.is("checked") || (self.task_list && tag.has("data-inline-task-id")) {
            writer.check(tag.is("checked"), tag.span);
        }
    }

    fn open_block(&mut self, tag: &Tag, writer: &mut Writer) {
        writer.end_paragraph();
        if matches!(tag.name.as_str(), "div" | "section") && !tag.closed {
            let alert = alert(tag);
            self.divisions.push(alert.is_some());
            if alert.is_some() {
                writer.open_quote(alert);
            }
        }
    }

    fn picture(&mut self, tag: &Tag, writer: &mut Writer) {
        let alternative = tag.get("alt").unwrap_or_default();
        if let Some(target) = tag.get("src") {
            let text = Text { plain: super::inline::folded(&alternative), span: tag.span };
            writer.link(text, target, true);
        }
        if !alternative.trim().is_empty() {
            writer.text(&alternative, tag.span);
        }
    }

    fn open_time(&mut self, tag: &Tag, writer: &mut Writer) {
        let Some(moment) = tag.get("datetime") else { return };
        if tag.closed {
            writer.text(&moment, tag.span);
        } else {
            self.time = Some((moment, writer.inline.len()));
        }
    }

    fn close_time(&mut self, span: Span, writer: &mut Writer) {
        if let Some((moment, from)) = self.time.take()
            && writer.inline.len() == from
        {
            writer.text(&moment, span);
        }
    }
}

/// Tables.
impl Reader<'_> {
    fn table_tag(&mut self, tag: &Tag, writer: &mut Writer) {
        let name = tag.name.as_str();
        if name == "table" {
            writer.flush();
            if self.deep > 0 || self.grids.len() >= self.nesting {
                self.deep += 1;
            } else {
                self.grids.push(Grid::new(tag.span));
            }
            return;
        }
        if self.deep > 0 {
            writer.inline.end_line();
            return;
        }
        if self.grids.is_empty() {
            return writer.end_paragraph();
        }
        self.close_cell(tag.span, writer);
        let Some(grid) = self.grids.last_mut() else { return };
        match name {
            "td" | "th" => {
                if !grid.has_row() {
                    grid.open_row(tag.span);
                }
                let count = |name: &str| tag.get(name).and_then(|count| count.trim().parse().ok()).unwrap_or(1);
                let (columns, rows) = (count("colspan"), count("rowspan"));
                grid.cell = Some(OpenCell { head: name == "th", columns, rows, span: tag.span });
                writer.open_cell();
            }
            _ => {
                grid.close_row(&mut self.copies);
                match name {
                    "tr" => grid.open_row(tag.span),
                    _ => grid.head = name == "thead",
                }
            }
        }
    }

    fn close_cell(&mut self, end: Span, writer: &mut Writer) {
        if let Some(grid) = self.grids.last_mut().filter(|grid| grid.cell.is_some()) {
            self.pre = None;
            self.heading = None;
            self.bold.clear();
            let (text, bold) = writer.close_cell();
            grid.close_cell(text, bold, end, &mut self.copies);
        }
    }

    fn table_end(&mut self, name: &str, span: Span, writer: &mut Writer) {
        if self.deep > 0 {
            self.deep -= usize::from(name == "table");
            return;
        }
        self.close_cell(span, writer);
        let Some(grid) = self.grids.last_mut() else { return writer.end_paragraph() };
        match name {
            "tr" => {
                grid.close_row(&mut self.copies);
            }
            "thead" => {
                grid.close_row(&mut self.copies);
                grid.head = false;
            }
            "table" => self.close_table(span, writer),
            _ => {}
        }
    }

    fn close_table(&mut self, end: Span, writer: &mut Writer) {
        let Some(mut grid) = self.grids.pop() else { return };
        grid.close_row(&mut self.copies);
        grid.span = grid.span.join(end);
        writer.flush();
        match grid.finish() {
            Some(Ok(table)) => writer.table(table),
            Some(Err(text)) if writer.in_cell() => writer.text(&text.plain, text.span),
            Some(Err(text)) if !text.plain.is_empty() => {
                let span = text.span;
                writer.block(Block::Paragraph(Paragraph { text, alert: None }), span);
            }
            _ => {}
        }
    }

    /// Closes the tables and texts that are open.
    pub(super) fn close_all(&mut self, writer: &mut Writer) {
        let end =
            self.grids.last().map_or_else(Span::default, |grid| grid.cell.as_ref().map_or(grid.span, |cell| cell.span));
        if let Some(code) = self.pre.take() {
            let span = code.span;
            writer.code(code, span);
        }
        self.deep = 0;
        self.heading = None;
        self.hidden = None;
        while !self.grids.is_empty() {
            self.close_cell(end, writer);
            let end = self.grids.last().map_or(end, |grid| grid.span);
            self.close_table(end, writer);
        }
    }
}

/// The language that a `<pre>` or `<code>` names in its class.
fn language(tag: &Tag) -> String {
    let classes = tag.get("class").unwrap_or_default().to_ascii_lowercase();
    let named = classes.split_ascii_whitespace().find_map(|class| {
        ["language-", "lang-", "highlight-source-", "brush:"].iter().find_map(|prefix| class.strip_prefix(prefix))
    });
    named.unwrap_or_default().trim_end_matches(';').to_owned()
}

/// The kind of callout that the classes of a division name.
fn alert(tag: &Tag) -> Option<Alert> {
    let classes = tag.get("class")?;
    let callout = ["admonition", "alert", "information-macro", "callout"].iter().any(|word| classes.contains(word));
    if !callout {
        return None;
    }
    classes.split(|mark: char| !mark.is_ascii_alphabetic()).rev().find_map(Alert::named)
}

#[cfg(test)]
mod tests;

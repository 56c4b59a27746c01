//! Writes an outline of prose. The readers of Markdown, HTML, reStructuredText and `AsciiDoc` say what opens and closes; what
//! becomes of it is decided here, once for all of them.

use super::field::field;
use super::inline::{Inline, folded};
use super::prose::{Alert, Block, Code, Field, Item, Link, Paragraph, Section, Table};
use super::{Format, Outline, Span, Text, boxes};

/// A list that is open.
struct List {
    /// The number of its next item, if it is numbered.
    next: Option<u64>,
    /// Items that were open before it.
    items: usize,
}

/// An item that is open.
struct OpenItem {
    number: Option<u64>,
    checked: Option<bool>,
    written: bool,
}

/// A link that is open: where its text begins, and where it leads.
struct OpenLink {
    from: usize,
    target: String,
    span: Span,
    picture: bool,
}

/// What is being written.
pub(super) struct Writer {
    pub(super) outline: Outline,
    pub(super) inline: Inline,
    lists: Vec<List>,
    items: Vec<OpenItem>,
    links: Vec<OpenLink>,
    /// One for each quote or callout that is open.
    quotes: Vec<Option<Alert>>,
    /// The texts around the cells that are open: inside a cell nothing but text is written.
    around: Vec<Inline>,
    /// Index of the last section with a heading of its own.
    heading: usize,
    /// A term whose definition comes.
    term: Option<Text>,
}

impl Writer {
    pub(super) fn new(format: Format) -> Self {
        let mut outline = Outline::new(format);
        outline.sections.push(Section::default());
        Self {
            outline,
            inline: Inline::default(),
            lists: Vec::new(),
            items: Vec::new(),
            links: Vec::new(),
            quotes: Vec::new(),
            around: Vec::new(),
            heading: 0,
            term: None,
        }
    }

    /// Adds text to the open line.
    pub(super) fn text(&mut self, text: &str, span: Span) {
        self.inline.push(text, span);
    }

    /// The title is whole: begins a section with it.
    pub(super) fn heading(&mut self, level: u8, span: Span) {
        if self.in_cell() {
            self.inline.end_line();
            return;
        }
        let mut title = self.take_text();
        if title.plain.is_empty() {
            title.span = span;
        }
        self.settle();
        let parent = self.parent_of(level);
        self.heading = self.outline.sections.len();
        self.outline.sections.push(Section { title, level, parent, span, ..Section::default() });
    }

    /// The nearest section above with a heading of a higher level, found along the chain of parents.
    fn parent_of(&self, level: u8) -> Option<usize> {
        let mut next = Some(self.heading);
        while let Some(at) = next {
            let section = self.outline.sections.get(at)?;
            if section.level > 0 && section.level < level {
                return Some(at);
            }
            next = section.parent;
        }
        None
    }

    /// A bold line with nothing below it is no heading: makes a paragraph of it again.
    fn settle(&mut self) {
        if self.outline.sections.last().is_some_and(|section| section.bold && section.blocks.is_empty())
            && let Some(section) = self.outline.sections.pop()
        {
            let fields = field(&section.title.plain, section.title.span);
            self.current().fields.extend(fields);
            let span = section.title.span;
            self.block(Block::Paragraph(Paragraph { text: section.title, alert: None }), span);
        }
    }

    /// The section that is open.
    pub(super) fn current(&mut self) -> &mut Section {
        if self.outline.sections.is_empty() {
            self.outline.sections.push(Section::default());
        }
        let last = self.outline.sections.len() - 1;
        &mut self.outline.sections[last]
    }

    /// Ends a paragraph. In an item it is but a line of the item's text.
    pub(super) fn end_paragraph(&mut self) {
        self.inline.end_line();
        if self.items.is_empty() {
            self.flush();
        }
    }

    /// Writes the text that is open: at the end of its block, or where a block inside it begins.
    pub(super) fn flush(&mut self) {
        self.inline.end_line();
        if self.in_cell() {
            return;
        }
        if !self.inline.is_empty() {
            if self.items.is_empty() { self.paragraph() } else { self.item() }
        }
        self.inline.clear();
    }

    /// Writes the text that is open, unless it belongs to an item that goes on.
    pub(super) fn flush_paragraph(&mut self) {
        if self.items.is_empty() {
            self.flush();
        } else {
            self.inline.end_line();
        }
    }

    fn paragraph(&mut self) {
        if self.quotes.is_empty() && self.inline.first_line_is_bold() {
            self.bold_line();
        }
        let (plain, span) = self.inline.whole();
        if plain.is_empty() {
            return;
        }
        if boxes::leading(plain).is_some() || self.inline.lines().any(|(line, _)| boxes::bullet(line).is_some()) {
            return self.marked_lines();
        }
        let text = Text { plain: plain.to_owned(), span };
        self.fields();
        let alert = self.quotes.last().copied().flatten();
        self.block(Block::Paragraph(Paragraph { text, alert }), span);
    }

    /// `**Rollback**` on a line of its own stands for a heading, one level below the last one.
    fn bold_line(&mut self) {
        let Some((plain, span)) = self.inline.lines().next() else { return };
        let Some(title) = bold_title(plain) else { return };
        let title = Text { plain: title.to_owned(), span };
        self.inline.drop_first_line();
        self.settle();
        let above = self.outline.sections.get(self.heading).map_or(0, |section| section.level);
        let (level, parent) = if above == 0 { (2, None) } else { (above.saturating_add(1), Some(self.heading)) };
        self.outline.sections.push(Section { title, level, parent, span, bold: true, ..Section::default() });
    }

    /// Lines that begin with boxes or with bullets, outside of any list.
    fn marked_lines(&mut self) {
        let depth = self.depth();
        let mut blocks = Vec::new();
        for (line, span) in self.inline.lines() {
            let text = |plain: &str| Text { plain: plain.to_owned(), span };
            if let Some((mark, items)) = boxes::bullet(line) {
                let depth = depth.saturating_add(u8::from(mark == '◦'));
                blocks.extend(items.split(" • ").map(|plain| {
                    let plain = plain.trim();
                    let boxed = boxes::leading(plain);
                    let (checked, plain) = boxed.map_or((None, plain), |(checked, rest)| (Some(checked), rest));
                    (Block::Item(Item { text: text(plain), number: None, checked, depth }), span)
                }));
                continue;
            }
            let boxes = boxes::grid(line);
            if boxes.is_empty() {
                blocks.push((Block::Paragraph(Paragraph { text: text(line), alert: None }), span));
            }
            blocks.extend(boxes.into_iter().map(|(checked, plain)| {
                (Block::Item(Item { text: text(plain), number: None, checked: Some(checked), depth }), span)
            }));
        }
        self.fields();
        for (block, span) in blocks {
            self.block(block, span);
        }
    }

    fn item(&mut self) {
        let depth = self.depth();
        let (plain, span) = self.inline.whole();
        let Some(item) = self.items.last_mut() else { return };
        let first = !std::mem::replace(&mut item.written, true);
        let block = if first {
            let leading = if item.checked.is_none() { boxes::leading(plain) } else { None };
            let (checked, plain) = leading.map_or((item.checked, plain), |(checked, rest)| (Some(checked), rest));
            let text = Text { plain: plain.to_owned(), span };
            Block::Item(Item { text, number: item.number, checked, depth })
        } else {
            Block::Paragraph(Paragraph { text: Text { plain: plain.to_owned(), span }, alert: None })
        };
        self.fields();
        self.block(block, span);
    }

    fn depth(&self) -> u8 {
        self.lists.len().saturating_sub(1).min(usize::from(u8::MAX)) as u8
    }

    fn fields(&mut self) {
        let Self { inline, outline, .. } = self;
        if let Some(section) = outline.sections.last_mut() {
            section.fields.extend(
                inline
                    .lines()
                    .filter_map(|(line, span)| field(boxes::bullet(line).map_or(line, |(_, text)| text), span)),
            );
        }
    }

    /// Adds a block to the section that is open.
    pub(super) fn block(&mut self, block: Block, span: Span) {
        let section = self.current();
        section.span = if section.blocks.is_empty() && section.level == 0 { span } else { section.span.join(span) };
        section.blocks.push(block);
    }

    pub(super) fn code(&mut self, code: Code, span: Span) {
        self.flush();
        self.block(Block::Code(code), span);
    }

    pub(super) fn table(&mut self, table: Table) {
        let span = table.span;
        self.block(Block::Table(table), span);
    }

    /// The text that is open, taken for a title or a cell.
    pub(super) fn take_text(&mut self) -> Text {
        self.inline.end_line();
        let (plain, span) = self.inline.whole();
        let text = Text { plain: plain.to_owned(), span };
        self.inline.clear();
        text
    }
}

/// What opens and closes.
impl Writer {
    pub(super) fn open_list(&mut self, first: Option<u64>) {
        self.flush();
        if !self.in_cell() {
            self.lists.push(List { next: first, items: self.items.len() });
        }
    }

    pub(super) fn close_list(&mut self) {
        self.flush();
        if !self.in_cell()
            && let Some(list) = self.lists.pop()
        {
            self.items.truncate(list.items);
        }
    }

    pub(super) fn open_item(&mut self) {
        self.flush();
        if self.in_cell() {
            return;
        }
        let number = self.lists.last_mut().and_then(|list| {
            let number = list.next?;
            list.next = Some(number.saturating_add(1));
            Some(number)
        });
        self.items.push(OpenItem { number, checked: None, written: false });
    }

    /// Whether the text of a task is open.
    pub(super) fn is_in_task(&self) -> bool {
        let boxed = || boxes::leading(self.inline.whole().0).is_some();
        !self.in_cell() && self.items.last().is_some_and(|item| !item.written && (item.checked.is_some() || boxed()))
    }

    /// Closes the item that is open in the innermost list, if one is.
    pub(super) fn close_item(&mut self) {
        self.flush();
        let outside = self.lists.last().map_or(0, |list| list.items);
        if !self.in_cell() && self.items.len() > outside {
            self.items.pop();
        }
    }

    /// The open item is a task.
    pub(super) fn check(&mut self, checked: bool, span: Span) {
        if self.in_cell() {
            self.text(if checked { "[x] " } else { "[ ] " }, span);
        } else if let Some(item) = self.items.last_mut() {
            item.checked = Some(checked);
        } else {
            self.text(if checked { "☑ " } else { "☐ " }, span);
        }
    }

    /// The open item has this number.
    pub(super) fn number(&mut self, number: u64) {
        if let Some(item) = self.items.last_mut() {
            item.number = Some(number);
        }
    }

    pub(super) fn open_quote(&mut self, alert: Option<Alert>) {
        self.flush();
        // Text inside a callout belongs to it, however deep the quotes.
        self.quotes.push(alert.or(self.quotes.last().copied().flatten()));
    }

    /// The paragraph that is open belongs to a callout, which ends with it.
    pub(super) fn retell(&mut self, alert: Option<Alert>) {
        self.quotes.push(alert);
        self.flush();
        self.quotes.pop();
    }

    pub(super) fn close_quote(&mut self) {
        self.flush();
        self.quotes.pop();
    }

    pub(super) fn in_cell(&self) -> bool {
        !self.around.is_empty()
    }

    /// Opens a cell that may hold blocks; their text becomes the cell's.
    pub(super) fn open_cell(&mut self) {
        self.around.push(std::mem::take(&mut self.inline));
    }

    /// Closes such a cell: its text, and whether that is bold from end to end.
    pub(super) fn close_cell(&mut self) -> (Text, bool) {
        self.inline.end_line();
        let bold = self.inline.first_line_is_bold();
        let text = self.take_text();
        if let Some(around) = self.around.pop() {
            self.inline = around;
        }
        (text, bold)
    }

    pub(super) fn open_link(&mut self, target: String, span: Span, picture: bool) {
        self.inline.touch(span);
        self.links.push(OpenLink { from: self.inline.len(), target, span, picture });
    }

    pub(super) fn close_link(&mut self) {
        if let Some(OpenLink { from, target, span, picture }) = self.links.pop() {
            let text = Text { plain: folded(self.inline.since(from)), span };
            self.link(text, target, picture);
        }
    }

    pub(super) fn link(&mut self, text: Text, target: String, picture: bool) {
        let links = if picture { &mut self.outline.images } else { &mut self.outline.links };
        links.push(Link { text, target });
    }

    /// The text that is open is a term; its definition comes.
    pub(super) fn term(&mut self) {
        self.inline.end_line();
        let (plain, span) = self.inline.whole();
        if !plain.is_empty() && !self.in_cell() {
            self.term = Some(Text { plain: plain.to_owned(), span });
        }
        self.end_paragraph();
    }

    /// The text that is open defines the term before it.
    pub(super) fn definition(&mut self) {
        self.inline.end_line();
        let (plain, span) = self.inline.whole();
        if !plain.is_empty()
            && let Some(key) = self.term.take()
        {
            let value = Text { plain: plain.to_owned(), span };
            self.current().fields.push(Field { key, value });
        }
        self.end_paragraph();
    }

    /// Takes back a heading that turned out to be none.
    pub(super) fn forget_heading(&mut self) {
        if self.outline.sections.len() > 1 && self.heading + 1 == self.outline.sections.len() {
            self.heading = self.outline.sections.pop().and_then(|section| section.parent).unwrap_or_default();
        }
    }

    /// Closes all that is open.
    pub(super) fn finish(mut self) -> Outline {
        while self.in_cell() {
            let (text, _) = self.close_cell();
            self.inline.push(&text.plain, text.span);
        }
        self.flush();
        self.settle();
        self.outline
    }
}

/// Longest bold line that can stand for a heading, in bytes and in words.
const TITLE_BYTES: usize = 120;
const TITLE_WORDS: usize = 10;

/// The title in a bold line; `None` for a sentence, a question, or a key with its value.
fn bold_title(plain: &str) -> Option<&str> {
    let title = plain.strip_suffix([':', '：']).unwrap_or(plain).trim_end();
    let short = title.len() <= TITLE_BYTES && title.split(' ').count() <= TITLE_WORDS;
    let sentence = title.ends_with(['.', '。', '!', '！', '?', '？', ',', '、', ';', '…']);
    let says = title.chars().any(char::is_alphabetic);
    let holds_value = title.contains(": ") || title.contains('：') || title.contains('=');
    (short && says && !sentence && !holds_value && boxes::leading(title).is_none()).then_some(title)
}

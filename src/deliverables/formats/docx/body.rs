//! The body of a document: paragraphs, lists, tables, in order.

mod paragraph;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::super::events::{signed, warns};
use super::numbering::{BULLETS, LEVELS, Numbering};
use super::runs::Runs;
use super::table::Table;

/// Writes the body.
pub(super) struct Body {
    /// What is written.
    pub(super) xml: String,
    /// Its lists.
    pub(super) numbering: Numbering,
    runs: Runs,
    /// Width of a line, in twentieths of a point.
    width: usize,
    heading: Option<HeadingLevel>,
    lists: Vec<List>,
    /// For each quote that is open: whether it warns.
    quotes: Vec<bool>,
    /// The text of the code block that is open.
    code: Option<String>,
    table: Option<Table>,
    /// The address of the link that is open, and where its text begins.
    link: Option<(String, usize)>,
    /// The paragraph belongs to lines to sign: it stays with the next.
    keep: bool,
    /// How far the definition is moved in.
    defined: usize,
    /// A list has ended.
    behind_list: bool,
    /// The name of the note that the next paragraph begins.
    note: Option<String>,
}

/// A list that is open.
struct List {
    /// Its instance.
    instance: usize,
    /// What the next paragraph begins with.
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The item's bullet or number.
    Own,
    /// A box, ticked or not.
    Box(bool),
    /// Nothing: it goes on.
    None,
}

impl Body {
    /// The body of these events, for lines of a width.
    pub(super) fn of(events: &[Event<'_>], width: usize) -> Self {
        let mut body = Self {
            xml: String::new(),
            numbering: Numbering::default(),
            runs: Runs::default(),
            width,
            heading: None,
            lists: Vec::new(),
            quotes: Vec::new(),
            code: None,
            table: None,
            link: None,
            keep: false,
            defined: 0,
            behind_list: false,
            note: None,
        };
        let parts = signed(events);
        let mut parts = parts.iter().peekable();
        for (at, event) in events.iter().enumerate() {
            while parts.next_if(|part| part.end <= at).is_some() {}
            // The last paragraph of a part lets go.
            body.keep = parts.peek().is_some_and(|part| part.start <= at && last(events, part.end) > at);
            body.take(event, || warns(events, at));
        }
        body.paragraph();
        body
    }

    fn take(&mut self, event: &Event<'_>, warns: impl Fn() -> bool) {
        match event {
            Event::Start(tag) => self.start(tag, warns),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(text),
                None => self.runs.push(text),
            },
            Event::Code(text) => self.runs.code(text),
            Event::SoftBreak => self.runs.push(" "),
            Event::HardBreak => self.runs.line(),
            Event::FootnoteReference(name) => self.runs.raised(&format!("[{name}]")),
            Event::TaskListMarker(done) => {
                if let Some(list) = self.lists.last_mut() {
                    list.mark = Mark::Box(*done);
                }
            }
            Event::Rule => {
                self.paragraph();
                self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>");
            }
            Event::Html(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, warns: impl Fn() -> bool) {
        match tag {
            Tag::Strong => self.runs.bold += 1,
            Tag::Emphasis => self.runs.italic += 1,
            Tag::Strikethrough => self.runs.struck += 1,
            Tag::Link { dest_url, .. } => self.link = Some((dest_url.to_string(), self.runs.text.len())),
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.row();
                }
            }
            Tag::TableCell => {}
            _ => self.block(tag, warns),
        }
    }

    /// What begins a block ends the paragraph before it.
    fn block(&mut self, tag: &Tag<'_>, warns: impl Fn() -> bool) {
        self.paragraph();
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(*level),
            Tag::BlockQuote(_) => self.quotes.push(warns()),
            Tag::CodeBlock(_) => {
                self.own_mark();
                self.code = Some(String::new());
            }
            Tag::List(start) => {
                self.own_mark();
                let level = self.lists.len().min(LEVELS - 1);
                let instance = start.map_or(BULLETS, |start| self.numbering.numbered(level, start));
                self.lists.push(List { instance, mark: Mark::None });
            }
            Tag::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.mark = Mark::Own;
                }
            }
            Tag::Table(columns) => {
                self.own_mark();
                self.table = Some(Table::new(columns.clone(), self.keep));
            }
            Tag::FootnoteDefinition(name) => {
                self.defined += 1;
                self.note = Some(name.to_string());
            }
            Tag::DefinitionListTitle => self.runs.bold += 1,
            Tag::DefinitionListDefinition => self.defined += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.runs.bold = self.runs.bold.saturating_sub(1),
            TagEnd::Emphasis => self.runs.italic = self.runs.italic.saturating_sub(1),
            TagEnd::Strikethrough => self.runs.struck = self.runs.struck.saturating_sub(1),
            TagEnd::Link => self.address(),
            TagEnd::TableCell => {
                let (runs, text) = self.runs.take();
                if let Some(table) = &mut self.table {
                    table.cell(runs, &text);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    table.write(self.width, &mut self.xml);
                    self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"Behind\"/></w:pPr></w:p>");
                }
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::Paragraph | TagEnd::Heading(_) => self.paragraph(),
            TagEnd::Item => {
                self.paragraph();
                self.own_mark();
            }
            TagEnd::List(_) => {
                self.paragraph();
                self.lists.pop();
                self.behind_list = self.lists.is_empty();
            }
            TagEnd::BlockQuote(_) => {
                self.paragraph();
                self.quotes.pop();
            }
            TagEnd::DefinitionListTitle => {
                self.paragraph();
                self.runs.bold = self.runs.bold.saturating_sub(1);
            }
            TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition => {
                self.paragraph();
                self.defined = self.defined.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// A link is its text, with the address behind it if that says something else.
    fn address(&mut self) {
        let Some((address, from)) = self.link.take() else { return };
        let text = self.runs.text.get(from..).unwrap_or_default();
        if !address.contains(text.trim()) || text.trim().is_empty() {
            self.runs.push(&format!(" ({address})"));
        }
    }
}

/// Where the last paragraph before an event begins.
fn last(events: &[Event<'_>], end: usize) -> usize {
    let begins = |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph | Tag::Item | Tag::TableRow));
    events.get(..end).and_then(|part| part.iter().rposition(begins)).unwrap_or(end)
}

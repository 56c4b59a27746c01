//! CommonMark with GFM tables, task lists, footnotes, alerts and front matter, by `pulldown-cmark`.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::prose::{Block, Code, Field, Item, Paragraph, Row, Section, Table};
use super::{Format, Outline, Span, Text};

/// Reads a document.
pub(super) fn read(text: &str) -> Outline {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut builder = Builder::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.take(event, range);
    }
    builder.finish()
}

/// Collects the text of one block, line by line.
#[derive(Default)]
struct Inline {
    lines: Vec<Text>,
    open: Text,
    started: bool,
}

impl Inline {
    fn push(&mut self, text: &str, range: Range<usize>) {
        let span = Span::of(range);
        self.open.span = if self.started { self.open.span.join(span) } else { span };
        self.started = true;
        self.open.plain.push_str(text);
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.open);
        self.started = false;
        let plain = fold(&line.plain);
        if !plain.is_empty() {
            self.lines.push(Text { plain, span: line.span });
        }
    }

    fn take(&mut self) -> (Text, Vec<Text>) {
        self.end_line();
        let lines = std::mem::take(&mut self.lines);
        let plain: Vec<&str> = lines.iter().map(|line| line.plain.as_str()).collect();
        let span = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        };
        (Text { plain: plain.join(" "), span }, lines)
    }
}

/// White space folded and trimmed.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// A list that is open: the number of its next item, if it is numbered.
struct List {
    next: Option<u64>,
}

/// An item that is open.
struct OpenItem {
    number: Option<u64>,
    checked: Option<bool>,
    written: bool,
}

struct Builder {
    outline: Outline,
    inline: Inline,
    lists: Vec<List>,
    items: Vec<OpenItem>,
    table: Option<Table>,
    row: Vec<Text>,
    code: Option<Code>,
    /// Inside front matter or raw HTML, whose text is not the document's.
    aside: bool,
}

impl Builder {
    fn new() -> Self {
        let mut outline = Outline::new(Format::Markdown);
        outline.sections.push(Section::default());
        Self {
            outline,
            inline: Inline::default(),
            lists: Vec::new(),
            items: Vec::new(),
            table: None,
            row: Vec::new(),
            code: None,
            aside: false,
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.inline.push(&text, range),
            Event::SoftBreak | Event::HardBreak => self.inline.end_line(),
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::Html(html) => self.block_html(&html, range),
            Event::TaskListMarker(checked) => {
                if let Some(item) = self.items.last_mut() {
                    item.checked = Some(checked);
                }
            }
            Event::FootnoteReference(_) | Event::Rule => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            let span = Span::of(range);
            code.span = if code.text.is_empty() { span } else { code.span.join(span) };
            code.text.push_str(text);
        } else if self.aside {
            self.outline.sections[0].fields.extend(front_matter(text, range.start));
        } else {
            self.inline.push(text, range);
        }
    }

    /// `<br>` ends a line; a known tag is markup; anything else (`<owner>`) is what the writer left to be filled in.
    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if tag.starts_with("<br") {
            self.inline.push(" ", range);
        } else if !is_markup(tag) {
            self.inline.push(tag, range);
        }
    }

    fn block_html(&mut self, html: &str, range: Range<usize>) {
        let line = html.trim();
        if line.starts_with('<') && line.ends_with('>') && !is_markup(line) {
            self.inline.push(line, range);
            self.flush_paragraph();
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::CodeBlock(kind) => {
                self.flush_item();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split([' ', ',', '{']).next().unwrap_or_default().to_ascii_lowercase()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(Code { language, text: String::new(), span: Span::of(range) });
            }
            Tag::List(first) => {
                self.flush_item();
                self.lists.push(List { next: first });
            }
            Tag::Item => {
                let number = self.lists.last_mut().and_then(|list| {
                    let number = list.next?;
                    list.next = Some(number.saturating_add(1));
                    Some(number)
                });
                self.items.push(OpenItem { number, checked: None, written: false });
            }
            Tag::Table(_) => {
                self.flush_item();
                self.table = Some(Table { header: Vec::new(), rows: Vec::new(), span: Span::of(range) });
            }
            // The span of a text begins with its markup.
            Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } => self.inline.push("", range),
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.aside = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(level) => self.heading(level, range),
            TagEnd::Paragraph if self.items.is_empty() => self.flush_paragraph(),
            TagEnd::Paragraph => self.inline.end_line(),
            TagEnd::Item => {
                self.flush_item();
                self.items.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.block(Block::Code(code), Span::of(range));
                }
            }
            TagEnd::TableCell => {
                let (mut text, _) = self.inline.take();
                if text.plain.is_empty() {
                    text.span = Span::of(range);
                }
                self.row.push(text);
            }
            TagEnd::TableHead => {
                let header = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.header = header;
                }
            }
            TagEnd::TableRow => {
                let cells = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.rows.push(Row { cells, span: Span::of(range) });
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.block(Block::Table(table), Span::of(range));
                }
            }
            TagEnd::MetadataBlock(_) => self.aside = false,
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        let (mut title, _) = self.inline.take();
        if title.plain.is_empty() {
            title.span = Span::of(range.clone());
        }
        let level = level as u8;
        let parent = self.parent_of(level);
        let span = Span::of(range);
        self.outline.sections.push(Section { title, level, parent, span, ..Section::default() });
    }

    /// The nearest section above that is of a higher level, found along the chain of parents.
    fn parent_of(&self, level: u8) -> Option<usize> {
        let mut next = self.outline.sections.len().checked_sub(1);
        while let Some(at) = next {
            let section = &self.outline.sections[at];
            if section.level > 0 && section.level < level {
                return Some(at);
            }
            next = section.parent;
        }
        None
    }

    fn flush_paragraph(&mut self) {
        let (text, lines) = self.inline.take();
        if !text.plain.is_empty() {
            let span = text.span;
            self.fields(&lines);
            self.block(Block::Paragraph(Paragraph { text }), span);
        }
    }

    /// Writes the item that is open, once its own text is whole: at its end, or where something inside it begins.
    fn flush_item(&mut self) {
        let depth = self.lists.len().saturating_sub(1) as u8;
        let (text, lines) = self.inline.take();
        let Some(item) = self.items.last_mut() else {
            if !text.plain.is_empty() {
                let span = text.span;
                self.fields(&lines);
                self.block(Block::Paragraph(Paragraph { text }), span);
            }
            return;
        };
        if text.plain.is_empty() {
            return;
        }
        let first = !std::mem::replace(&mut item.written, true);
        let (number, checked) = if first { (item.number, item.checked) } else { (None, None) };
        let span = text.span;
        self.fields(&lines);
        let block = if first {
            Block::Item(Item { text, number, checked, depth })
        } else {
            Block::Paragraph(Paragraph { text })
        };
        self.block(block, span);
    }

    fn fields(&mut self, lines: &[Text]) {
        let fields = lines.iter().filter_map(field);
        if let Some(section) = self.outline.sections.last_mut() {
            section.fields.extend(fields);
        }
    }

    fn block(&mut self, block: Block, span: Span) {
        if let Some(section) = self.outline.sections.last_mut() {
            section.span = if section.blocks.is_empty() && section.level == 0 { span } else { section.span.join(span) };
            section.blocks.push(block);
        }
    }

    fn finish(mut self) -> Outline {
        self.flush_item();
        self.outline
    }
}

/// Longest key of a `Key: value` line, in characters and in words.
const KEY_CHARACTERS: usize = 48;
const KEY_WORDS: usize = 6;

/// Splits a line at the first colon that ends a short key.
pub(super) fn field(line: &Text) -> Option<Field> {
    let plain = &line.plain;
    let (at, width) = plain.char_indices().find_map(|(at, character)| match character {
        '：' => Some((at, character.len_utf8())),
        ':' => {
            let next = plain[at + 1..].chars().next();
            next.is_none_or(char::is_whitespace).then_some((at, 1))
        }
        _ => None,
    })?;
    let key = plain[..at].trim();
    let short = key.chars().count() <= KEY_CHARACTERS && key.split_whitespace().count() <= KEY_WORDS;
    let named = key.chars().next().is_some_and(char::is_alphanumeric) && !key.contains(". ");
    if !short || !named {
        return None;
    }
    Some(Field {
        key: Text { plain: key.to_owned(), span: line.span },
        value: Text { plain: plain[at + width..].trim().to_owned(), span: line.span },
    })
}

/// The `key: value` lines of front matter. Nested keys are left to those who read YAML.
fn front_matter(text: &str, start: usize) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut at = start;
    for line in text.split_inclusive('\n') {
        let plain = line.trim_end().to_owned();
        let span = Span::of(at..at + plain.len());
        if !plain.starts_with([' ', '-', '#']) {
            fields.extend(field(&Text { plain, span }));
        }
        at += line.len();
    }
    fields
}

const MARKUP: [&str; 47] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "s",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "ul",
];

fn is_markup(tag: &str) -> bool {
    let Some(inside) = tag.strip_prefix('<') else { return true };
    if inside.starts_with(['!', '?']) {
        return true;
    }
    let name: String = inside
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect();
    MARKUP.contains(&name.as_str()) || matches!(name.as_str(), "tr" | "thead" | "u" | "video")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(block: &Block) -> String {
        match block {
            Block::Paragraph(paragraph) => format!("p {}", paragraph.text.plain),
            Block::Item(item) => format!("i{} {:?} {:?} {}", item.depth, item.number, item.checked, item.text.plain),
            Block::Table(table) => format!("t {}x{}", table.header.len(), table.rows.len()),
            Block::Code(code) => format!("c {} {:?}", code.language, code.text),
        }
    }

    #[test]
    fn a_document_becomes_sections_and_blocks() {
        let text = "---\nversion: 2.0.0\n---\n# Plan\n\n**Owner**: A. Ito\nDate: 2026-01-02\n\n## 1. Steps\n\n1. first\n   - [x] done **bold**\n2. second\n\n```bash\n# Rollback\n```\n\n| A | B |\n|---|---|\n| `x` | <owner> |\n";
        let outline = read(text);
        let titles: Vec<&str> = outline.sections.iter().map(|section| section.title.plain.as_str()).collect();
        assert_eq!(titles, ["", "Plan", "1. Steps"]);
        assert_eq!(outline.sections[2].parent, Some(1));
        let blocks: Vec<String> = outline.sections[2].blocks.iter().map(plain).collect();
        assert_eq!(
            blocks,
            [
                "i0 Some(1) None first",
                "i1 None Some(true) done bold",
                "i0 Some(2) None second",
                "c bash \"# Rollback\\n\"",
                "t 2x1"
            ]
        );
        let fields: Vec<(&str, &str)> =
            outline.fields().map(|field| (field.key.plain.as_str(), field.value.plain.as_str())).collect();
        assert_eq!(fields, [("version", "2.0.0"), ("Owner", "A. Ito"), ("Date", "2026-01-02")]);
        let (_, table) = outline.tables().next().unwrap();
        assert_eq!(table.rows[0].cells[1].plain, "<owner>");
        assert_eq!(&text[table.rows[0].cells[0].span.range()], "`x`");
    }

    #[test]
    fn comments_say_nothing() {
        let outline = read("# A\n\n<!-- EXAMPLE:\n- Owner: nobody\n-->\n\ntext <!-- x --> more\n");
        let blocks: Vec<String> = outline.sections[1].blocks.iter().map(plain).collect();
        assert_eq!(blocks, ["p text more"]);
    }
}

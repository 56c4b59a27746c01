//! What stands in the Markdown of a document, with everything taken out that is no text: HTML, pictures, and links to
//! anything but a page or a mailbox.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use crate::deliverables::escape::steers;
use crate::outline::markdown;

/// The events of a document, in order.
pub(super) fn events(text: &str) -> Vec<Event<'_>> {
    let mut cleaner = Cleaner::default();
    match markdown::front_matter(text) {
        Some(block) => {
            cleaner.run(text.get(..block.start).unwrap_or_default());
            cleaner.code(text.get(block.clone()).unwrap_or_default().to_owned());
            cleaner.run(text.get(block.end..).unwrap_or_default());
        }
        None => cleaner.run(text),
    }
    cleaner.events
}

#[derive(Default)]
struct Cleaner<'a> {
    events: Vec<Event<'a>>,
    /// The text of the HTML block that is open.
    html: Option<String>,
    /// Whether each link that is open is kept.
    links: Vec<bool>,
    /// For each picture that is open: where its text begins, and its address.
    pictures: Vec<(usize, String)>,
}

impl<'a> Cleaner<'a> {
    fn run(&mut self, text: &'a str) {
        for event in Parser::new_ext(text, markdown::OPTIONS) {
            self.take(event);
        }
    }

    fn code(&mut self, text: String) {
        self.events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
        self.events.push(Event::Text(seen(text.into())));
        self.events.push(Event::End(TagEnd::CodeBlock));
    }

    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.html = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                let html = self.html.take().unwrap_or_default();
                if !is_comment(&html) {
                    self.code(html);
                }
            }
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.events.push(Event::Text(seen(html))),
            },
            Event::InlineHtml(html) if is_break(&html) => self.events.push(Event::HardBreak),
            Event::InlineHtml(html) if is_comment(&html) => {}
            Event::InlineHtml(html) => self.events.push(Event::Text(seen(html))),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let kept = is_harmless(&dest_url) || link_type == LinkType::Email;
                self.links.push(kept);
                if kept {
                    self.events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop().unwrap_or_default() {
                    self.events.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.events.push(Event::Text("Picture: ".into()));
                self.pictures.push((self.events.len(), dest_url.into_string()));
            }
            Event::End(TagEnd::Image) => {
                let (from, address) = self.pictures.pop().unwrap_or_default();
                if self.events.len() == from {
                    self.events.push(Event::Text(address.into()));
                }
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                self.events.push(Event::Start(Tag::BlockQuote(Some(kind))));
                self.events.push(Event::Start(Tag::Paragraph));
                self.events.push(Event::Start(Tag::Strong));
                self.events.push(Event::Text(title(kind).into()));
                self.events.push(Event::End(TagEnd::Strong));
                self.events.push(Event::End(TagEnd::Paragraph));
            }
            Event::Text(text) => self.events.push(Event::Text(seen(text))),
            Event::Code(text) => self.events.push(Event::Code(seen(text))),
            other => self.events.push(other),
        }
    }
}

/// The text without what is not seen but changes how the rest is shown.
fn seen(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(is_hidden) { text.replace(is_hidden, "").into() } else { text }
}

/// Whether a character is not seen but changes how others are shown.
pub(super) fn is_hidden(character: char) -> bool {
    steers(character) && !matches!(character, '\n' | '\t')
}

/// What an alert is headed with.
fn title(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

/// An address that a reader may follow. Others mean nothing outside the dossier, or are no places at all.
fn is_harmless(address: &str) -> bool {
    let starts = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    starts("https://") || starts("http://") || starts("mailto:")
}

/// `<br>`: the one mark-up that tables in Markdown cannot do without.
fn is_break(html: &str) -> bool {
    let name = html.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}

/// A comment and nothing else. One that does not end would swallow what follows: it is text.
fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.len() > 6 && html.find("-->") == Some(html.len() - 3)
}

/// Where each part begins and ends that has lines to sign in it: a heading and what stands below it.
pub(super) fn signed(events: &[Event<'_>]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = None;
    let mut lines = false;
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if depth == 0 && matches!(tag, Tag::Heading { .. }) {
                    parts.extend(start.filter(|_| lines).map(|start| start..at));
                    (start, lines) = (Some(at), false);
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Rule if depth == 0 => {
                parts.extend(start.filter(|_| lines).map(|start| start..at));
                (start, lines) = (None, false);
            }
            Event::Text(text) => lines |= text.contains("____"),
            _ => {}
        }
    }
    parts.extend(start.filter(|_| lines).map(|start| start..events.len()));
    parts
}

/// Whether the quote that begins at this event opens with words in bold: a warning, unless it is a message with its subject.
pub(super) fn warns(events: &[Event<'_>], at: usize) -> bool {
    let bold = matches!(
        events.get(at..at + 3),
        Some([Event::Start(Tag::BlockQuote(_)), Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)])
    );
    bold && !matches!(events.get(at + 3), Some(Event::Text(text)) if text.starts_with("Subject:"))
}

/// Columns that a page in portrait has room for.
const NARROW: usize = 6;

/// Whether a table has more columns than a page in portrait has room for.
pub(super) fn is_wide(events: &[Event<'_>]) -> bool {
    events.iter().any(|event| matches!(event, Event::Start(Tag::Table(columns)) if columns.len() > NARROW))
}

/// The first heading.
pub(super) fn heading(events: &[Event<'_>]) -> Option<String> {
    let start = events.iter().position(|event| matches!(event, Event::Start(Tag::Heading { .. })))?;
    let inside = events.iter().skip(start + 1).take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let mut words = String::new();
    for event in inside {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    let words = words.trim().to_owned();
    (!words.is_empty()).then_some(words)
}

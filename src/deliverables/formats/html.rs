//! A document as one page of HTML that loads nothing, runs nothing, and prints well.

use pulldown_cmark::{Event, Tag, TagEnd, html};

use super::events::{events, heading, is_hidden, is_wide, signed, warns};
use crate::deliverables::Deliverable;

/// What the page may load: its own style sheet.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";
const STYLE: &str = include_str!("page.css");

/// The page.
pub(super) fn page(document: &Deliverable, language: &str) -> String {
    let events = events(&document.text);
    let title = escape(&heading(&events).unwrap_or_else(|| document.title.clone()));
    let landscape = if is_wide(&events) { " class=\"landscape\"" } else { "" };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main{landscape}>\n"
    );
    html::push_html(&mut page, laid_out(events).into_iter());
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// The events with what the style sheet needs around them. All HTML in them is written here.
fn laid_out(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let own = |html: &'static str| Event::Html(html.into());
    let mut parts = signed(&events).into_iter().peekable();
    let warnings: Vec<usize> = (0..events.len()).filter(|at| warns(&events, *at)).collect();
    let mut warnings = warnings.into_iter().peekable();
    let mut ends = None;
    let mut in_table = false;
    let mut laid_out = Vec::with_capacity(events.len() + 16);
    for (at, event) in events.into_iter().enumerate() {
        if ends.take_if(|end| *end == at).is_some() {
            laid_out.push(own("</section>\n"));
        }
        if let Some(part) = parts.next_if(|part| part.start == at) {
            ends = Some(part.end);
            laid_out.push(own("<section class=\"sign\">\n"));
        }
        let warns = warnings.next_if_eq(&at).is_some();
        match event {
            Event::Start(Tag::BlockQuote(_)) if warns => laid_out.push(own("<blockquote class=\"warning\">\n")),
            Event::Start(Tag::Table(columns)) => {
                in_table = true;
                laid_out.push(own("<div class=\"table\">\n"));
                laid_out.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                in_table = false;
                laid_out.push(Event::End(TagEnd::Table));
                laid_out.push(own("</div>\n"));
            }
            Event::TaskListMarker(done) => {
                laid_out.push(own(if done { BOX_DONE } else { BOX_OPEN }));
            }
            Event::Text(text) if in_table => breakable(&text, &mut laid_out),
            Event::Code(code) if in_table => {
                laid_out.push(own("<code>"));
                breakable(&code, &mut laid_out);
                laid_out.push(own("</code>"));
            }
            other => laid_out.push(other),
        }
    }
    if ends.is_some() {
        laid_out.push(own("</section>\n"));
    }
    laid_out
}

/// A word of a cell that is longer than this may be broken, at a sign or else in the middle.
const LONG: usize = 16;

/// Adds a text whose long words may be broken: a digest would make its column as wide as the page. Dates and ids may not.
fn breakable(text: &str, laid_out: &mut Vec<Event<'_>>) {
    let mut part = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if is_whole(word.trim_end()) {
            laid_out.push(Event::Text(std::mem::take(&mut part).into()));
            laid_out.push(Event::Html("<span class=\"whole\">".into()));
            laid_out.push(Event::Text(word.trim_end().to_owned().into()));
            laid_out.push(Event::Html("</span>".into()));
            part.push_str(&word[word.trim_end().len()..]);
            continue;
        }
        let mut length = 0;
        for character in word.chars() {
            length += 1;
            part.push(character);
            let sign = matches!(character, '/' | '@' | ':' | '-' | '_' | '.' | ',' | '=');
            if length > LONG || (sign && length > LONG / 2) {
                laid_out.push(Event::Text(std::mem::take(&mut part).into()));
                laid_out.push(Event::Html("<wbr>".into()));
                length = 0;
            }
        }
    }
    laid_out.push(Event::Text(part.into()));
}

/// `2026-12-08`, `HP-9999c2d869`: a browser would break it behind the hyphen.
fn is_whole(word: &str) -> bool {
    word.len() <= LONG && word.contains('-') && word.bytes().any(|byte| byte.is_ascii_digit())
}

const BOX_OPEN: &str = "<span class=\"box\">☐</span>";
const BOX_DONE: &str = "<span class=\"box\">☒</span>";

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !is_hidden(*character)) {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

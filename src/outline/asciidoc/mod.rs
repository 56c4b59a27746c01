//! `AsciiDoc`, by hand: the crates for it give no places, or want files.

mod table;

use super::lines::{Line, lines};
use super::marks::Marks;
use super::prose::{Alert, Code, Field, Link};
use super::writer::Writer;
use super::{Format, Outline, Text};

const MARKS: Marks = Marks { bold: "*", plain: &["**", "``", "`", "__", "_", "+"], named_links: false };

/// Reads a document.
pub(super) fn read(text: &str) -> Outline {
    let lines: Vec<Line<'_>> = lines(text).collect();
    let mut reader = Reader {
        lines: &lines,
        at: 0,
        writer: Writer::new(Format::Asciidoc),
        lists: Vec::new(),
        quotes: Vec::new(),
        attributes: String::new(),
        goes_on: false,
        fresh: true,
    };
    while let Some(line) = lines.get(reader.at) {
        reader.at += 1;
        reader.line(*line);
    }
    reader.close_lists(0);
    reader.writer.finish()
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    at: usize,
    writer: Writer,
    /// The marks of the lists that are open, the outermost first.
    lists: Vec<String>,
    /// The fences of the quotes and examples that are open.
    quotes: Vec<&'a str>,
    /// `[…]` above the block that comes.
    attributes: String,
    /// `+`: the next block belongs to the item.
    goes_on: bool,
    /// Nothing but an empty line stands above in the block.
    fresh: bool,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: Line<'a>) {
        let body = line.trimmed();
        let text = body.text;
        let fresh = std::mem::replace(&mut self.fresh, text.is_empty());
        if text.is_empty() {
            self.writer.end_paragraph();
        } else if text == "+" {
            self.writer.end_paragraph();
            self.goes_on = true;
        } else if text.starts_with("////") && is_fence(text) {
            self.until(text);
        } else if text.starts_with("//") && !text.starts_with("///") {
        } else if let Some((level, title)) = heading(line) {
            self.close_lists(0);
            self.writer.flush();
            MARKS.write(title, &mut self.writer);
            self.writer.heading(level, line.span());
        } else if let Some(block) = self.fenced(body) {
            block(self, body);
            self.attributes.clear();
        } else if text.starts_with('[') && text.ends_with(']') && (fresh || self.writer.inline.is_empty()) {
            self.attribute_line(body, fresh);
        } else if let Some(field) = attribute(body) {
            self.writer.end_paragraph();
            self.writer.current().fields.extend(field);
        } else if let Some((picture, _)) = macro_of(text, "image::") {
            let start = text.find('[').map_or(text.len(), |at| at + 1);
            let alternative = text.get(start..text.len().saturating_sub(1)).unwrap_or_default().to_owned();
            let link = Link { text: Text { plain: alternative, span: body.span() }, target: picture.to_owned() };
            self.writer.outline.images.push(link);
        } else if macro_of(text, "include::").is_some() || text.starts_with("toc::[") || text == "'''" || text == "<<<"
        {
            self.writer.end_paragraph();
        } else {
            self.running(line, body, fresh);
        }
    }

    /// What a fence opens; `None` if the line is none.
    fn fenced(&self, body: Line<'a>) -> Option<fn(&mut Self, Line<'a>)> {
        let text = body.text;
        if matches!(text, "|===" | "!===") {
            return Some(Self::table);
        }
        if text.starts_with("```") || (is_fence(text) && text.starts_with(['-', '.']) && text.len() >= 4) {
            return Some(Self::code);
        }
        if is_fence(text) && text.starts_with('+') && text.len() >= 4 {
            return Some(|reader, body| {
                reader.until(body.text);
            });
        }
        let quote = text == "--" || (is_fence(text) && text.starts_with(['=', '*', '_']) && text.len() >= 4);
        quote.then_some(Self::quote as fn(&mut Self, Line<'a>))
    }

    /// Goes past the line that closes the fence; the lines inside.
    fn until(&mut self, fence: &str) -> &'a [Line<'a>] {
        let rest = self.lines.get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|line| line.text.trim_end() != fence).count();
        self.at += count + 1;
        rest.get(..count).unwrap_or_default()
    }

    fn code(&mut self, body: Line<'a>) {
        let fence = if body.text.starts_with("```") { "```" } else { body.text };
        let named = body.text.strip_prefix("```").unwrap_or_default();
        let source = self.attributes.strip_prefix("source").map(|rest| rest.trim_start_matches(['%', ',', ' ']));
        let language = source.unwrap_or(named).split([',', ' ', '%']).next().unwrap_or_default().to_ascii_lowercase();
        let inside = self.until(fence);
        let text: String = inside.iter().flat_map(|line| [line.text, "\n"]).collect();
        let span = super::lines::span(inside);
        self.writer.code(Code { language, text, span }, body.span().join(span));
    }

    fn table(&mut self, body: Line<'a>) {
        let inside = self.until(body.text);
        self.writer.flush();
        if let Some(table) = table::read(inside, &self.attributes) {
            self.writer.table(table);
        }
    }

    /// A fence opens a quote, an example, a callout, or closes it.
    fn quote(&mut self, body: Line<'a>) {
        self.close_lists(0);
        if self.quotes.last() == Some(&body.text) {
            self.quotes.pop();
            self.writer.close_quote();
        } else {
            self.quotes.push(body.text);
            let alert = Alert::named(&self.attributes);
            self.writer.open_quote(alert);
        }
    }

    /// `[source,bash]`, `[WARNING]`, `[[anchor]]`, `[#anchor]`.
    fn attribute_line(&mut self, body: Line<'a>, fresh: bool) {
        let inside = &body.text[1..body.text.len() - 1];
        let name =
            inside.strip_prefix('#').or_else(|| inside.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')));
        match name {
            Some(name) => self.writer.outline.names.push(Text { plain: name.to_owned(), span: body.span() }),
            None if boxed(inside) => self.running(body, body, fresh),
            None => self.attributes = inside.to_owned(),
        }
    }

    /// Items, terms, callouts and paragraphs.
    fn running(&mut self, line: Line<'a>, body: Line<'a>, fresh: bool) {
        let goes_on = std::mem::take(&mut self.goes_on);
        if let Some((mark, number, rest)) = item(body) {
            return self.item(mark, number, rest);
        }
        let starts = fresh || self.writer.inline.is_empty();
        if starts && !goes_on && line.indent() == 0 {
            self.close_lists(0);
        }
        if let Some((name, rest)) = callout(body) {
            self.writer.open_quote(Alert::named(name));
            MARKS.write(rest, &mut self.writer);
            self.rest_of_paragraph();
            self.writer.close_quote();
        } else if let Some(at) = body.text.find(":: ").or_else(|| body.text.strip_suffix("::").map(str::len)) {
            self.writer.end_paragraph();
            MARKS.write(body.part(0..at), &mut self.writer);
            self.writer.term();
            let rest = body.part((at + 2).min(body.text.len())..body.text.len()).trimmed();
            if !rest.text.is_empty() {
                MARKS.write(rest, &mut self.writer);
            }
            self.rest_of_paragraph();
            self.writer.definition();
        } else {
            let alert = Alert::named(&self.attributes);
            let title = body.after(".").filter(|rest| starts && !rest.text.starts_with(['.', ' ']));
            MARKS.write(title.unwrap_or(body), &mut self.writer);
            self.writer.inline.end_line();
            if title.is_some() {
                self.writer.end_paragraph();
            } else if alert.is_some() {
                self.attributes.clear();
                self.writer.retell(alert);
            }
        }
    }

    /// The lines up to the next empty one, as text.
    fn rest_of_paragraph(&mut self) {
        self.writer.inline.end_line();
        while let Some(line) = self.lines.get(self.at).filter(|line| !line.is_blank()) {
            let body = line.trimmed();
            if item(body).is_some()
                || heading(*line).is_some()
                || body.text.contains("::")
                || body.text == "+"
                || self.fenced(body).is_some()
            {
                return;
            }
            self.at += 1;
            MARKS.write(body, &mut self.writer);
            self.writer.inline.end_line();
        }
    }

    fn item(&mut self, mark: &str, number: Option<u64>, rest: Line<'a>) {
        match self.lists.iter().position(|open| open == mark) {
            Some(at) => {
                self.close_lists(at + 1);
                self.writer.close_item();
            }
            None => {
                self.writer.open_list(number);
                self.lists.push(mark.to_owned());
            }
        }
        self.writer.open_item();
        let ticked = [("[ ] ", false), ("[x] ", true), ("[*] ", true)];
        let found = ticked.iter().find_map(|(mark, checked)| rest.after(mark).map(|rest| (rest, *checked)));
        if let Some((_, checked)) = found {
            self.writer.check(checked, rest.span());
        }
        MARKS.write(found.map_or(rest, |(rest, _)| rest), &mut self.writer);
        self.writer.inline.end_line();
    }

    fn close_lists(&mut self, keep: usize) {
        while self.lists.len() > keep {
            self.lists.pop();
            self.writer.close_item();
            self.writer.close_list();
        }
    }
}

/// Whether a line is one mark all along.
fn is_fence(text: &str) -> bool {
    text.len() >= 4 && text.bytes().all(|byte| Some(&byte) == text.as_bytes().first())
}

fn boxed(inside: &str) -> bool {
    matches!(inside, " " | "x" | "*")
}

/// `== Title`: two marks make the second level.
fn heading(line: Line<'_>) -> Option<(u8, Line<'_>)> {
    let mark = line.text.chars().next().filter(|mark| matches!(mark, '=' | '#'))?;
    let level = line.text.bytes().take_while(|byte| char::from(*byte) == mark).count();
    let title = line.part(level..line.text.len());
    (level <= 6 && title.text.starts_with(' ') && !title.is_blank()).then(|| (level as u8, title.trimmed()))
}

/// `:name: value`, which has no value where it is only switched on.
fn attribute(line: Line<'_>) -> Option<Option<Field>> {
    let inside = line.after(":")?;
    let end = inside.text.find(": ").or_else(|| inside.text.strip_suffix(':').map(str::len))?;
    let name = &inside.text[..end];
    if name.is_empty()
        || !name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '!' | ' '))
    {
        return None;
    }
    let value = inside.text.get(end + 1..).unwrap_or_default().trim();
    let text = |plain: &str| Text { plain: plain.to_owned(), span: line.span() };
    Some((!value.is_empty()).then(|| Field { key: text(name), value: text(value) }))
}

/// `image::x.png[…]`
fn macro_of<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(name)?.split_once('[').filter(|_| text.ends_with(']'))
}

/// The mark of an item, its number, and what follows.
fn item(body: Line<'_>) -> Option<(&str, Option<u64>, Line<'_>)> {
    let end = body.text.find(' ')?;
    let mark = &body.text[..end];
    let rest = body.part(end..body.text.len()).trimmed();
    let all = |wanted: char| mark.chars().all(|next| next == wanted) && mark.len() <= 6;
    if all('*') || mark == "-" || mark == "•" {
        return Some((mark, None, rest));
    }
    if all('.') {
        return Some((mark, Some(1), rest));
    }
    let number = mark.strip_suffix('.')?.parse().ok()?;
    Some(("1.", Some(number), rest))
}

/// `WARNING: text`
fn callout(body: Line<'_>) -> Option<(&str, Line<'_>)> {
    let names = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
    let name =
        names.into_iter().find(|name| body.text.strip_prefix(name).is_some_and(|rest| rest.starts_with(": ")))?;
    Some((name, body.part(name.len() + 2..body.text.len())))
}

#[cfg(test)]
mod tests;

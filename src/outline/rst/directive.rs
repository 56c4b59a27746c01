//! What begins with `..`: directives, targets, footnotes, comments.

use super::super::prose::{Alert, Block, Link};
use super::super::{Text, csv};
use super::tables::{csv_table, list_table};
use super::{MARKS, Reader};
use crate::outline::lines::Line;

impl<'a> Reader<'a> {
    pub(super) fn explicit(&mut self, body: Line<'a>, indent: usize) {
        self.writer.end_paragraph();
        self.at += 1;
        let rest = body.part(2..body.text.len()).trimmed();
        if let Some(target) = rest.after("_") {
            return self.target(target);
        }
        if let Some((_, note)) = rest.after("[").and_then(|note| split(note, "] ")) {
            MARKS.write(note, &mut self.writer);
            self.writer.inline.end_line();
            return self.open_quote(None, indent + 1);
        }
        match split(rest, "::").filter(|(name, _)| is_name(name.text)) {
            Some((name, argument)) => self.directive(&name.text.to_ascii_lowercase(), argument.trimmed(), indent),
            // A comment.
            None => {
                self.indented(indent + 1);
            }
        }
    }

    /// `.. _name:` is an anchor, `.. _name: x` a link.
    fn target(&mut self, target: Line<'a>) {
        if let Some((name, to)) = split(target, ":") {
            let text = Text { plain: name.text.trim_matches('`').to_owned(), span: target.span() };
            if to.is_blank() {
                self.writer.outline.names.push(text);
            } else {
                self.writer.outline.links.push(Link { text, target: to.text.trim().to_owned() });
            }
        }
    }

    fn directive(&mut self, name: &str, argument: Line<'a>, indent: usize) {
        match name {
            "code-block" | "code" | "sourcecode" | "parsed-literal" | "highlight" => {
                self.options(indent);
                self.skip_blank();
                let inner = self.line(0).indent();
                if inner > indent {
                    self.code(inner, argument.text.to_ascii_lowercase());
                }
            }
            "image" | "figure" => {
                let text = Text { plain: self.option(indent, "alt").unwrap_or_default(), span: argument.span() };
                self.writer.outline.images.push(Link { text, target: argument.text.to_owned() });
                self.options(indent);
            }
            "list-table" | "csv-table" => self.table_directive(name, indent),
            "contents" | "toctree" | "raw" | "include" | "meta" | "math" | "only" | "index" => {
                self.indented(indent + 1);
            }
            _ => {
                self.open_quote(Alert::named(name), indent + 1);
                if !argument.text.is_empty() {
                    MARKS.write(argument, &mut self.writer);
                    self.writer.inline.end_line();
                }
                self.options(indent);
            }
        }
    }

    /// Goes past the options of a directive.
    fn options(&mut self, indent: usize) {
        while self.line(0).indent() > indent && self.line(0).trimmed().text.starts_with(':') {
            self.at += 1;
        }
    }

    fn option(&self, indent: usize, name: &str) -> Option<String> {
        let lines = self.lines.get(self.at..)?.iter().take_while(|line| !line.is_blank() && line.indent() > indent);
        let found = lines.map(|line| line.trimmed()).find_map(|line| {
            line.text.strip_prefix(':')?.strip_prefix(name)?.strip_prefix(':').map(|value| value.trim().to_owned())
        });
        found
    }

    fn skip_blank(&mut self) {
        while self.at < self.lines.len() && self.line(0).is_blank() {
            self.at += 1;
        }
    }

    fn table_directive(&mut self, name: &str, indent: usize) {
        let heads = self.option(indent, "header-rows").and_then(|count| count.parse().ok()).unwrap_or(0);
        let header = self.option(indent, "header");
        let header_at = self.line(0).start;
        self.options(indent);
        self.skip_blank();
        let (from, to) = self.indented(indent + 1);
        let lines = self.lines.get(from..to).unwrap_or_default();
        let table = if name == "list-table" {
            list_table(lines, heads)
        } else {
            let header = header.map(|header| csv::rows(&format!("{header}\n"), 0..header.len() + 1));
            csv_table(self.text, lines, header, header_at, heads)
        };
        if let Some(table) = table {
            self.writer.flush();
            let span = table.span;
            self.writer.block(Block::Table(table), span);
        }
    }
}

fn split<'a>(line: Line<'a>, mark: &str) -> Option<(Line<'a>, Line<'a>)> {
    let at = line.text.find(mark)?;
    Some((line.part(0..at), line.part(at + mark.len()..line.text.len())))
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ':' | '.' | '|' | ' '))
}

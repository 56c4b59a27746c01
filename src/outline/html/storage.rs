//! The storage format of Confluence: macros, tasks, links and emoticons are elements of their own.

use super::names::is_block;
use super::tokens::Tag;
use super::{Reader, Span};
use crate::outline::prose::Alert;
use crate::outline::writer::Writer;

/// A macro that is open.
pub(super) enum Macro {
    /// A code block and its language.
    Code(String),
    /// A callout.
    Callout,
    /// A coloured word, such as `DONE`.
    Status,
    /// Any other; its body is read.
    Other,
}

impl Reader<'_> {
    pub(super) fn storage_start(&mut self, tag: &Tag, writer: &mut Writer) {
        match tag.name.as_str() {
            "ac:structured-macro" | "ac:macro" if !tag.closed => {
                self.open_macro(&tag.get("ac:name").unwrap_or_default(), writer);
            }
            "ac:parameter" | "ac:task-status" if !tag.closed => {
                let name = tag.get("ac:name").unwrap_or_else(|| tag.name.clone());
                self.aside = Some((name, String::new()));
            }
            "ac:link" => {
                writer.inline.touch(tag.span);
                self.link = Some((String::new(), writer.inline.len()));
            }
            "ri:page" | "ri:attachment" | "ri:url" => {
                let target = ["ri:content-title", "ri:filename", "ri:value"]
                    .iter()
                    .find_map(|name| tag.get(name))
                    .unwrap_or_default();
                if let Some((open, _)) = &mut self.link {
                    *open = target;
                }
            }
            "ac:emoticon" => writer.text(&emoticon(tag), tag.span),
            "ac:placeholder" => writer.text("<", tag.span),
            name if is_block(name) => writer.end_paragraph(),
            _ => {}
        }
    }

    pub(super) fn storage_end(&mut self, name: &str, span: Span, writer: &mut Writer) {
        match name {
            "ac:structured-macro" | "ac:macro" => {
                if let Some(Macro::Callout) = self.macros.pop() {
                    writer.close_quote();
                }
            }
            "ac:parameter" | "ac:task-status" => {
                if let Some((name, value)) = self.aside.take() {
                    self.parameter(&name, value.trim(), span, writer);
                }
            }
            "ac:link" => {
                if let Some((target, from)) = self.link.take() {
                    if writer.inline.len() == from {
                        writer.text(&target, span);
                    }
                    let text =
                        crate::outline::Text { plain: crate::outline::inline::folded(writer.inline.since(from)), span };
                    writer.link(text, target, false);
                }
            }
            "ac:placeholder" => writer.text(">", span),
            _ if is_block(name) => writer.end_paragraph(),
            _ => {}
        }
    }

    fn open_macro(&mut self, name: &str, writer: &mut Writer) {
        let alert = Alert::named(name);
        if alert.is_some() {
            writer.open_quote(alert);
        }
        self.macros.push(match name {
            "code" | "noformat" => Macro::Code(String::new()),
            "status" => Macro::Status,
            _ if alert.is_some() => Macro::Callout,
            _ => Macro::Other,
        });
    }

    fn parameter(&mut self, name: &str, value: &str, span: Span, writer: &mut Writer) {
        match (name, self.macros.last_mut()) {
            ("ac:task-status", _) => writer.check(value == "complete", span),
            ("language", Some(Macro::Code(language))) => *language = value.to_ascii_lowercase(),
            ("title", Some(Macro::Status)) => writer.text(value, span),
            ("title", Some(Macro::Callout | Macro::Other)) => {
                writer.text(value, span);
                writer.end_paragraph();
            }
            _ => {}
        }
    }
}

fn emoticon(tag: &Tag) -> String {
    tag.get("ac:emoji-fallback").filter(|fallback| !fallback.starts_with(':')).unwrap_or_else(|| {
        match tag.get("ac:name").unwrap_or_default().as_str() {
            "tick" => "✅",
            "cross" => "❌",
            "warning" => "⚠",
            "information" => "ℹ",
            "question" => "❓",
            _ => "",
        }
        .to_owned()
    })
}

//! Inline marks of reStructuredText and `AsciiDoc`: bold, code, emphasis and links, taken off while the text is written.

use super::lines::Line;
use super::writer::Writer;
use super::{Span, Text};

/// The marks of a language.
pub(super) struct Marks {
    /// What opens and closes bold text.
    pub(super) bold: &'static str,
    /// Marks whose inside is text, longest first.
    pub(super) plain: &'static [&'static str],
    /// `` `text <target>`_ `` rather than `target[text]`.
    pub(super) named_links: bool,
}

impl Marks {
    /// Writes a line.
    pub(super) fn write(&self, line: Line<'_>, writer: &mut Writer) {
        let mut at = 0;
        let mut plain = 0;
        while let Some(found) = self.next(line.text, at) {
            self.piece(line.part(plain..found.start), writer);
            writer.inline.touch(line.part(found.start..found.end).span());
            let inside = line.part(found.inside.0..found.inside.1);
            match found.target {
                Some(target) => {
                    let text =
                        Text { plain: inside.text.trim().to_owned(), span: line.part(found.start..found.end).span() };
                    writer.link(text, target, false);
                    self.piece(inside, writer);
                }
                None => {
                    let from = writer.inline.len();
                    self.piece(inside, writer);
                    if found.bold {
                        writer.inline.bold(from);
                    }
                }
            }
            at = found.end;
            plain = found.end;
        }
        self.piece(line.part(plain..line.text.len()), writer);
        writer
            .inline
            .touch(Span::of(line.start + line.indent()..line.start + line.text.trim_end().len().max(line.indent())));
    }

    fn piece(&self, part: Line<'_>, writer: &mut Writer) {
        if !part.text.is_empty() {
            writer.text(part.text, part.span());
        }
    }

    /// The next marked text at or behind byte `at`.
    fn next(&self, text: &str, mut at: usize) -> Option<Found> {
        let mut tries = 0;
        while let Some(length) = text.get(at..)?.find(['*', '`', '_', '+', '[', ':']) {
            let start = at + length;
            // A line full of marks that never close is text.
            tries += 1;
            if tries > 200 {
                return None;
            }
            let fresh = text[..start].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
            let found = self.link(text, start).or_else(|| if fresh { self.marked(text, start) } else { None });
            if found.is_some() {
                return found;
            }
            let same = text[start..].bytes().take_while(|byte| *byte == text.as_bytes()[start]).count();
            at = start + same.max(1);
        }
        None
    }

    fn marked(&self, text: &str, start: usize) -> Option<Found> {
        let rest = &text[start..];
        let mark = std::iter::once(self.bold)
            .chain(self.plain.iter().copied())
            .filter(|mark| rest.starts_with(mark))
            .max_by_key(|mark| mark.len())?;
        let inside = start + mark.len();
        let length = text[inside..].find(mark)?;
        let body = &text[inside..inside + length];
        let tight = !body.is_empty() && !body.starts_with(' ') && !body.ends_with(' ');
        let end = inside + length + mark.len();
        let closed = text[end..].chars().next().is_none_or(|next| !next.is_alphanumeric());
        (tight && closed).then(|| Found {
            start,
            end,
            inside: (inside, inside + length),
            target: None,
            bold: mark == self.bold,
        })
    }

    fn link(&self, text: &str, start: usize) -> Option<Found> {
        if self.named_links {
            let body = text[start..].strip_prefix('`')?;
            let close = body.find("`_")?;
            let (name, target) = body[..close].strip_suffix('>')?.rsplit_once('<')?;
            let end = start + 1 + close + 2;
            let end = end + usize::from(text[end..].starts_with('_'));
            return Some(Found {
                start,
                end,
                inside: (start + 1, start + 1 + name.len()),
                target: Some(target.to_owned()),
                bold: false,
            });
        }
        // `https://x[text]`, `link:x[text]`, `xref:x[text]`: found by its bracket.
        let body = text[start..].strip_prefix('[')?;
        let from = text[..start].rfind([' ', '(', ',']).map_or(0, |at| at + 1);
        let target = &text[from..start];
        let named = target.strip_prefix("link:").or_else(|| target.strip_prefix("xref:"));
        let target = named.or_else(|| Some(target).filter(|target| target.contains("://")))?;
        let close = body.find(']')?;
        Some(Found {
            start: from,
            end: start + 1 + close + 1,
            inside: (start + 1, start + 1 + close),
            target: Some(target.to_owned()),
            bold: false,
        })
    }
}

/// Marked text: all of it, and what stands between the marks, in bytes of the line.
struct Found {
    start: usize,
    end: usize,
    inside: (usize, usize),
    target: Option<String>,
    bold: bool,
}

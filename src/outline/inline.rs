//! The text of one block while it is being read: white space folded, lines kept apart, each with its span.

use std::ops::Range;

use super::Span;

/// A line that is whole: its bytes within the block's text, and where it was written.
pub(super) type Line = (Range<usize>, Span);

/// Collects the text of one block. The buffers are used again for the next one.
#[derive(Default)]
pub(super) struct Inline {
    plain: String,
    lines: Vec<Line>,
    /// Where the open line begins. Its white space is folded once it is whole.
    start: usize,
    folded: String,
    span: Option<Span>,
    /// Bytes of the first line that bold text covers.
    bold: Option<(usize, usize)>,
}

impl Inline {
    /// Adds text that was written at `span`.
    pub(super) fn push(&mut self, text: &str, span: Span) {
        self.touch(span);
        self.plain.push_str(text);
    }

    /// Adds markup that shows nothing but belongs to the line.
    pub(super) fn touch(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |open| open.join(span)));
    }

    /// Adds white space.
    pub(super) fn space(&mut self) {
        self.plain.push(' ');
    }

    pub(super) fn end_line(&mut self) {
        let span = self.span.take();
        if self.plain.len() > self.start {
            self.tidy();
        }
        if self.plain.len() > self.start {
            self.lines.push((self.start..self.plain.len(), span.unwrap_or_default()));
            self.plain.push(' ');
        }
        self.start = self.plain.len();
    }

    /// Folds and trims the open line.
    fn tidy(&mut self) {
        let Some(line) = self.plain.get(self.start..) else { return };
        if !is_tidy(line.as_bytes()) {
            self.folded.clear();
            fold(&mut self.folded, line);
            self.plain.truncate(self.start);
            self.plain.push_str(&self.folded);
        }
        let end = self.plain.trim_end_matches(' ').len();
        self.plain.truncate(end.max(self.start));
    }

    /// Bytes collected so far.
    pub(super) fn len(&self) -> usize {
        self.plain.len()
    }

    /// Whether the text is no more than white space.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.plain.trim_end().is_empty()
    }

    /// The text from byte `from` on, as [`Self::len`] gave it.
    pub(super) fn since(&self, from: usize) -> &str {
        self.plain.get(from..).unwrap_or_default()
    }

    /// Bold text began at byte `from` and ends here.
    pub(super) fn bold(&mut self, from: usize) {
        match &mut self.bold {
            Some((_, end)) if self.plain.get(*end..from).is_some_and(|between| between.trim().is_empty()) => {
                *end = self.plain.len()
            }
            Some(_) => {}
            None => self.bold = Some((from, self.plain.len())),
        }
    }

    /// Whether the first line, now whole, is bold from end to end.
    pub(super) fn first_line_is_bold(&self) -> bool {
        let Some((first, _)) = self.lines.first() else { return false };
        self.bold.is_some_and(|(from, to)| {
            from <= first.start && to >= first.end && to <= self.lines.get(1).map_or(usize::MAX, |(next, _)| next.start)
        })
    }

    /// The whole text and its span, once the last line is ended.
    pub(super) fn whole(&self) -> (&str, Span) {
        match (self.lines.first(), self.lines.last()) {
            (Some((first, start)), Some((last, end))) => (&self.plain[first.start..last.end], start.join(*end)),
            _ => ("", Span::default()),
        }
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, Span)> {
        self.lines.iter().map(|(range, span)| (&self.plain[range.clone()], *span))
    }

    /// Takes the first line off.
    pub(super) fn drop_first_line(&mut self) {
        if !self.lines.is_empty() {
            self.lines.remove(0);
        }
        self.bold = None;
    }

    pub(super) fn clear(&mut self) {
        self.plain.clear();
        self.lines.clear();
        self.start = 0;
        self.span = None;
        self.bold = None;
    }
}

/// Adds text with its white space folded; none at the front.
fn fold(plain: &mut String, text: &str) {
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
}

/// Whether there is nothing to fold, as in most lines: no white space but single blanks between words. The lead bytes of
/// the wide spaces are taken for such. Without branches, so that many bytes are compared at once.
fn is_tidy(line: &[u8]) -> bool {
    let mut before = b' ';
    let mut untidy = false;
    for &byte in line {
        untidy |=
            (byte < b' ') | ((byte == b' ') & (before == b' ')) | (byte == 0xC2) | ((byte >= 0xE1) & (byte <= 0xE3));
        before = byte;
    }
    !untidy
}

/// White space folded and trimmed.
pub(super) fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    fold(&mut plain, text);
    plain
}

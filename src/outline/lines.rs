//! Lines with their places, for the readers that go line by line.

use std::ops::Range;

use super::Span;

/// A line, or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its text, without the end of the line.
    pub(super) text: &'a str,
    /// Where it begins in the file.
    pub(super) start: usize,
}

impl<'a> Line<'a> {
    pub(super) fn span(self) -> Span {
        Span::of(self.start..self.start + self.text.len())
    }

    /// Without white space around it.
    pub(super) fn trimmed(self) -> Self {
        let front = self.text.len() - self.text.trim_start().len();
        Self { text: self.text.trim(), start: self.start + front }
    }

    /// Bytes `range` of it.
    pub(super) fn part(self, range: Range<usize>) -> Self {
        Self { text: self.text.get(range.clone()).unwrap_or_default(), start: self.start + range.start }
    }

    /// White space at its front, in bytes.
    pub(super) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    pub(super) fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    /// What follows `mark`, if the line begins with it.
    pub(super) fn after(self, mark: &str) -> Option<Self> {
        self.text.strip_prefix(mark).map(|text| Self { text, start: self.start + mark.len() })
    }
}

/// From the first of some lines to the last.
pub(super) fn span(lines: &[Line<'_>]) -> Span {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.span().join(last.span()),
        _ => Span::default(),
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let here = Line { text: line.trim_end_matches(['\n', '\r']), start };
        start += line.len();
        here
    })
}

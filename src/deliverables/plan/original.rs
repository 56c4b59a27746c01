//! A document as its owner wrote it. It is given back byte for byte, with what is added to it, and with nothing else changed.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::diff;
use crate::dossier::{Encoding, Source};

/// Text that is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Insertion {
    /// Before this byte of the text. What ends with a line end is whole lines, and stands at the begin of a line.
    pub(super) at: usize,
    /// What is put there.
    pub(super) text: String,
    /// What it is, and which rules ask for it.
    pub(super) about: String,
}

/// How far the bytes of the file are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// All of them: the digest agrees.
    Exactly,
    /// The text was taken out of another format.
    Extracted(&'static str),
    /// Only the characters.
    Text(Encoding),
    /// But for secrets, which are masked.
    Masked,
}

/// A document of the dossier.
pub(super) struct Original<'a> {
    source: &'a Source,
    /// What the file begins with: a byte order mark, or nothing.
    mark: &'static str,
    /// How far its bytes are known.
    pub(super) known: Known,
}

impl<'a> Original<'a> {
    /// Compares the text with the digest of the file.
    pub(super) fn of(source: &'a Source) -> Self {
        let is_file = |mark: &str| digest(&[mark, &source.text]).eq_ignore_ascii_case(&source.sha256);
        let (mark, known) = if let Some(format) = source.extracted {
            ("", Known::Extracted(format))
        } else if !source.secrets.is_empty() {
            ("", Known::Masked)
        } else if is_file("") {
            ("", Known::Exactly)
        } else if is_file("\u{feff}") {
            ("\u{feff}", Known::Exactly)
        } else {
            ("", Known::Text(source.encoding))
        };
        Self { source, mark, known }
    }

    /// What ends most of its lines.
    pub(super) fn line_end(&self) -> &'static str {
        let all = self.source.text.matches('\n').count();
        if self.source.text.matches("\r\n").count() * 2 > all { "\r\n" } else { "\n" }
    }

    /// Lines before byte `at`, with an empty line on either side.
    pub(super) fn block(&self, at: usize, lines: &[String], about: String) -> Insertion {
        let end = self.line_end();
        let before = self.source.text.get(..at).unwrap_or_default();
        let behind = self.source.text.get(at..).unwrap_or_default();
        let mut text = String::new();
        if !before.is_empty() && !before.ends_with('\n') {
            text.push_str(end);
        }
        if !before.trim_end_matches([' ', '\t']).is_empty() && !ends_blank(before) {
            text.push_str(end);
        }
        for line in lines {
            text.push_str(line);
            text.push_str(end);
        }
        if !behind.is_empty() {
            text.push_str(end);
        }
        Insertion { at, text, about }
    }

    /// Lines right before byte `at`, which is the begin of a line or the end of the text.
    pub(super) fn lines(&self, at: usize, lines: &[String], about: String) -> Insertion {
        let end = self.line_end();
        let before = self.source.text.get(..at).unwrap_or_default();
        let mut text = String::new();
        if !before.is_empty() && !before.ends_with('\n') {
            text.push_str(end);
        }
        for line in lines {
            text.push_str(line);
            text.push_str(end);
        }
        Insertion { at, text, about }
    }

    /// The document with everything that is put in.
    pub(super) fn with(&self, insertions: &[Insertion]) -> String {
        let mut text = String::from(self.mark);
        let mut from = 0;
        for insertion in insertions {
            text.push_str(self.source.text.get(from..insertion.at).unwrap_or_default());
            text.push_str(&insertion.text);
            from = insertion.at;
        }
        text.push_str(self.source.text.get(from..).unwrap_or_default());
        text
    }

    /// The same as a patch.
    pub(super) fn diff(&self, insertions: &[Insertion]) -> String {
        let shifted: Vec<Insertion> = insertions
            .iter()
            .map(|insertion| Insertion {
                at: if insertion.at == 0 { 0 } else { insertion.at + self.mark.len() },
                ..insertion.clone()
            })
            .collect();
        let old = format!("{}{}", self.mark, self.source.text);
        diff::unified(&self.source.path, &old, &shifted)
    }
}

/// Brings insertions at one place together: one empty line between two, and none too many.
pub(super) fn settle(insertions: &mut [Insertion], end: &str) {
    let blank = format!("{end}{end}");
    for at in 1..insertions.len() {
        let (before, rest) = insertions.split_at_mut(at);
        let (Some(before), Some(next)) = (before.last(), rest.first_mut()) else { continue };
        if before.at != next.at || !next.text.starts_with(end) {
            continue;
        }
        let bare = next.text.trim_start_matches(['\r', '\n']);
        next.text = if before.text.ends_with(&blank) { bare.to_owned() } else { format!("{end}{bare}") };
    }
}

fn ends_blank(before: &str) -> bool {
    let last = before.strip_suffix('\n').unwrap_or(before);
    let line = last.rsplit('\n').next().unwrap_or_default();
    line.trim().is_empty()
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
    }
    let mut digits = String::with_capacity(64);
    for byte in hash.finalize() {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &str) -> Source {
        let text = bytes.trim_start_matches('\u{feff}').to_owned();
        Source::new("d/plan.md".to_owned(), text, digest(&[bytes]))
    }

    #[test]
    fn line_ends_and_marks_stay() {
        let source = source("\u{feff}# A\r\n\r\nx  \r\n## B\r\nlast");
        let original = Original::of(&source);
        assert_eq!((original.known, original.line_end()), (Known::Exactly, "\r\n"));
        let lines = ["## New".to_owned()];
        let at = source.text.find("## B").unwrap_or_default();
        let middle = original.block(at, &lines, String::new());
        let end = original.block(source.text.len(), &lines, String::new());
        assert_eq!(
            original.with(&[middle, end]),
            "\u{feff}# A\r\n\r\nx  \r\n\r\n## New\r\n\r\n## B\r\nlast\r\n\r\n## New\r\n"
        );
    }

    #[test]
    fn a_text_that_is_not_the_file_is_known() {
        let known = |source: &Source| Original::of(source).known;
        assert_eq!(known(&Source::new("a.md".to_owned(), "x", "00".to_owned())), Known::Text(Encoding::Utf8));
        assert_eq!(known(&source("DB_PASSWORD=hunter2hunter2\n")), Known::Masked);
    }
}

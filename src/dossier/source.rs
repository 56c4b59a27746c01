//! One file that was taken in: its text, its lines, its digest.

use super::encoding::Encoding;
use super::secrets::{self, Secret};
use crate::outline::Span;

/// Index of a source within its reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// What the place of a file says about its weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing: it counts in full.
    #[default]
    Current,
    /// It lies in a folder of old or unfinished files (`archive/`, `drafts/`): one elsewhere that says otherwise is right.
    SetAside,
}

/// A text file of the dossier.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as it was given, `/` between folders.
    pub path: String,
    /// The text, with every secret that could be recognised masked, character for character, so that lines and columns are
    /// those of the file.
    pub text: String,
    /// SHA-256 of the bytes as given, in hexadecimal.
    pub sha256: String,
    /// The secrets that were masked.
    pub secrets: Vec<Secret>,
    /// How the file's characters were written; of a document in another format, UTF-8.
    pub encoding: Encoding,
    /// The format that the text was taken out of, such as "Word document": the lines are those of the text, which is Markdown.
    /// `None` for a file that is text itself.
    pub extracted: Option<&'static str>,
    /// What its folder says about its weight.
    pub standing: Standing,
    line_starts: Vec<u32>,
    /// Characters before each block of the text, so that a column in a very long line costs no more than in a short one.
    characters: Vec<u32>,
}

/// Bytes of a block.
const BLOCK: usize = 1024;

impl Source {
    /// Takes in decoded text, masking the secrets in it.
    pub fn new(path: String, text: impl Into<String>, sha256: String) -> Self {
        let text = text.into();
        let found = secrets::scan(&path, &text);
        let (text, secrets) = if found.is_empty() { (text, found) } else { secrets::mask(&text, found) };
        let (line_starts, characters) = (line_starts(&text), characters(&text));
        Self {
            path,
            text,
            sha256,
            secrets,
            encoding: Encoding::default(),
            extracted: None,
            standing: Standing::default(),
            line_starts,
            characters,
        }
    }

    /// Masks further secrets, recognised by what stands around them. Spans into the old text no longer hold.
    pub fn mask(&mut self, mut found: Vec<Secret>) {
        // A mask is longer than what it hides: the places of those that were known before move with the text.
        found.append(&mut self.secrets);
        (self.text, self.secrets) = secrets::mask(&self.text, found);
        (self.line_starts, self.characters) = (line_starts(&self.text), characters(&self.text));
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Line and column of a byte offset, both from 1, the column in characters. The end of a line is the place behind its last
    /// character, whatever ends it.
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1) - 1;
        let start = self.line_starts.get(line).copied().unwrap_or_default();
        let end = start as usize + self.line(line as u32 + 1).len();
        let before = self.characters_before(offset.min(end as u32)).saturating_sub(self.characters_before(start));
        (line as u32 + 1, before + 1)
    }

    fn characters_before(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let block = offset / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.characters.get(block).copied().unwrap_or_default() + count(rest)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Number of lines.
    pub fn lines(&self) -> usize {
        self.line_starts.len()
    }

    /// The text of line `number`, from 1, without its end.
    pub fn line(&self, number: u32) -> &str {
        let index = number.saturating_sub(1) as usize;
        let Some(start) = self.line_starts.get(index) else { return "" };
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |next| *next as usize);
        let line = self.text.get(*start as usize..end).unwrap_or_default();
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line)
    }
}

/// Characters that begin in these bytes.
fn count(bytes: &[u8]) -> u32 {
    // Any byte but those that go on with a character: 10xxxxxx.
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count() as u32
}

fn characters(text: &str) -> Vec<u32> {
    let mut sum = 0;
    let mut before = vec![0];
    for block in text.as_bytes().chunks(BLOCK) {
        sum += count(block);
        before.push(sum);
    }
    before
}

fn line_starts(text: &str) -> Vec<u32> {
    std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1))
        .filter(|start| (*start as usize) < text.len() || *start == 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_that_were_known_keep_their_place() {
        let mut source = Source::new("a.md".to_owned(), "one hidden two\nDB_PASSWORD=hunter2", String::new());
        source.mask(vec![Secret { what: "word".to_owned(), span: Span::of(4..10) }]);
        let shown: Vec<(&str, &str)> =
            source.secrets.iter().map(|secret| (secret.what.as_str(), source.slice(secret.span))).collect();
        assert_eq!(source.text, "one •••••• two\nDB_PASSWORD=•••••••");
        assert_eq!(shown, [("word", "••••••"), ("literal value of `DB_PASSWORD`", "•••••••")]);
    }

    #[test]
    fn what_ends_a_line_has_no_column_of_its_own() {
        let source = Source::new("a.md".to_owned(), "ab\r\nc\n", String::new());
        let places: Vec<(u32, u32)> = (0..=6).map(|offset| source.position(offset)).collect();
        assert_eq!(places, [(1, 1), (1, 2), (1, 3), (1, 3), (2, 1), (2, 2), (2, 2)]);
    }

    #[test]
    fn columns_are_counted_in_characters_however_long_the_line() {
        let line = "aé日\u{1f600}".repeat(1_000);
        let source = Source::new("a.md".to_owned(), format!("{line}\n{line}"), String::new());
        let offsets = line.char_indices().map(|(at, _)| at as u32).chain([line.len() as u32]);
        for (index, offset) in offsets.enumerate() {
            let second = offset + line.len() as u32 + 1;
            assert_eq!(source.position(offset), (1, index as u32 + 1));
            assert_eq!(source.position(second), (2, index as u32 + 1));
        }
    }
}

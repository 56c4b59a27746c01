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
}

impl Source {
    /// Takes in decoded text, masking the secrets in it.
    pub fn new(path: String, text: &str, sha256: String) -> Self {
        let found = secrets::scan(&path, text);
        let (text, secrets) = secrets::mask(text, found);
        let line_starts = line_starts(&text);
        Self {
            path,
            text,
            sha256,
            secrets,
            encoding: Encoding::default(),
            extracted: None,
            standing: Standing::default(),
            line_starts,
        }
    }

    /// Masks further secrets, recognised by what stands around them. Spans into the old text no longer hold.
    pub fn mask(&mut self, found: Vec<Secret>) {
        let (text, secrets) = secrets::mask(&self.text, found);
        self.line_starts = line_starts(&text);
        self.text = text;
        self.secrets.extend(secrets);
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Line and column of a byte offset, both from 1, the column in characters.
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1) - 1;
        let start = self.line_starts.get(line).copied().unwrap_or_default();
        let before = self.text.get(start as usize..offset as usize).unwrap_or_default();
        (line as u32 + 1, before.chars().count() as u32 + 1)
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
        self.text.get(*start as usize..end).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    std::iter::once(0)
        .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1))
        .filter(|start| (*start as usize) < text.len() || *start == 0)
        .collect()
}

//! The pack as files: what the archive holds, and what the command line writes.

use super::Deliverable;
use super::concerns::masked;
use super::formats::{Format, formats, write};

/// A file of the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name; folders in it end with `/`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Every document in every format that it has, in the order of the documents. Secrets are masked.
pub fn files(documents: &[Deliverable]) -> Vec<File> {
    documents.iter().flat_map(file).collect()
}

fn file(document: &Deliverable) -> Vec<File> {
    let document = &*masked(document);
    let formats = formats(document);
    if formats.is_empty() {
        return vec![File { name: document.name.clone(), bytes: write(document, Format::Markdown) }];
    }
    let file = |format: &Format| File { name: format.file_name(document), bytes: write(document, *format) };
    formats.iter().map(file).collect()
}

/// A name that stays in the folder which it is written to, whatever a document of the dossier calls itself.
pub(super) fn name(wanted: &str) -> String {
    let part = |part: &str| {
        let kept = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.' | ' ');
        let part: String = part.chars().map(|sign| if kept(sign) { sign } else { '-' }).collect();
        part.trim_start().trim_end_matches(['.', ' ']).to_owned()
    };
    let parts: Vec<String> = wanted.split(['/', '\\']).map(part).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "document".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_stays_in_its_folder() {
        for (wanted, name) in [
            ("release-notes.md", "release-notes.md"),
            ("admin-tasks/ADM-024.md", "admin-tasks/ADM-024.md"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\x\\..\\y.md", "C-/x/y.md"),
            ("a<b>:\u{202e}\n.md", "a-b----.md"),
            (".env.example", ".env.example"),
            ("..", "document"),
        ] {
            assert_eq!(super::name(wanted), name, "{wanted}");
        }
    }
}

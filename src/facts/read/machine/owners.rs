//! `CODEOWNERS` of GitHub, GitLab and Bitbucket, read by line: patterns first, owners behind them.

use super::{Doc, Facts, lines, part};
use crate::facts::CodeOwner;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for (offset, line) in lines(&doc.source.text) {
        let text = line.split(" #").next().unwrap_or_default().trim_end();
        // GitLab groups lines below `[Section]` or `^[Section]`.
        if text.trim_start().starts_with(['#', '[', '^']) {
            continue;
        }
        let mut words = text.split_whitespace();
        let Some(pattern) = words.next() else { continue };
        facts.code_owners.push(CodeOwner {
            pattern: part(doc, offset, line, pattern),
            owners: words.filter(|word| word.contains('@')).map(|word| part(doc, offset, line, word)).collect(),
        });
    }
}

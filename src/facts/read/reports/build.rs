//! Reports of the build: exit code, errors and warnings.

use super::{Doc, Phrase, Said, Stated, amount, sections, stated};
use crate::facts::read::release;
use crate::facts::{BuildResult, Version, outcome};
use crate::outline::Node;
use crate::vocabulary::{self, Column, Key, Title};

/// The report that a document is or holds.
pub(super) fn read(doc: &Doc<'_>) -> Option<BuildResult> {
    let (title, own) = sections(doc, Title::BuildReport)?;
    let mut result = empty(title);
    result.version = said(&result.title);
    for line in own.iter().flat_map(|section| doc.lines_of(*section)) {
        if matches!(line.key, Some(Key::Release | Key::Version)) {
            result.version = result.version.or_else(|| said(&doc.phrase(&line.field.value)));
        }
    }
    for stated in stated(doc, &own) {
        take(&mut result, &stated);
    }
    // A heading alone reports nothing.
    let whole = doc.title().is_some_and(|title| doc.place(title.span) == result.title.at);
    let says = [&result.exit_code, &result.compile_errors, &result.lint_errors, &result.lint_warnings];
    (whole || result.status.is_some() || says.iter().any(|said| said.is_some())).then_some(result)
}

/// A manifest that the build wrote, as data: `release-manifest.json`.
pub(super) fn manifest(doc: &Doc<'_>) -> Option<BuildResult> {
    let name = doc.source.name().rsplit_once('.').map_or(doc.source.name(), |(stem, _)| stem);
    if !vocabulary::find(name).of(name).has(Title::BuildReport) {
        return None;
    }
    let root = doc.outline.nodes.first()?;
    let phrase = |node: &Node| {
        let value = node.scalar()?.to_owned();
        Some(Said { value, at: doc.place(node.span) })
    };
    let version = ["version", "release"].iter().find_map(|key| said(&phrase(root.get(key)?)?));
    let title = Said { value: doc.source.name().to_owned(), at: doc.place(root.span) };
    Some(BuildResult { version, ..empty(title) })
}

fn empty(title: Phrase) -> BuildResult {
    BuildResult {
        title,
        version: None,
        exit_code: None,
        compile_errors: None,
        lint_errors: None,
        lint_warnings: None,
        status: None,
    }
}

fn said(phrase: &Phrase) -> Option<Said<Version>> {
    Some(Said { value: release::version(&phrase.value)?, at: phrase.at })
}

fn take(result: &mut BuildResult, stated: &Stated<'_>) {
    if stated.name.whole::<Key>() == Some(Key::Release) {
        result.version = result.version.take().or_else(|| said(&stated.value));
        return;
    }
    let slot = match stated.column() {
        Some(Column::ExitCode) => &mut result.exit_code,
        Some(Column::CompileErrors) => &mut result.compile_errors,
        Some(Column::LintErrors) => &mut result.lint_errors,
        Some(Column::LintWarnings) => &mut result.lint_warnings,
        Some(Column::Status | Column::Result) => {
            let verdict = || Some(Said { value: outcome(&stated.value.value)?, at: stated.value.at });
            result.status = result.status.take().or_else(verdict);
            return;
        }
        _ => return,
    };
    *slot = slot.take().or_else(|| amount(&stated.value));
}

//! The release's identifier, the deployments table, and outputs that documents declare.

use std::collections::BTreeSet;

use super::document::{Doc, Line, Sentence};
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said, is_release_document, stated};
use crate::facts::{DeclaredOutput, Deployment, Version, image_ref};
use crate::outline::Text;
use crate::vocabulary::{self, Column, Hit, Key, Section, Terms, Word};

/// `root` is the folder that holds the whole dossier.
pub(super) fn read(doc: &Doc<'_>, root: &str, facts: &mut Facts) {
    if is_release_document(doc.kind) {
        facts.releases.extend(from_title(doc).or_else(|| from_heading(doc)));
        facts.releases.extend(lines(doc).filter_map(|line| said(&doc.phrase(&line.field.value))));
        let told = doc.outline.sections.iter().flat_map(|section| doc.telling(section, Word::VersionWord));
        facts.version_mentions.extend(told.filter_map(|sentence| mentioned(&sentence)));
    }
    if doc.kind == Kind::PackageManifest && is_whole(doc, root) {
        let version = doc.outline.nodes.first().and_then(|node| node.get("version"));
        facts.releases.extend(
            version.and_then(|node| said(&Said { value: node.scalar()?.to_owned(), at: doc.place(node.span) })),
        );
    }
    if doc.kind == Kind::DeploymentPlan {
        for grid in doc.grids().filter(is_deployments) {
            for row in &grid.table.rows {
                let Some(environment) = grid.stated(row, Column::Environment) else { continue };
                let name = vocabulary::environment(&environment.value)
                    .map_or_else(|| environment.value.to_lowercase(), str::to_owned);
                let artifact = grid.cell(row, Column::Artifact);
                facts.deployments.push(Deployment {
                    environment,
                    name,
                    artifact,
                    purpose: grid.cell(row, Column::Purpose),
                    address: grid.cell(row, Column::Address),
                    scale: grid.cell(row, Column::Scale).or_else(|| grid.cell(row, Column::ScalingAxis)),
                    owner: grid.cell(row, Column::Owner),
                });
            }
        }
        let tags: Vec<Said<Version>> = facts
            .deployments
            .iter()
            .filter(|row| row.artifact.as_ref().is_some_and(|artifact| artifact.at.source == doc.id))
            .filter(|row| matches!(row.name.as_str(), "production" | "staging"))
            .filter_map(|row| tag(row.artifact.as_ref()?))
            .collect();
        facts.releases.extend(tags);
    }
}

/// A row for each environment, and what goes there; under the heading of deployments also without the artifact.
fn is_deployments(grid: &Grid<'_>) -> bool {
    const BESIDE: [Column; 4] = [Column::Purpose, Column::Address, Column::Scale, Column::Owner];
    let under = || grid.topic == Some(Section::Deployments) && grid.has_any(&BESIDE);
    grid.has(Column::Environment) && (grid.has(Column::Artifact) || under())
}

/// Commands that give a version its name, and those that bring one back.
const TAGGING: [&str; 4] = ["git tag ", "gh release create ", "glab release create ", "git push "];
const BRINGING_BACK: [&str; 5] = ["git reset ", "git checkout ", "git switch ", "git revert ", "git restore "];

/// What the commands of the steps tag is the release, where all tag one version; what a rollback checks out is the version that
/// it brings back.
pub(super) fn in_commands(doc: &Doc<'_>, facts: &mut Facts) {
    let steps = facts.steps.iter().filter(|step| step.at.source == doc.id);
    let commands = steps.flat_map(|step| &step.commands);
    let mut tagged: Vec<Said<Version>> = commands
        .filter_map(|command| Some(Said { value: named_by(&TAGGING, &command.value)?, at: command.at }))
        .collect();
    tagged.dedup_by(|one, other| one.value == other.value);
    if let [only] = tagged.as_slice() {
        facts.releases.push(only.clone());
    }
    for rollback in facts.rollbacks.iter_mut().filter(|rollback| rollback.title.at.source == doc.id) {
        rollback.version = rollback
            .procedure
            .iter()
            .find_map(|at| Some(Said { value: named_by(&BRINGING_BACK, doc.source.slice(at.span))?, at: *at }));
    }
}

/// The version that a command names: a word of its own, without the branch before it (`preview/v1.4.0`). `1.2.3` is an example.
fn named_by(commands: &[&str], text: &str) -> Option<Version> {
    let rest = commands.iter().find_map(|command| Some(text.split_once(command)?.1))?;
    let words = rest.lines().next()?.split([' ', '`', '"', '\'', '/']);
    words.filter_map(version_token).find(|version| version.0 != "1.2.3")
}

/// The lines that name the release: `Release: 2.4.0`, or `Version: 2.4.0` where it is not the document's own.
fn lines<'d, 'a>(doc: &'d Doc<'a>) -> impl Iterator<Item = &'d Line<'a>> {
    let records = records(doc);
    doc.lines().iter().filter(move |line| match line.key {
        Some(Key::Release) => true,
        Some(Key::Version) => !records.contains(&line.section) && !is_draft(doc, line),
        _ => false,
    })
}

/// What the first of these lines says.
pub(super) fn keyed(doc: &Doc<'_>) -> Option<Phrase> {
    let line = lines(doc).next()?;
    Some(doc.phrase(&line.field.value)).filter(|value| !value.value.is_empty())
}

/// `1.4` beside an author or an owner, `2.0 (final)`: how often the document was written.
fn is_draft(doc: &Doc<'_>, line: &Line<'_>) -> bool {
    let value = &line.field.value;
    let terms = vocabulary::find(&value.plain);
    let terms = terms.of(&value.plain);
    let said = value.plain.contains(['(', '（']) && terms.has(Word::DocumentState);
    let short = version(&value.plain).is_some_and(|version| version.0.matches('.').count() == 1);
    let bare = !value.plain.trim_start().starts_with(['v', 'V']);
    let kept = || {
        doc.lines_of(line.section).iter().any(|beside| {
            matches!(beside.key, Some(Key::DocumentAuthor | Key::Updated)) || beside.column == Some(Column::Owner)
        })
    };
    // Front matter is about the file.
    let matter = doc.outline.sections.get(line.section).is_some_and(|part| part.level == 0)
        && doc.source.text.trim_start_matches('\u{feff}').starts_with("---");
    said || (matter && doc.kind != Kind::ReleaseNotes) || (short && bare && doc.kind != Kind::ReleaseNotes && kept())
}

/// The sections whose lines are the record of the document: when it was last changed, who keeps it, its number. The version
/// there counts its drafts. Notes on a release whose title names none have no other place for it.
fn records(doc: &Doc<'_>) -> BTreeSet<usize> {
    if doc.kind == Kind::ReleaseNotes && from_title(doc).is_none() {
        return BTreeSet::new();
    }
    let is_matter = |section: usize| doc.outline.sections.get(section).is_some_and(|part| part.level == 0);
    let own = |line: &&Line<'_>| match line.key {
        Some(Key::DocumentRecord | Key::LastChange) => true,
        // Elsewhere they may tell who wrote the release's test report.
        Some(Key::DocumentAuthor | Key::Updated | Key::DecisionId) => is_matter(line.section),
        _ => false,
    };
    doc.lines().iter().filter(own).map(|line| line.section).collect()
}

/// Whether the folder of a package manifest holds the whole dossier: that of one part has a version of its own.
fn is_whole(doc: &Doc<'_>, root: &str) -> bool {
    let folder = doc.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    root.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

fn tag(artifact: &Phrase) -> Option<Said<Version>> {
    let tag = image_ref(&artifact.value)?.tag?;
    said(&Said { value: tag, at: artifact.at })
}

fn from_title(doc: &Doc<'_>) -> Option<Said<Version>> {
    said(&doc.phrase(doc.title()?))
}

/// Of notes whose title names no version, the heading of the only one.
fn from_heading(doc: &Doc<'_>) -> Option<Said<Version>> {
    let section = Some(doc).filter(|doc| doc.kind == Kind::ReleaseNotes).and_then(super::notes::only_version)?;
    said(&doc.phrase(&section.title))
}

fn said(phrase: &Phrase) -> Option<Said<Version>> {
    version(&phrase.value).map(|value| Said { value, at: phrase.at })
}

/// The version behind a word for it in a sentence: "release 2.4.0", バージョン2.4.0, 版本 2.4.0.
fn mentioned(sentence: &Sentence<'_>) -> Option<Said<Version>> {
    let terms = sentence.terms;
    let words = Word::VersionWord;
    terms.of(words).take(8).filter(|hit| !names_other(terms.before(hit))).find_map(|hit| {
        let rest = terms
            .behind(hit)
            .trim_start_matches(|mark: char| mark.is_whitespace() || matches!(mark, ':' | '：' | '为'));
        let end = rest.find(|letter: char| !is_part(letter)).unwrap_or(rest.len());
        Some(Said { value: version_token(&rest[..end])?, at: sentence.at })
    })
}

/// Whether a technology or a file is named: its version is meant (`marked.js` … version 16.0.0).
fn names_other(text: &str) -> bool {
    let mut words = text.split(|letter: char| letter.is_whitespace() || matches!(letter, '`' | '(' | ')' | ','));
    words.any(|word| {
        let file =
            word.split_once('.').is_some_and(|(_, end)| end.starts_with(|next: char| next.is_ascii_alphabetic()));
        file || (!word.is_empty() && vocabulary::knows_technology(word))
    })
}

fn is_part(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '+' | '_')
}

/// The version of the release in a text: the first one that is neither the one before (`from 2.3.2 to 2.4.0`, `2.3.2 → 2.4.0`)
/// nor that of a technology (`PostgreSQL 16.2`).
pub(super) fn version(text: &str) -> Option<Version> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let mut first = None;
    let mut from = 0;
    let mut before = "";
    let mut left = 0;
    while let Some(start) = text[from..].find(is_part).map(|at| from + at) {
        let end = text[start..].find(|letter: char| !is_part(letter)).map_or(text.len(), |at| start + at);
        let token = &text[start..end];
        from = end;
        if !vocabulary::knows_technology(before)
            && let Some(version) = version_token(token)
        {
            if !is_left(terms, start, end) {
                return Some(version);
            }
            first = first.or(Some(version));
            left += 1;
            // A title that leaves so many versions names none.
            if left > 16 {
                break;
            }
        }
        before = token;
    }
    first
}

/// Whether a version is the one that is left: "from 2.3.2", `2.3.2 → …`, 2.3.2から.
fn is_left(terms: Terms<'_>, start: usize, end: usize) -> bool {
    let text = terms.text();
    let gap = |from: usize, to: usize| text.get(from..to).is_some_and(|gap| gap.chars().all(char::is_whitespace));
    let word = |hit: &Hit| {
        let (from, to) = (hit.start as usize, hit.end as usize);
        // から stands behind the version that is left, "from" and 从 before it.
        let foreign = !text[from..].starts_with(|first: char| first.is_ascii());
        let behind = foreign && text[..from].ends_with(|last: char| last.is_ascii_digit());
        (gap(to, start) && !behind) || (gap(end, from) && foreign)
    };
    let behind = text[end..].trim_start();
    let onward = behind.starts_with('→') || behind.starts_with("->") || behind.split(' ').next() == Some("to");
    onward || terms.of(Word::FromVersion).any(word)
}

/// `2.4.0`, `v2.4`, `REL-2026.48`, `2.4.0-rc.1`. Dates, bare numbers and `0.0.0` are none.
fn version_token(token: &str) -> Option<Version> {
    let token = token.trim_end_matches(['.', ':', ';']);
    if is_day(token) {
        return None;
    }
    let token = token.strip_prefix("REL-").unwrap_or(token);
    let token = token.strip_prefix(['v', 'V']).unwrap_or(token);
    let digits = token
        .split(['.', '-', '+'])
        .take_while(|part| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty())
        .count();
    let number = token.split(['-', '+']).next().unwrap_or_default();
    let dots = number.matches('.').count();
    let nothing = number.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    (dots >= 1 && digits > dots && token.len() <= 40 && !nothing).then(|| Version(token.to_ascii_lowercase()))
}

/// `02.03.2026`
fn is_day(token: &str) -> bool {
    let long = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    token.matches('.').count() == 2 && token.rsplit('.').next().is_some_and(long) && vocabulary::date(token).is_some()
}

/// `Automation Outputs:` lines, in templates too: they say what a filled dossier must hold.
pub(super) fn outputs(doc: &Doc<'_>, facts: &mut Facts) {
    for line in doc.lines().iter().filter(|line| line.key == Some(Key::Outputs)) {
        let value = &line.field.value;
        let names = file_names(value);
        facts.outputs.extend(names.into_iter().map(|name| DeclaredOutput { name, line: doc.phrase(value) }));
    }
}

fn file_names(value: &Text) -> Vec<String> {
    value
        .plain
        .split(|character: char| character.is_whitespace() || matches!(character, ',' | ';' | '`' | '(' | ')'))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| {
            word.rsplit_once('.').is_some_and(|(stem, extension)| {
                !stem.is_empty()
                    && (2..=5).contains(&extension.len())
                    && extension.bytes().all(|byte| byte.is_ascii_lowercase())
            })
        })
        .filter(|word| stated(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn versions_are_told_from_dates_and_numbers() {
        let of = |text: &str| version(text).map(|version| version.0);
        assert_eq!(of("Release notes: Orderflow v2.4.0").as_deref(), Some("2.4.0"));
        assert_eq!(of("REL-2026.48").as_deref(), Some("2026.48"));
        assert_eq!(of("2.4.0-rc.1 (candidate)").as_deref(), Some("2.4.0-rc.1"));
        assert_eq!(of("Upgrade from 2.3.2 to 2.4.0").as_deref(), Some("2.4.0"));
        assert_eq!(of("2.3.2→2.4.0").as_deref(), Some("2.4.0"));
        assert_eq!(of("Release 2.4.0 to production").as_deref(), Some("2.4.0"));
        assert_eq!(of("Runbook for PostgreSQL 16.2"), None);
        for text in [
            "バージョン2.3.2から2.4.0への更新",
            "从 2.3.2 升级到 2.4.0",
            "Umstieg von 2.3.2 auf 2.4.0",
            "注文システム 版本2.4.0发布说明",
        ] {
            assert_eq!(of(text).as_deref(), Some("2.4.0"), "{text}");
        }
        assert_eq!(of("0.0.0-development"), None);
        assert_eq!(of("Plan of 2026-12-08"), None);
        assert_eq!(of("Rollout 02.03.2026"), None);
        assert_eq!(of("Rollout 02.03.2026, version 4.1.0").as_deref(), Some("4.1.0"));
        assert_eq!(of("12-Factor plan, 3 services"), None);
    }
}

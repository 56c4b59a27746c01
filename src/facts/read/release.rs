//! The release's identifier, the deployments table, and outputs that documents declare.

use super::document::Doc;
use super::{Facts, Kind, Phrase, Said, is_release_document, stated};
use crate::facts::{DeclaredOutput, Deployment, Version, image_ref};
use crate::outline::Text;
use crate::vocabulary::{self, Column};

/// Keys of fields that name the release; a bare "Version" is often the document's own.
const KEYS: [&str; 12] = [
    "release",
    "release version",
    "release id",
    "release identifier",
    "release candidate",
    "product version",
    "release under test",
    "version released",
    "release number",
    "target release",
    "version to deploy",
    "deployed version",
];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if is_release_document(doc.kind) {
        facts.releases.extend(from_title(doc));
        let fields = doc.outline.fields().filter(|field| super::document::is_key(field, &KEYS));
        facts.releases.extend(fields.filter_map(|field| said(&doc.phrase(&field.value))));
    }
    if doc.kind == Kind::PackageManifest && is_whole(doc, facts) {
        let version = doc.outline.nodes.first().and_then(|node| node.get("version"));
        facts.releases.extend(
            version.and_then(|node| said(&Said { value: node.scalar()?.to_owned(), at: doc.place(node.span) })),
        );
    }
    if doc.kind == Kind::DeploymentPlan {
        for grid in doc.grids().filter(|grid| grid.has(Column::Environment) && grid.has(Column::Artifact)) {
            for row in &grid.table.rows {
                let Some(environment) = grid.stated(row, Column::Environment) else { continue };
                let name = vocabulary::environment(&environment.value)
                    .map_or_else(|| environment.value.to_lowercase(), str::to_owned);
                let artifact = grid.cell(row, Column::Artifact);
                facts.deployments.push(Deployment {
                    environment,
                    name,
                    artifact,
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

/// Whether the folder of a package manifest holds the whole dossier: that of one part has a version of its own.
fn is_whole(doc: &Doc<'_>, facts: &Facts) -> bool {
    let folder = doc.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    facts.documents.iter().all(|document| {
        folder.is_empty() || document.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    })
}

fn tag(artifact: &Phrase) -> Option<Said<Version>> {
    let tag = image_ref(&artifact.value)?.tag?;
    said(&Said { value: tag, at: artifact.at })
}

fn from_title(doc: &Doc<'_>) -> Option<Said<Version>> {
    said(&doc.phrase(super::classify::title(doc.outline)?))
}

fn said(phrase: &Phrase) -> Option<Said<Version>> {
    version(&phrase.value).map(|value| Said { value, at: phrase.at })
}

/// The version of the release in a text: the first one that is neither the one before (`from 2.3.2 to 2.4.0`, `2.3.2 → 2.4.0`)
/// nor that of a technology (`PostgreSQL 16.2`).
fn version(text: &str) -> Option<Version> {
    let text = text.replace('→', " → ");
    let is_mark = |character: char| {
        character.is_whitespace() || matches!(character, '(' | ')' | ',' | '`' | '"' | '“' | '”' | '/')
    };
    let tokens: Vec<&str> = text.split(is_mark).filter(|token| !token.is_empty()).collect();
    let before = |at: usize| at.checked_sub(1).and_then(|at| tokens.get(at)).copied().unwrap_or_default();
    let found: Vec<(usize, Version)> = tokens
        .iter()
        .enumerate()
        .filter(|(at, _)| !vocabulary::knows_technology(before(*at)))
        .filter_map(|(at, token)| Some((at, version_token(token)?)))
        .collect();
    let is_left = |at: usize| {
        before(at).eq_ignore_ascii_case("from")
            || matches!(tokens.get(at + 1).copied().unwrap_or_default(), "→" | "->" | "to")
    };
    found.iter().find(|(at, _)| !is_left(*at)).or(found.first()).map(|(_, version)| version.clone())
}

/// `2.4.0`, `v2.4`, `REL-2026.48`, `2.4.0-rc.1`. Dates, bare numbers and `0.0.0` are none.
fn version_token(token: &str) -> Option<Version> {
    let token = token.trim_end_matches(['.', ':', ';']);
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

/// `Automation Outputs:` lines, in templates too: they say what a filled dossier must hold.
pub(super) fn outputs(doc: &Doc<'_>, facts: &mut Facts) {
    for field in doc
        .outline
        .fields()
        .filter(|field| super::document::is_key(field, &["automation outputs", "automation output"]))
    {
        let names = file_names(&field.value);
        facts.outputs.extend(names.into_iter().map(|name| DeclaredOutput { name, line: doc.phrase(&field.value) }));
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
        assert_eq!(of("0.0.0-development"), None);
        assert_eq!(of("Plan of 2026-12-08"), None);
        assert_eq!(of("12-Factor plan, 3 services"), None);
    }
}

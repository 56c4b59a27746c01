//! AO-01: the files that documents declare as their Automation Outputs exist.

use std::collections::BTreeMap;

use crate::facts::{Document, Facts, Kind, Place};
use crate::review::Severity;
use crate::rules::support::{code, codes, few, usual_names};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "AO-01",
    name: "declared-outputs-exist",
    severity: Severity::Error,
    stage: None,
    needs: &[],
    checks: "Every file that a document declares in its `Automation Outputs` is in the dossier, under this name or \
             another usual one of the same document type (`software-architecture.md` is also `sad.md`); \
             `{environment}` stands for any name. An unfilled template is not an output, and what it declares is not \
             asked for.",
    why: "A declared output that does not exist was announced and never made.",
    settings: &[],
    source: "S43",
    judge,
};

/// A declared output.
pub(crate) struct Output<'a> {
    /// Its file name in lower case.
    pub(crate) name: String,
    /// The lines that declare it.
    pub(crate) lines: Vec<Place>,
    /// The document that it stands for, if the dossier holds it.
    pub(crate) found: Option<&'a Document>,
}

/// Each output that a filled document declares, by name.
pub(crate) fn outputs(facts: &Facts) -> Vec<Output<'_>> {
    let mut declared: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for output in &facts.outputs {
        if !facts.document(output.line.at.source).template {
            declared.entry(base(&output.name)).or_default().push(output.line.at);
        }
    }
    let by_name = by_name(facts);
    let output = |(name, lines): (String, Vec<Place>)| Output { found: found(facts, &name, &by_name), name, lines };
    declared.into_iter().map(output).collect()
}

fn judge(case: &Case<'_>, out: &mut Findings) {
    let declared = outputs(case.facts);
    if declared.is_empty() {
        out.idle("declared outputs", "No filled document declares an Automation Output.");
        return;
    }
    for Output { name, lines, found } in declared {
        let lines = few(lines);
        let subject = format!("output {}", code(&name));
        match found {
            Some(document) => {
                out.pass(subject, format!("{} is in the dossier as {}.", code(&name), code(&document.path)))
                    .at(lines)
                    .at([document.place()]);
            }
            None => missing(case, subject, &name, lines, out),
        }
    }
}

/// The declared outputs that are not there, each with the lines that declare it.
pub(super) fn lacking(case: &Case<'_>) -> Vec<(String, Place)> {
    let missing = outputs(case.facts).into_iter().filter(|output| output.found.is_none());
    missing.flat_map(|output| output.lines.into_iter().map(move |line| (output.name.clone(), line))).collect()
}

fn missing(case: &Case<'_>, subject: String, name: &str, lines: impl Iterator<Item = Place>, out: &mut Findings) {
    let lines: Vec<Place> = lines.collect();
    let by = lines.first().map_or(String::new(), |line| format!(" by {}", case.file(*line)));
    let others: Vec<String> = kind_of(name)
        .map(|kind| usual_names(kind).iter().map(|stem| format!("{stem}.md")).filter(|other| other != name).collect())
        .unwrap_or_default();
    let aliases = if others.is_empty() { String::new() } else { format!(", nor is {}", codes(&others)) };
    let message = format!("{} is declared as an output{by}, and is not in the dossier{aliases}.", code(name));
    let remedy = format!("Add {}, or take it out of the declared outputs.", code(name));
    out.fail(subject, message, remedy).at(lines);
}

fn base(path: &str) -> String {
    path.trim_matches('`').rsplit('/').next().unwrap_or_default().to_lowercase()
}

fn by_name(facts: &Facts) -> BTreeMap<String, &Document> {
    facts
        .documents
        .iter()
        .filter(|document| document.counts())
        .map(|document| (base(&document.path), document))
        .collect()
}

/// The document that a declared name stands for.
fn found<'a>(facts: &'a Facts, name: &str, by_name: &BTreeMap<String, &'a Document>) -> Option<&'a Document> {
    let same = by_name.get(name).copied();
    let pattern = || by_name.iter().find(|(known, _)| fits(known, name)).map(|(_, document)| *document);
    same.or_else(pattern).or_else(|| kind_of(name).and_then(|kind| facts.of_kind(kind).next()))
}

/// The kind of document that usually has this name.
fn kind_of(name: &str) -> Option<Kind> {
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let named = |usual: &&str| *usual == stem || (usual.contains('{') && fits(stem, usual));
    Kind::ALL.iter().copied().find(|kind| usual_names(*kind).iter().any(named))
}

/// Whether a name fits a pattern with one `{…}` or `*` in it.
fn fits(name: &str, pattern: &str) -> bool {
    let parts = pattern
        .split_once('{')
        .and_then(|(before, rest)| rest.split_once('}').map(|(_, behind)| (before, behind)))
        .or_else(|| pattern.split_once('*'));
    parts.is_some_and(|(before, behind)| {
        name.len() > before.len() + behind.len() && name.starts_with(before) && name.ends_with(behind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_kinds() {
        assert!(fits("production-definition.md", "{environment}-definition.md"));
        assert!(!fits("-definition.md", "{environment}-definition.md"));
        assert!(!fits("plan.md", "plan.md"));
        assert_eq!(kind_of("{environment}-definition.md"), Some(Kind::Environment));
        assert_eq!(kind_of("sad.md"), Some(Kind::Architecture));
        assert_eq!(kind_of("banana.md"), None);
    }
}

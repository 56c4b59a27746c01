//! The handbook of the rules: each as it is declared, for people and for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::wrap::labelled;
use crate::policy::{Stage, file};
use crate::review::Severity;
use crate::rules::{self, Family, Rule, Sheet};

/// What there is to know of a rule.
#[derive(Serialize)]
struct Entry {
    id: &'static str,
    name: &'static str,
    gate: &'static str,
    severity: Severity,
    /// The first stage at which it is due; absent where it is due at any.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<Stage>,
    /// Kinds of documents of which one must be there.
    needs: Vec<&'static str>,
    checks: &'static str,
    why: &'static str,
    /// Keys of `holdpoint.yaml` that it reads.
    settings: &'static [&'static str],
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fails: Option<Example>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mended: Option<Example>,
}

/// A small dossier.
#[derive(Serialize)]
struct Example {
    title: &'static str,
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    path: &'static str,
    text: &'static str,
}

impl Entry {
    fn of(rule: &'static Rule) -> Self {
        let example = |at: usize| rule.example().and_then(|sheets| sheets.get(at)).map(Example::of);
        Self {
            id: rule.id,
            name: rule.name,
            gate: Family::of(rule.id).map_or("", Family::title),
            severity: rule.severity,
            stage: rule.stage,
            needs: rule.needs.iter().map(|kind| kind.id()).collect(),
            checks: rule.checks,
            why: rule.why,
            settings: rule.settings,
            source: rule.source,
            fails: example(0),
            mended: example(1),
        }
    }
}

impl Example {
    fn of(sheet: &Sheet) -> Self {
        let files = sheet.files.iter().map(|(path, text)| File { path, text });
        Self { title: sheet.title, files: files.collect() }
    }
}

/// Every rule as JSON, with a line end.
pub fn rules_json() -> String {
    json(&rules::all().map(Entry::of).collect::<Vec<_>>())
}

/// One rule as JSON, with a line end.
pub fn rule_json(rule: &'static Rule) -> String {
    json(&Entry::of(rule))
}

fn json(value: &impl Serialize) -> String {
    // Fails only for maps whose keys are no text, and there are none.
    let mut json = serde_json::to_string_pretty(value).unwrap_or_default();
    json.push('\n');
    json
}

/// Every rule on a line of its own, by gate.
pub fn rules_text() -> String {
    let mut out = String::new();
    for family in Family::ALL {
        let own: Vec<&Rule> = rules::all().filter(|rule| Family::of(rule.id) == Some(*family)).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{}{}", if out.is_empty() { "" } else { "\n" }, family.title());
        for rule in own {
            let _ = writeln!(out, "  {:<7} {:<5}  {:<10}  {}", rule.id, rule.severity.word(), due(rule), rule.name);
        }
    }
    out
}

/// When a rule is due, in a word.
fn due(rule: &Rule) -> &'static str {
    rule.stage.map_or("any stage", Stage::word)
}

/// One rule as text for a terminal.
pub fn rule_text(rule: &Rule) -> String {
    let mut out = format!("{} {}\n", rule.id, rule.name);
    let _ = writeln!(out, "{} · {} · source {}\n", rule.severity.word(), due(rule), rule.source);
    labelled(&mut out, "Checks    ", rule.checks);
    labelled(&mut out, "Why       ", rule.why);
    if !rule.needs.is_empty() {
        let kinds: Vec<&str> = rule.needs.iter().map(|kind| kind.title()).collect();
        labelled(&mut out, "Needs     ", &format!("one of: {}", kinds.join(", ")));
    }
    for key in rule.settings {
        let about = file::about(key).unwrap_or_default();
        labelled(&mut out, "Setting   ", &format!("{key}: {about}"));
    }
    let [fails, mended] = match rule.example() {
        Some([fails, mended]) => [Some(("Fails", fails)), Some(("Passes", mended))],
        None => [None, None],
    };
    for (word, sheet) in [fails, mended].into_iter().flatten() {
        let _ = writeln!(out, "\n{word}: {}", sheet.title);
        for (path, text) in sheet.files {
            let _ = writeln!(out, "\n  {path}");
            for line in text.lines() {
                let _ = writeln!(out, "{}", format!("    {line}").trim_end());
            }
        }
    }
    out
}

//! Unit files of systemd services.

use super::node::{self, phrase};
use super::{Doc, Facts, Phrase, Said, bare, environments, settings};
use crate::facts::{Container, Orchestrator, Origin, Resources, VariableSource, Workload};
use crate::outline::Node;
use crate::vocabulary;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let Some((key, service)) = doc.outline.nodes.iter().flat_map(Node::pairs).find(|(key, _)| key.plain == "Service")
    else {
        return;
    };
    let at = |key: &str| phrase(doc, service.get(key));
    let stem = node::stem(doc.source.name()).trim_end_matches('@').to_owned();
    let environment = environments::of_path(&doc.source.path);
    variables(doc, &stem, environment, service, facts);
    let once = service.text(&["Type"]) == Some("oneshot");
    let name = Said { value: stem.clone(), at: doc.place(key.span) };
    let resources = Resources { memory_limit: at("MemoryMax"), cpu_limit: at("CPUQuota"), ..Resources::default() };
    let container = Container { name: stem, command: at("ExecStart"), resources, ..Container::default() };
    facts.workloads.push(Workload {
        long_running: !once,
        kill_timeout: at("TimeoutStopSec").or_else(|| at("TimeoutSec")).and_then(|written| time(&written)),
        stop_signal: at("KillSignal"),
        restart: at("Restart"),
        ..bare::workload(doc, name, "unit", Orchestrator::Systemd, container)
    });
}

/// `90`, `90s`, `1min 30s`; `infinity` is no number.
fn time(written: &Phrase) -> Option<Said<f64>> {
    let value = node::amount(&written.value).or_else(|| vocabulary::seconds(&written.value))?;
    Some(Said { value, at: written.at })
}

fn variables(doc: &Doc<'_>, unit: &str, environment: Option<&'static str>, service: &Node, facts: &mut Facts) {
    for line in service.all("Environment") {
        for assignment in assignments(line.scalar().unwrap_or_default()) {
            let Some((name, value)) = assignment.split_once('=') else { continue };
            let said = |text: &str| Said { value: text.to_owned(), at: doc.place(line.span) };
            let value = Some(said(value));
            facts.settings.push(settings::setting(said(name), value, Origin::Platform, Some(unit), environment));
        }
    }
    for file in service.all("EnvironmentFile").filter_map(|node| phrase(doc, Some(node))) {
        let optional = file.value.starts_with('-');
        let name = Said { value: file.value.trim_start_matches('-').to_owned(), at: file.at };
        facts.variable_sources.push(VariableSource {
            name,
            kind: Origin::EnvFile,
            prefix: None,
            optional,
            by: unit.to_owned(),
        });
    }
}

/// `"A=1 2" B=3` are two.
fn assignments(line: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            (None, space) if space.is_whitespace() => found.push(String::new()),
            _ => {
                if let Some(last) = found.last_mut() {
                    last.push(character);
                }
            }
        }
    }
    found.retain(|assignment| !assignment.is_empty());
    found
}

//! Which program starts and stops the processes, where a document names it.

use super::document::Doc;
use super::{Facts, Kind, Said};
use crate::facts::Orchestrator;
use crate::outline::{Block, Span};
use crate::vocabulary;

/// Each orchestrator once for each document.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan, Kind::Architecture, Kind::Environment]) {
        return;
    }
    let mut found: Vec<Said<Orchestrator>> = Vec::new();
    for (text, span) in doc.outline.sections.iter().flat_map(|section| &section.blocks).flat_map(texts) {
        for value in named(text) {
            if found.iter().all(|known| known.value != value) {
                found.push(Said { value, at: doc.place(span) });
            }
        }
    }
    facts.orchestrators.extend(found);
}

/// The orchestrators that a text names, themselves or by their commands.
fn named(text: &str) -> Vec<Orchestrator> {
    let words = vocabulary::words(text);
    let next = |at: usize| words.get(at + 1).map_or("", String::as_str);
    let of = |(at, word): (usize, &String)| match word.as_str() {
        "kubernetes" | "k8s" | "kubectl" | "helm" | "eks" | "gke" | "aks" | "openshift" => {
            Some(Orchestrator::Kubernetes)
        }
        "docker" if next(at) == "compose" => Some(Orchestrator::Compose),
        "ecs" | "fargate" => Some(Orchestrator::Ecs),
        "systemd" | "systemctl" => Some(Orchestrator::Systemd),
        "heroku" => Some(Orchestrator::Heroku),
        "nomad" => Some(Orchestrator::Nomad),
        "cloud" | "gcloud" if next(at) == "run" => Some(Orchestrator::CloudRun),
        _ => None,
    };
    words.iter().enumerate().filter_map(of).collect()
}

fn texts(block: &Block) -> Vec<(&str, Span)> {
    match block {
        Block::Paragraph(paragraph) => vec![(paragraph.text.plain.as_str(), paragraph.text.span)],
        Block::Item(item) => vec![(item.text.plain.as_str(), item.text.span)],
        Block::Code(code) => vec![(code.text.as_str(), code.span)],
        Block::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| (cell.plain.as_str(), cell.span)).collect()
        }
    }
}

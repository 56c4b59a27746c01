//! Which program starts and stops the processes, where a document names it.

use super::document::Doc;
use super::{Facts, Kind, Said};
use crate::facts::Orchestrator;
use crate::outline::{Block, Span};
use crate::vocabulary;

const NAMES: [(&str, Orchestrator); 17] = [
    ("kubernetes", Orchestrator::Kubernetes),
    ("k8s", Orchestrator::Kubernetes),
    ("kubectl", Orchestrator::Kubernetes),
    ("helm", Orchestrator::Kubernetes),
    ("eks", Orchestrator::Kubernetes),
    ("gke", Orchestrator::Kubernetes),
    ("aks", Orchestrator::Kubernetes),
    ("openshift", Orchestrator::Kubernetes),
    ("docker compose", Orchestrator::Compose),
    ("ecs", Orchestrator::Ecs),
    ("fargate", Orchestrator::Ecs),
    ("systemd", Orchestrator::Systemd),
    ("systemctl", Orchestrator::Systemd),
    ("heroku", Orchestrator::Heroku),
    ("nomad", Orchestrator::Nomad),
    ("cloud run", Orchestrator::CloudRun),
    ("gcloud run", Orchestrator::CloudRun),
];

/// Each orchestrator once for each document.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan, Kind::Architecture, Kind::Environment]) {
        return;
    }
    let mut found: Vec<Said<Orchestrator>> = Vec::new();
    for (text, span) in doc.outline.sections.iter().flat_map(|section| &section.blocks).flat_map(texts) {
        let words = format!(" {} ", vocabulary::words(text).join(" "));
        for (name, orchestrator) in NAMES {
            if words.contains(&format!(" {name} ")) && found.iter().all(|known| known.value != orchestrator) {
                found.push(Said { value: orchestrator, at: doc.place(span) });
            }
        }
    }
    facts.orchestrators.extend(found);
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

//! Which program starts and stops the processes, where a document names it.

use super::document::Doc;
use super::{Facts, Kind, Said, is_release_document};
use crate::facts::Orchestrator;
use crate::outline::{Block, Span};

/// Each orchestrator once for each document.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !is_release_document(doc.kind) && !doc.is(&[Kind::Architecture, Kind::Environment]) {
        return;
    }
    let mut found: Vec<Said<Orchestrator>> = Vec::new();
    let mut note = |text: &str, span: Span| {
        named(text, |value| {
            if found.iter().all(|known| known.value != value) {
                found.push(Said { value, at: doc.place(span) });
            }
        });
    };
    for block in doc.outline.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) => note(&paragraph.text.plain, paragraph.text.span),
            Block::Item(item) => note(&item.text.plain, item.text.span),
            Block::Code(code) => note(&code.text, code.span),
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| note(&cell.plain, cell.span));
            }
        }
    }
    facts.orchestrators.extend(found);
}

/// The orchestrators that a text names, themselves or by their commands.
fn named(text: &str, mut take: impl FnMut(Orchestrator)) {
    let mut words =
        text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        // What only builds an image runs nothing.
        let builds = words.peek().is_some_and(|next| matches!(*next, "build" | "push" | "config" | "version"));
        let is = |name: &str| word.eq_ignore_ascii_case(name);
        let follows = |name: &str| before.eq_ignore_ascii_case(name);
        if ["kubernetes", "k8s", "kubectl", "helm", "eks", "gke", "aks", "openshift"].into_iter().any(is) {
            take(Orchestrator::Kubernetes);
        } else if is("compose") && follows("docker") && !builds {
            take(Orchestrator::Compose);
        } else if is("ecs") || is("fargate") {
            take(Orchestrator::Ecs);
        } else if is("systemd") || is("systemctl") {
            take(Orchestrator::Systemd);
        } else if is("heroku") {
            take(Orchestrator::Heroku);
        } else if is("nomad") {
            take(Orchestrator::Nomad);
        } else if is("run") && (follows("cloud") || follows("gcloud")) {
            take(Orchestrator::CloudRun);
        }
        before = word;
    }
}

//! Which program starts and stops the processes, where a document names it.

use super::document::Doc;
use super::{Facts, Kind, Said, is_release_document};
use crate::facts::Orchestrator;
use crate::outline::{Block, Span};
use crate::vocabulary::{self, Hit, Meaning, Terms, Word};

/// What a document names them by.
const NAMES: [Word; 7] =
    [Word::Kubernetes, Word::Compose, Word::Ecs, Word::Systemd, Word::Heroku, Word::Nomad, Word::CloudRun];

/// Each orchestrator once for each document.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !is_release_document(doc.kind) && !doc.is(&[Kind::Architecture, Kind::Environment]) {
        return;
    }
    let mut found: Vec<Said<Orchestrator>> = Vec::new();
    let mut note = |terms: Terms<'_>, span: Span| {
        for value in named(terms) {
            if found.iter().all(|known| known.value != value) {
                found.push(Said { value, at: doc.place(span) });
            }
        }
    };
    let told = NAMES.iter().any(|word| doc.mentions(*word));
    for block in doc.outline.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(_) | Block::Item(_) | Block::Table(_) if !told => {}
            Block::Paragraph(paragraph) => note(doc.terms(&paragraph.text), paragraph.text.span),
            Block::Item(item) => note(doc.terms(&item.text), item.text.span),
            Block::Code(code) => note(vocabulary::find(&code.text).of(&code.text), code.span),
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| note(doc.terms(cell), cell.span));
            }
        }
    }
    facts.orchestrators.extend(found);
}

/// The orchestrators that a text names, themselves or by their commands. What only builds an image runs nothing.
fn named(terms: Terms<'_>) -> impl Iterator<Item = Orchestrator> {
    let builds = move |hit: &Hit| terms.of(Word::BuildsOnly).any(|longer| longer.start == hit.start);
    terms.hits().iter().filter_map(move |hit| {
        let named = match Word::of(hit.concept)? {
            Word::Kubernetes => Orchestrator::Kubernetes,
            Word::Compose => Orchestrator::Compose,
            Word::Ecs => Orchestrator::Ecs,
            Word::Systemd => Orchestrator::Systemd,
            Word::Heroku => Orchestrator::Heroku,
            Word::Nomad => Orchestrator::Nomad,
            Word::CloudRun => Orchestrator::CloudRun,
            _ => return None,
        };
        (!builds(hit)).then_some(named)
    })
}

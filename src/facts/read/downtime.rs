//! Whether the service stands still for its users while the release goes on.

use super::document::Doc;
use super::{Facts, Kind, Phrase};
use crate::outline::{Block, Text};
use crate::vocabulary::{Section, Word};

/// Documents that say it of the release.
const KINDS: [Kind; 4] = [Kind::ReleaseNotes, Kind::ChangeRequest, Kind::SupportBriefing, Kind::DeploymentPlan];

/// Sections that tell what may go wrong, went wrong or is wrong.
const TROUBLE: [Section; 5] =
    [Section::Rollback, Section::Risks, Section::KnownIssues, Section::Defects, Section::TestResults];

/// Sentences of one document.
const MOST: usize = 8;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&KINDS) {
        return;
    }
    let from = facts.downtimes.len();
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if doc.topic(index).is_some_and(|topic| TROUBLE.contains(&topic)) {
            continue;
        }
        for text in section.blocks.iter().flat_map(texts) {
            let told = doc.cut(text).filter(|sentence| sentence.terms.has(Word::Downtime));
            facts.downtimes.extend(told.map(|sentence| whole(sentence.phrase())).filter(Phrase::is_stated));
        }
    }
    facts.downtimes.truncate(from + MOST);
}

/// A part before a semicolon, without it.
fn whole(mut said: Phrase) -> Phrase {
    said.value.truncate(said.value.trim_end_matches([';', '；', ' ']).len());
    said
}

fn texts(block: &Block) -> Vec<&Text> {
    match block {
        Block::Paragraph(paragraph) => vec![&paragraph.text],
        Block::Item(item) => vec![&item.text],
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).collect(),
        Block::Code(_) => Vec::new(),
    }
}

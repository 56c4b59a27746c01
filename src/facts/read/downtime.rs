//! Whether the service stands still for its users while the release goes on: "No interruption is planned", "Downtime: 15 minutes".

use super::document::Doc;
use super::{Facts, Kind, Phrase};
use crate::outline::Block;
use crate::vocabulary::{Section, Word};

/// Documents that say it of the release.
const KINDS: [Kind; 5] =
    [Kind::ReleaseNotes, Kind::SupportBriefing, Kind::ChangeRequest, Kind::DeploymentPlan, Kind::Approvals];

/// Sections that tell what may go wrong, went wrong or is wrong, and what is done about it.
const OTHER: [Section; 8] = [
    Section::Rollback,
    Section::Risks,
    Section::KnownIssues,
    Section::Defects,
    Section::TestResults,
    Section::Steps,
    Section::Verification,
    Section::Migration,
];

/// Statements of one document.
const MOST: usize = 8;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&KINDS) || !doc.mentions(Word::Downtime) {
        return;
    }
    let lines = doc.lines().iter();
    let lines = lines.filter(|line| line.named.has(Word::Downtime) && speaks_of_release(doc, line.section));
    let lines: Vec<Phrase> =
        lines.map(|line| doc.phrase(&line.field.value)).filter(Phrase::is_stated).take(MOST).collect();
    let is_new = |said: &Phrase| {
        !lines.iter().any(|line| line.at.span.start < said.at.span.end && said.at.span.start < line.at.span.end)
    };
    let sentences = (0..doc.outline.sections.len()).filter(|index| speaks_of_release(doc, *index));
    let sentences = sentences.flat_map(|index| told(doc, index)).filter(is_new).take(MOST - lines.len());
    let sentences: Vec<Phrase> = sentences.collect();
    facts.downtimes.extend(lines.iter().cloned().chain(sentences));
}

/// Whether a section speaks of the time of the release. What is new or mended in the product is about other interruptions.
fn speaks_of_release(doc: &Doc<'_>, index: usize) -> bool {
    doc.topic(index).is_none_or(|topic| {
        let news = doc.is(&[Kind::ReleaseNotes]) && matches!(topic, Section::Changes | Section::Highlights);
        !news && !OTHER.contains(&topic)
    })
}

fn told<'d>(doc: &'d Doc<'_>, index: usize) -> impl Iterator<Item = Phrase> + 'd {
    let blocks = doc.outline.sections.get(index).map(|section| &section.blocks[..]).unwrap_or_default();
    let texts = blocks.iter().flat_map(Block::texts).filter(|text| doc.terms(text).has(Word::Downtime));
    let sentences = texts.flat_map(|text| doc.cut(text)).filter(|sentence| {
        sentence.terms.has(Word::Downtime) && !sentence.terms.has_any(&[Word::If, Word::GoBack, Word::Trigger])
    });
    sentences.map(|sentence| whole(sentence.phrase())).filter(Phrase::is_stated)
}

/// A part before a semicolon, without it.
fn whole(mut said: Phrase) -> Phrase {
    said.value.truncate(said.value.trim_end_matches([';', '；', ' ']).len());
    said
}

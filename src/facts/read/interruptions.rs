//! Whether the service is interrupted while it is released: "No interruption is planned", "Downtime: 15 minutes".

use super::document::Doc;
use super::{Facts, Kind};
use crate::outline::Span;
use crate::vocabulary::{Section, Word};

/// Documents that tell people of the release.
const KINDS: [Kind; 5] =
    [Kind::ReleaseNotes, Kind::SupportBriefing, Kind::ChangeRequest, Kind::DeploymentPlan, Kind::Approvals];
/// Where sentences speak of what may go wrong, or of what is done then.
const OTHER: [Section; 6] = [
    Section::Rollback,
    Section::Risks,
    Section::KnownIssues,
    Section::Steps,
    Section::Verification,
    Section::Migration,
];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&KINDS) || !doc.mentions(Word::Downtime) {
        return;
    }
    let before = facts.interruptions.len();
    for line in doc.lines() {
        let value = &line.field.value;
        if line.named.has(Word::Downtime) && !value.plain.is_empty() {
            facts.interruptions.push(doc.phrase(value));
        }
    }
    // What a line names is told once; lines and paragraphs stand in the order of the text.
    let lines: Vec<Span> = facts.interruptions.iter().skip(before).map(|phrase| phrase.at.span).collect();
    let told = |span: Span| {
        let first = lines.partition_point(|line| line.end <= span.start);
        lines.get(first).is_some_and(|line| line.start < span.end)
    };
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let topic = doc.topic(index);
        // What is new or mended in the product speaks of other interruptions.
        let news = doc.is(&[Kind::ReleaseNotes]) && matches!(topic, Some(Section::Changes | Section::Highlights));
        if news || topic.is_some_and(|topic| OTHER.contains(&topic)) {
            continue;
        }
        let sentences = doc.telling(section, Word::Downtime);
        let sentences = sentences.filter(|sentence| !sentence.terms.has_any(&[Word::If, Word::GoBack, Word::Trigger]));
        let found: Vec<_> =
            sentences.map(|sentence| sentence.phrase()).filter(|phrase| !told(phrase.at.span)).collect();
        facts.interruptions.extend(found);
    }
}

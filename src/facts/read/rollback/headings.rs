//! What the title of a document or of a section about going back promises.

use super::super::Kind;
use super::super::document::Doc;
use crate::outline::{Block, Section as Part};
use crate::vocabulary::{self, Column, Section, Terms, Word};

/// A document of its own about going back: by its title, else by its file.
pub(in super::super) fn is_separate(doc: &Doc<'_>) -> bool {
    let open = matches!(doc.kind, Kind::OtherDocument | Kind::DeploymentPlan | Kind::SupportRunbook);
    let stem = doc.source.name().rsplit_once('.').map_or(doc.source.name(), |(stem, _)| stem);
    let named = |text: &str| vocabulary::section(text) == Some(Section::Rollback);
    let title = doc.title();
    let both = is_of_both(doc);
    open && !both && (title.is_some_and(|title| named(&title.plain)) || named(stem)) && !doc.outline.sections.is_empty()
}

/// "Deployment and rollback" is about both.
pub(super) fn is_of_both(doc: &Doc<'_>) -> bool {
    doc.title().is_some_and(|title| {
        let terms = doc.terms(title);
        let release = terms.first(Word::Release).map(|hit| terms.before(hit).len());
        let back = terms.first(Word::GoBack).map(|hit| terms.before(hit).len());
        let joined = terms.text().contains([',', '&', '/', '+', '＆', '・', '／', '、']);
        let plan = terms.has(vocabulary::Title::DeploymentPlan);
        // "Deployment rollback" is about going back alone.
        let one = terms.of(Word::Release).any(|hit| terms.of(Word::GoBack).any(|back| hit.is_before(back)));
        // "Release and rollback checklist", of which one section is about going back.
        let parts = || {
            let mut parts = doc.outline.sections.iter().enumerate().filter(|(_, part)| part.level > 1);
            parts.any(|(index, _)| doc.subject(index) == Some(Section::Rollback))
        };
        let padded = format!(" {} ", terms.text().to_lowercase());
        let joined =
            joined || ([" and ", " und ", " et ", " y ", " e "].iter().any(|word| padded.contains(word)) && parts());
        (plan && release.is_some() && !one)
            || (joined && release.zip(back).is_some_and(|(release, back)| release < back))
    })
}

/// "Triggers", "Rollback triggers": below it each item is one, a box too.
pub(super) fn is_of_triggers(title: Terms<'_>) -> bool {
    title.has(Word::Trigger)
        && !title.has_any(&[Word::DecisionNoun, Word::Step])
        && title.text().split_whitespace().count() <= 3
}

/// "When to roll back", "Do not roll back for".
pub(super) fn is_of_cases(title: Terms<'_>) -> bool {
    title.has(Word::GoBack) && title.has_any(&[Word::If, Word::Not]) && !title.has(Word::Step)
}

/// "If something goes wrong": below may stand whom to call, or how to go back.
pub(super) fn is_of_trouble(title: Terms<'_>) -> bool {
    title.has_any(&[Word::If, Word::InCase, Word::WhenBehind]) && !title.has_any(&[Word::GoBack, Word::UndoLabel])
}

/// "Test of the rollback plan": what is rehearsed, neither when nor how one goes back.
pub(super) fn is_test(title: Terms<'_>) -> bool {
    let test = title.has(Column::Test) && !title.has(Word::SmokeTest);
    (test && title.has_any(&[Word::GoBack, Word::UndoLabel])) || is_after(title)
}

/// "Checks after a rollback", 回滚后验证: what is looked at once one is back.
pub(super) fn is_after(title: Terms<'_>) -> bool {
    const BETWEEN: u32 = 2;
    title.of(Word::GoBack).any(|back| {
        let near = |after: &vocabulary::Hit| {
            let end = after.word + after.words;
            end <= back.word && back.word - end <= BETWEEN
        };
        let behind = title.behind(back).trim_start();
        title.of(Word::After).any(near) || behind.starts_with(['后', '後']) || behind.starts_with("之后")
    })
}

/// A part of a document about going back that tells something else: what was rehearsed, what was wrong before.
pub(super) fn is_aside(doc: &Doc<'_>, index: usize) -> bool {
    const OTHER: [Section; 5] =
        [Section::Defects, Section::KnownIssues, Section::TestResults, Section::Lessons, Section::Changes];
    let Some(part) = doc.outline.sections.get(index).filter(|part| part.level > 1) else { return false };
    let title = doc.terms(&part.title);
    let bare = title.part(0..title.text().find(['(', '（']).unwrap_or(title.text().len()));
    // "If DNS changes need reverting".
    let back = title.has_any(&[Word::GoBack, Word::UndoLabel]) && !bare.ends(Word::Rehearsal);
    !back
        && (doc.topic(index).is_some_and(|topic| OTHER.contains(&topic))
            || bare.ends(Word::Rehearsal)
            || title.has_any(&[Word::Record, Word::Retrospective]))
}

/// `Backups and restore`: what is kept, not how the release goes back.
pub(super) fn is_of_backups(title: Terms<'_>) -> bool {
    title.has(Word::Backup) && !title.has(Word::UndoLabel)
}

/// Whether what stands below a heading speaks of going back, or a heading there does.
pub(super) fn goes_back(doc: &Doc<'_>, branch: &[&Part]) -> bool {
    let titled = |part: &&Part| doc.terms(&part.title).has_any(&[Word::GoBack, Word::UndoLabel]);
    if branch.iter().skip(1).any(titled) {
        return true;
    }
    let mut blocks = branch.iter().flat_map(|section| &section.blocks);
    blocks.any(|block| match block {
        Block::Paragraph(paragraph) => doc.terms(&paragraph.text).has(Word::GoBack),
        Block::Item(item) => doc.terms(&item.text).has(Word::GoBack),
        Block::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).any(|cell| doc.terms(cell).has(Word::GoBack))
        }
        Block::Code(_) => false,
    })
}

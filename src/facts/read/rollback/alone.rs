//! A line or a sentence that says how to go back, in a plan that has no section for it.

use super::super::document::Doc;
use super::super::steps::{commands_in, is_of_commands};
use super::super::{Facts, Place};
use super::headings::is_of_backups;
use super::measure::measure;
use super::{condition, from_branch, procedure, trigger};
use crate::facts::Rollback;
use crate::outline::{Block, Section as Part, Text};
use crate::vocabulary::{Section, Word};

/// `Trigger rollback: run …`, in a list of commands of the plan.
pub(super) fn commanded(doc: &Doc<'_>) -> Option<Place> {
    let blocks = doc.outline.sections.iter().flat_map(|section| &section.blocks);
    let mut items = blocks.filter_map(|block| match block {
        Block::Item(item) => Some(&item.text),
        _ => None,
    });
    let found = items.find(|text| {
        trigger::labelled_parts(doc.terms(text))
            .is_some_and(|(key, rest)| key.ends(Word::GoBack) && rest.begins(Word::Imperative))
    })?;
    Some(doc.place(found.span))
}

/// `Rollback: restore the backup and start 2.3.1`, `If we must go back: …`, below any heading but that of the steps, whose lines
/// are about one step.
pub(super) fn in_a_line(doc: &Doc<'_>) -> Option<Rollback> {
    let parts = doc.outline.sections.iter().enumerate().filter(|(index, _)| {
        !matches!(doc.topic(*index), Some(Section::Steps | Section::AdminTasks | Section::Migration | Section::Changes))
    });
    let texts = parts.flat_map(|(_, part)| &part.blocks).filter_map(|block| match block {
        Block::Item(item) if item.depth == 0 && item.checked.is_none() => Some(&item.text),
        Block::Paragraph(paragraph) => Some(&paragraph.text),
        _ => None,
    });
    let mut texts = texts.filter(|text| doc.terms(text).has(Word::GoBack));
    let text = texts.find(|text| {
        let terms = doc.terms(text);
        let Some((at, mark)) = terms.text().char_indices().find(|(_, mark)| matches!(mark, ':' | '：' | '=')) else {
            return false;
        };
        let (key, rest) = (terms.part(0..at), terms.part(at + mark.len_utf8()..terms.text().len()));
        let asked = key.of(Word::If).any(|hit| key.begins_at(hit)) && key.ends(Word::GoBack);
        let named = key.is_only(Word::GoBack) || key.is_only(Word::UndoLabel) || asked;
        let says =
            rest.text().split_whitespace().count() > 2 || rest.text().chars().count() > 8 && !rest.text().is_ascii();
        named
            && says
            && !rest.has_any(&[Word::UndoNone, Word::UndoNeedless, Word::NoWayBack])
            && !rest.begins(Word::UndoPointer)
    })?;
    let title = doc.phrase(text);
    let mut found = from_branch(doc, title, &[]);
    found.procedure = vec![doc.place(text.span)];
    Some(found)
}

/// "Rolling back must take minutes, so these are stopped and kept:" above a list that says how.
pub(super) fn above_a_list(doc: &Doc<'_>) -> Option<Rollback> {
    if !doc.mentions(Word::GoBack) {
        return None;
    }
    doc.outline.sections.iter().find_map(|part| {
        let (at, lead) = part.blocks.iter().enumerate().find_map(|(at, block)| {
            let Block::Paragraph(paragraph) = block else { return None };
            let terms = doc.terms(&paragraph.text);
            let leads = terms.text().trim_end().ends_with([':', '：']) && terms.begins(Word::GoBack);
            leads.then_some((at, &paragraph.text))
        })?;
        let items = part.blocks.iter().skip(at + 1).map_while(|block| match block {
            Block::Item(item) => Some(&item.text),
            _ => None,
        });
        let says = |text: &&Text| procedure::acts(doc.terms(text)) || !commands_in(doc, text).is_empty();
        let procedure: Vec<Place> = items.filter(says).map(|text| doc.place(text.span)).collect();
        let found = || Rollback { procedure: procedure.clone(), ..from_branch(doc, doc.phrase(lead), &[]) };
        (!procedure.is_empty()).then(found)
    })
}

/// "Revert the production environment", in a plan that has no section about going back.
pub(super) fn in_a_sentence(doc: &Doc<'_>) -> Option<Rollback> {
    let backups = |section: &&Part| is_of_backups(doc.terms(&section.title));
    doc.outline.sections.iter().filter(|section| !backups(section)).find_map(|section| {
        let texts = section.blocks.iter().filter_map(|block| match block {
            Block::Item(item) => Some(&item.text),
            Block::Paragraph(paragraph) => Some(&paragraph.text),
            Block::Table(_) | Block::Code(_) => None,
        });
        let mut told = texts.flat_map(|text| doc.cut(text));
        let sentence = told.find(|sentence| {
            let back = sentence.terms.of(Word::GoBack).any(|hit| sentence.terms.begins_at(hit));
            back && procedure::acts(sentence.terms) && sentence.terms.has(Word::Release)
        })?;
        let mut found = from_branch(doc, sentence.phrase(), &[]);
        found.procedure = vec![sentence.at];
        Some(found)
    })
}

/// "If an error appears, roll back to the previous version and restart", below any heading.
pub(super) fn in_a_condition(doc: &Doc<'_>, facts: &mut Facts) {
    /// Words that say more than "roll back".
    const MORE: usize = 4;
    if !doc.mentions(Word::GoBack) {
        return;
    }
    let parts = doc.outline.sections.iter().enumerate();
    let parts = parts.filter(|(index, _)| !matches!(doc.topic(*index), Some(Section::Risks | Section::AdminTasks)));
    let mut told = parts.flat_map(|(_, part)| doc.told(part));
    let found = told.find(|sentence| {
        condition::of(sentence.terms).is_some_and(|(case, action)| {
            let trouble = measure(case).measurable || case.has(Word::Vague);
            let wide = !action.text().is_ascii() && action.text().chars().count() >= 3 * MORE;
            trouble && (wide || action.text().split_whitespace().count() >= MORE)
        })
    });
    let Some(sentence) = found else { return };
    let mut rollback = from_branch(doc, sentence.phrase(), &[]);
    rollback.procedure = vec![sentence.at];
    rollback.triggers = vec![sentence.at];
    if !trigger::is_limit(sentence.terms) {
        facts.triggers.push(trigger::from_terms(sentence.terms, sentence.at));
    }
    facts.rollbacks.push(rollback);
}

/// "If a migration goes wrong, the backup is what we recover from:" above the command that does it, below any heading.
pub(super) fn in_a_case(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.mentions(Word::GoBack) && !doc.mentions(Word::Backup) {
        return;
    }
    let parts = doc.outline.sections.iter().enumerate().filter(|(index, _)| {
        !matches!(
            doc.topic(*index),
            Some(Section::Steps | Section::AdminTasks | Section::Verification | Section::Risks)
        )
    });
    let pairs = parts.flat_map(|(_, part)| part.blocks.iter().zip(part.blocks.iter().skip(1)));
    let mut told = pairs.filter_map(|pair| match pair {
        (Block::Paragraph(paragraph), Block::Code(code)) if is_of_commands(code) => Some((&paragraph.text, code)),
        (Block::Item(item), Block::Code(code)) if is_of_commands(code) => Some((&item.text, code)),
        _ => None,
    });
    let found = told.find_map(|(text, code)| {
        let sentence = doc.cut(text).last().filter(|sentence| condition::falls_back(sentence.terms))?;
        Some((sentence, code))
    });
    let Some((sentence, code)) = found else { return };
    let mut rollback = from_branch(doc, sentence.phrase(), &[]);
    rollback.procedure = vec![doc.place(code.span)];
    rollback.triggers = vec![sentence.at];
    rollback.data = sentence.terms.has(Word::Backup).then(|| sentence.phrase());
    facts.triggers.push(trigger::from_terms(sentence.terms, sentence.at));
    facts.rollbacks.push(rollback);
}

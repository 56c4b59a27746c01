//! What a plan says of moving data: the parts of its section, and a backup anywhere in the plan.

use super::document::{Doc, Sentence};
use super::{Facts, Kind, says_nothing_to_do};
use crate::facts::{MigrationPlan, Place};
use crate::outline::{Block, Code, Section as Part};
use crate::vocabulary::{self, Key, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::DeploymentPlan {
        return;
    }
    let title = doc.title().map(|title| doc.phrase(title));
    let mut plan = MigrationPlan {
        title: title.unwrap_or_else(|| crate::facts::Said {
            value: String::new(),
            at: doc.place(crate::outline::Span::default()),
        }),
        own: false,
        denied: false,
        preparation: None,
        scripts: None,
        validation: None,
        backout: None,
        backup: None,
        verified: None,
    };
    for index in doc.branches(Section::Migration) {
        let branch = doc.outline.branch(index);
        if let Some(first) = branch.first().filter(|_| !plan.own) {
            plan.title = doc.phrase(&first.title);
        }
        plan.denied |= says_nothing_to_do(branch) || begins_with_denial(doc, branch);
        plan.own |= branch
            .iter()
            .any(|part| part.blocks.iter().any(|block| super::document::says_something(block, doc.sense())));
        for part in branch {
            let headed = doc.terms(&part.title);
            note(doc, &mut plan, headed, doc.place(part.title.span));
            for sentence in all(doc, part) {
                note(doc, &mut plan, sentence.terms, sentence.at);
            }
            let run = part.blocks.iter().find_map(code).map(|code| doc.place(code.span));
            plan.scripts = plan.scripts.or(run);
        }
    }
    backup(doc, &mut plan);
    facts.migration_plans.push(plan);
}

fn code(block: &Block) -> Option<&Code> {
    match block {
        Block::Code(code) => Some(code),
        _ => None,
    }
}

/// Sentences, and the cells of tables.
fn all<'d>(doc: &'d Doc<'_>, part: &'d Part) -> impl Iterator<Item = Sentence<'d>> {
    let cells = part.blocks.iter().flat_map(|block| match block {
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).collect(),
        _ => Vec::new(),
    });
    doc.told(part).chain(cells.flat_map(|cell| doc.cut(cell)))
}

/// "None required. Users with old caches do not need to migrate."
fn begins_with_denial(doc: &Doc<'_>, branch: &[Part]) -> bool {
    let first = branch.iter().find_map(|part| doc.told(part).next());
    first.is_some_and(|first| {
        let terms = first.terms;
        let none = [Word::None, Word::No].iter().any(|none| terms.begins(*none));
        none || terms.has(Word::Denial) || vocabulary::says_none(terms.text())
    })
}

/// The parts that a sentence of the section speaks of.
fn note(doc: &Doc<'_>, plan: &mut MigrationPlan, terms: Terms<'_>, at: Place) {
    let set = |part: &mut Option<Place>, says: bool| {
        if says && part.is_none() {
            *part = Some(at);
        }
    };
    set(
        &mut plan.preparation,
        terms.has_any(&[Word::Prerequisite, Word::SetUp, Word::Rehearsal])
            || terms.has(Key::Tried)
            || terms.has(Section::Environments),
    );
    let named = terms.has(Key::Script)
        || terms.text().contains(".sql")
        || !vocabulary::ids(terms.text(), &doc.ids.admin_task).is_empty();
    set(&mut plan.scripts, named);
    set(
        &mut plan.validation,
        terms.has(Section::Verification) || terms.has(Word::CheckHow) || terms.has(Word::Measured),
    );
    // "The backup was restored into an empty database" proves the backup.
    let copied = terms.has(Word::Backup) || terms.has(Key::Snapshot);
    set(&mut plan.backout, terms.has(Word::DataRollback) || (goes_back(terms) && !copied));
}

fn goes_back(terms: Terms<'_>) -> bool {
    terms.has(Section::Rollback) || terms.has_any(&[Word::GoBack, Word::UndoLabel, Word::DataRollback])
}

/// A backup or snapshot anywhere in the plan, and that one was restored or tried out.
fn backup(doc: &Doc<'_>, plan: &mut MigrationPlan) {
    for (index, part) in doc.outline.sections.iter().enumerate() {
        let going_back = doc.topic(index) == Some(Section::Rollback);
        for code in part.blocks.iter().filter_map(code) {
            let found = vocabulary::find(&code.text);
            let terms = found.of(&code.text);
            if terms.has(Word::Backup) || terms.has(Key::Snapshot) {
                plan.backup = plan.backup.or(Some(doc.place(code.span)));
            }
            // `migrate app 0041` among the commands of the way back.
            if going_back && (terms.has(Key::Script) || terms.has(Word::DataRollback)) {
                plan.backout = plan.backout.or(Some(doc.place(code.span)));
            }
        }
        for sentence in all(doc, part) {
            let terms = sentence.terms;
            if !(terms.has(Word::Backup) || terms.has(Key::Snapshot)) {
                continue;
            }
            plan.backup = plan.backup.or(Some(sentence.at));
            let tried = terms.has(Key::Tried)
                || terms.has(Word::GoBack)
                || terms.has(Section::Verification)
                || terms.has(Word::ConditionMet);
            if tried && plan.verified.is_none() {
                plan.verified = Some(sentence.at);
            }
        }
    }
}

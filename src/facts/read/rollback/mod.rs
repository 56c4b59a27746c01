//! What a plan says of going back: when, how, who decides, how fast, or that there is no way back.

mod alone;
mod authority;
mod condition;
mod headings;
mod measure;
mod procedure;
mod trigger;

use std::cell::LazyCell;

use super::document::{Doc, Sentence};
use super::party::party_in;
use super::quantity::{durations, minutes, place};
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Minutes, Party, Rollback};
use crate::outline::{Block, Code, Section as Part, Span, Table};
use crate::vocabulary::{self, Column, Section, Terms, Word};

use alone::{above_a_list, commanded, in_a_case, in_a_condition, in_a_line, in_a_sentence};
pub(super) use headings::is_separate;
use headings::{
    goes_back, is_after, is_aside, is_of_backups, is_of_both, is_of_cases, is_of_triggers, is_of_trouble, is_test,
};
pub(in crate::facts::read) use measure::{begins_with_sign, compared};
pub(super) use trigger::is_limit;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let separate = is_separate(doc);
    let plan = [Kind::DeploymentPlan, Kind::ChangeRequest, Kind::SupportRunbook];
    // Elsewhere what a section about going back says counts, and a section that says nothing does not.
    let others = [
        Kind::ReadinessReview,
        Kind::TestEvaluation,
        Kind::ReleaseNotes,
        Kind::AcceptancePlan,
        Kind::GateReport,
        Kind::Approvals,
    ];
    if !separate && !doc.is(&plan) && !doc.is(&others) {
        return;
    }
    let before = facts.rollbacks.len();
    if separate {
        let title = doc.title().map(|title| doc.phrase(title));
        let title =
            title.unwrap_or_else(|| Said { value: doc.source.name().to_owned(), at: doc.place(Span::default()) });
        let own = doc.outline.sections.iter().enumerate().filter(|(index, _)| !is_aside(doc, *index));
        let all: Vec<&Part> = own.map(|(_, part)| part).collect();
        facts.rollbacks.push(Rollback { separate, ..from_branch(doc, title, &all) });
    } else {
        let title = doc.title().map(|title| title.span);
        let of_both = |index: &usize| {
            doc.outline.sections.get(*index).is_some_and(|part| Some(part.title.span) == title) && is_of_both(doc)
        };
        for index in doc.branches(Section::Rollback).into_iter().filter(|index| !of_both(index)) {
            let branch: Vec<&Part> = doc.outline.branch(index).iter().collect();
            if let Some(top) = branch.first().filter(|top| {
                let title = doc.terms(&top.title);
                !is_of_backups(title) && !is_after(title) && (!is_of_trouble(title) || goes_back(doc, &branch))
            }) {
                let found = from_branch(doc, doc.phrase(&top.title), &branch);
                // A review that only ticks off that there is a way back says nothing of it.
                if doc.is(&plan) || says_something(&found) {
                    facts.rollbacks.push(found);
                }
            }
        }
    }
    if doc.is(&plan)
        && let [rollback] = facts.rollbacks.get_mut(before..).unwrap_or_default()
        && rollback.procedure.is_empty()
    {
        rollback.procedure.extend(commanded(doc));
    }
    if facts.rollbacks.len() == before && doc.is(&[Kind::DeploymentPlan, Kind::ChangeRequest]) {
        facts.rollbacks.extend(in_a_line(doc).or_else(|| above_a_list(doc)).or_else(|| in_a_sentence(doc)));
        if facts.rollbacks.len() == before {
            in_a_condition(doc, facts);
        }
        if facts.rollbacks.len() == before {
            in_a_case(doc, facts);
        }
    }
    if separate || doc.is(&plan) {
        // Looked for once, however many ways back there are.
        let told = LazyCell::new(|| authority::elsewhere(doc));
        for rollback in facts.rollbacks.iter_mut().skip(before).filter(|rollback| rollback.authority.is_none()) {
            rollback.authority.clone_from(&told);
            rollback.decider =
                rollback.authority.as_ref().map(|said| party_in(without_aside(&said.value))).unwrap_or_default();
        }
    }
    if separate || doc.kind == Kind::DeploymentPlan {
        let known = facts.triggers.len();
        trigger::read(doc, separate, facts);
        // A trigger may stand in another section than the way back.
        if let Some(rollback) = facts.rollbacks.get_mut(before..).and_then(<[Rollback]>::first_mut)
            && rollback.triggers.is_empty()
        {
            rollback.triggers.extend(facts.triggers.iter().skip(known).map(|trigger| trigger.text.at));
        }
    }
}

fn says_something(rollback: &Rollback) -> bool {
    let said = [&rollback.authority, &rollback.no_return, &rollback.refusal];
    !rollback.triggers.is_empty()
        || !rollback.procedure.is_empty()
        || rollback.objective.is_some()
        || said.into_iter().any(Option::is_some)
}

fn from_branch(doc: &Doc<'_>, title: Phrase, branch: &[&Part]) -> Rollback {
    let mut found = Rollback {
        separate: false,
        triggers: Vec::new(),
        procedure: procedure::read(doc, branch),
        authority: authority::read(doc, branch),
        decider: Party::default(),
        objective: None,
        no_return: None,
        data: None,
        refusal: None,
        version: None,
        same_version: same_version(doc, branch),
        title,
    };
    for section in branch {
        let titled = doc.terms(&section.title).has(Word::Trigger) && !is_test(doc.terms(&section.title));
        let only = is_of_triggers(doc.terms(&section.title));
        let case = condition::in_title(doc.terms(&section.title));
        if case.is_some_and(|case| condition::is_case(case) || !found.procedure.is_empty()) {
            found.triggers.push(doc.place(section.title.span));
        }
        // "When to roll back", "Do not roll back for": cases, and neither how nor how fast.
        let cases = is_of_cases(doc.terms(&section.title));
        for block in &section.blocks {
            match block {
                Block::Item(item) if cases && item.checked.is_none() => {
                    let step = item.number.is_some();
                    doc.cut(&item.text).filter(|sentence| triggers(sentence.terms, step)).for_each(|sentence| {
                        found.triggers.push(sentence.at);
                    });
                }
                Block::Item(item) if titled && (item.checked.is_none() || (item.checked == Some(false) && only)) => {
                    if !procedure::is_label(doc.terms(&item.text)) && !trigger::is_pointer(doc.terms(&item.text)) {
                        found.triggers.push(doc.place(item.text.span));
                    }
                }
                Block::Item(item) => {
                    let step = item.number.is_some();
                    doc.cut(&item.text).for_each(|sentence| add(doc, &mut found, sentence, step));
                }
                Block::Paragraph(paragraph) => {
                    doc.cut(&paragraph.text).for_each(|sentence| add(doc, &mut found, sentence, false));
                }
                Block::Table(table) => in_table(doc, table, &mut found),
                Block::Code(code) => in_code(doc, code, &mut found),
            }
        }
        let title = doc.terms(&section.title);
        if found.objective.is_none() && title.has(Word::Objective) {
            let titled = minutes(title).map(|value| Said { value, at: doc.place(section.title.span) });
            let told = || doc.told(section).find_map(|line| Some(Said { value: minutes(line.terms)?, at: line.at }));
            found.objective = titled.or_else(told);
        }
        if title.has(Word::DataRollback) && found.data.is_none() {
            found.data = Some(doc.phrase(&section.title));
        }
    }
    found.decider = found.authority.as_ref().map(|said| party_in(without_aside(&said.value))).unwrap_or_default();
    found
}

/// `变更负责人（安全负责人可直接触发，事后补评审）`: a sentence in brackets names no second party.
fn without_aside(text: &str) -> &str {
    let Some((head, aside)) = text.split_once(['(', '（']) else { return text };
    let sentence = aside.contains('，') && aside.chars().count() > 16;
    if sentence && !head.trim().is_empty() { head } else { text }
}

/// Whether a sentence, or a numbered step, says on what one goes back.
fn triggers(terms: Terms<'_>, step: bool) -> bool {
    if step { trigger::is_measured(terms) } else { is_trigger(terms) }
}

/// Adds what one sentence says; in a numbered step only a condition that can be measured is a trigger.
fn add(doc: &Doc<'_>, found: &mut Rollback, sentence: Sentence<'_>, step: bool) {
    let terms = sentence.terms;
    if triggers(terms, step) {
        found.triggers.push(sentence.at);
    }
    let set = |slot: &mut Option<Phrase>, says: bool| {
        if says && slot.is_none() {
            *slot = Some(sentence.phrase());
        }
    };
    set(&mut found.no_return, terms.has(Word::NoReturn));
    set(&mut found.data, terms.has(Word::DataRollback));
    set(&mut found.refusal, refuses(doc, terms));
    if found.objective.is_none() {
        found.objective = objective(terms).map(|value| Said { value, at: sentence.at });
    }
}

/// `pg_restore …`, `mysql app < app.sql`, `# restore the database`: what is done about the data.
fn in_code(doc: &Doc<'_>, code: &Code, found: &mut Rollback) {
    const TOOLS: [&str; 4] = ["pg_restore", "mongorestore", "alembic downgrade", "migrate:rollback"];
    if found.data.is_some() {
        return;
    }
    let mut start = code.span.start;
    for line in doc.source.slice(code.span).split_inclusive('\n') {
        let span = Span { start, end: start + line.trim_end().len() as u32 };
        start += line.len() as u32;
        let line = line.trim();
        let comment = line.trim_start_matches(['#', '/', '-', ' ']);
        let told =
            || line.starts_with(['#', '/', '-']) && vocabulary::find(comment).of(comment).has(Word::DataRollback);
        let loads = || ["psql", "mysql"].iter().any(|tool| line.contains(tool)) && line.contains('<');
        let dump = || line.contains("restore") && (line.contains(".sql") || line.contains(".dump"));
        if TOOLS.iter().any(|tool| line.contains(tool)) || loads() || dump() || told() {
            found.data = Some(Said { value: comment.to_owned(), at: doc.place(span) });
            return;
        }
    }
}

fn in_table(doc: &Doc<'_>, table: &Table, found: &mut Rollback) {
    if table.header.iter().any(|name| vocabulary::column(&name.plain) == Some(Column::Trigger)) {
        found.triggers.extend(table.rows.iter().map(|row| doc.place(row.span)));
    }
    // "P2 | fix forward" beside "P0 | roll back": a case.
    let goes = |cell: &crate::outline::Text| doc.terms(cell).has(Word::GoBack) && !doc.terms(cell).has(Word::NoWayBack);
    let decides = table.rows.iter().any(|row| row.cells.iter().skip(1).any(goes));
    for row in &table.rows {
        for cell in &row.cells {
            let terms = doc.terms(cell);
            let phrase = || Some(doc.phrase(cell));
            if found.no_return.is_none() && terms.has(Word::NoReturn) {
                found.no_return = phrase();
            }
            if found.data.is_none() && terms.has(Word::DataRollback) {
                found.data = phrase();
            }
            if found.refusal.is_none() && !decides && refuses(doc, terms) {
                found.refusal = phrase();
            }
        }
        // `RTO | 10 min`
        let says = row.cells.first().is_some_and(|cell| doc.terms(cell).has(Word::Objective));
        if says && found.objective.is_none() {
            let value = row.cells.iter().skip(1).find_map(|cell| minutes(doc.terms(cell)));
            found.objective = value.map(|value| Said { value, at: doc.place(row.span) });
        }
    }
}

fn is_trigger(terms: Terms<'_>) -> bool {
    let colon = terms.text().trim_end().ends_with([':', '：']);
    if colon && condition::is_case(terms) {
        return true;
    }
    let demand = terms.first(Word::Demand);
    // "Each rollback must record the trigger" names none.
    let mut triggers = terms.of(Word::Trigger);
    let announces = !colon && triggers.any(|hit| demand.is_none_or(|demand| hit.start < demand.start));
    let needless = || {
        terms
            .text()
            .split_once([':', '：', ','])
            .is_some_and(|(case, _)| terms.part(case.len()..terms.text().len()).has(Word::UndoNeedless))
    };
    let other = terms.has(Word::OnlyIf) || (colon && demand.is_some());
    let opens = begins_with_if(terms) && !other && !needless();
    announces || opens || condition::of(terms).is_some()
}

/// "Se" is a condition in Portuguese; in Spanish it is none, and no comma follows.
fn begins_with_if(terms: Terms<'_>) -> bool {
    let comma = terms.text().contains(',');
    let bare = |hit: &vocabulary::Hit| {
        terms.text().get(terms.before(hit).len()..).and_then(|rest| rest.get(..hit.end as usize - hit.start as usize))
    };
    let mut hits = terms.of(Word::If);
    hits.any(|hit| terms.begins_at(hit) && (comma || !bare(hit).is_some_and(|word| word.eq_ignore_ascii_case("se"))))
}

/// Within which time one is back; a trigger's time window is none.
fn objective(terms: Terms<'_>) -> Option<Minutes> {
    let compares = terms.text().contains(['>', '<', '≥', '＞', '＜']);
    if !terms.has(Word::Objective) || compares || terms.has(Word::NoReturn) || is_trigger(terms) || is_deadline(terms) {
        return None;
    }
    minutes(terms)
}

/// "Within 4 hours after the cutover": until when it is decided, not how long it takes.
fn is_deadline(terms: Terms<'_>) -> bool {
    let Some((_, time)) = durations(terms).next() else { return false };
    let next = |hit: &vocabulary::Hit| {
        let at = place(terms, hit);
        terms.text().get(time.end..at.start).is_some_and(|gap| gap.trim().is_empty())
    };
    terms.has(Word::Release) && terms.of(Word::Interval).any(next)
}

/// Whether a sentence says that there is no way back. "No rollback of the database is needed", "cosmetic defects are fixed
/// forward": a part, not the release.
fn refuses(doc: &Doc<'_>, terms: Terms<'_>) -> bool {
    let negated = terms.has(Word::Not)
        && !terms.has(Word::NotAtAll)
        && !terms.of(Word::NoWayBack).any(|hit| terms.of(Word::Not).any(|not| inside(not, hit)));
    let partial = |hit| !terms.of(Word::NoWayBack).any(|whole| inside(hit, whole));
    // "Pas de rollback automatique": there is one by hand.
    let by_hand = |hit: &vocabulary::Hit| {
        terms.of(Word::Automatic).any(|way| hit.end <= way.start && way.word <= hit.word + hit.words)
    };
    terms.of(Word::NoWayBack).any(|hit| !by_hand(hit))
        && !negated
        && !terms.of(Word::Partial).any(partial)
        && [&doc.ids.admin_task, &doc.ids.decision].iter().all(|own| vocabulary::ids(terms.text(), own).is_empty())
}

fn inside(hit: &vocabulary::Hit, whole: &vocabulary::Hit) -> bool {
    whole.start <= hit.start && hit.end <= whole.end
}

/// A procedure that only starts again what runs: no step of it goes to another version.
fn same_version(doc: &Doc<'_>, branch: &[&Part]) -> Option<Phrase> {
    let texts = branch.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Item(item) => Some(&item.text),
        Block::Paragraph(paragraph) => Some(&paragraph.text),
        Block::Table(_) | Block::Code(_) => None,
    });
    texts
        .flat_map(|text| doc.cut(text))
        .find(|sentence| {
            sentence.terms.has(Word::SameVersion) && sentence.terms.has(Word::Redeploy) && !refutes(*sentence)
        })
        .map(|sentence| sentence.phrase())
}

fn refutes(sentence: Sentence<'_>) -> bool {
    sentence.terms.has_any(&[Word::Not, Word::No])
}

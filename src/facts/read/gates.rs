//! What a gate report says of its gate, in the dialects that gate reports are written in.

use super::document::{Doc, Line};
use super::{Facts, Kind, Phrase};
use crate::facts::{GateState, GateStatement, TestVerdict, outcome};
use crate::outline::{Block, Text};
use crate::vocabulary::{self, Column, DecisionWord, GoWord, Key, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::GateReport {
        return;
    }
    let before = facts.gates.len();
    // `Status: draft` is that of the document.
    let draft = |line: &Line<'_>| {
        line.key == Some(Key::Status)
            && line.said.has(Word::DocumentState)
            && state(line.said.text()) != Some(GateState::Met)
    };
    for line in doc
        .lines()
        .iter()
        .filter(|line| !draft(line))
        .filter(|line| !is_signing(doc, line.section) && names_state(line.named, line.key) && is_whole(doc, line))
    {
        facts.gates.extend(statement(doc, &line.field.key, &line.field.value));
    }
    for grid in doc.grids().filter(|grid| !is_signing(doc, grid.section) && grid.table.header.len() == 2) {
        for row in &grid.table.rows {
            if let [key, value] = row.cells.as_slice()
                && names_state(doc.terms(key), doc.terms(key).whole())
            {
                facts.gates.extend(statement(doc, key, value));
            }
        }
    }
    if facts.gates.len() == before {
        headed(doc, facts);
    }
}

/// Whether a line is about the whole gate: `Status` and `Result` further below are those of a criterion.
fn is_whole(doc: &Doc<'_>, line: &Line<'_>) -> bool {
    let head = doc.outline.sections.get(line.section).is_some_and(|part| part.level <= 1);
    head || matches!(line.key, Some(Key::GateStatus | Key::Recommendation))
        || matches!(doc.topic(line.section), Some(Section::Overview | Section::Recommendation))
}

/// A vote is that of one person.
fn is_signing(doc: &Doc<'_>, section: usize) -> bool {
    matches!(doc.topic(section), Some(Section::Approvals | Section::SignOff | Section::Risks | Section::Defects))
}

fn names_state(named: Terms<'_>, key: Option<Key>) -> bool {
    let vote = named.has_any(&[Word::Vote, Word::ApprovedBy, Word::Previous, Word::Expected]);
    let known = matches!(key, Some(Key::Status | Key::GateStatus | Key::Recommendation));
    !vote && (known || named.whole() == Some(Column::Result) || (named.has(Word::Gate) && named.has(Key::Status)))
}

/// `## Gate decision` above `GO`, `# Security gate: PASS`.
fn headed(doc: &Doc<'_>, facts: &mut Facts) {
    for section in &doc.outline.sections {
        let title = doc.terms(&section.title);
        if names_state(title, title.whole()) {
            let first = section.blocks.iter().find_map(|block| match block {
                Block::Paragraph(paragraph) => Some(&paragraph.text),
                Block::Item(item) => Some(&item.text),
                Block::Table(_) | Block::Code(_) => None,
            });
            facts.gates.extend(
                first.and_then(|value| statement(doc, &section.title, value)).filter(|said| said.state.is_some()),
            );
        } else if let Some((_, value)) = section.title.plain.split_once([':', '：']) {
            let state = state(value);
            let (name, text) = (doc.phrase(&section.title), doc.phrase(&section.title));
            facts.gates.extend(state.map(|state| GateStatement { name, text, state: Some(state) }));
        }
    }
}

fn statement(doc: &Doc<'_>, key: &Text, value: &Text) -> Option<GateStatement> {
    let text: Phrase = doc.phrase(value);
    text.value.chars().any(char::is_alphanumeric).then(|| GateStatement {
        name: doc.phrase(key),
        state: state(&text.value),
        text,
    })
}

/// The worst that a text says of the gate: `CONDITIONAL PASS` is no pass, `NOT_READY` is not ready.
fn state(text: &str) -> Option<GateState> {
    const SHORT: usize = 80;
    let spaced: String = text.chars().take(SHORT).map(|letter| if letter == '_' { ' ' } else { letter }).collect();
    let text = spaced.trim();
    let found = vocabulary::find(text);
    let terms = found.of(text);
    if !vocabulary::find(text).of(text).begins(Key::Unmet) {
        let partly =
            terms.begins(Key::PartlyMet) || terms.begins(Word::ConditionalGo) || terms.has(Word::WithConditions);
        if partly || vocabulary::go_word(text) == Some(GoWord::Conditional) {
            return Some(GateState::Partly);
        }
    }
    if terms.begins(Key::Unmet) || terms.begins(Word::Failed) || vocabulary::go_word(text) == Some(GoWord::NoGo) {
        return Some(GateState::Unmet);
    }
    match vocabulary::decision(text) {
        Some(DecisionWord::Rejected) => return Some(GateState::Unmet),
        Some(DecisionWord::Pending) => return Some(GateState::Open),
        Some(DecisionWord::Approved) => return Some(GateState::Met),
        None => {}
    }
    if vocabulary::go_word(text) == Some(GoWord::Go) {
        return Some(GateState::Met);
    }
    match outcome(text) {
        Some(TestVerdict::Passed) => Some(GateState::Met),
        Some(TestVerdict::Failed) => Some(GateState::Unmet),
        Some(TestVerdict::NotRun) => Some(GateState::Open),
        None if terms.begins(Word::Bad) => Some(GateState::Unmet),
        None => (terms.begins(Word::Good) && !terms.has(Word::Not)).then_some(GateState::Met),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_dialects_are_read() {
        use GateState::{Met, Open, Partly, Unmet};
        for (text, wanted) in [
            ("PASS", Some(Met)),
            ("FAIL", Some(Unmet)),
            ("CONDITIONAL", Some(Partly)),
            ("GO", Some(Met)),
            ("NO-GO", Some(Unmet)),
            ("CONDITIONAL GO", Some(Partly)),
            ("CONDITIONAL_GO", Some(Partly)),
            ("CONDITIONAL PASS", Some(Partly)),
            ("READY", Some(Met)),
            ("GAPS", Some(Unmet)),
            ("BLOCKED", Some(Unmet)),
            ("PARTIAL", Some(Partly)),
            ("NOT_READY", Some(Unmet)),
            ("APPROVED", Some(Met)),
            ("REJECTED", Some(Unmet)),
            ("ACCEPTED", Some(Met)),
            ("NOT ACCEPTED", Some(Unmet)),
            ("PENDING", Some(Open)),
            ("GREEN", Some(Met)),
            ("YELLOW", Some(Partly)),
            ("✅ PASS", Some(Met)),
            ("合格", Some(Met)),
            ("不合格", Some(Unmet)),
            ("通过", Some(Met)),
            ("未通过", Some(Unmet)),
            ("bestanden", Some(Met)),
            ("approuvé", Some(Met)),
            ("final", None),
        ] {
            assert_eq!(state(text), wanted, "{text}");
        }
    }
}

//! Lessons and action items: what is done, by whom, until when, and how its success is known.

use super::document::Doc;
use super::grid::Grid;
use super::label::labelled;
use super::party::party_in;
use super::{Facts, Phrase, Said, dates};
use crate::facts::Lesson;
use crate::outline::{Block, Item, Row, Text};
use crate::vocabulary::{Column, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    // "Follow-up actions" after a rollback are what is done each time.
    if super::rollback::is_separate(doc) {
        return;
    }
    for grid in doc.grids().filter(is_list) {
        facts.lessons.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
    }
    for section in doc.about(Section::Lessons) {
        for block in &section.blocks {
            let Block::Item(item) = block else { continue };
            facts.lessons.extend(from_item(doc, item));
        }
    }
}

fn is_list(grid: &Grid<'_>) -> bool {
    let about = grid.topic == Some(Section::Lessons);
    let dated =
        grid.has_any(&[Column::Due, Column::Success]) || (about && grid.has_any(&[Column::Owner, Column::Status]));
    let listed = grid.has(Column::Lesson) || (grid.has(Column::Action) && dated);
    listed && !grid.has_any(&[Column::Trigger, Column::RiskId, Column::Rule])
}

/// `Done`, `closed`, `dropped`.
fn is_done(doc: &Doc<'_>, cell: &Text) -> bool {
    let terms = doc.terms(cell);
    let over = [Word::Finished, Word::ConditionMet, Word::RiskClosed].into_iter().any(|word| terms.begins(word));
    over && !terms.has(Word::Not)
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<Lesson> {
    let action = grid.stated(row, Column::Action).or_else(|| grid.stated(row, Column::Lesson));
    let action = action.or_else(|| grid.stated(row, Column::Description))?;
    let date = || grid.stated(row, Column::Date);
    Some(Lesson {
        owner: grid.stated(row, Column::Owner).or_else(|| grid.stated(row, Column::Name)),
        due: grid.stated(row, Column::Due).or_else(date),
        success: grid.stated(row, Column::Success).filter(Phrase::is_stated),
        status: grid.stated(row, Column::Status),
        priority: grid.stated(row, Column::Severity),
        done: [Column::Status].into_iter().filter_map(|column| grid.text(row, column)).any(|cell| is_done(doc, cell)),
        action,
        at: grid.row(row),
    })
}

/// `Test the way back first`, `[x] Add an alert (owner: A. Ito, due 2026-12-20)`. A line that only announces others is none.
fn from_item(doc: &Doc<'_>, item: &Item) -> Option<Lesson> {
    let action = Some(doc.phrase(&item.text)).filter(Phrase::is_stated)?;
    if item.depth > 0 || action.value.trim_end().ends_with([':', '：']) {
        return None;
    }
    let terms = doc.terms(&item.text);
    let said = |value: String| Said { value, at: action.at };
    Some(Lesson {
        owner: owner(terms).map(said),
        due: dates::date(terms.text()).map(|day| said(day.to_string())),
        success: None,
        priority: None,
        done: item.checked == Some(true),
        status: item.checked.map(|ticked| said(if ticked { "done" } else { "open" }.to_owned())),
        at: action.at,
        action,
    })
}

/// Behind its label, or the only name of a chat in the text.
fn owner(terms: Terms<'_>) -> Option<String> {
    if let Some(value) = labelled(terms, &[Column::Owner]) {
        let party = party_in(value.split([',', '、', '，']).next()?);
        return party.name.or(party.role).or(party.reach);
    }
    let handles = terms.text().split(|letter: char| letter.is_whitespace() || "(),;".contains(letter));
    let mut handles = handles.filter(|word| word.len() > 1 && word.starts_with('@'));
    handles.next().filter(|_| handles.next().is_none()).map(str::to_owned)
}

#[cfg(test)]
mod unit {
    use super::super::Kind;
    use super::super::testing::facts;

    #[test]
    fn lessons_stand_in_lists_below_their_heading() {
        for (heading, item, owner, due) in [
            ("Lessons Learned", "- Rehearse the way back first", None, None),
            ("Action items", "- [ ] Add an alert — Owner: A. Ito, due 2026-12-20", Some("A. Ito"), Some("2026-12-20")),
            (
                "Action items",
                "1. Write a runbook. Owner: C. Diaz. Due: 2026-12-31",
                Some("C. Diaz"),
                Some("2026-12-31"),
            ),
            ("Action items", "- [x] Larger pool (@b.novak, 2026-12-10)", Some("@b.novak"), Some("2026-12-10")),
            ("Erkenntnisse", "- Alarm einrichten (Verantwortlich: A. Ito)", Some("A. Ito"), None),
            ("教訓", "- 切り戻しを先に試す", None, None),
            ("Leçons apprises", "- Tester le retour arrière", None, None),
            ("Lecciones aprendidas", "- Probar la vuelta atrás", None, None),
            ("Lições aprendidas", "- Testar o retorno", None, None),
            ("经验教训", "- 提前演练回滚", None, None),
        ] {
            let facts = facts(Kind::OtherDocument, &format!("# Review\n## {heading}\n{item}\n"));
            assert_eq!(facts.lessons.len(), 1, "{heading}: {item}");
            let lesson = &facts.lessons[0];
            let said = |phrase: &Option<super::Phrase>| phrase.as_ref().map(|phrase| phrase.value.clone());
            assert_eq!((said(&lesson.owner).as_deref(), said(&lesson.due).as_deref()), (owner, due), "{item}");
        }
        for text in ["## What was done\n- Restarted the pool\n", "## Lessons Learned\n- What went well:\n"] {
            assert!(facts(Kind::OtherDocument, &format!("# Review\n{text}")).lessons.is_empty(), "{text}");
        }
    }
}

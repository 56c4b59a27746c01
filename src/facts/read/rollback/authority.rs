//! Who decides to go back: in a line, a column or a sentence.

use super::super::document::Doc;
use super::super::{Phrase, Said};
use crate::outline::{Block, Section as Part};
use crate::vocabulary::{self, Column, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, branch: &[&Part]) -> Option<Phrase> {
    let field = branch.iter().flat_map(|section| &section.fields).find(|field| {
        let found = vocabulary::find(&field.key.plain);
        let terms = found.of(&field.key.plain);
        let owner = terms.ends(Column::Owner) && terms.has_any(&[Word::GoBack, Word::UndoLabel]);
        (decides(terms) || terms.ends(Word::DecisionNoun) || owner) && !field.value.plain.is_empty()
    });
    let line = field.map(|field| doc.phrase(&field.value));
    // "### Decision makers" above a list.
    let titled = || {
        let section = branch.iter().find(|section| decides(doc.terms(&section.title)))?;
        doc.told(section).map(|sentence| sentence.phrase()).find(Phrase::is_stated)
    };
    let found = line.or_else(titled).or_else(|| in_table(doc, branch)).or_else(|| in_sentence(doc, branch));
    found.or_else(|| in_drawing(doc, branch))
}

/// A flow that is drawn below "How we decide to roll back": the first role in it.
fn in_drawing(doc: &Doc<'_>, branch: &[&Part]) -> Option<Phrase> {
    let about = |section: &&&Part| {
        let title = doc.terms(&section.title);
        title.has(Word::GoBack) && title.has_any(&[Word::DecisionNoun, Word::Decides])
    };
    branch.iter().filter(about).flat_map(|section| &section.blocks).find_map(|block| {
        let Block::Code(code) = block else { return None };
        let mut lines = code.text.lines().map(|line| {
            let line = line.trim_start_matches(|mark: char| !mark.is_alphanumeric());
            line.trim_end_matches([' ', '|', '+', '│', '┃'])
        });
        let line = lines.find(|line| vocabulary::find(line).of(line).has(Word::Role))?;
        Some(Said { value: line.to_owned(), at: doc.place(code.span) })
    })
}

/// Whether a text speaks of who decides.
pub(super) fn decides(terms: Terms<'_>) -> bool {
    terms.has_any(&[Word::Decides, Word::ApprovedBy])
        || (terms.has(Word::DecisionNoun) && terms.has(Word::DecisionMaker))
}

/// `Trigger | Action | Decision maker`: the first cell that names somebody; `Decision maker | A. Ito`: the cell beside it.
fn in_table(doc: &Doc<'_>, branch: &[&Part]) -> Option<Phrase> {
    branch.iter().flat_map(|section| &section.blocks).find_map(|block| {
        let Block::Table(table) = block else { return None };
        let column = table.header.iter().position(|name| decides(doc.terms(name)));
        let below = column.and_then(|column| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
            cells.map(|cell| doc.phrase(cell)).find(Phrase::is_stated)
        });
        // `Tech lead | Approve the rollback`.
        let named_for = || {
            let duty =
                |cell: &crate::outline::Text| doc.terms(cell).has(Word::Decides) && doc.terms(cell).has(Word::GoBack);
            let row = table.rows.iter().find(|row| row.cells.iter().skip(1).any(duty))?;
            let who = row.cells.first().filter(|cell| doc.terms(cell).has(Word::Role))?;
            Some(doc.phrase(who)).filter(Phrase::is_stated)
        };
        below.or_else(named_for).or_else(|| {
            let named = table.rows.iter().find(|row| row.cells.first().is_some_and(|cell| decides(doc.terms(cell))))?;
            named.cells.get(1).map(|cell| doc.phrase(cell)).filter(Phrase::is_stated)
        })
    })
}

fn in_sentence(doc: &Doc<'_>, branch: &[&Part]) -> Option<Phrase> {
    let mut told = branch.iter().flat_map(|section| doc.told(section));
    let told = told.find(|sentence| {
        decides(sentence.terms) && names_somebody(sentence.terms) && !is_approved_case(sentence.terms)
    });
    told.map(|sentence| sentence.phrase()).or_else(|| in_row(doc, branch))
}

/// "If the migration is reversible and approved by the DB owner, run it back": a condition, and no word on who decides.
fn is_approved_case(terms: Terms<'_>) -> bool {
    let case = [Word::If, Word::InCase].into_iter().any(|word| terms.of(word).any(|hit| terms.begins_at(hit)));
    case && !terms.has_any(&[Word::Decides, Word::DecisionNoun])
}

/// `Rollback owner: A. Ito`, `Release manager: owns the rollback decision`, below any heading of a plan.
pub(super) fn elsewhere(doc: &Doc<'_>) -> Option<Phrase> {
    if !doc.mentions(Word::GoBack) {
        return None;
    }
    let owner = |terms: Terms<'_>| terms.ends(Column::Owner) && terms.has(Word::GoBack);
    let line = doc.lines().iter().find(|line| owner(line.named)).map(|line| doc.phrase(&line.field.value));
    let duty = || {
        let blocks = doc.outline.sections.iter().flat_map(|section| &section.blocks);
        let mut items = blocks.filter_map(|block| match block {
            Block::Item(item) => Some(&item.text),
            _ => None,
        });
        let told = items.find(|text| {
            let terms = doc.terms(text);
            let Some(at) = terms.text().find([':', '：']).filter(|at| *at <= 48) else { return false };
            let (who, what) = (terms.part(0..at), terms.part(at..terms.text().len()));
            who.has(Word::Role) && what.has(Word::GoBack) && what.has_any(&[Word::DecisionNoun, Word::Decides])
        })?;
        let who = told.plain.split([':', '：']).next()?.trim().to_owned();
        Some(Said { value: who, at: doc.place(told.span) })
    };
    line.filter(Phrase::is_stated).or_else(duty)
}

/// A row of a table that says it in a sentence.
fn in_row(doc: &Doc<'_>, branch: &[&Part]) -> Option<Phrase> {
    let cells = branch.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table.rows.iter().flat_map(|row| &row.cells)),
        _ => None,
    });
    let mut cells = cells.flatten();
    cells.find(|cell| decides(doc.terms(cell)) && names_somebody(doc.terms(cell))).map(|cell| doc.phrase(cell))
}

/// Whether a sentence names a person or a role: "the decision authority says so" names nobody.
fn names_somebody(terms: Terms<'_>) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let words = || terms.text().split_whitespace();
    let pairs = || words().zip(words().skip(1));
    // "Ravi decides."
    let subject = pairs().any(|(first, second)| capital(first) && !is_opening(first) && decides_alone(second));
    terms.has(Word::Role) || subject || pairs().skip(1).any(|(first, second)| capital(first) && capital(second))
}

fn decides_alone(word: &str) -> bool {
    vocabulary::find(word).of(word).begins(Word::Decides)
}

/// Words with a capital because a sentence begins.
fn is_opening(word: &str) -> bool {
    matches!(word, "The" | "It" | "This" | "That" | "Who" | "Nobody" | "We" | "They" | "He" | "She")
}

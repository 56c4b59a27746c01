//! Signatures in tables: a row for each, or a column for each as in the boxes at the top of a form.

use super::super::dates;
use super::super::document::Doc;
use super::super::grid::Grid;
use super::super::{Kind, Phrase};
use super::lines::is_author;
use super::{approval, in_brackets, is_not_asked};
use crate::facts::Approval;
use crate::outline::{Row, Text};
use crate::vocabulary::{self, Column, DecisionWord, Key, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, sections: &[Section]) -> Vec<Approval> {
    let whole = doc.kind == Kind::Approvals;
    let votes = |grid: &Grid<'_>| grid.table.header.iter().any(|name| doc.terms(name).has(Word::Vote));
    let about = |grid: &Grid<'_>| whole || grid.topic.is_some_and(|topic| sections.contains(&topic)) || votes(grid);
    let mut found: Vec<Approval> = Vec::new();
    for grid in doc.grids().filter(about) {
        if is_signatures(&grid) || is_pairs(doc, &grid) {
            found.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
        } else if is_form(doc, &grid) {
            found.extend((0..grid.table.header.len()).filter_map(|column| from_column(doc, &grid, column)));
        }
    }
    found
}

/// Tables with a column for signatures beside names or roles, below any heading.
pub(super) fn signed(doc: &Doc<'_>) -> Vec<Approval> {
    let signs = |grid: &Grid<'_>| grid.has_any(&[Column::Role, Column::Name]) && grid.has(Column::Approval);
    let rows = doc.grids().filter(signs);
    rows.flat_map(|grid| grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)).collect::<Vec<_>>())
        .collect()
}

/// `Item | Confirmed by | Signature`, below a heading that does not say what it is about.
pub(super) fn confirmed(doc: &Doc<'_>) -> Vec<Approval> {
    let signs = |grid: &Grid<'_>| {
        let open = matches!(grid.topic, None | Some(Section::Checklist | Section::Verification | Section::Criteria));
        let other = [Column::Severity, Column::DefectId, Column::RiskId, Column::Test, Column::Result];
        open && grid.has(Column::Name) && grid.has(Column::Approval) && !grid.has_any(&other)
    };
    let rows = doc.grids().filter(signs);
    rows.flat_map(|grid| grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)).collect::<Vec<_>>())
        .collect()
}

fn is_signatures(grid: &Grid<'_>) -> bool {
    grid.has_any(&[Column::Role, Column::Name]) && grid.has_any(&[Column::Approval, Column::Date, Column::Status])
}

/// `Role | Name`, `Area | Who`: a row for each who has to approve, with nothing to sign.
fn is_pairs(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let [first, second] = grid.table.header.as_slice() else { return false };
    let (first, second) = (doc.terms(first), doc.terms(second));
    let who =
        |terms: Terms<'_>| matches!(terms.longest(), Some(Column::Name | Column::Owner)) || terms.has(Word::Approver);
    let part = |terms: Terms<'_>| terms.longest() == Some(Column::Role) || !(who(terms) || terms.has(Word::Role));
    let named = first.longest() == Some(Column::Name) && second.longest() == Some(Column::Role);
    named || (part(first) && who(second) && !is_author(first) && first.longest() != Some(Column::Date))
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<Approval> {
    let unnamed = || {
        // `項目 | 氏名 | 承認日`: a first column of no other meaning holds the roles.
        let mut open = (0..grid.table.header.len())
            .filter(|at| matches!(grid.meaning(*at), None | Some(Column::Number)) && !is_id(&grid.nth(row, *at).value));
        let first = open.next().filter(|at| grid.position(Column::Name).is_some_and(|name| *at < name));
        first.filter(|_| !grid.has(Column::Role)).map(|at| grid.nth(row, at))
    };
    let role = grid.cell(row, Column::Role).or_else(unnamed);
    // A row that says nothing at all is no row, nor that of who wrote the document.
    let author = row.cells.first().is_some_and(|cell| is_author(doc.terms(cell)));
    if author || row.cells.iter().all(|cell| cell.plain.is_empty()) {
        return None;
    }
    let pair =
        || is_pairs(doc, grid).then(|| (grid.nth(row, 0), grid.nth(row, 1))).filter(|(part, _)| part.is_stated());
    let (role, paired) = match role {
        Some(role) => (Some(role), pair().map(|(_, who)| who)),
        None => pair().map_or((None, None), |(part, who)| (Some(part), Some(who))),
    };
    let same = |who: &Phrase| role.as_ref().is_none_or(|role| role.at != who.at);
    let name = grid.cell(row, Column::Name).or_else(|| paired.filter(same));
    let name = name.or_else(|| role.as_ref().and_then(in_brackets));
    let decision = grid.cell(row, Column::Approval).or_else(|| grid.cell(row, Column::Status));
    // A column whose name is not known, with a cell that is a decision and little more.
    let said = || {
        let mut cells = row.cells.iter().skip(1).filter(|cell| cell.plain.chars().count() <= 24);
        cells.find(|cell| vocabulary::decision(&cell.plain).is_some()).map(|cell| doc.phrase(cell))
    };
    let decision = decision.or_else(said);
    if decision.as_ref().is_some_and(is_not_asked) {
        return None;
    }
    let mut found = approval(role, name, decision, grid.cell(row, Column::Date), grid.row(row));
    let release =
        grid.table.header.iter().position(|name| matches!(doc.terms(name).whole(), Some(Key::Release | Key::Version)));
    found.about = release.map(|column| grid.nth(row, column)).filter(Phrase::is_stated);
    if is_conditional(&found) {
        found
            .conditions
            .extend([Column::Justification, Column::Description].iter().find_map(|column| grid.stated(row, *column)));
    }
    Some(found)
}

/// `3`, `C1`, `S-2`: the number of a row.
fn is_id(text: &str) -> bool {
    const ID: usize = 6;
    text.len() <= ID && text.ends_with(|last: char| last.is_ascii_digit()) && !text.contains(' ')
}

fn is_conditional(approval: &Approval) -> bool {
    approval.decided == Some(DecisionWord::Pending)
        && approval
            .decision
            .as_ref()
            .is_some_and(|said| vocabulary::find(&said.value).of(&said.value).has(Word::ConditionalGo))
}

/// `| 作成者 | 確認者 | 承認者 |` above names and dates: each column is a role.
fn is_form(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let columns = grid.table.header.len();
    let role = |terms: Terms<'_>| {
        let named = matches!(terms.longest(), Some(Column::Name | Column::Role | Column::Approval | Column::Owner));
        named || terms.has(Word::Role)
    };
    let short = |name: &Text| (1..=16).contains(&name.plain.chars().count());
    // `Item | Confirmed by | Signature` is read by rows, or not at all.
    let roles = grid.table.header.iter().filter(|name| role(doc.terms(name))).count();
    (2..=6).contains(&columns)
        && (1..=3).contains(&grid.table.rows.len())
        && grid.table.header.iter().all(short)
        && roles * 2 >= columns
        && (roles == columns || !grid.has(Column::Approval))
        && !grid.has_any(&[Column::Number, Column::Step, Column::Description, Column::Status, Column::Contact])
}

fn from_column(doc: &Doc<'_>, grid: &Grid<'_>, column: usize) -> Option<Approval> {
    let role = grid.table.header.get(column).filter(|name| !is_author(doc.terms(name)))?;
    let role = doc.phrase(role);
    let cells = || grid.table.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.plain.is_empty());
    let date = cells().find(|cell| dates::date(&cell.plain).is_some() || is_date_pattern(&cell.plain));
    let decision = cells().find(|cell| vocabulary::decision(&cell.plain).is_some());
    let other = |cell: &&Text| {
        Some(cell.span) != date.map(|date| date.span) && Some(cell.span) != decision.map(|said| said.span)
    };
    let name = cells().find(other);
    let at = role.at;
    Some(approval(
        Some(role),
        name.map(|cell| doc.phrase(cell)),
        decision.map(|cell| doc.phrase(cell)),
        date.map(|cell| doc.phrase(cell)),
        at,
    ))
}

/// `YYYY/MM/DD`, `____年__月__日`.
fn is_date_pattern(text: &str) -> bool {
    text.contains("YY") || text.contains("yy") || (text.contains('年') && text.contains('月'))
}

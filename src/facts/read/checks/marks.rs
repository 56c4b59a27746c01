//! Marks that say whether a line of a check list is done: `✅`, `❌`, `⬜`, and words in a column for them.

use super::super::Kind;
use super::super::document::Doc;
use super::super::grid::is_mark;
use crate::outline::{Block, Row, Section as Part, Table, Text};
use crate::vocabulary::{Column, Section, Terms, Word};

/// Letters of a cell that is a mark or a status word.
const SHORT: usize = 32;

/// Whether the lines of a section are there to be checked, so that a mark stands for a box. Elsewhere `✅` praises.
pub(super) fn is_list(doc: &Doc<'_>, index: usize) -> bool {
    // Signatures are no checks.
    (doc.is(&[Kind::ReadinessReview, Kind::GateReport]) && doc.topic(index) != Some(Section::Approvals))
        || (doc.is(&[Kind::DeploymentPlan, Kind::ChangeRequest, Kind::SupportRunbook, Kind::OtherDocument])
            && matches!(doc.topic(index), Some(Section::Checklist | Section::Verification)))
}

/// Whether a section has items marked as done or not: then `⚠️` is a mark, too.
pub(super) fn marked(section: &Part) -> bool {
    section.blocks.iter().any(|block| match block {
        Block::Item(item) => item.checked.is_none() && matches!(sign(&item.text.plain), Some((Some(_), _))),
        _ => false,
    })
}

/// `✅ Docs updated`: whether it is done, and what; for a section that is [`marked`].
pub(super) fn item(text: &str) -> Option<(bool, &str)> {
    let (done, rest) = sign(text)?;
    let rest = rest.trim_start_matches(['\u{fe0f}', '\u{fe0e}', ' ']);
    (!rest.is_empty()).then(|| (done.unwrap_or(false), rest))
}

/// The sign at the start of a text, done or not; neither for a warning.
fn sign(text: &str) -> Option<(Option<bool>, &str)> {
    let sign = text.chars().next()?;
    let done = match sign {
        '✅' | '✔' | '✓' | '🟢' => Some(true),
        '❌' | '✗' | '✘' | '🔴' | '⏳' | '🔲' => Some(false),
        '⚠' | '🟡' | '🟠' | '🚧' | '🔄' => None,
        _ => return None,
    };
    Some((done, &text[sign.len_utf8()..]))
}

/// What a cell says of being done: by a box, a sign, or a status word with little beside it.
fn judged(terms: Terms<'_>, words: bool) -> Option<bool> {
    const OPEN: [Word; 8] = [
        Word::Not,
        Word::NotRun,
        Word::Pending,
        Word::No,
        Word::Failed,
        Word::PartlyPassed,
        Word::OpenCell,
        Word::OpenEnd,
    ];
    const DONE: [Word; 3] = [Word::ConditionMet, Word::Passed, Word::Yes];
    let text = terms.text().trim();
    if text.chars().nth(SHORT).is_some() {
        return None;
    }
    if let Some(drawn) = super::drawn(text) {
        return Some(drawn);
    }
    if let Some((done, _)) = sign(text) {
        return Some(done.unwrap_or(false));
    }
    match text {
        "○" | "〇" | "◯" | "◎" | "x" | "X" => return Some(true),
        "×" | "✕" | "△" => return Some(false),
        _ => {}
    }
    if !words {
        return None;
    }
    if OPEN.iter().any(|word| terms.begins(*word)) {
        return Some(false);
    }
    DONE.iter().any(|word| terms.begins(*word)).then_some(true)
}

/// A row that is checked, with what it asks, and whether it is done.
type Checked<'t> = (&'t Row, Option<&'t Text>, bool);

/// The rows of a table that are checked.
pub(super) fn rows<'t>(doc: &Doc<'_>, table: &'t Table, listed: bool) -> Vec<Checked<'t>> {
    let column = listed.then(|| mark_column(doc, table)).flatten();
    let mut found = Vec::new();
    for row in &table.rows {
        let (at, done) = if let Some((at, words)) = column {
            let Some(cell) = row.cells.get(at) else { continue };
            // A blank beside marks is open.
            let blank = cell.plain.trim().is_empty();
            (at, if blank { Some(false) } else { judged(doc.terms(cell), words) })
        } else {
            let mut cells = row.cells.iter().map(|cell| super::drawn(&cell.plain)).enumerate();
            let Some(drawn) = cells.find(|(_, drawn)| drawn.is_some()) else { continue };
            drawn
        };
        let Some(done) = done.filter(|_| row.cells.iter().any(|cell| !cell.plain.trim().is_empty())) else { continue };
        found.push((row, asked(doc, table, row, at), done));
    }
    found
}

fn is_state(column: Column) -> bool {
    matches!(column, Column::Status | Column::Result)
}

/// The column of the marks, and whether words count there: every cell is a mark or blank, or it is a status and most cells
/// are known.
fn mark_column(doc: &Doc<'_>, table: &Table) -> Option<(usize, bool)> {
    let signs = |name: &Text| matches!(doc.terms(name).heading(), Some(Column::Name | Column::Approval));
    if table.header.iter().any(signs) {
        return None;
    }
    let columns = table.header.iter().map(|name| doc.terms(name)).enumerate();
    let mut columns = columns.map(|(at, name)| {
        let state = name.heading().is_some_and(is_state);
        (at, state, state || name.has(Word::ConditionMet))
    });
    let found = columns.find(|(at, state, words)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(*at));
        let (mut known, mut blank, mut other) = (0_usize, 0_usize, 0_usize);
        for cell in cells {
            if cell.plain.trim().is_empty() {
                blank += 1;
            } else if judged(doc.terms(cell), *words).is_some() {
                known += 1;
            } else {
                other += 1;
            }
        }
        known > 0 && if *state { other * 4 <= known } else { other == 0 && blank <= known * 4 }
    });
    found.map(|(at, _, words)| (at, words))
}

/// What a row asks: the column for it, else the longest cell that names nobody and no date.
fn asked<'t>(doc: &Doc<'_>, table: &Table, row: &'t Row, mark: usize) -> Option<&'t Text> {
    const WHAT: [Column; 7] = [
        Column::Criterion,
        Column::Test,
        Column::Step,
        Column::Description,
        Column::Action,
        Column::Title,
        Column::Component,
    ];
    const OTHER: [Column; 8] = [
        Column::Owner,
        Column::Name,
        Column::Role,
        Column::Date,
        Column::Due,
        Column::Number,
        Column::Status,
        Column::Evidence,
    ];
    let meaning = |at: usize| table.header.get(at).and_then(|name| doc.terms(name).heading::<Column>());
    let says = |cell: &Text| {
        cell.plain.chars().any(char::is_alphabetic) && super::drawn(&cell.plain).is_none() && !is_mark(&cell.plain)
    };
    let cells = || row.cells.iter().enumerate().filter(|(at, cell)| *at != mark && says(cell));
    let named = WHAT.iter().find_map(|what| cells().find(|(at, _)| meaning(*at) == Some(*what)));
    let longest = || {
        let known = |at: usize| meaning(at).is_some_and(|column| OTHER.contains(&column));
        cells().filter(|(at, _)| !known(*at)).max_by_key(|(_, cell)| cell.plain.len()).or_else(|| cells().next())
    };
    named.or_else(longest).map(|(_, cell)| cell)
}

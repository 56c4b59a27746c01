//! Marks that say whether a line of a check list is done: `✅`, `❌`, `⬜`, and words in a column for them.

use super::super::Kind;
use super::super::document::Doc;
use super::super::grid::Grid;
use crate::outline::{Block, Row, Section as Part, Text};
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

/// The sign of a line that is neither done nor undone: `🟠`.
pub(super) fn shade(text: &str) -> Option<&str> {
    let (done, rest) = sign(text)?;
    done.is_none().then(|| text.get(..text.len() - rest.len())).flatten()
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

/// Which words count in a column of marks.
#[derive(Clone, Copy, PartialEq)]
enum Words {
    /// Signs only.
    None,
    /// Those of states.
    OfStates,
    /// Those of states of work.
    OfTasks,
}

impl Words {
    /// The same, where a task that is ready says something, too.
    fn of_states(self) -> Self {
        if self == Self::OfTasks { Self::OfStates } else { self }
    }
}

/// What a cell says of being done: by a box, a sign, or a status word with little beside it. What stands in brackets or
/// behind a comma explains it. A task that is "ready" can begin: neither done nor undone.
fn judged(terms: Terms<'_>, words: Words) -> Option<bool> {
    const OPEN: [Word; 8] =
        [Word::Not, Word::NotRun, Word::Pending, Word::No, Word::Failed, Word::PartlyPassed, Word::Bad, Word::None];
    const DONE: [Word; 4] = [Word::ConditionMet, Word::Passed, Word::Yes, Word::Good];
    let text = terms.text().trim();
    if let Some(drawn) = super::drawn(text) {
        return Some(drawn);
    }
    let long = |text: &str| text.chars().nth(SHORT).is_some();
    if let Some((done, _)) = sign(text).filter(|_| words != Words::None || !long(text)) {
        return Some(done.unwrap_or(false));
    }
    let head = text.split(['(', '（', ',', '，', ';', '；', ':', '：', '—', '–']).next().unwrap_or_default();
    if long(head) {
        return None;
    }
    match text {
        "○" | "〇" | "◯" | "◎" | "x" | "X" => return Some(true),
        "×" | "✕" | "△" => return Some(false),
        _ => {}
    }
    if words == Words::None {
        return None;
    }
    let begins = |words: &[Word]| words.iter().any(|word| terms.begins(*word));
    if words == Words::OfTasks && begins(&[Word::Good]) && !begins(&[Word::ConditionMet, Word::Passed, Word::Yes]) {
        return None;
    }
    if begins(&OPEN) {
        return Some(false);
    }
    begins(&DONE).then_some(true)
}

/// The rows of a table that are checked: each with what it asks, and whether it is done, if that can be told.
pub(super) fn rows<'t>(doc: &Doc<'_>, grid: &Grid<'t>, listed: bool) -> Vec<(&'t Row, Option<&'t Text>, Option<bool>)> {
    let table = grid.table;
    let column = listed.then(|| mark_column(doc, grid)).flatten();
    let (mut found, mut subject) = (Vec::new(), None);
    for row in &table.rows {
        if !row.cells.iter().any(|cell| !cell.plain.trim().is_empty()) {
            continue;
        }
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
        // In a column of states, one that is not known is a state all the same.
        if done.is_some() || column.is_some_and(|(_, words)| words != Words::None) {
            let subject = *subject.get_or_insert_with(|| naming(grid, at));
            found.push((row, asked(grid, row, at, subject), done));
        }
    }
    found
}

fn is_state(column: Column) -> bool {
    matches!(column, Column::Status | Column::Result)
}

/// The column of the marks, and whether words count there: every cell is a mark or blank, or it is a status and most cells
/// are known.
fn mark_column(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<(usize, Words)> {
    if grid.has_any(&[Column::Name, Column::Approval]) {
        return None;
    }
    let columns = grid.table.header.iter().enumerate();
    let known = if grid.has_any(&[Column::TaskId, Column::Step]) { Words::OfTasks } else { Words::OfStates };
    let mut columns = columns.map(|(at, name)| {
        let state = grid.meaning(at).is_some_and(is_state);
        let words = state || doc.terms(name).has(Word::ConditionMet);
        (at, state, if words { known } else { Words::None })
    });
    let found = columns.find(|(at, state, words)| {
        let cells = grid.table.rows.iter().filter_map(|row| row.cells.get(*at));
        let (mut known, mut blank, mut other) = (0_usize, 0_usize, 0_usize);
        for cell in cells {
            if cell.plain.trim().is_empty() {
                blank += 1;
            } else if judged(doc.terms(cell), words.of_states()).is_some() {
                known += 1;
            } else {
                other += 1;
            }
        }
        known > 0 && if *state { other * 2 <= known } else { other == 0 && blank <= known * 4 }
    });
    found.map(|(at, _, words)| (at, words))
}

/// Columns that name nobody's work.
const OTHER: [Column; 9] = [
    Column::Owner,
    Column::Name,
    Column::Role,
    Column::Date,
    Column::Due,
    Column::Number,
    Column::Status,
    Column::Evidence,
    Column::Category,
];

/// The first column whose cells name the rows: they are texts, and hardly one stands twice.
fn naming(grid: &Grid<'_>, mark: usize) -> Option<usize> {
    let known = |at: usize| grid.meaning(at).is_some_and(|column| OTHER.contains(&column));
    (0..grid.table.header.len()).filter(|at| *at != mark && !known(*at)).find(|at| {
        let mut texts: Vec<&str> = super::cells::stated(grid, *at).map(|cell| cell.plain.as_str()).collect();
        let all = texts.len();
        let says = texts.iter().all(|text| text.chars().any(char::is_alphabetic) && !super::cells::is_code(text));
        texts.sort_unstable();
        texts.dedup();
        says && all * 4 >= grid.table.rows.len() * 3 && texts.len() * 4 >= all * 3
    })
}

/// What a row asks: the column for it, else that which names the rows, else the longest cell that names nobody and no date.
fn asked<'t>(grid: &Grid<'_>, row: &'t Row, mark: usize, subject: Option<usize>) -> Option<&'t Text> {
    const WHAT: [Column; 7] = [
        Column::Criterion,
        Column::Test,
        Column::Step,
        Column::Description,
        Column::Action,
        Column::Title,
        Column::Component,
    ];
    let meaning = |at: usize| grid.meaning(at);
    let says = |cell: &Text| {
        cell.plain.chars().any(char::is_alphabetic)
            && super::drawn(&cell.plain).is_none()
            && !super::cells::is_code(&cell.plain)
    };
    let cells = || row.cells.iter().enumerate().filter(|(at, cell)| *at != mark && says(cell));
    let named = WHAT.iter().find_map(|what| cells().find(|(at, _)| meaning(*at) == Some(*what)));
    let longest = || {
        let known = |at: usize| meaning(at).is_some_and(|column| OTHER.contains(&column));
        cells().filter(|(at, _)| !known(*at)).max_by_key(|(_, cell)| cell.plain.len()).or_else(|| cells().next())
    };
    let naming = || cells().find(|(at, _)| Some(*at) == subject);
    named.or_else(naming).or_else(longest).map(|(_, cell)| cell)
}

//! Comparing the cells of a parity row, and finding what was decided about it.

use crate::facts::{Decision, ParityRow, Phrase, Said, Substitution, Technology};
use crate::rules::Case;
use crate::rules::support::{code, once, same_id};
use crate::vocabulary::{self, Written};

/// A cell: the environment, and what it runs.
pub(super) type Cell<'a> = (&'a str, &'a Said<Technology>);

/// The cells that name a technology; blank ones and "n/a" do not.
pub(super) fn stated(row: &ParityRow) -> Vec<Cell<'_>> {
    row.cells
        .iter()
        .filter(|(_, cell)| vocabulary::written(&cell.value.written) == Written::Stated)
        .map(|(environment, cell)| (environment.as_str(), cell))
        .collect()
}

/// Whether two cells may be the same technology in the same major version; a version that is not written differs from none.
pub(super) fn same(left: &Technology, right: &Technology) -> bool {
    let names = left.names.iter().any(|name| right.names.contains(name));
    let majors = left.major.is_none() || right.major.is_none() || left.major == right.major;
    names && majors
}

/// The first two cells that differ.
pub(super) fn difference<'a>(cells: &[Cell<'a>]) -> Option<(Cell<'a>, Cell<'a>)> {
    cells.iter().enumerate().find_map(|(at, left)| {
        cells[at + 1..].iter().find(|right| !same(&left.1.value, &right.1.value)).map(|right| (*left, *right))
    })
}

/// `SQLite 3` in development, `PostgreSQL 16` in production.
pub(super) fn both(left: Cell<'_>, right: Cell<'_>) -> String {
    let side = |cell: Cell<'_>| format!("{} in {}", code(&cell.1.value.written), cell.0);
    format!("{}, {}", side(left), side(right))
}

/// What is recorded about substitutions of a row's component.
pub(super) fn substitutions<'a>(case: &Case<'a>, row: &ParityRow) -> Vec<&'a Substitution> {
    case.facts.substitutions.iter().filter(|one| is_about(&one.component, &row.component)).collect()
}

/// "Database" is about "Primary database", and the other way round.
pub(super) fn is_about(left: &Phrase, right: &Phrase) -> bool {
    let (left, right) = (vocabulary::heading(&left.value).join(" "), vocabulary::heading(&right.value).join(" "));
    !left.is_empty() && !right.is_empty() && (left.contains(&right) || right.contains(&left))
}

/// The decisions that a row or its substitutions name.
pub(super) fn decision_ids<'a>(case: &Case<'a>, row: &'a ParityRow) -> Vec<&'a str> {
    let recorded = substitutions(case, row);
    once(row.decisions.iter().chain(recorded.iter().flat_map(|one| &one.decisions)).map(String::as_str))
}

/// The accepted decision among those named.
pub(super) fn accepted<'a>(case: &Case<'a>, ids: &[&str]) -> Option<&'a Decision> {
    case.facts.decisions.iter().find(|decision| decision.accepted() && ids.iter().any(|id| same_id(id, &decision.id)))
}

//! Comparing the cells of a parity row, and finding what was recorded about it.

use std::collections::BTreeMap;

use crate::dossier::SourceId;
use crate::facts::{ParityRow, Phrase, Said, Substitution, Technology};
use crate::rules::Case;
use crate::rules::support::{code, once};
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

/// A component's name in a form that can be compared.
pub(super) fn key(component: &Phrase) -> String {
    vocabulary::heading(&component.value).join(" ")
}

/// Things said of components, to be found by component.
pub(super) struct ByComponent<'a, T> {
    by_key: BTreeMap<String, Vec<&'a T>>,
    by_file: BTreeMap<SourceId, Vec<(String, &'a T)>>,
}

impl<'a, T> ByComponent<'a, T> {
    pub(super) fn of(all: &'a [T], component: impl Fn(&T) -> &Phrase) -> Self {
        let (mut by_key, mut by_file) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for one in all {
            let said = component(one);
            by_key.entry(key(said)).or_default().push(one);
            by_file.entry(said.at.source).or_default().push((key(said), one));
        }
        Self { by_key, by_file }
    }

    /// Those of the same name anywhere; in the same file also those of a shorter or longer name ("database" is about "primary
    /// database").
    pub(super) fn about(&self, component: &Phrase) -> Vec<&'a T> {
        let key = key(component);
        if let Some(same) = self.by_key.get(&key) {
            return same.clone();
        }
        let near = self.by_file.get(&component.at.source).into_iter().flatten();
        near.filter(|(other, _)| {
            !other.is_empty() && !key.is_empty() && (key.contains(other.as_str()) || other.contains(&key))
        })
        .map(|(_, one)| *one)
        .collect()
    }
}

/// The recorded substitutions by component.
pub(super) fn substitutions<'a>(case: &Case<'a>) -> ByComponent<'a, Substitution> {
    ByComponent::of(&case.facts.substitutions, |one| &one.component)
}

/// The decisions that a row or its substitutions name.
pub(super) fn decision_ids<'a>(row: &'a ParityRow, recorded: &[&'a Substitution]) -> Vec<&'a str> {
    once(row.decisions.iter().chain(recorded.iter().flat_map(|one| &one.decisions)).map(String::as_str))
}

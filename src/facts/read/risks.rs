//! Risks, from the risk list and the plan; and how large they are on one scale.

mod legend;
mod scale;
mod told;

use super::admin::person;
use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{Risk, RiskAcceptance};
use crate::outline::Row;
use crate::vocabulary::{self, Column, Moment, Section, Word};
use legend::Legend;
use scale::{Scales, grade};

/// Kinds that may tell the risks of a release: below a heading of their own, unless the document is about nothing else.
const KINDS: [Kind; 9] = [
    Kind::RiskList,
    Kind::DeploymentPlan,
    Kind::TestEvaluation,
    Kind::ReadinessReview,
    Kind::GateReport,
    Kind::ReleaseNotes,
    Kind::AcceptancePlan,
    Kind::ChangeRequest,
    Kind::SupportBriefing,
];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&KINDS) || super::notes::holds_versions(doc) {
        return;
    }
    let speaks = doc.kind == Kind::RiskList || doc.about(Section::Risks).next().is_some();
    if !speaks {
        return;
    }
    let legend = Legend::of(doc);
    let before = facts.risks.len();
    for grid in doc.grids().filter(|grid| is_list(doc, grid)) {
        let scales = Scales::of(&grid, &legend);
        facts.risks.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row, &scales)));
    }
    let tabled = facts.risks.len() > before;
    facts.risks.extend(told::read(doc, &legend, tabled));
}

fn is_list(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let about = doc.kind == Kind::RiskList || grid.topic == Some(Section::Risks);
    about && (grid.has_any(&[Column::RiskId, Column::Id]) || (grid.has(Column::Likelihood) && grid.has(Column::Impact)))
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, scales: &Scales<'_>) -> Option<Risk> {
    // `ID | Risk | …`: there the risk's own column says what may happen.
    let stated = |column| grid.stated(row, column);
    let named = stated(Column::RiskId);
    let (id, said) = match grid.stated(row, Column::Id) {
        Some(id) => (id, named),
        // A risk without an id is known by what it says.
        None => (named.or_else(|| stated(Column::Description)).or_else(|| stated(Column::Title))?, None),
    };
    let status = grid.cell(row, Column::Status);
    let (likelihood, impact) = (grid.stated(row, Column::Likelihood), grid.stated(row, Column::Impact));
    let (impact, ranks) = ranks(grid, row, likelihood.is_some(), impact);
    let worded = || ranks.iter().find_map(|said| Some(Said { value: grade(&said.value)?, at: said.at }));
    let scored = || ranks.iter().find_map(|said| Some(Said { value: scales.level(&said.value)?, at: said.at }));
    let level = worded().or_else(scored).or_else(|| {
        let value = scales.product(&likelihood.as_ref()?.value, &impact.as_ref()?.value)?;
        Some(Said { value, at: grid.row(row) })
    });
    let exposure = ranks.into_iter().next();
    let accepted = grid.stated(row, Column::Acceptance).or_else(|| {
        let text = grid.text(row, Column::Status)?;
        doc.terms(text).has(Word::RiskAccepted).then(|| doc.phrase(text))
    });
    Some(Risk {
        description: grid.stated(row, Column::Description).or(said).or_else(|| grid.stated(row, Column::Title)),
        exposure,
        level,
        likelihood,
        impact,
        mitigation: [Column::Mitigation, Column::Action, Column::Step, Column::ProcessType]
            .into_iter()
            .find_map(stated),
        owner: grid.stated(row, Column::Owner),
        open: status.as_ref().is_none_or(is_open),
        accepted: accepted.map(acceptance),
        status,
        id,
    })
}

/// Whether a risk of this status is open; one that says nothing closes none.
fn is_open(status: &Phrase) -> bool {
    !status.is_stated() || vocabulary::risk_is_open(&status.value)
}

/// The columns that rank a risk, its own exposure first; and its impact, which may be called a severity.
fn ranks(grid: &Grid<'_>, row: &Row, likely: bool, impact: Option<Phrase>) -> (Option<Phrase>, Vec<Phrase>) {
    let cells = |column| grid.cells(row, column).into_iter().filter(Phrase::is_stated);
    let mut ranks: Vec<Phrase> = cells(Column::Exposure).collect();
    let severity = cells(Column::Severity);
    if likely && impact.is_none() {
        // Likelihood and severity.
        return (severity.into_iter().next(), ranks);
    }
    ranks.extend(severity.chain(cells(Column::Level)));
    if !likely && ranks.is_empty() {
        ranks.extend(impact.clone().filter(|said| grade(&said.value).is_some()));
    }
    (impact, ranks)
}

fn acceptance(text: Phrase) -> RiskAcceptance {
    let dates = vocabulary::moments(&text.value).into_iter().filter_map(Moment::date).collect();
    let found = vocabulary::find(&text.value);
    // "Accepted" alone names nobody.
    let by = person(&text.value).filter(|name| {
        let whole = found.of(&text.value);
        !whole.has(Word::RiskAccepted) || !vocabulary::find(name).of(name).has(Word::RiskAccepted)
    });
    RiskAcceptance { text, by, dates }
}

/// A risk may stand in the plan and in the risk list; each says what the other leaves out.
pub(super) fn join(known: &mut Risk, new: Risk) {
    known.description = known.description.take().or(new.description);
    known.exposure = known.exposure.take().or(new.exposure);
    known.level = known.level.take().or(new.level);
    known.likelihood = known.likelihood.take().or(new.likelihood);
    known.impact = known.impact.take().or(new.impact);
    known.mitigation = known.mitigation.take().or(new.mitigation);
    known.owner = known.owner.take().or(new.owner);
    known.status = known.status.take().or(new.status);
    known.accepted = known.accepted.take().or(new.accepted);
    known.open &= new.open;
}

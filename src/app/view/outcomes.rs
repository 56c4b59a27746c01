//! The outcomes of a gate or of all, the gravest first.

mod chips;
mod entries;
mod section;

use holdpoint::rules::Family;
use yew::prelude::*;

use super::message::{Filter, Tell};
use super::standing::Standing;
use crate::app::protocol::Reviewed;
use crate::app::route::{ALL, Spot};
use crate::app::shared::Shared;
use entries::Entry;
use section::Section;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) reviewed: Shared<Reviewed>,
    /// The gate that was chosen.
    pub(super) gate: Option<String>,
    /// The evidence that is shown.
    pub(super) spot: Option<Spot>,
    pub(super) filter: Filter,
    /// Everything is shown, for paper.
    pub(super) printing: bool,
    pub(super) tell: Tell,
}

/// The list.
#[component]
pub(super) fn Outcomes(props: &Props) -> Html {
    let gate = props.gate.clone().unwrap_or_else(|| ALL.to_owned());
    let family = Family::ALL.iter().find(|family| family.id() == gate);
    let title = family.map_or("All outcomes", |family| family.title());
    let entries = entries::sorted(&props.reviewed, family.copied(), &props.filter);
    let is_empty = entries.iter().all(|(_, entries)| entries.is_empty());
    let is_calm = entries.iter().all(|(standing, entries)| entries.is_empty() || !standing.is_open());
    let opens = |standing: Standing| {
        standing.is_open()
            || family.is_some()
            || !props.filter.is_empty()
            || props.printing
            || (is_calm && standing == Standing::Pass)
    };
    let sections = entries.iter().filter(|(_, entries)| !entries.is_empty()).map(|(standing, entries)| {
        html! {
            <Section
                key={standing.title()}
                reviewed={&props.reviewed}
                standing={*standing}
                entries={entries.clone()}
                gate={gate.clone()}
                spot={spot_within(props, entries)}
                opens={opens(*standing)}
                printing={props.printing}
            />
        }
    });
    html! {
        <section class="outcomes" id="outcomes" tabindex="-1" aria-labelledby="outcomes-title">
            <a class="back" href="#/review">{ "‹ Gates" }</a>
            <h2 id="outcomes-title">{ title }</h2>
            { chips::view(&props.reviewed, family.copied(), &props.filter, &props.tell) }
            { for sections }
            if is_empty {
                <p class="nothing">{ "No outcome has the answers chosen above." }</p>
            }
        </section>
    }
}

/// The spot, for the section that holds it: the others need not be drawn again when it moves.
fn spot_within(props: &Props, entries: &[Entry]) -> Option<Spot> {
    let holds = |spot: &&Spot| entries.iter().any(|entry| entry.holds(&props.reviewed, spot));
    props.spot.as_ref().filter(holds).cloned()
}

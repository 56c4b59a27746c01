//! The outcomes of one standing.

use yew::prelude::*;

use super::entries::{Entry, Item};
use crate::app::protocol::Reviewed;
use crate::app::route::Spot;
use crate::app::shared::Shared;
use crate::app::view::outcome::OutcomeView;
use crate::app::view::standing::{Sign, Standing};
use crate::app::view::text;

/// Entries shown at first.
const SHOWN: usize = 150;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) reviewed: Shared<Reviewed>,
    pub(super) standing: Standing,
    pub(super) entries: Vec<Entry>,
    pub(super) gate: AttrValue,
    pub(super) spot: Option<Spot>,
    /// It is unfolded at first.
    pub(super) opens: bool,
    pub(super) printing: bool,
}

/// Heading and outcomes.
#[component]
pub(super) fn Section(props: &Props) -> Html {
    let all = use_state(|| false);
    // A fold can hold outcomes of less weight, which count for nothing here.
    let own = |item: &&Item| Standing::of(&props.reviewed.review.outcomes[item.index]) == props.standing;
    let total = props.entries.iter().flat_map(Entry::items).filter(own).count();
    let within = props.spot.as_ref().and_then(|spot| {
        props.entries.iter().position(|entry| entry.holds(&props.reviewed, spot)).map(|position| position + 1)
    });
    let shown = if *all || props.printing { props.entries.len() } else { SHOWN.max(within.unwrap_or_default()) };
    let rest = props.entries.len().saturating_sub(shown);
    let show_all = Callback::from(move |_: MouseEvent| all.set(true));
    html! {
        <details class="standing" open={props.opens || within.is_some()}>
            <summary>
                <h3>{ props.standing.title() }</h3>
                <span class="number">{ text::grouped(total) }</span>
            </summary>
            { for props.entries.iter().take(shown).map(|entry| entry_view(props, entry)) }
            if rest > 0 {
                <p><button type="button" onclick={show_all}>{ format!("Show {} more", text::grouped(rest)) }</button></p>
            }
        </details>
    }
}

fn entry_view(props: &Props, entry: &Entry) -> Html {
    match entry {
        Entry::One(item) => item_view(props, *item),
        Entry::Fold(subject, items) => {
            let first = &props.reviewed.review.outcomes[items[0].index];
            let open = props.printing || props.spot.as_ref().is_some_and(|spot| entry.holds(&props.reviewed, spot));
            html! {
                <details key={format!("fold {subject}")} class="fold" data-test="fold" {open}>
                    <summary>
                        { Sign::of(first.outcome, first.severity).view() }
                        <span class="says">{ format!("{subject}: {} checks have no evidence", items.len()) }</span>
                    </summary>
                    { for items.iter().map(|item| item_view(props, *item)) }
                </details>
            }
        }
    }
}

fn item_view(props: &Props, item: Item) -> Html {
    let outcome = &props.reviewed.review.outcomes[item.index];
    let own = |spot: &&Spot| spot.nth == item.nth && spot.rule == outcome.rule;
    let chosen = props.spot.as_ref().filter(own).map(|spot| spot.evidence);
    html! {
        <OutcomeView
            key={format!("{}.{}", outcome.rule, item.nth)}
            reviewed={&props.reviewed}
            index={item.index}
            nth={item.nth}
            gate={&props.gate}
            {chosen}
            printing={props.printing}
        />
    }
}

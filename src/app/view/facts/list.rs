//! The facts, by family.

use holdpoint::report::ledger::Family;
use yew::prelude::*;

use super::entry::EntryView;
use crate::app::protocol::{FactsPage, Reviewed};
use crate::app::shared::Shared;
use crate::app::view::message::{Message, Tell, send};
use crate::app::view::text;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) page: Shared<FactsPage>,
    pub(super) reviewed: Shared<Reviewed>,
    /// The family that was chosen, or all.
    pub(super) family: AttrValue,
    /// The place that is shown beside it.
    pub(super) chosen: Option<AttrValue>,
    pub(super) tell: Tell,
}

/// The list.
#[component]
pub(super) fn Facts(props: &Props) -> Html {
    let page = &props.page;
    let shown: usize = page.shown.iter().map(|family| family.facts.len()).sum();
    let rest = page.total - shown;
    let several = page.ask.family.is_none();
    html! {
        <>
            { for page.shown.iter().map(|family| section(props, family, several)) }
            if page.total == 0 {
                <p class="nothing" data-test="no-facts">{ nothing(page) }</p>
            }
            if rest > 0 {
                <p class="more">
                    <button type="button" data-test="more-facts" onclick={send(&props.tell, || Message::MoreFacts)}>
                        { format!("Show more ({} left)", text::grouped(rest)) }
                    </button>
                </p>
            }
        </>
    }
}

fn section(props: &Props, family: &Family, several: bool) -> Html {
    let title = format!("told-{}", family.id);
    let entries = family.facts.iter().enumerate().map(|(index, entry)| {
        let chosen = props.chosen.clone().filter(|chosen| holds(entry, chosen));
        html! {
            <EntryView
                key={index}
                page={&props.page}
                reviewed={&props.reviewed}
                family={family.id.clone()}
                {index}
                shown_as={&props.family}
                {chosen}
                tell={&props.tell}
            />
        }
    });
    html! {
        <section key={family.id.clone()} aria-labelledby={title.clone()}>
            <h3 id={title} class={(!several).then_some("unseen")}>{ family.title.clone() }</h3>
            <p class="about">{ family.about.clone() }</p>
            { for entries }
        </section>
    }
}

/// Whether the chosen place is one of a fact: only that one is drawn again when it changes.
fn holds(entry: &holdpoint::report::ledger::Entry, chosen: &str) -> bool {
    entry.places().any(|place| crate::app::route::Mark::of(place).0 == chosen)
}

fn nothing(page: &FactsPage) -> &'static str {
    match (&page.ask.file, page.ask.words.trim().is_empty()) {
        (_, false) => "No fact speaks of that.",
        (Some(_), true) => "Nothing was understood in this file.",
        (None, true) => "Nothing was said about this.",
    }
}

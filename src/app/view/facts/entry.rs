//! One fact.

use holdpoint::report::ledger::{Attribute, Entry};
use holdpoint::review::Evidence;
use yew::prelude::*;

use crate::app::protocol::{FactsPage, Reviewed};
use crate::app::route::{Mark, facts_address};
use crate::app::shared::Shared;
use crate::app::view::kind::{self, KindChoice};
use crate::app::view::message::Tell;
use crate::app::view::text;

/// Values under one label that are shown unasked.
const FEW: usize = 6;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) page: Shared<FactsPage>,
    pub(super) reviewed: Shared<Reviewed>,
    pub(super) family: AttrValue,
    /// Which fact of the family, from 0.
    pub(super) index: usize,
    /// The family that the address names, which is all or this one.
    pub(super) shown_as: AttrValue,
    pub(super) chosen: Option<AttrValue>,
    pub(super) tell: Tell,
}

/// What it speaks of, where, and what was said.
#[component]
pub(super) fn EntryView(props: &Props) -> Html {
    let families = &props.page.shown;
    let family = families.iter().find(|family| family.id == props.family);
    let Some(entry) = family.and_then(|family| family.facts.get(props.index)) else { return Html::default() };
    let is_document = props.family == "documents";
    html! {
        <article class="fact" data-test="fact" data-family={props.family.clone()} data-subject={entry.subject.clone()}>
            <h4>{ text::breakable(&entry.subject) }</h4>
            if !is_document || entry.place.line > 1 {
                <p class="where">{ link(props, &entry.place, None) }</p>
            }
            if !entry.attributes.is_empty() {
                <dl>{ for grouped(&entry.attributes).into_iter().map(|group| statement(props, entry, group)) }</dl>
            }
        </article>
    }
}

/// Statements under one label together.
fn grouped(attributes: &[Attribute]) -> Vec<&[Attribute]> {
    attributes.chunk_by(|before, after| before.key == after.key).collect()
}

fn statement(props: &Props, entry: &Entry, group: &[Attribute]) -> Html {
    let Some(first) = group.first() else { return Html::default() };
    let values = group.iter().map(|attribute| html! { <li>{ value(props, entry, attribute) }</li> });
    let said = match group {
        [_] if props.family == "documents" && first.key == "taken-for" => choice(props, entry),
        [attribute] => value(props, entry, attribute),
        _ if group.len() <= FEW => html! { <ul>{ for values }</ul> },
        _ => html! {
            <details>
                <summary>{ format!("Show {}", group.len()) }</summary>
                <ul>{ for values }</ul>
            </details>
        },
    };
    html! {
        <>
            <dt>{ first.label.clone() }</dt>
            <dd data-test="statement" data-key={first.key.clone()}>{ said }</dd>
        </>
    }
}

/// What a document was taken for can be changed here.
fn choice(props: &Props, entry: &Entry) -> Html {
    let review = &props.reviewed.review;
    let input = review.inputs.iter().find(|input| input.path == entry.subject);
    let kind = input.map(|input| input.kind.clone()).unwrap_or_default();
    html! {
        <KindChoice key={entry.subject.clone()} path={entry.subject.clone()} {kind} corrected={kind::is_corrected(&review.policy, &entry.subject)}
            tell={&props.tell} />
    }
}

fn value(props: &Props, entry: &Entry, attribute: &Attribute) -> Html {
    html! {
        <>
            <span class="value">{ text::inline(&attribute.value) }</span>
            if let Some(written) = &attribute.written {
                { " " }<span class="written">{ "written " }<q>{ written.clone() }</q></span>
            }
            if let Some(place) = attribute.place.as_ref().filter(|place| **place != entry.place) {
                { " " }{ link(props, place, Some(&entry.place)) }
            }
        </>
    }
}

/// A link to a place; beside a fact of the same file the line is enough.
fn link(props: &Props, place: &Evidence, beside: Option<&Evidence>) -> Html {
    let mark = Mark::of(place);
    let address = facts_address(Some(&props.shown_as), props.page.ask.file.as_deref(), Some(&mark));
    let current = (props.chosen.as_ref().is_some_and(|chosen| *chosen == mark.0)).then_some("true");
    let near = beside.is_some_and(|beside| beside.file == place.file);
    let label = format!("{}, line {}", place.file, place.line);
    html! {
        <a class="at" href={address} aria-label={label} aria-current={current} data-test="fact-place" data-at={mark.0}
            data-line={place.line.to_string()}>
            if !near { { text::breakable(&place.file) } }
            { ":" }{ place.line }
        </a>
    }
}

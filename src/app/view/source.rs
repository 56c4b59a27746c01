//! The lines of a file, those marked that decided an outcome.

mod line;

use gloo::events::EventListener;
use gloo::utils::window;
use holdpoint::review::{Evidence, Outcome};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::app::App;
use super::message::{Message, Tell, send};
use super::standing::Sign;
use super::text;
use crate::app::protocol::{Brief, Excerpt, Reviewed};
use crate::app::route::{ALL, Mark, Spot, facts_address, gate_address};
use crate::app::session::Further;
use crate::app::shared::Shared;

/// The lines, which outcome they belong to, and the other places of that outcome.
pub(super) fn view(app: &App, reviewed: &Reviewed, gate: Option<&str>, spot: &Spot) -> Html {
    let gate = gate.unwrap_or(ALL);
    let mut outcomes = reviewed.review.outcomes.iter().filter(|outcome| outcome.rule == spot.rule);
    let outcome = outcomes.nth(spot.nth - 1);
    html! {
        <section class="source" id="source" tabindex="-1" aria-labelledby="source-title">
            <a class="back always" href={gate_address(gate)}>{ "‹ Outcomes" }</a>
            if let (Some(outcome), Some(evidence)) = (outcome, app.evidence()) {
                <h2 id="source-title">{ text::breakable(&evidence.file) }<b>{ ":" }{ evidence.line }</b></h2>
                <p class="of">
                    { Sign::of(outcome.outcome, outcome.severity).view() }
                    { " " }{ outcome.rule.clone() }{ " " }{ text::inline(&outcome.message) }
                </p>
                { others(outcome, gate, spot) }
                { lines(app, &evidence) }
            } else {
                <h2 id="source-title">{ "No such line" }</h2>
                <p>{ "The review has changed, and this outcome is no longer in it." }</p>
            }
        </section>
    }
}

/// The lines of a fact.
pub(super) fn of_fact(app: &App, at: &Mark, back: &str) -> Html {
    html! {
        <section class="source" id="source" tabindex="-1" aria-labelledby="source-title">
            <a class="back always" href={back.to_owned()}>{ "‹ Facts" }</a>
            if let Some(evidence) = at.place() {
                <h2 id="source-title">{ text::breakable(&evidence.file) }<b>{ ":" }{ evidence.line }</b></h2>
                { lines(app, &evidence) }
            } else {
                <h2 id="source-title">{ "No such line" }</h2>
                <p>{ "The address names no place in a file." }</p>
            }
        </section>
    }
}

fn lines(app: &App, evidence: &Evidence) -> Html {
    match app.session.excerpt() {
        Some(excerpt) if excerpt.mark.file == evidence.file => html! {
            <>
                { facts(&excerpt.facts, &excerpt.mark) }
                <Lines {excerpt} tell={&app.tell} />
            </>
        },
        None if app.session.is_missing() => html! { <p>{ "This file is not in the dossier." }</p> },
        _ => html! { <p class="waiting">{ "Fetching the lines…" }</p> },
    }
}

/// What was understood in the marked lines.
fn facts(facts: &[Brief], mark: &Evidence) -> Html {
    if facts.is_empty() {
        return Html::default();
    }
    let items = facts.iter().map(|fact| {
        let address = facts_address(Some(&fact.family), Some(&mark.file), Some(&Mark::of(mark)));
        html! { <li><a href={address}>{ fact.title.clone() }</a>{ ": " }{ fact.text.clone() }</li> }
    });
    html! {
        <details class="said-here" data-test="facts-here">
            <summary>{ text::count(facts.len(), "fact from here", "facts from here") }</summary>
            <ul>{ for items }</ul>
        </details>
    }
}

/// The other places of the outcome, so that both sides of a comparison are in view.
fn others(outcome: &Outcome, gate: &str, spot: &Spot) -> Html {
    if outcome.evidence.len() < 2 {
        return Html::default();
    }
    let before = spot.evidence.saturating_sub(3);
    let places = outcome.evidence.iter().enumerate().skip(before).take(6).map(|(index, evidence)| {
        let other = Spot { evidence: index + 1, ..spot.clone() };
        let current = (other.evidence == spot.evidence).then_some("true");
        html! {
            <li key={index}>
                <a href={other.address(gate)} aria-current={current}>
                    <span class="at">{ text::breakable(&evidence.file) }<b>{ ":" }{ evidence.line }</b></span>
                    { " " }<q class="text">{ evidence.text.clone() }</q>
                </a>
            </li>
        }
    });
    html! {
        <nav class="others" aria-label="Lines behind this outcome">
            <p>{ format!("Line {} of {}", spot.evidence, outcome.evidence.len()) }</p>
            <ul>{ for places }</ul>
        </nav>
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    excerpt: Shared<Excerpt>,
    tell: Tell,
}

#[component]
fn Lines(props: &Props) -> Html {
    let node = use_node_ref();
    use_effect_with(props.excerpt.mark.clone(), {
        let node = node.clone();
        move |_| {
            bring_into_view(&node);
            let listener = on_new_width(node);
            move || drop(listener)
        }
    });
    let excerpt = &*props.excerpt;
    let last =
        excerpt.first + u32::try_from(excerpt.lines.len()).unwrap_or_default() - u32::from(!excerpt.lines.is_empty());
    let label = format!("{}, lines {} to {last} of {}", excerpt.mark.file, excerpt.first, excerpt.total);
    let lines = excerpt.lines.iter().zip(excerpt.first..).map(|(line, number)| line::view(line, number, &excerpt.mark));
    html! {
        <>
        if let Some(form) = &excerpt.form {
            <p class="form">{ form.clone() }</p>
        }
        <div class="lines" ref={node} tabindex="0" role="region" aria-label={label}>
            if excerpt.first > 1 { { further(&props.tell, Further::Up, "Show earlier lines") } }
            <ol>{ for lines }</ol>
            if last < excerpt.total { { further(&props.tell, Further::Down, "Show later lines") } }
        </div>
        </>
    }
}

fn further(tell: &Tell, way: Further, words: &'static str) -> Html {
    html! {
        <p class="further">
            <button type="button" class="quiet" onclick={send(tell, move || Message::Further(way))}>{ words }</button>
        </p>
    }
}

/// A page that is turned or made narrower breaks its lines anew, which would carry the marked one away.
fn on_new_width(node: NodeRef) -> EventListener {
    let width = || window().inner_width().ok().and_then(|width| width.as_f64());
    let mut before = width();
    EventListener::new(&window(), "resize", move |_| {
        let now = width();
        if std::mem::replace(&mut before, now) != now {
            bring_into_view(&node);
        }
    })
}

/// Scrolls the lines, and nothing around them, so that the marked one stands in the upper third.
fn bring_into_view(node: &NodeRef) {
    let Some(list) = node.cast::<HtmlElement>() else { return };
    let Ok(Some(marked)) = list.query_selector("[aria-current]") else { return };
    let down = marked.get_bounding_client_rect().top() - list.get_bounding_client_rect().top();
    #[expect(clippy::cast_possible_truncation, reason = "heights on a screen")]
    let down = down as i32;
    list.set_scroll_top(list.scroll_top() + down - list.client_height() / 3);
}

//! The top of the page: name, stage, as-of time, what can be done, and the places.

use holdpoint::Stage;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::app::App;
use super::message::{Ask, Message, Tell, send, when};
use super::{pickers, text};
use crate::app::clock;
use crate::app::route::{Place, Route};

/// The header.
pub(super) fn view(app: &App) -> Html {
    let begun = !app.session.held().is_empty();
    html! {
        <header class="top">
            <p class="name"><a href="#/review">{ "Holdpoint" }</a></p>
            if let Some(reviewed) = app.session.reviewed() {
                <p class="size">{ text::count(reviewed.review.inputs.len(), "file", "files") }</p>
            }
            if begun {
                { settings(app) }
                { actions(&app.tell) }
            }
        </header>
    }
}

fn settings(app: &App) -> Html {
    let on_stage = when(&app.tell, |event: Event| {
        let stage = event.target_dyn_into::<HtmlSelectElement>()?.value().parse().ok()?;
        Some(Message::Stage(stage))
    });
    let on_as_of = when(&app.tell, |event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>()?;
        Some(Message::AsOf(clock::from_input(&input.value())?))
    });
    let stages = Stage::ALL.map(|stage| {
        html! { <option value={stage.word()} selected={stage == app.session.stage()}>{ stage.word() }</option> }
    });
    html! {
        <div class="settings">
            <label>
                <span>{ "stage" }</span>
                <select data-test="stage" onchange={on_stage}>{ for stages }</select>
            </label>
            <label>
                <span>{ "as of" }</span>
                <input type="datetime-local" required=true data-test="as-of" onchange={on_as_of}
                    value={clock::to_input(app.session.as_of())} />
                <span>{ "UTC" }</span>
            </label>
            <button type="button" class="quiet" onclick={send(&app.tell, || Message::Now)}>{ "Now" }</button>
        </div>
    }
}

fn actions(tell: &Tell) -> Html {
    html! {
        <div class="actions">
            <button type="button" class="quiet" onclick={pickers::open(pickers::FILES)}>{ "Add files" }</button>
            <button type="button" class="quiet" onclick={pickers::open(pickers::FOLDER)}>{ "Add a folder" }</button>
            <button type="button" class="quiet" data-test="paste"
                onclick={send(tell, || Message::Ask(Some(Ask::Paste)))}>
                { "Paste text" }
            </button>
            <button type="button" class="quiet" data-test="start-over"
                onclick={send(tell, || Message::Ask(Some(Ask::StartOver)))}>
                { "Start over" }
            </button>
        </div>
    }
}

/// The places, the present one marked.
pub(super) fn places(route: &Route) -> Html {
    let places = Place::ALL.iter().enumerate().map(|(index, place)| {
        let current = (route.place() == *place).then_some("page");
        html! {
            <li>
                <a href={place.address()} aria-current={current} accesskey={(index + 1).to_string()}>{ place.name() }</a>
            </li>
        }
    });
    html! { <nav class="places" aria-label="Places"><ul>{ for places }</ul></nav> }
}

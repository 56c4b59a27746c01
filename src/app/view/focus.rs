//! The address, and where the focus is when it changes.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};
use yew::prelude::*;

use crate::app::route::Route;

/// From these widths on, in pixels, the lines stand beside the outcomes, and a document beside the list, as `styles/main.css` lays
/// them out.
const LINES_BESIDE: f64 = 1180.0;
const DOCUMENT_BESIDE: f64 = 760.0;

/// Where the focus goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// To the content, from its beginning.
    Content,
    /// To a rule.
    Rule(String),
    /// To the lines of a file.
    Source,
    /// To the link that had led to the lines.
    Evidence(String),
    /// To the link that had led to the lines of a place.
    Place(String),
    /// To the facts, if the focus would else be lost with what is hidden on narrow screens.
    Facts,
    /// To the outcomes, if the focus would else be lost with what is hidden on narrow screens.
    Outcomes,
    /// The same, to the gates.
    Gates,
    /// To the chosen document, where it stands below the list.
    Document,
}

/// The present address.
pub(super) fn address() -> Route {
    Route::read(&window().location().hash().unwrap_or_default())
}

/// Goes to an address as a link would.
pub(super) fn go_to(address: &str) {
    // Fails only where navigation is forbidden altogether.
    let _ = window().location().set_hash(address);
}

/// Where the focus goes from one address to another.
pub(super) fn aim(from: &Route, to: &Route) -> Option<Aim> {
    match (from, to) {
        (_, Route::Rules(Some(rule))) => Some(Aim::Rule(rule.clone())),
        (Route::Rules(Some(_)), Route::Rules(None)) => Some(Aim::Content),
        (Route::Review { .. }, Route::Review { spot: Some(_), .. }) => Some(Aim::Source),
        (Route::Review { spot: Some(spot), .. }, Route::Review { .. }) => Some(Aim::Evidence(spot.id())),
        (Route::Review { gate: Some(_), .. }, Route::Review { gate: None, .. }) => Some(Aim::Gates),
        (Route::Review { .. }, Route::Review { .. }) => Some(Aim::Outcomes),
        (Route::Facts { .. }, Route::Facts { at: Some(_), .. }) => Some(Aim::Source),
        (Route::Facts { at: Some(at), .. }, Route::Facts { .. }) => Some(Aim::Place(at.0.clone())),
        (Route::Facts { .. }, Route::Facts { .. }) => Some(Aim::Facts),
        (Route::Documents(_), Route::Documents(Some(_))) => Some(Aim::Document),
        _ if from.place() == to.place() => None,
        _ => Some(Aim::Content),
    }
}

/// Moves the focus.
pub(super) fn take(aim: Aim) {
    match aim {
        Aim::Content => {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus("main", true);
        }
        Aim::Rule(rule) => focus(&format!("rule-{rule}"), false),
        Aim::Source => focus("source", is_at_least(LINES_BESIDE)),
        Aim::Evidence(id) => {
            focus(&id, false);
            // On narrow screens the way back can skip the outcomes.
            if is_lost() {
                focus("gates", false);
            }
        }
        Aim::Place(place) => {
            focus_place(&place);
            if is_lost() {
                focus("facts", false);
            }
        }
        Aim::Facts if is_lost() => {
            focus("facts", false);
            // On narrow screens the way back can lead to the families.
            if is_lost() {
                focus("families", false);
            }
        }
        Aim::Outcomes if is_lost() => focus("outcomes", false),
        Aim::Gates if is_lost() => focus("gates", false),
        Aim::Document if !is_at_least(DOCUMENT_BESIDE) => focus("preview-title", false),
        Aim::Outcomes | Aim::Gates | Aim::Facts | Aim::Document => {}
    }
}

/// The button that had the focus may be gone with the invitation: the content has it then.
pub(super) fn keep() {
    if is_lost() {
        focus("main", true);
    }
}

/// The skip link: its address is not one of the page's.
pub(super) fn skip() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        event.prevent_default();
        focus("main", false);
    })
}

/// Whether the window is at least so many pixels wide.
fn is_at_least(pixels: f64) -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= pixels)
}

/// Whether what had the focus is hidden or gone.
fn is_lost() -> bool {
    let active = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    active.is_none_or(|active| active.offset_parent().is_none())
}

/// Several facts can have one place, so that it is no id.
fn focus_place(place: &str) {
    let Ok(links) = document().query_selector_all("a[data-at]") else { return };
    let mut links = (0..links.length()).filter_map(|index| links.get(index)?.dyn_into::<Element>().ok());
    if let Some(link) = links.find(|link| link.get_attribute("data-at").as_deref() == Some(place)) {
        set_focus(link, false);
    }
}

fn focus(id: &str, stay: bool) {
    if let Some(element) = document().get_element_by_id(id) {
        set_focus(element, stay);
    }
}

fn set_focus(element: Element, stay: bool) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(stay);
    // Fails only for elements that cannot have the focus.
    let _ = element.unchecked_into::<HtmlElement>().focus_with_options(&options);
}

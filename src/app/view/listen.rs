//! What the page hears from the window.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event};

use super::focus;
use super::message::{Message, Tell};
use crate::app::intake::{Drop, has_files};

/// Listens for as long as the listeners are kept.
pub(super) fn start(tell: &Tell) -> Vec<EventListener> {
    vec![
        on("hashchange", tell, |_| Some(Message::Go(focus::address()))),
        on("beforeprint", tell, |_| Some(Message::Print(true))),
        on("afterprint", tell, |_| Some(Message::Print(false))),
        on("dragenter", tell, |event| dragged(event).map(|_| Message::Drag(true))),
        on("dragover", tell, over),
        on("dragleave", tell, |event| dragged(event)?.related_target().is_none().then_some(Message::Drag(false))),
        on("drop", tell, dropped),
    ]
}

fn on(name: &'static str, tell: &Tell, hear: fn(&Event) -> Option<Message>) -> EventListener {
    let tell = tell.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), name, options, move |event| {
        if let Some(message) = hear(event) {
            tell.emit(message);
        }
    })
}

/// The event, if files are dragged.
fn dragged(event: &Event) -> Option<&DragEvent> {
    event.dyn_ref::<DragEvent>().filter(|event| has_files(event.data_transfer()))
}

/// Unless it is prevented, the browser opens what is dropped in place of the page.
fn over(event: &Event) -> Option<Message> {
    let transfer = dragged(event)?.data_transfer()?;
    event.prevent_default();
    transfer.set_drop_effect("copy");
    None
}

fn dropped(event: &Event) -> Option<Message> {
    let transfer = dragged(event)?.data_transfer()?;
    event.prevent_default();
    Some(Message::Drop(Drop::of(&transfer)))
}

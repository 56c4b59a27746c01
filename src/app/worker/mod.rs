//! The worker's side: the engine runs here and nowhere else, so that the page never waits for it.

mod desk;
mod excerpt;
mod platform;

use std::cell::RefCell;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{Letter, Request, Response};
use desk::Desk;

/// Answers the page's letters for as long as the worker lives.
pub(crate) fn start() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    confess_faults(scope.clone());
    let desk = RefCell::new(Desk::default());
    let own = scope.clone();
    EventListener::new(&scope, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let Some(letter) = Letter::<Request>::open(&event.data()) else { return };
        let number = letter.number;
        let (body, bytes) = desk.borrow_mut().answer(letter.body, letter.bytes);
        post(&own, Letter { number, body, bytes });
    })
    .forget();
    post(&scope, Letter { number: 0, body: Response::Ready, bytes: None });
}

fn post(scope: &DedicatedWorkerGlobalScope, letter: Letter<Response>) {
    let (message, moved) = letter.seal();
    // Fails only for values that cannot be cloned, and a letter holds text, a number and bytes.
    let _ = scope.post_message_with_transfer(&message, &moved);
}

/// Tells the page where the program stopped. The message of a panic can quote a file, secrets included: the place cannot.
fn confess_faults(scope: DedicatedWorkerGlobalScope) {
    thread_local!(static SCOPE: RefCell<Option<DedicatedWorkerGlobalScope>> = const { RefCell::new(None) });
    SCOPE.with_borrow_mut(|own| *own = Some(scope));
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        SCOPE.with_borrow(|scope| {
            if let Some(scope) = scope {
                post(scope, Letter { number: 0, body: Response::Fault(place), bytes: None });
            }
        });
    }));
}

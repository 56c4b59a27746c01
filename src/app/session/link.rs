//! The line to the worker.

use std::cell::Cell;

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};
use yew::Callback;

use super::{Heard, Signal};
use crate::app::protocol::{Letter, Request};
use js_sys::Uint8Array;

#[wasm_bindgen]
extern "C" {
    /// A new worker, already loading (see `boot.js`). Messages posted to it wait until it runs.
    #[wasm_bindgen(catch, js_namespace = holdpoint, js_name = startWorker)]
    fn start_worker() -> Result<Worker, JsValue>;
}

/// One life of the worker. Dropping it ends the worker.
pub(super) struct Link {
    worker: Worker,
    /// The worker has said that it runs.
    pub(super) ready: Cell<bool>,
    number: Cell<u32>,
    _listeners: [EventListener; 2],
}

impl Link {
    /// Starts a worker; what it says, and its death, go to `signal` under the number of this `life`.
    pub(super) fn start(life: u32, signal: &Callback<Signal>) -> Result<Self, String> {
        let worker = start_worker().map_err(|error| words(&error))?;
        let hear = signal.clone();
        let on_message = EventListener::new(&worker, "message", move |event| {
            let letter = event.dyn_ref::<MessageEvent>().and_then(|event| Letter::open(&event.data()));
            if let Some(letter) = letter {
                hear.emit(Signal::Heard(Heard { life, letter }));
            }
        });
        let hear = signal.clone();
        let on_error = EventListener::new(&worker, "error", move |event| {
            let why = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            hear.emit(Signal::Died { life, why });
        });
        Ok(Self { worker, ready: Cell::new(false), number: Cell::new(0), _listeners: [on_message, on_error] })
    }

    /// Posts a request and gives the number that its answer will have.
    pub(super) fn send(&self, body: Request, bytes: Option<Uint8Array>) -> u32 {
        let number = self.number.get() + 1;
        self.number.set(number);
        let (message, moved) = Letter { number, body, bytes }.seal();
        // Fails only for values that cannot be cloned, and a letter holds text, a number and bytes.
        let _ = self.worker.post_message_with_transfer(&message, &moved);
        number
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// What a thrown value says.
pub(crate) fn words(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| js_sys::Reflect::get(error, &"message".into()).ok()?.as_string())
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "no reason was given".to_owned())
}

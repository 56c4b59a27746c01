//! Feeding the files to the worker: in the order given, a few read ahead, so that browser and worker work side by side.

use std::collections::{BTreeMap, VecDeque};

use js_sys::Uint8Array;
use wasm_bindgen_futures::spawn_local;

use super::progress::Doing;
use super::{Session, Signal, What, budget, given};
use crate::app::protocol::Request;

/// Files that are on their way at once.
const AHEAD: usize = 32;
/// Bytes that are on their way at once, but for one file that may be larger.
const AHEAD_BYTES: u64 = 32 * 1024 * 1024;

/// What is on its way.
#[derive(Default)]
pub(super) struct Feed {
    /// How many of the files held have been asked of the browser.
    asked: usize,
    /// How many have been posted to the worker.
    sent: usize,
    /// Those that have come from the browser before their turn.
    come: BTreeMap<usize, (Request, Option<Uint8Array>)>,
    /// Sizes of those that were asked for and that the worker has not yet taken in.
    sizes: VecDeque<u64>,
}

impl Session {
    /// Moves on what can be moved.
    pub(super) fn feed(&mut self) {
        if self.task.is_none() {
            self.begin(Doing::Taking);
        }
        while self.feed.asked < self.held.len() && self.has_room() {
            self.ask_for(self.feed.asked);
            self.feed.asked += 1;
        }
        while let Some((request, bytes)) = self.feed.come.remove(&self.feed.sent) {
            self.send(request, bytes);
            self.feed.sent += 1;
        }
    }

    fn has_room(&self) -> bool {
        self.feed.sizes.len() < AHEAD && self.feed.sizes.iter().sum::<u64>() < AHEAD_BYTES
    }

    fn ask_for(&mut self, index: usize) {
        let given = self.held[index].clone();
        self.feed.sizes.push_back(budget::size(&given));
        let (path, alone) = (given.path, self.careful);
        let come = match given.what {
            What::File(file) => {
                let (signal, life) = (self.signal.clone(), self.life);
                spawn_local(async move { signal.emit(Signal::Loaded { life, index, bytes: given::load(file).await }) });
                return;
            }
            What::Text(text) => (Request::Add { path, alone }, Some(Uint8Array::from(text.as_bytes()))),
            What::Example(example) => (Request::Example(example), None),
            What::Refused(reason) => (Request::Refuse { path, reason }, None),
        };
        self.feed.come.insert(index, come);
    }

    /// The browser has read a file, or could not.
    pub(super) fn loaded(&mut self, index: usize, bytes: Result<Uint8Array, String>) {
        let Some(given) = self.held.get_mut(index) else { return };
        let path = given.path.clone();
        let come = match bytes {
            Ok(bytes) => (Request::Add { path, alone: self.careful }, Some(bytes)),
            Err(reason) => {
                given.what = What::Refused(reason.clone());
                (Request::Refuse { path, reason }, None)
            }
        };
        self.feed.come.insert(index, come);
        self.feed();
    }

    /// The worker has taken in the next file.
    pub(super) fn fed(&mut self) {
        self.taken += 1;
        self.feed.sizes.pop_front();
        if self.taken == self.held.len() {
            self.task = None;
        } else {
            self.begin(Doing::Taking);
        }
    }
}

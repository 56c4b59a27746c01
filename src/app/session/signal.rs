//! What reaches the session from outside, and what it does then.

use js_sys::Uint8Array;

use super::Session;
use crate::app::download;
use crate::app::protocol::{Letter, Response, Reviewed};
use crate::app::shared::Shared;

/// Something happened.
pub(crate) enum Signal {
    /// The worker said something.
    Heard(Heard),
    /// The worker stopped at a fault.
    Died {
        /// Which of its lives ended.
        life: u32,
        /// What the browser says about it.
        why: String,
    },
    /// The browser has read a file, or could not.
    Loaded {
        /// The life of the worker that it was read for.
        life: u32,
        /// Its place among the files held.
        index: usize,
        /// Its bytes, or the reason.
        bytes: Result<Uint8Array, String>,
    },
    /// A task takes long.
    Slow {
        /// The task.
        ticket: u32,
    },
}

/// A letter of the worker.
pub(crate) struct Heard {
    /// Which of its lives it comes from.
    pub(crate) life: u32,
    /// The letter.
    pub(crate) letter: Letter<Response>,
}

impl Session {
    /// Takes note; says whether there is something new to show.
    pub(crate) fn hear(&mut self, signal: Signal) -> bool {
        match signal {
            Signal::Heard(heard) if heard.life == self.life => self.read_letter(heard.letter),
            Signal::Died { life, why } if life == self.life => self.rescue(&why),
            Signal::Loaded { life, index, bytes } if life == self.life => {
                self.loaded(index, bytes);
                false
            }
            Signal::Slow { ticket } if self.is_on(ticket) => {
                if let Some(task) = &mut self.task {
                    task.slow = true;
                }
                true
            }
            _ => false,
        }
    }

    fn is_on(&self, ticket: u32) -> bool {
        self.task.as_ref().is_some_and(|task| task.ticket == ticket)
    }

    fn read_letter(&mut self, letter: Letter<Response>) -> bool {
        match letter.body {
            Response::Ready => {
                if let Some(link) = &self.link {
                    link.ready.set(true);
                }
            }
            Response::Fault(place) => self.fault = Some(place),
            Response::Taken => {
                self.fed();
                self.pump();
                return self.task.is_none() || self.is_due();
            }
            Response::Reviewed(reviewed) => self.judged(*reviewed),
            Response::Written(documents) => {
                self.task = None;
                self.documents = Some(Shared::new(documents));
                self.concerns.clear();
            }
            Response::Lines(excerpt) => self.shown.hear(letter.number, excerpt),
            Response::Facts(page) => self.told.hear(letter.number, page),
            Response::Corrected(file) => self.corrected(letter.number, file),
            Response::File { name, media_type } => {
                if let Some(bytes) = letter.bytes {
                    // A browser puts no folders where downloads go.
                    let name = name.rsplit('/').next().unwrap_or(&name);
                    download::save(name, &media_type, &bytes);
                }
            }
            Response::Checked(name, concerns) => self.concerns.hear(name, concerns),
        }
        self.pump();
        true
    }

    fn judged(&mut self, reviewed: Reviewed) {
        self.task = None;
        // An answer to a question that nobody asks any more would only flicker.
        if !self.stale {
            self.reviewed = Some(Shared::new(reviewed));
            self.settled = self.taken;
            self.good = self.taken;
            self.stuck = false;
            self.shown.outdate();
            self.told.outdate();
            self.write();
        }
    }
}

//! The page's side of the work: what was given, what the worker is busy with, and what came of it. The worker does one
//! thing at a time, in order, so that a fault can always be laid to one file; the page itself never waits.

mod budget;
mod concerns;
mod correction;
mod edits;
mod facts;
mod feed;
mod given;
mod link;
mod progress;
mod rescue;
mod signal;
mod source;

pub(crate) use given::{Given, What};
pub(crate) use link::words;
pub(crate) use progress::Progress;
pub(crate) use signal::{Heard, Signal};
pub(crate) use source::Further;

use holdpoint::{Deliverable, Stage};
use jiff::Timestamp;
use js_sys::Uint8Array;
use yew::Callback;

use super::protocol::{Excerpt, FactsPage, Request, Reviewed};
use super::shared::Shared;
use super::{clock, notes::Notes};
use concerns::Concerns;
use edits::Edits;
use facts::Told;
use feed::Feed;
use link::Link;
use progress::{Doing, Task};
use source::Shown;

/// See the module.
pub(crate) struct Session {
    signal: Callback<Signal>,
    link: Option<Link>,
    /// Number of the worker's present life; what earlier ones say is not heard.
    life: u32,
    /// Everything that was given, in the order given.
    held: Vec<Given>,
    /// How many of `held` the worker has.
    taken: usize,
    feed: Feed,
    /// How many it had before the present drop.
    settled: usize,
    /// How many of `held` were in the last review.
    good: usize,
    /// What was given cannot be reviewed.
    stuck: bool,
    /// Drops that are still being looked through, since the last start.
    looking: usize,
    /// Counts the times that a person started over.
    starts: u32,
    task: Option<Task>,
    /// When the progress was last drawn.
    drawn: f64,
    tickets: u32,
    /// The last review does not match what was given or asked since.
    stale: bool,
    /// The worker has died over files: it reads each on its own first, to find which it was.
    careful: bool,
    /// Where the worker says that it is about to stop.
    fault: Option<String>,
    shown: Shown,
    told: Told,
    /// Which of `held` are policy files that corrections have made, and the number of the correction that is being made.
    corrections: Vec<usize>,
    correcting: Option<u32>,
    edits: Edits,
    concerns: Concerns,
    stage: Stage,
    as_of: Timestamp,
    reviewed: Option<Shared<Reviewed>>,
    /// The documents of the last review, or of the one before it until they are written anew.
    documents: Option<Shared<Vec<Deliverable>>>,
    /// The worker has died over the documents: they are not asked for again until something was given.
    unwritten: bool,
    /// What a person should know beyond the review.
    pub(crate) notes: Notes,
}

impl Session {
    /// A session without files; its worker starts at once.
    pub(crate) fn new(signal: Callback<Signal>) -> Self {
        let mut session = Self {
            signal,
            link: None,
            life: 0,
            held: Vec::new(),
            taken: 0,
            feed: Feed::default(),
            settled: 0,
            good: 0,
            stuck: false,
            looking: 0,
            starts: 0,
            task: None,
            drawn: 0.0,
            tickets: 0,
            stale: false,
            careful: false,
            fault: None,
            shown: Shown::default(),
            told: Told::default(),
            corrections: Vec::new(),
            correcting: None,
            edits: Edits::default(),
            concerns: Concerns::default(),
            stage: Stage::default(),
            as_of: clock::now(),
            reviewed: None,
            documents: None,
            unwritten: false,
            notes: Notes::default(),
        };
        session.start_worker();
        session
    }

    /// The stage in force.
    pub(crate) fn stage(&self) -> Stage {
        self.stage
    }

    /// The as-of time in force.
    pub(crate) fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// The last review.
    pub(crate) fn reviewed(&self) -> Option<&Shared<Reviewed>> {
        self.reviewed.as_ref()
    }

    /// The documents of the last review.
    pub(crate) fn documents(&self) -> Option<&Shared<Vec<Deliverable>>> {
        self.documents.as_ref()
    }

    /// Whether the documents cannot be written.
    pub(crate) fn is_unwritten(&self) -> bool {
        self.unwritten
    }

    /// The lines that are shown.
    pub(crate) fn excerpt(&self) -> Option<&Shared<Excerpt>> {
        self.shown.excerpt.as_ref()
    }

    /// The facts that are shown.
    pub(crate) fn facts(&self) -> Option<&Shared<FactsPage>> {
        self.told.page.as_ref()
    }

    /// What was given.
    pub(crate) fn held(&self) -> &[Given] {
        &self.held
    }

    /// Whether what was given cannot be reviewed.
    pub(crate) fn is_stuck(&self) -> bool {
        self.stuck
    }

    /// A drop is being looked through: its files follow, with the number that this gives.
    pub(crate) fn look(&mut self) -> u32 {
        self.looking += 1;
        self.starts
    }

    /// The files of the drop that was announced under this number. They come to nothing if a person has started over since.
    pub(crate) fn found(&mut self, number: u32, given: Vec<Given>) {
        if number == self.starts {
            self.looking -= 1;
            self.give(given);
        }
    }

    /// Takes in what was given.
    pub(crate) fn give(&mut self, mut given: Vec<Given>) {
        if self.taken == self.held.len() {
            self.settled = self.taken;
        }
        budget::keep(&self.held, &mut given);
        self.stale |= !given.is_empty();
        self.unwritten = false;
        self.held.append(&mut given);
        self.pump();
    }

    /// Forgets everything. The worker is replaced, which gives its memory back.
    pub(crate) fn start_over(&mut self) {
        self.held.clear();
        self.corrections.clear();
        self.edits = Edits::default();
        self.concerns.clear();
        self.looking = 0;
        self.starts += 1;
        self.good = 0;
        self.stuck = false;
        self.reviewed = None;
        self.documents = None;
        self.unwritten = false;
        self.careful = false;
        self.notes.clear();
        self.start_worker();
        self.stale = false;
    }

    /// Judges for another stage.
    pub(crate) fn set_stage(&mut self, stage: Stage) {
        self.stale |= self.stage != stage;
        self.stage = stage;
        self.pump();
    }

    /// Judges at another time.
    pub(crate) fn set_as_of(&mut self, as_of: Timestamp) {
        self.stale |= self.as_of != as_of;
        self.as_of = as_of;
        self.pump();
    }

    /// Starts whatever is to be done next, unless something is being done.
    fn pump(&mut self) {
        if !self.is_ready() || self.task.as_ref().is_some_and(|task| task.doing != Doing::Taking) {
            return;
        }
        if self.taken < self.held.len() {
            self.feed();
        } else if self.stale && !self.held.is_empty() && self.looking == 0 {
            self.stale = false;
            self.send(Request::Judge { stage: self.stage, as_of: self.as_of }, None);
            self.begin(Doing::Judging);
        }
    }

    /// Whether the worker runs.
    fn is_ready(&self) -> bool {
        self.link.as_ref().is_some_and(|link| link.ready.get())
    }

    fn send(&self, request: Request, bytes: Option<Uint8Array>) -> Option<u32> {
        self.link.as_ref().map(|link| link.send(request, bytes))
    }
}

//! What the worker is busy with, and how far it is.

use gloo::timers::callback::Timeout;

use super::{Session, Signal};

/// After so long a person is offered to stop waiting.
const PATIENCE_MS: u32 = 10_000;
/// Time between two pictures of the progress.
const DRAW_MS: f64 = 100.0;

/// One thing that the worker does, or that is done for it.
pub(super) struct Task {
    pub(super) doing: Doing,
    pub(super) ticket: u32,
    pub(super) slow: bool,
    _patience: Timeout,
}

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// Files are taken in.
    Taking,
    /// All of them are read and judged.
    Judging,
    /// The documents of the review are written.
    Writing,
}

/// What the page shows while it waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// What is going on, for instance `Reading 143 files…`.
    pub(crate) text: String,
    /// Files done and files in all, while they are read.
    pub(crate) files: Option<(usize, usize)>,
    /// The file that is being read.
    pub(crate) path: Option<String>,
    /// It has taken long: offer to stop.
    pub(crate) slow: bool,
    /// What the review says stands, whatever is still going on.
    pub(crate) stands: bool,
}

impl Session {
    /// What is going on, if anything is.
    pub(crate) fn progress(&self) -> Option<Progress> {
        let slow = self.task.as_ref().is_some_and(|task| task.slow);
        let is_doing = |doing| self.task.as_ref().is_some_and(|task| task.doing == doing);
        let shown = |text: String, stands| Progress { text, files: None, path: None, slow, stands };
        let left = self.held.len() - self.taken;
        if left > 0 && self.link.is_some() {
            let all = self.held.len() - self.settled;
            let path = self.held.get(self.taken).map(|given| given.path.clone());
            Some(Progress {
                text: format!("Reading {}…", files(all)),
                files: Some((all - left, all)),
                path,
                slow,
                stands: false,
            })
        } else if self.looking > 0 {
            Some(shown("Looking through the folder…".to_owned(), false))
        } else if is_doing(Doing::Judging) {
            Some(shown("Reviewing…".to_owned(), false))
        } else if is_doing(Doing::Writing) {
            Some(shown("Writing the documents…".to_owned(), true))
        } else {
            None
        }
    }

    /// Notes what is being done, from now on.
    pub(super) fn begin(&mut self, doing: Doing) {
        self.tickets += 1;
        let (signal, ticket) = (self.signal.clone(), self.tickets);
        let patience = Timeout::new(PATIENCE_MS, move || signal.emit(Signal::Slow { ticket }));
        self.task = Some(Task { doing, ticket, slow: false, _patience: patience });
    }

    /// Whether progress is to be drawn again: now and then is enough.
    pub(super) fn is_due(&mut self) -> bool {
        let now = js_sys::Date::now();
        let due = now - self.drawn > DRAW_MS;
        if due {
            self.drawn = now;
        }
        due
    }
}

/// `1 file`, `143 files`.
fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

//! When the worker dies: a new one is started and gets every file again, but for the one that the old one died of.

use super::feed::Feed;
use super::link::Link;
use super::progress::Doing;
use super::{Session, What};

impl Session {
    /// Starts a worker that has nothing yet, in place of the present one.
    pub(super) fn start_worker(&mut self) {
        self.life += 1;
        self.taken = 0;
        self.feed = Feed::default();
        self.settled = 0;
        self.task = None;
        self.correcting = None;
        self.fault = None;
        self.stale = true;
        self.shown.outdate();
        self.told.outdate();
        match Link::start(self.life, &self.signal) {
            Ok(link) => self.link = Some(link),
            Err(why) => self.give_up(&why),
        }
    }

    /// The worker is dead: says so, and goes on without what killed it.
    pub(super) fn rescue(&mut self, why: &str) -> bool {
        if !self.is_ready() {
            self.give_up(why);
            return true;
        }
        let doing = self.task.as_ref().map(|task| task.doing);
        let why = self.fault.take().map_or_else(|| why.to_owned(), |place| format!("a fault at {place}"));
        self.restart(doing, &why);
        true
    }

    /// A person does not want to wait any longer.
    pub(crate) fn stop_waiting(&mut self) {
        let doing = self.task.as_ref().map(|task| task.doing);
        self.restart(doing, "it was stopped because it took too long");
    }

    fn restart(&mut self, doing: Option<Doing>, why: &str) {
        match doing {
            Some(Doing::Taking) => self.leave_out(why),
            Some(Doing::Judging) if self.careful && (1..self.held.len()).contains(&self.good) => self.step_back(why),
            Some(Doing::Judging) if self.careful => {
                self.notes.error(format!(
                    "The review engine stopped again ({why}), although it can read each file on its own: together these files \
                     cannot be reviewed. Start over with fewer files."
                ));
                self.start_worker();
                self.stale = false;
                self.stuck = true;
                return;
            }
            Some(Doing::Judging) => {
                self.careful = true;
                self.notes.error(format!(
                    "The review engine stopped ({why}). It was started again and now reads each file on its own to find the one \
                     at fault."
                ));
            }
            Some(Doing::Writing) => {
                self.unwritten = true;
                self.documents = None;
                self.notes.error(format!(
                    "The review engine stopped while it wrote the documents ({why}). It was started again; the review stands, \
                     without documents."
                ));
            }
            None => self
                .notes
                .error(format!("The review engine stopped ({why}). It was started again with the same files.")),
        }
        self.start_worker();
    }

    fn leave_out(&mut self, why: &str) {
        self.careful = true;
        let Some(given) = self.held.get_mut(self.taken) else { return };
        let reason = format!("the review engine stopped while it read this file ({why}); the file was left out");
        self.notes.error(format!(
            "The review engine stopped while it read {} ({why}). It was started again; that file is left out and all others \
             are kept.",
            given.path
        ));
        given.what = What::Refused(reason);
    }

    /// Goes back to the files of the last review.
    fn step_back(&mut self, why: &str) {
        let reason = format!("the review engine stopped while it reviewed this file together with the others ({why})");
        for given in &mut self.held[self.good..] {
            given.what = What::Refused(format!("{reason}; the file was left out"));
        }
        self.notes.error(format!(
            "The review engine stopped again ({why}), although it can read each file on its own. The files given last are left \
             out and all others are kept."
        ));
    }

    fn give_up(&mut self, why: &str) {
        self.link = None;
        self.task = None;
        self.notes.error(format!(
            "The review engine could not be started ({why}). Reload the page; if that does not help, allow workers and \
             WebAssembly for this page in your browser."
        ));
    }
}

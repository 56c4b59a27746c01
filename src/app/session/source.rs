//! The lines that are shown beside an outcome.

use holdpoint::review::Evidence;

use super::Session;
use crate::app::protocol::{Ask, Excerpt, Request};
use crate::app::shared::Shared;

/// Lines shown before and after the marked ones, and added by each step further.
const AROUND: u32 = 200;

/// What is shown, and what was asked for.
#[derive(Default)]
pub(super) struct Shown {
    wanted: Option<Ask>,
    number: Option<u32>,
    pub(super) excerpt: Option<Shared<Excerpt>>,
    /// There is no such file.
    missing: bool,
    /// The worker has other content since the lines came.
    outdated: bool,
}

impl Shown {
    /// The dossier may have changed.
    pub(super) fn outdate(&mut self) {
        self.outdated = true;
    }

    pub(super) fn hear(&mut self, number: u32, excerpt: Option<Excerpt>) {
        if self.number == Some(number) {
            self.missing = excerpt.is_none();
            self.excerpt = excerpt.map(Shared::new);
        }
    }
}

/// Which way to show more lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Further {
    /// Lines before.
    Up,
    /// Lines after.
    Down,
}

impl Session {
    /// Shows the lines around a place, or none.
    pub(crate) fn show(&mut self, mark: Option<&Evidence>) {
        let same = self.shown.wanted.as_ref().map(|ask| &ask.mark) == mark;
        if same && !self.shown.outdated {
            return;
        }
        if !same {
            self.shown.missing = false;
            self.shown.excerpt = None;
        }
        self.shown.wanted = mark.map(|mark| Ask {
            mark: mark.clone(),
            first: mark.line.saturating_sub(AROUND).max(1),
            last: mark.end_line.saturating_add(AROUND),
        });
        self.ask();
    }

    /// Whether the file whose lines are wanted is not there.
    pub(crate) fn is_missing(&self) -> bool {
        self.shown.missing && self.progress().is_none()
    }

    /// Shows more lines of the same file.
    pub(crate) fn show_further(&mut self, way: Further) {
        let Some(ask) = &mut self.shown.wanted else { return };
        match way {
            Further::Up => ask.first = ask.first.saturating_sub(AROUND).max(1),
            Further::Down => ask.last = ask.last.saturating_add(AROUND),
        }
        self.ask();
    }

    fn ask(&mut self) {
        self.shown.outdated = false;
        self.shown.number = self.shown.wanted.clone().and_then(|ask| self.send(Request::Lines(ask), None));
    }
}

//! What the worker keeps: the dossier, what was read in it, and the documents of the last review.

use holdpoint::policy::Limits;
use holdpoint::{Deliverable, Dossier, Policy, Reading, Stage};
use jiff::Timestamp;
use js_sys::Uint8Array;

use super::excerpt;
use super::platform::Browser;
use crate::app::protocol::{Document, Request, Response, Reviewed};

/// The engine and its state.
pub(super) struct Desk {
    dossier: Dossier,
    /// Kept until a file comes in: another stage or time is judged without reading again.
    read: Option<(Policy, Reading)>,
    documents: Vec<Deliverable>,
}

impl Default for Desk {
    fn default() -> Self {
        Self { dossier: empty(), read: None, documents: Vec::new() }
    }
}

impl Desk {
    /// Does what is asked.
    pub(super) fn answer(&mut self, request: Request, bytes: Option<Uint8Array>) -> (Response, Option<Uint8Array>) {
        let response = match request {
            Request::Add { path, alone } => {
                self.add(&path, &bytes.map(|bytes| bytes.to_vec()).unwrap_or_default(), alone)
            }
            Request::Refuse { path, reason } => self.change(|dossier| dossier.refuse(&path, &reason)),
            Request::Example(example) => self.change(|dossier| {
                for (path, bytes) in example.files() {
                    dossier.add(path, bytes);
                }
            }),
            Request::Judge { stage, as_of } => self.judge(stage, as_of),
            Request::Lines(ask) => {
                let source = self.read.as_ref().and_then(|(_, reading)| reading.find(&ask.mark.file));
                Response::Lines(source.map(|source| excerpt::cut(source, ask)))
            }
            Request::Pack => {
                let zip = holdpoint::deliverables::zip(&self.documents);
                return (Response::Packed, Some(Uint8Array::from(zip.as_slice())));
            }
        };
        (response, None)
    }

    fn add(&mut self, path: &str, bytes: &[u8], alone: bool) -> Response {
        if alone {
            let mut dossier = empty();
            dossier.add(path, bytes);
            let (policy, reading) = read(&dossier);
            // Only whether it comes to an end matters.
            let _ = holdpoint::judge(&reading, &policy, Stage::Readiness, Timestamp::UNIX_EPOCH);
        }
        self.change(|dossier| dossier.add(path, bytes))
    }

    fn change(&mut self, change: impl FnOnce(&mut Dossier)) -> Response {
        change(&mut self.dossier);
        self.read = None;
        Response::Taken
    }

    fn judge(&mut self, stage: Stage, as_of: Timestamp) -> Response {
        let (policy, reading) = self.read.get_or_insert_with(|| read(&self.dossier));
        let review = holdpoint::judge(reading, policy, stage, as_of);
        self.documents = holdpoint::pack(reading, &review);
        let documents = self
            .documents
            .iter()
            .map(|document| Document { name: document.name.clone(), text: document.text.clone() })
            .collect();
        let gates = holdpoint::review::gates(&review.outcomes);
        Response::Reviewed(Box::new(Reviewed { review, gates, documents }))
    }
}

fn empty() -> Dossier {
    Dossier::with_platform(Limits::default(), &Browser)
}

fn read(dossier: &Dossier) -> (Policy, Reading) {
    let unread = dossier.unread().map(|file| file.path.as_str());
    let policy = Policy::for_paths(dossier.sources().map(|file| file.path.as_str()).chain(unread));
    let reading = holdpoint::read(dossier, &policy);
    (policy, reading)
}

//! What the worker keeps: the dossier, what was read in it, the last review and its documents.

use holdpoint::deliverables::{self, Concern, Format};
use holdpoint::facts::Kind;
use holdpoint::policy::{self, Limits};
use holdpoint::report::ledger::{self, Ledger};
use holdpoint::{Deliverable, Dossier, Policy, Reading, Review, Stage};
use jiff::Timestamp;
use js_sys::Uint8Array;

use super::platform::Browser;
use super::{excerpt, facts};
use crate::app::protocol::{Request, Response, Reviewed};

/// The engine and its state.
pub(super) struct Desk {
    dossier: Dossier,
    /// Kept until a file comes in: another stage or time is judged without reading again.
    read: Option<(Policy, Reading)>,
    /// What was read, to be shown; made when it is first asked for.
    ledger: Option<Ledger>,
    /// The last review.
    review: Option<Review>,
    /// Its documents, once they were asked for.
    documents: Option<Vec<Deliverable>>,
}

impl Default for Desk {
    fn default() -> Self {
        Self { dossier: empty(), read: None, ledger: None, review: None, documents: None }
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
            Request::Write => Response::Written(self.documents().to_vec()),
            Request::Lines(ask) => {
                let said = self.ledger().map(|ledger| facts::at(ledger, &ask.mark)).unwrap_or_default();
                let source = self.read.as_ref().and_then(|(_, reading)| reading.find(&ask.mark.file));
                Response::Lines(source.map(|source| excerpt::cut(source, ask, said)))
            }
            Request::Facts(ask) => Response::Facts(self.ledger().map(|ledger| facts::page(ledger, ask))),
            Request::Correct { path, kind } => {
                let kind = kind.and_then(|id| Kind::ALL.iter().copied().find(|kind| kind.id() == id));
                let file = policy::file::correct(&self.dossier, &path, kind);
                Response::Corrected(file.map(|file| (file.path, file.text)))
            }
            Request::Adopt(profile) => {
                let file = policy::file::adopt(&self.dossier, profile);
                Response::Corrected(file.map(|file| (file.path, file.text)))
            }
            Request::Convert { document, format } => {
                let bytes = deliverables::convert(&document, format);
                return file(format.file_name(&document), media_type(&document, format), &bytes);
            }
            Request::Check { name, text } => {
                let found = self.concerns(&name, text);
                Response::Checked(name, found)
            }
            Request::Pack(edits) => {
                let bytes = deliverables::zip(&deliverables::files(&self.with(&edits)));
                return file("holdpoint-pack.zip".to_owned(), "application/zip", &bytes);
            }
        };
        (response, None)
    }

    /// The documents with what a person has changed in them.
    fn with(&mut self, edits: &[(String, String)]) -> Vec<Deliverable> {
        let text = |document: &Deliverable| edits.iter().find(|(name, _)| *name == document.name).map(|(_, text)| text);
        let changed = |document: &Deliverable| Deliverable {
            text: text(document).unwrap_or(&document.text).clone(),
            ..document.clone()
        };
        self.documents().iter().map(changed).collect()
    }

    fn concerns(&mut self, name: &str, text: Option<String>) -> Vec<Concern> {
        let document = self.documents().iter().find(|document| document.name == name);
        match (document, text) {
            (Some(document), Some(text)) => deliverables::concerns(&Deliverable { text, ..document.clone() }),
            (Some(document), None) => deliverables::concerns(document),
            (None, _) => Vec::new(),
        }
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
        self.ledger = None;
        Response::Taken
    }

    fn ledger(&mut self) -> Option<&Ledger> {
        let (_, reading) = self.read.as_ref()?;
        Some(self.ledger.get_or_insert_with(|| ledger::ledger(reading)))
    }

    fn judge(&mut self, stage: Stage, as_of: Timestamp) -> Response {
        let (policy, reading) = self.read.get_or_insert_with(|| read(&self.dossier));
        let review = holdpoint::judge(reading, policy, stage, as_of);
        let gates = holdpoint::review::gates(&review.outcomes);
        self.review = Some(review.clone());
        self.documents = None;
        Response::Reviewed(Box::new(Reviewed { review, gates }))
    }

    /// The documents of the last review; none before there is one.
    fn documents(&mut self) -> &[Deliverable] {
        let (Some(review), Some((_, reading))) = (&self.review, &self.read) else { return &[] };
        self.documents.get_or_insert_with(|| holdpoint::pack(reading, review))
    }
}

/// What a browser is told of a document.
fn media_type(document: &Deliverable, format: Format) -> &'static str {
    match document.name.rsplit('.').next() {
        Some("md") => format.media_type(),
        Some("json") => "application/json",
        Some("csv") => "text/csv",
        Some("ics") => "text/calendar",
        _ => "text/plain",
    }
}

/// A file to be saved.
fn file(name: String, media_type: &str, bytes: &[u8]) -> (Response, Option<Uint8Array>) {
    (Response::File { name, media_type: media_type.to_owned() }, Some(Uint8Array::from(bytes)))
}

fn empty() -> Dossier {
    Dossier::with_platform(Limits::default(), &Browser)
}

fn read(dossier: &Dossier) -> (Policy, Reading) {
    let (policy, problems) = Policy::of_dossier(dossier);
    let mut reading = holdpoint::read(dossier, &policy);
    reading.notices.extend(problems.iter().map(|problem| format!("The policy file was not used in full. {problem}.")));
    (policy, reading)
}

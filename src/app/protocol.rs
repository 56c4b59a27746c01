//! What the page and the worker say to each other: one JSON text with a number, and bytes that change hands without a copy.

use holdpoint::deliverables::{Concern, Format};
use holdpoint::policy::Profile;
use holdpoint::report::ledger::Family;
use holdpoint::review::{Evidence, Gate, Review};
use holdpoint::{Deliverable, Stage};
use jiff::Timestamp;
use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use super::example::Example;

/// What the page asks. Each request but the first two gets one answer, under its number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Request {
    /// Take in one file, whose bytes come with the letter.
    Add {
        /// Its path in the dossier.
        path: String,
        /// Read it on its own first, so that a fault names this file and no other.
        alone: bool,
    },
    /// Note a file that the page could not or would not read.
    Refuse {
        /// Its path in the dossier.
        path: String,
        /// Why, and what to do.
        reason: String,
    },
    /// Take in one of the dossiers that the page brings along.
    Example(Example),
    /// Read what was given, if that has changed, and judge it.
    Judge {
        /// The stage to judge for.
        stage: Stage,
        /// The time to judge at.
        as_of: Timestamp,
    },
    /// Write the documents that follow from the last review.
    Write,
    /// Show lines of a file.
    Lines(Ask),
    /// Show facts.
    Facts(FactsAsk),
    /// Write into the policy file what a file is.
    Correct {
        /// Path of the file.
        path: String,
        /// Id of its kind; none to go by what is recognised.
        kind: Option<String>,
    },
    /// Write into the policy file which conventions the dossier follows.
    Adopt(Profile),
    /// Write a document in a format.
    Convert {
        /// The document, with what a person has changed in it.
        document: Deliverable,
        /// How it is wanted.
        format: Format,
    },
    /// Look for what should not leave the house in a document of the last review.
    Check {
        /// The name of the document.
        name: String,
        /// Its text, if a person has changed it.
        text: Option<String>,
    },
    /// Pack the documents of the last review into a zip archive, with what a person has changed: name and text of each.
    Pack(Vec<(String, String)>),
}

/// Lines wanted of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Ask {
    /// The place that must be among them.
    pub(crate) mark: Evidence,
    /// First line wanted, from 1.
    pub(crate) first: u32,
    /// Last line wanted; beyond the end is no fault.
    pub(crate) last: u32,
}

/// Facts wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FactsAsk {
    /// Of this family only.
    pub(crate) family: Option<String>,
    /// From this file only.
    pub(crate) file: Option<String>,
    /// That speak of this.
    pub(crate) words: String,
    /// No more than so many.
    pub(crate) count: usize,
}

/// What the worker answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Response {
    /// The worker runs.
    Ready,
    /// It is about to stop at a fault in this place of the program.
    Fault(String),
    /// A file, a refusal or an example was taken in.
    Taken,
    /// The dossier was judged.
    Reviewed(Box<Reviewed>),
    /// The documents, the review as JSON last.
    Written(Vec<Deliverable>),
    /// Lines of a file; none if the file is not in the dossier.
    Lines(Option<Excerpt>),
    /// Facts; none while there is nothing read.
    Facts(Option<FactsPage>),
    /// The policy file after a correction, as path and text, or why there is none.
    Corrected(Result<(String, String), String>),
    /// A file to be saved comes with the letter.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: String,
    },
    /// What should not leave the house in the document of this name.
    Checked(String, Vec<Concern>),
}

/// A judged dossier.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Reviewed {
    /// The review.
    pub(crate) review: Review,
    /// Its gates.
    pub(crate) gates: Vec<Gate>,
}

/// Some lines of a file, and the place in them that is meant.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Excerpt {
    /// The place that is meant.
    pub(crate) mark: Evidence,
    /// Number of the first line here, from 1.
    pub(crate) first: u32,
    /// How many lines the file has.
    pub(crate) total: u32,
    /// What the lines are, where they are not those of the file itself: "text taken out of the Word document", "Shift_JIS".
    pub(crate) form: Option<String>,
    /// The lines.
    pub(crate) lines: Vec<Line>,
    /// Facts that were read there, the first few.
    pub(crate) facts: Vec<Brief>,
}

/// A fact in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Brief {
    /// Id of its family.
    pub(crate) family: String,
    /// Title of its family.
    pub(crate) title: String,
    /// What it says there.
    pub(crate) text: String,
}

/// Some of the facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FactsPage {
    /// What was asked.
    pub(crate) ask: FactsAsk,
    /// Every family with the number of its facts that are of the file and speak of the words.
    pub(crate) families: Vec<Count>,
    /// The facts, by family.
    pub(crate) shown: Vec<Family>,
    /// How many there are, those that are not shown among them.
    pub(crate) total: usize,
}

/// A family without its facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Count {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) title: String,
    /// How many facts.
    pub(crate) facts: usize,
}

/// One line, cut where it is too long to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// Its text.
    pub(crate) text: String,
    /// Characters left out in front.
    pub(crate) before: usize,
    /// Characters left out behind.
    pub(crate) after: usize,
}

/// A request or an answer under a number: an answer has the number of its request.
pub(crate) struct Letter<T> {
    /// The number.
    pub(crate) number: u32,
    /// What is said.
    pub(crate) body: T,
    /// The bytes that come with it.
    pub(crate) bytes: Option<Uint8Array>,
}

impl<T: Serialize> Letter<T> {
    /// The message to post, and the buffers in it that change hands.
    pub(crate) fn seal(self) -> (JsValue, Array) {
        let text = serde_json::to_string(&self.body).unwrap_or_default();
        let bytes = self.bytes.map(JsValue::from).unwrap_or_default();
        let moved = bytes.dyn_ref::<Uint8Array>().map_or_else(Array::new, |bytes| Array::of1(&bytes.buffer()));
        (Array::of3(&self.number.into(), &text.into(), &bytes).into(), moved)
    }
}

impl<T: DeserializeOwned> Letter<T> {
    /// Reads a posted message; `None` if it is not one of ours.
    pub(crate) fn open(message: &JsValue) -> Option<Self> {
        let parts = message.dyn_ref::<Array>()?;
        let body = serde_json::from_str(&parts.get(1).as_string()?).ok()?;
        // The numbers are made by counting up from 0, so they are whole and small.
        #[expect(clippy::cast_sign_loss, reason = "see above")]
        let number = parts.get(0).as_f64()? as u32;
        Some(Self { number, body, bytes: parts.get(2).dyn_into().ok() })
    }
}
